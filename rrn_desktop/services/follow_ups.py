"""What is due after an incident: made from the clocks of the profile, and closed by what answers it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from rrn_desktop.clock import WallTime, parse_rfc3339
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.derive import moment_of, span
from rrn_desktop.ledger.headers import moment
from rrn_desktop.services.calendar import calendar_within
from rrn_desktop.services.counted import Counted
from rrn_desktop.services.own_numbers import numbers_within
from rrn_desktop.services.session import Session
from rrn_desktop.standards.calendar import Calendar
from rrn_desktop.standards.clocks import DueClock, Moments, clocks_of, due_after
from rrn_desktop.standards.loader import profile as profile_of
from rrn_desktop.standards.matching import begins, parts_that_answer, parts_that_begin
from rrn_desktop.store import desk_follow_ups, desk_ledger, desk_notices
from rrn_desktop.store.connection import Connection

CHECK_LOCALLY = {"second_hand": "as summarised; check", "check_locally": "check locally"}
COUNTERSIGN = "countersign"
Outcome: TypeAlias = Literal["open", "in_time", "late", "set_aside", "no_longer_asked"]

_INCIDENT = "incident"
_ENDED: Mapping[desk_follow_ups.Ending, Outcome] = {"set_aside": "set_aside", "not_asked": "no_longer_asked"}


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing that is due after an incident; ``due`` is an RFC 3339 time.

    - ``by`` is anyone or lead; ``form`` is what one click opens; a ``proposal`` is to think about, not a duty.
    - ``booked`` is the day for which it is arranged; ``done_at`` says when it was done, in UTC.
    - ``outcome`` says whether it is open, was done in time or late, or ended without being done: a lead set the
      proposal aside, or nothing asks for it any more.
    """

    id: str
    kind: str
    what: str
    due: str
    rule: str
    rule_kind: str
    trust: str
    clock: str = ""
    by: str = "anyone"
    form: str = ""
    proposal: bool = False
    booked: str | None = None
    done_at: str | None = None
    outcome: Outcome = "open"


@dataclass(frozen=True, slots=True)
class Closing:
    """A follow-up that answers say is done; ``at`` is when it was done, in UTC, or None for when it is written."""

    id: str
    at: str | None


def rows_of(
    profile: str,
    record: str,
    definition: Definition,
    answers: Answers,
    *,
    recorded: WallTime | None = None,
    calendar: Calendar | None = None,
    own: Mapping[str, int] | None = None,
    first: bool = False,
) -> tuple[desk_follow_ups.FollowUp, ...]:
    """Return what the profile's clocks ask for after this incident, or after this addition to it, as the desk keeps it.

    Each has the same id however often it is made. What an incident's own answers say was done at a time is done.
    ``own`` holds the numbers that the place set itself, by clock; ``first`` says that the record is a first one.
    """
    moments = _moments(definition, answers, recorded)
    if moments is None:
        return ()
    days = calendar or Calendar(profile_of(profile).nation)
    done = {closing.id: closing.at for closing in closings(profile, record, definition, answers, first=first)}
    found = (
        _row(record, definition.form, clock, _moments_of(clock, definition, answers, moments), days)
        for clock in clocks_of(profile, own)
        if begins(clock, definition, answers, first=first)
    )
    return tuple(replace(one, done_at=done[one.id]) if one.id in done else one for one in found)


def due_from_notice(connection: Connection, session: Session, record: str, happened: WallTime) -> None:
    """Keep what is due after an incident from the moment its notice stands, so that it can be answered from then on.

    That is what is due after any incident of the place, whatever its answers will be.
    """
    calendar, own = calendar_within(connection, session.profile), numbers_within(connection, session.profile)
    clocks = (clock for clock in clocks_of(session.profile, own) if not clock.begun_by)
    rows = [_row(record, _INCIDENT, clock, Moments(happened), calendar) for clock in clocks]
    desk_follow_ups.add(connection, rows)


def closings(
    profile: str,
    record: str,
    definition: Definition,
    answers: Answers,
    *,
    by_lead: bool = True,
    first: bool = False,
) -> tuple[Closing, ...]:
    """Return what these answers answer, of an incident or of anything that was added to it, and when that was done.

    What only a lead can do is not answered by anyone else's words: ``by_lead`` says whose they are. A first record is
    no whole one.
    """
    return tuple(
        Closing(_identity(record, clock), _done_at(clock, parts, definition))
        for clock in clocks_of(profile)
        if by_lead or clock.by != "lead"
        if (parts := tuple(parts_that_answer(clock, definition, answers, first=first)))
    )


def closed_by(
    profile: str,
    record: str,
    definition: Definition,
    answers: Answers,
    *,
    by_lead: bool = True,
    first: bool = False,
) -> tuple[str, ...]:
    """Return the ids of the follow-ups that these answers answer."""
    found = closings(profile, record, definition, answers, by_lead=by_lead, first=first)
    return tuple(closing.id for closing in found)


