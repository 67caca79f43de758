"""What goes on in a story beside its incidents: good days, cards, drafts given up, people without accounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from rrn_desktop.demo.afterwards import Afterwards
from rrn_desktop.demo.chance import one_of
from rrn_desktop.demo.filling import fill
from rrn_desktop.demo.incidents import begun, happening, known_of
from rrn_desktop.demo.stage import Happening, Stage
from rrn_desktop.forms import registry
from rrn_desktop.forms.values import PersonRef, Value
from rrn_desktop.services import drafts, good_days, inbox, membership, taking_in, what_helps
from rrn_desktop.services.calendar import add_closure, add_term
from rrn_desktop.services.desk_start import start_of_session
from rrn_desktop.services.drafts import INCIDENT, Draft
from rrn_desktop.services.follow_ups import of_incident
from rrn_desktop.services.incidents import incident_of
from rrn_desktop.services.many_hands import hear_of_changes

_HOUR = timedelta(hours=1)
_LAST_DAYS = timedelta(days=12)
_BANK_STAFF = ("Bank worker", "Supply teacher", "Agency support worker")


class Beside:
    """Tells what is no incident of the story's own."""

    def __init__(self, stage: Stage, afterwards: Afterwards) -> None:
        self._stage = stage
        self._afterwards = afterwards

    def calendar(self) -> None:
        """Enter the terms of the place, and the day in each year on which it is closed."""
        stage = self._stage
        session = stage.enter(stage.leads[0].id or "")
        for term in stage.seasons.terms:
            add_term(session, term.first, term.last, term.name)
        for term in stage.seasons.terms[::6]:
            add_closure(session, term.last, term.last, stage.scenery.reasons["closed"][0])

    def start_of_day(self) -> None:
        """Have a lead sign in as on any day: what was written without an account is taken in, and old notices go."""
        stage = self._stage
        lead = stage.leads[0].id or ""
        session = stage.sessions[lead]
        taken = [one.number for one in taking_in.take_in(session)]
        start_of_session(session)
        for number in taken:
            self._taken_in(number)

    def good_day(self, number: int) -> None:
        """Record a day that went well for someone who often has hard ones."""
        stage, rng = self._stage, self._stage.chance("good", number)
        about = self._someone(number, "good")
        draft = good_days.begin(stage.enter(about.writer), about.person.id)
        self._seal(about, draft, about.writer, rng)

    def card(self, person: PersonRef, number: int) -> None:
        """Have a lead publish what helps someone, or bring it up to date."""
        stage, rng = self._stage, self._stage.chance("card", number)
        lead = one_of(rng, stage.leads)
        draft = what_helps.begin(stage.enter(lead.id or ""), person.id or person.name)
        if draft.version > 1:
            stage.counted[draft.form, "complete" if draft.version == 2 else "amended"] -= 1
        self._seal(replace(self._someone(number, "card"), person=person), draft, lead.id or "", rng)

    def nothing_after_all(self, number: int) -> None:
        """Begin a record and give it up, with a reason; its number stays given out."""
        stage, rng = self._stage, self._stage.chance("nothing", number)
        about = self._someone(number, "nothing")
        draft = begun(stage, about)
        drafts.give_up(stage.sessions[about.writer], draft, stage.scene(rng, about).words.reason(rng, "give_up"))
        stage.counted["draft", "given_up"] += 1

    def left_unfinished(self, number: int) -> None:
        """Begin a record and leave it, so that someone finds it on Today."""
        begun(self._stage, self._someone(number, "left"))
        self._stage.counted["draft", "unfinished"] += 1

    def without_account(self, number: int) -> None:
        """Write an incident without signing in; it is taken in when a lead next signs in, and confirmed then."""
        stage, rng = self._stage, self._stage.chance("inbox", number)
        about = self._someone(number, "inbox")
        name = f"{one_of(rng, stage.people).name.split()[0][:1]}. {one_of(rng, stage.staff).name.split()[-1]}"
        store = stage.sessions[stage.leads[0].id or ""].store
        written = inbox.begin(store, name, one_of(rng, _BANK_STAFF), clock=stage.clock)
        scene, definition = stage.scene(rng, about), registry.definition(INCIDENT)
        written = replace(written, answers=fill(definition, scene, known_of(stage, about, definition, scene)))
        notice = inbox.proposed(written)
        if notice is not None:
            inbox.seal(inbox.stand(written, notice))
            stage.counted[INCIDENT, "complete"] += 1
            stage.agenda.plan(stage.clock.now() + 8 * _HOUR, self.start_of_day)

    def someone_leaves(self) -> None:
        """Have one member finish what they began, and some days later their account closed; what they wrote stays."""
        stage = self._stage
        leaving = stage.staff[-1]
        stage.staff = stage.staff[:-1]
        stage.agenda.plan(stage.clock.now() + _LAST_DAYS, lambda: self._close_account(leaving))

    def _close_account(self, leaving: PersonRef) -> None:
        stage = self._stage
        session = stage.enter(stage.leads[0].id or "")
        membership.close_account(session, leaving.id or "")
        hear_of_changes(stage.sessions, session)

    def _taken_in(self, number: str) -> None:
        """Confirm who wrote it, and plan what is due after it as after any other."""
        stage = self._stage
        rng = stage.chance("taken", number)
        lead = stage.leads[0]
        session = stage.enter(lead.id or "")
        record = incident_of(session, number).record
        about = replace(self._someone(number, "taken"), number=number, record=record, status="complete", planned=set())
        about.staff = (lead,)
        now = stage.clock.now()
        words = stage.passphrases[lead.id or ""]
        confirmed = stage.soon(now, now + 20 * _HOUR, rng)
        stage.agenda.plan(confirmed, lambda: _confirm(stage, lead, number, words))
        self._afterwards.plan(about, of_incident(session, record))

    def _seal(self, about: Happening, draft: Draft, member: str, rng: Random) -> None:
        definition = registry.definition(draft.form, draft.form_version)
        scene = self._stage.scene(rng, about, since=self._stage.clock.now() - _HOUR)
        known: dict[str, Value] = dict(draft.answers.items())
        self._stage.seal(member, replace(draft, answers=fill(definition, scene, known)))

    def _someone(self, number: int | str, what: str) -> Happening:
        """Return a person, a place and some staff of an hour ago."""
        before = self._stage.clock.now() - _HOUR
        return happening(self._stage, f"{what}-{number}", before)


def _confirm(stage: Stage, lead: PersonRef, number: str, words: str) -> None:
    taking_in.confirm(stage.enter(lead.id or ""), number, words)
