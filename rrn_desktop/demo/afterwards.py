"""What follows an incident of a story: each thing that is due is done, mostly in time; and what nobody asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import time, timedelta
from random import Random
from typing import TypeAlias

from rrn_desktop.clock import parse_rfc3339
from rrn_desktop.demo.adding import add, support_for_staff, support_now
from rrn_desktop.demo.asking import answers_to
from rrn_desktop.demo.chance import one_of
from rrn_desktop.demo.reviewing import Reviews
from rrn_desktop.demo.stage import Happening, Odd, Stage
from rrn_desktop.demo.versions import Versions
from rrn_desktop.errors import NotFound
from rrn_desktop.forms import registry
from rrn_desktop.services import additions
from rrn_desktop.services.accounts_given import ACCOUNT, NOT_GIVEN
from rrn_desktop.services.follow_ups import FollowUp, of_incident
from rrn_desktop.services.sealing import Sealed
from rrn_desktop.services.setting_aside import set_aside
from rrn_desktop.standards.clocks import clock as clock_of

_Act: TypeAlias = Callable[[Happening, FollowUp, Random], None]

_IN_TIME, _LATE = 0.88, 0.985
_A_DAY, _A_LITTLE, _MUCH = timedelta(days=1), timedelta(days=3), timedelta(days=40)
_MOVED, _SET_ASIDE = 0.06, 0.9
_AGAIN = "account_again"
# What is added though nothing asks for it: how often, and within how many days.
_MORE: Mapping[str, tuple[float, float]] = {
    "account": (0.2, 3),
    "observation": (0.08, 2),
    "other_account": (0.07, 2),
    "conversation": (0.06, 4),
    "question": (0.04, 5),
    "injury": (0.03, 1.5),
    "reference": (0.03, 6),
    "correction": (0.02, 9),
    "damage": (0.015, 2),
    "check": (0.05, 0.4),
    "concern": (0.01, 3),
    "staff_support": (0.05, 4),
}


class Afterwards:
    """Sees to all that follows from an incident, at the time at which someone would."""

    def __init__(self, stage: Stage, reviews: Reviews, versions: Versions) -> None:
        self._stage = stage
        self._reviews = reviews
        self._versions = versions
        self._kinds = frozenset(one.form for one in additions.kinds())
        self._acts: Mapping[str, _Act] = {
            "support": self._support,
            "review": self._review,
            "record": self._complete,
            "countersign": self._countersign,
        }

    def of_record(self, about: Happening, sealed: Sealed) -> None:
        """Plan what follows a version of the record itself; of the first one also what nobody asks for."""
        first_time, before = not about.status, (sealed.form, about.status)
        about.status = sealed.status
        self.plan(about, sealed.follow_ups)
        if first_time:
            self._reviews.expect(about)
            self._plan_more(about)
        else:
            self._stage.counted[before] -= 1

    def plan(self, about: Happening, follow_ups: Iterable[FollowUp]) -> None:
        """Plan to do what is due and not planned yet; a few things are done late, and very few never."""
        for one in sorted(follow_ups, key=lambda each: (each.clock, each.due)):
            if one.outcome == "open" and one.id not in about.planned and (one.form or one.kind) in self._known():
                about.planned.add(one.id)
                self._plan_one(about, one)

    def _known(self) -> frozenset[str]:
        return self._kinds | frozenset(self._acts)

    def _plan_one(self, about: Happening, one: FollowUp) -> None:
        stage = self._stage
        rng = stage.chance("due", about.index, one.clock, len(about.planned))
        now, due, luck = stage.clock.now(), parse_rfc3339(one.booked or one.due), rng.random()
        luck = _IN_TIME + 0.01 if about.index == Odd.DONE_LATE else luck
        if one.proposal:
            if luck < _SET_ASIDE:
                stage.agenda.plan(stage.soon(now, now + 12 * _A_DAY, rng), lambda: self._put_aside(about, one, rng))
            return
        # A day that was named is the day on which it is done; of all else most is done before it is due.
        start = max(now, due - timedelta(hours=9)) if one.kind == _AGAIN else now
        until = max(due, start + timedelta(minutes=90))
        moment = stage.soon(start, until, rng)
        if luck > _IN_TIME:
            moment = stage.soon(until, until + (_A_LITTLE if luck < _LATE else _MUCH), rng)
        if one.form == "review":
            # Rather near the end of the time that there is, so that several of one person are looked at together.
            moment = stage.seasons.working_moment(max(moment, about.began + _A_DAY, now + (until - now) * 0.6))
        stage.agenda.plan(moment, lambda: self._do(about, one, rng))

    def _do(self, about: Happening, one: FollowUp, rng: Random) -> None:
        if not about.stands:
            return
        if one.form == "review" and not about.reviewed and self._stage.comes_up(rng, _MOVED, about, Odd.MOVED):
            day = self._reviews.move(about, rng)
            moment = self._stage.seasons.moment(day, time(max(self._stage.seasons.setting.open[0], 9) + 1, 30))
            self._stage.agenda.plan(moment, lambda: self._review(about, one, rng))
            return
        self._acts.get(one.form, self._answer)(about, one, rng)

    def _answer(self, about: Happening, one: FollowUp, rng: Random) -> None:
        """Add what a clock asks for, in the way that answers it."""
        by = clock_of(one.clock)
        definition = registry.definition(one.form)
        known = None if by is None else answers_to(by, definition, rng, self._stage.scenery.weights)
        if one.kind == _AGAIN:
            given = [choice.code for choice in definition.question("way").choices if choice.code not in NOT_GIVEN]
            known = {"way": one_of(rng, given)}
        lead = self._stage.lead_beside(rng, about)
        member = lead if one.by == "lead" else one_of(rng, (lead, *self._stage.colleagues(rng, 4)))
        sealed = add(self._stage, about, member.id or "", one.form, rng=rng, known=known)
        self._plan_after(about, sealed)

    def _plan_after(self, about: Happening, sealed: Sealed) -> None:
        """Plan what an addition gave cause for: by its clocks, and for an account also that someone asks again."""
        follow_ups = sealed.follow_ups
        if sealed.form == ACCOUNT:
            session = self._stage.sessions[self._stage.leads[0].id or ""]
            follow_ups = tuple(one for one in of_incident(session, about.record) if one.kind == _AGAIN)
        self.plan(about, follow_ups)

    def _support(self, about: Happening, one: FollowUp, rng: Random) -> None:
        member = one_of(rng, self._stage.colleagues(rng, 3))
        sealed = support_now(self._stage, about, member.id or "", rng, again=one.kind != "support")
        self.plan(about, sealed.follow_ups)
        if one.id not in {each.id for each in sealed.follow_ups_closed}:
            # Too soon after the first to count as looking again: someone does it once more.
            self._stage.agenda.plan(self._stage.clock.now() + _A_DAY, lambda: self._look_again(about, rng))

    def _look_again(self, about: Happening, rng: Random) -> None:
        if about.stands:
            member = one_of(rng, self._stage.colleagues(rng, 3))
            support_now(self._stage, about, member.id or "", rng, again=True)

    def _review(self, about: Happening, _one: FollowUp, rng: Random) -> None:
        if about.stands and not about.reviewed:
            self._reviews.hold(about, rng)
            session = self._stage.sessions[self._stage.leads[0].id or ""]
            self.plan(about, (one for one in of_incident(session, about.record) if one.kind == _AGAIN))

    def _complete(self, about: Happening, _one: FollowUp, rng: Random) -> None:
        if about.status == "first":
            self.of_record(about, self._versions.complete(about, rng))

    def _countersign(self, about: Happening, _one: FollowUp, rng: Random) -> None:
        self._versions.countersign(about, rng)

    def _put_aside(self, about: Happening, one: FollowUp, rng: Random) -> None:
        if about.stands:
            stage = self._stage
            lead = one_of(rng, stage.leads)
            why = stage.scene(rng, about).words.reason(rng, "set_aside")
            # Nothing may ask for it any more, where a later version said something else.
            with suppress(NotFound):
                set_aside(stage.enter(lead.id or ""), one.id, why)

    def _plan_more(self, about: Happening) -> None:
        """Plan what nobody asks for: accounts, questions, another signature, a correction, that it was a mistake."""
        stage, rng = self._stage, self._stage.chance("more", about.index)
        now = stage.clock.now()
        for place, (kind, (often, days)) in enumerate(_MORE.items()):
            # Each kind comes up once in the first incidents, so that every story has them all.
            if rng.random() < often or about.index == place:
                self._plan_addition(about, kind, days)
        for odd, often, days, deed in self._versions.later(about, self.of_record):
            if stage.comes_up(rng, often, about, odd):
                stage.agenda.plan(stage.soon(now, now + days * _A_DAY, rng), deed)

    def _plan_addition(self, about: Happening, kind: str, days: float) -> None:
        stage, rng = self._stage, self._stage.chance("addition", kind, about.index)
        now = stage.clock.now()
        stage.agenda.plan(stage.soon(now, now + days * _A_DAY, rng), lambda: self._add(about, kind, rng))

    def _add(self, about: Happening, kind: str, rng: Random) -> None:
        if not about.stands:
            return
        stage = self._stage
        member = one_of(rng, (*about.staff, *stage.colleagues(rng, 3)))
        # One who has left meanwhile writes nothing any more.
        who = member if member in stage.staff or member in stage.leads else stage.colleagues(rng, 1)[0]
        if kind == "staff_support":
            support_for_staff(stage, about, who.id or "", one_of(rng, stage.staff), rng)
            return
        sealed = add(stage, about, who.id or "", kind, rng=rng)
        self._plan_after(about, sealed)
        if kind == "question":
            self._plan_addition(about, "answer", 3)