def of_incident(session: Session, record: str) -> tuple[FollowUp, ...]:
    """Return all that is or was due after an incident, the soonest first."""
    with session.held.desk.read() as connection:
        rows = desk_follow_ups.of_record(connection, record)
    return tuple(shown(row) for row in rows)


def shown(row: desk_follow_ups.FollowUp) -> FollowUp:
    """Return a follow-up of the desk as the rest of the program reads it."""
    return FollowUp(
        row.id, row.kind, row.what, row.due or "", row.rule, row.rule_kind, row.trust, row.clock, row.actor, row.form,
        row.proposal, row.booked, row.done_at, _outcome(row),
    )  # fmt: skip


def number_of(connection: Connection, record: str) -> str | None:
    """Return the number of an incident, also once its notice was taken down, or None while it has none."""
    notice = desk_notices.notice_of(connection, record)
    if notice is not None:
        return notice.number
    versions = desk_ledger.by_record(connection, record)
    return versions[-1].row.number if versions else None


def close_kind(connection: Connection, record: str, kind: str, at: str) -> None:
    """Mark what of one kind is still due after an incident as done."""
    desk_follow_ups.close(
        connection, [row.id for row in desk_follow_ups.open_of_kinds(connection, record, (kind,))], at
    )


def was_late(session: Session, record: str, kind: str, at: str) -> bool:
    """Say whether something of a kind was due after an incident before the moment at which it was done.

    What was booked for a day is due by the end of it; what had been done before that moment was due no more.
    """
    asked = [one for one in of_incident(session, record) if one.kind == kind and one.due]
    moment_done = parse_rfc3339(at)
    still = [one for one in asked if one.done_at is None or parse_rfc3339(one.done_at) >= moment_done]
    return any(parse_rfc3339(one.booked or one.due) < moment_done for one in still)


def open_kinds(connection: Connection, records: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the kinds of what is still due, by record, of some records."""
    found: dict[str, tuple[str, ...]] = {}
    for record, kind in desk_follow_ups.open_kinds_of(connection, records):
        found[record] = (*found.get(record, ()), kind)
    return found


def _identity(record: str, clock: DueClock) -> str:
    return hashlib.sha256(f"{record}/{clock.id}".encode()).hexdigest()[:26]


def _row(record: str, form: str, clock: DueClock, moments: Moments, calendar: Calendar) -> desk_follow_ups.FollowUp:
    since = moments.of(clock.counted_from)
    return desk_follow_ups.FollowUp(
        id=_identity(record, clock),
        record=record,
        kind=clock.kind,
        what=clock.what,
        due=due_after(clock, since, calendar).rfc3339(),
        rule=clock.rule,
        rule_kind=clock.rule_kind,
        trust=clock.trust,
        clock=clock.id,
        actor=clock.by,
        form=clock.form,
        proposal=clock.proposal,
        counted=Counted(clock.amount, {form: since.rfc3339()}).text(),
    )


def _outcome(row: desk_follow_ups.FollowUp) -> Outcome:
    """Return how a follow-up came out; what was booked for a day is in time until that day ends."""
    if row.done_at is None:
        return "open" if row.ending is None else _ENDED[row.ending]
    until = row.booked or row.due
    return "late" if until is not None and parse_rfc3339(until) < parse_rfc3339(row.done_at) else "in_time"


def _done_at(clock: DueClock, parts: Sequence[Answers], definition: Definition) -> str | None:
    """Return when something was first done, by the answers that say so, or None when they say no time."""
    if clock.done == "written":
        return None
    path = definition.facts.happened if definition.form != _INCIDENT else "when"
    times = [found for part in parts if path and (found := moment_of(part.get(path))) is not None]
    return moment(min(times)) if times else None


def _moments(definition: Definition, answers: Answers, recorded: WallTime | None) -> Moments | None:
    """Return the moments that answers know, or None when they do not say when it began.

    The start is as stated or else that of the first practice; an addition knows only when it was that it tells of.
    """
    found, facts = span(definition, answers), definition.facts
    start = next(_known(answers, facts.happened), found.start)
    aware = next(_known(answers, facts.found_out), None)
    start = start or aware or (recorded if definition.form != _INCIDENT else None)
    if start is None:
        return None
    return Moments(start, end=found.end, use=found.start, aware=aware, recorded=recorded)


def _moments_of(clock: DueClock, definition: Definition, answers: Answers, moments: Moments) -> Moments:
    """Return the moments for one clock: its use is that of the very practice that set it going."""
    facts = definition.facts
    if not facts.start:
        return moments
    starts = (part.get(facts.start.rpartition(".")[2]) for part in parts_that_begin(clock, definition, answers))
    known = [start for start in starts if isinstance(start, WallTime) and moment_of(start) is not None]
    return replace(moments, use=min(known, key=WallTime.instant)) if known else moments


def _known(answers: Answers, path: str) -> Iterator[WallTime]:
    value = answers.get(path) if path else None
    if isinstance(value, WallTime) and moment_of(value) is not None:
        yield value
