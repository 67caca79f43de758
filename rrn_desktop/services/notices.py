"""Notices: what colleagues on shift may know of an incident while its record is being written, and after."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

from rrn_desktop.clock import WallTime, read_wall
from rrn_desktop.errors import Refused
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.types import flaw_of
from rrn_desktop.forms.wording import moment_words
from rrn_desktop.ledger.appending import About
from rrn_desktop.services.drafts import INCIDENT, NEW, Draft, save_within
from rrn_desktop.services.follow_ups import due_from_notice
from rrn_desktop.services.journal import note, settled
from rrn_desktop.services.notice_board import kind_words, of_telling, standing_facts
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_follow_ups, desk_notices

STANDS_FOR = timedelta(days=7)
_STATES = {
    "writing": "being_written",
    "first": "sealed",
    "complete": "sealed",
    "amended": "sealed",
    "void": "void",
    "given_up": "given_up",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """What anyone signed in on this desk may know of one incident, and not one word more."""

    record: str
    number: str | None
    person: str = field(repr=False)
    happened: str
    place: str = field(repr=False)
    kinds: str
    writer: str = field(repr=False)
    next_shift: str = field(repr=False)
    watching: str = field(repr=False)
    told: str
    status: str
    written_at: WallTime | None


def proposed(session: Session, draft: Draft) -> Notice | None:
    """Return the notice that the answers would make, or None while who, when or where is not said yet.

    None as well when it already stands, and for a new version of a sealed record.
    """
    if draft.form != INCIDENT or draft.number is not None or draft.purpose != NEW:
        return None
    definition = registry.definition(draft.form, draft.form_version)
    return offered(definition, draft.answers, record=draft.record, writer=session.member.name)


def offered(definition: Definition, answers: Answers, *, record: str, writer: str) -> Notice | None:
    """Return the notice that answers make, or None while who, when or where is not said yet."""
    facts = standing_facts(definition, answers)
    if facts.person is None or facts.happened is None or not facts.place.strip():
        return None
    return Notice(
        record=record,
        number=None,
        person=facts.person.name,
        happened=moment_words(facts.happened),
        place=facts.place,
        kinds=kind_words(definition, facts.kinds),
        writer=writer,
        next_shift=facts.next_shift,
        watching="",
        told=of_telling(facts),
        status="being_written",
        written_at=None,
    )


def check_words(definition: Definition, notice: Notice, *, safe: str) -> None:
    """Check what its writer worded on a notice; raises Refused for what can't be kept."""
    question = definition.question(definition.facts.next_shift)
    for words in (notice.next_shift, notice.watching):
        flaw = flaw_of(question, words)
        if flaw is not None:
            raise Refused(flaw.what, safe, flaw.next_step)


def stand(session: Session, draft: Draft, notice: Notice) -> Draft:
    """Put the notice up and return the draft with its number, in one step: both are kept or neither."""
    proposal = proposed(session, draft)
    if proposal is None:
        raise Refused(
            "The notice needs to say who, when and where.",
            "Your draft is safe.",
            "Answer these three first.",
        )
    definition = registry.definition(draft.form, draft.form_version)
    check_words(definition, notice, safe="Your draft is safe.")
    facts = standing_facts(definition, draft.answers)
    happened = facts.happened.rfc3339() if facts.happened else ""
    now = session.wall()
    with session.held.desk.write() as connection:
        new = desk_notices.notice_of(connection, draft.record) is None
        standing = desk_notices.stand(
            connection,
            desk_notices.Notice(
                record=draft.record, number="", person=proposal.person, happened=happened, place=proposal.place,
                kinds=facts.kinds, writer=session.member.name, next_shift=notice.next_shift.strip(),
                watching=notice.watching.strip(), told=proposal.told, status="writing", written_at=now.rfc3339(),
            ),
            session.desk_code,
            session.book_year(),
        )  # fmt: skip
        worded = _with_words(definition, draft, notice.next_shift.strip())
        numbered = save_within(connection, session, replace(worded, number=standing.number))
        if facts.happened is not None:
            due_from_notice(connection, session, draft.record, facts.happened)
        # A lead may have put it up before, for a draft that was left: its number is given out once.
        if new:
            note(connection, session, About("notice", record=draft.record, number=standing.number))
    settled(session)
    return numbered


def listing(session: Session) -> tuple[Notice, ...]:
    """Return the notices on this desk, the latest first."""
    with session.held.desk.read() as connection:
        rows = desk_notices.notices(connection)
    definition = registry.definition("incident")
    return tuple(_shown(row, definition, session.zone) for row in rows)


def take_down_old(session: Session) -> None:
    """Take down each notice that stood seven days and has nothing due any more; its number stays given out."""
    before = session.held.clock.now() - STANDS_FOR
    with session.held.desk.write() as connection:
        still_due = {one.record for one in desk_follow_ups.open_ones(connection) if not one.proposal}
        for notice in desk_notices.notices(connection):
            old = read_wall(notice.written_at, session.zone).instant() < before
            if old and notice.status != "writing" and notice.record not in still_due:
                desk_notices.take_down(connection, notice.record)


def _with_words(definition: Definition, draft: Draft, next_shift: str) -> Draft:
    """Return the draft with the words as the author left them on the notice, where it has an answer to that already.

    An answer that is not given yet stays open; one that was given would else win over what the author just changed.
    """
    path = definition.facts.next_shift
    said = draft.answers.get(path)
    if not isinstance(said, str) or said.strip() == next_shift:
        return draft
    return replace(draft, answers=draft.answers.with_answer(path, next_shift or None))


def _shown(row: desk_notices.Notice, definition: Definition, zone: str) -> Notice:
    return Notice(
        record=row.record,
        number=row.number,
        person=row.person,
        happened=moment_words(WallTime(row.happened[:-6].removesuffix(":00"), row.happened[-6:], zone)),
        place=row.place,
        kinds=kind_words(definition, row.kinds),
        writer=row.writer,
        next_shift=row.next_shift,
        watching=row.watching,
        told=row.told,
        status=_STATES[row.status],
        written_at=read_wall(row.written_at, zone),
    )
