"""What becomes of follow-ups when a record is written anew or something is added: begun, moved, asked for no more.

An addition may ask for the same as the record itself. So what is open counts from the first of their moments, and it
ends only when neither asks for it. What was done by then is asked for anew by what is added later.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rrn_desktop.clock import WallTime, parse_rfc3339
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.services.calendar import calendar_within
from rrn_desktop.services.counted import INCIDENT, Counted, counted_of
from rrn_desktop.services.follow_ups import Closing, closings, rows_of
from rrn_desktop.services.own_numbers import numbers_within
from rrn_desktop.services.session import Session
from rrn_desktop.standards.calendar import Calendar
from rrn_desktop.standards.clocks import DueClock, clock
from rrn_desktop.standards.matching import begins
from rrn_desktop.store import desk_follow_ups
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_follow_ups import FollowUp


@dataclass(frozen=True, slots=True)
class Asking:
    """The answers that ask for something after an incident: of its record, a first one or not, or of an addition.

    ``entry`` is the id of the entry that holds them.
    """

    profile: str
    record: str
    definition: Definition
    answers: Answers = field(repr=False)
    entry: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class Renewed:
    """What is kept on the desk now, and the ids of what nothing asks for any more."""

    rows: tuple[FollowUp, ...]
    ended: tuple[str, ...] = ()


def due_now(connection: Connection, session: Session, asking: Asking, *, recorded: WallTime) -> Renewed:
    """Return what answers make due, beside what was due before, and what nothing asks for any more."""
    definition, answers = asking.definition, asking.answers
    calendar, own = calendar_within(connection, session.profile), numbers_within(connection, session.profile)
    present = desk_follow_ups.of_record(connection, asking.record)
    found = rows_of(
        asking.profile, asking.record, definition, answers,
        recorded=recorded, calendar=calendar, own=own, first=asking.first,
    )  # fmt: skip
    kept = renewed(present, found, asking, calendar, session.zone)
    gone = asked_no_more(present, asking, calendar, session.zone)
    return Renewed((*kept, *gone.rows), gone.ended)


def answered_now(connection: Connection, asking: Asking, *, by_lead: bool) -> tuple[Closing, ...]:
    """Return what answers answer; what is added answers as well what was asked for anew before it was done."""
    found = closings(
        asking.profile, asking.record, asking.definition, asking.answers, by_lead=by_lead, first=asking.first
    )
    if asking.definition.form == INCIDENT:
        return found
    present = desk_follow_ups.of_record(connection, asking.record)
    clocks = {row.id: row.clock for row in present}
    anew = (
        Closing(row.id, one.at)
        for one in found
        for row in present
        if row.id != one.id and row.is_open and row.clock == clocks.get(one.id) and _was_asked(row, one.at)
    )
    return (*found, *anew)


def renewed(
    present: Sequence[FollowUp], found: Sequence[FollowUp], asking: Asking, calendar: Calendar, zone: str
) -> tuple[FollowUp, ...]:
    """Return what answers ask for as it is to be kept, beside what was due after the incident before."""
    return tuple(_kept(present, one, asking, calendar, zone) for one in found)


def _kept(present: Sequence[FollowUp], one: FollowUp, asking: Asking, calendar: Calendar, zone: str) -> FollowUp:
    there = next((row for row in present if row.id == one.id), None)
    if there is not None and there.done_at is not None and asking.definition.form != INCIDENT:
        anew = (row for row in present if row.clock == one.clock and row.done_at is None)
        there = next(anew, None)
        one = replace(one, id=hashlib.sha256(f"{one.id}/{asking.entry}".encode()).hexdigest()[:26])
    return one if there is None else _merged(there, one, asking.definition.form, calendar, zone)


def _was_asked(row: FollowUp, at: str | None) -> bool:
    """Say whether something was asked for by the time at which it was done, None for now."""
    counted = counted_of(row.counted)
    if at is None or counted is None:
        return True
    return any(parse_rfc3339(since) <= parse_rfc3339(at) for since in counted.since.values())


def asked_no_more(present: Sequence[FollowUp], asking: Asking, calendar: Calendar, zone: str) -> Renewed:
    """Return what the newest version of an incident does not ask for, though an earlier one did.

    What an addition asks for as well stays, counted from there.
    """
    if asking.definition.form != INCIDENT:
        return Renewed(())
    gone = tuple(_gone(present, asking))
    left = ((row, by, counted.without_incident()) for row, by, counted in gone)
    rows = tuple(_counted(row, by, counted, calendar, zone) for row, by, counted in left if counted.since)
    return Renewed(rows, tuple(row.id for row, _, counted in gone if not counted.without_incident().since))


def _gone(present: Sequence[FollowUp], asking: Asking) -> Iterator[tuple[FollowUp, DueClock, Counted]]:
    for row in present:
        by, counted = clock(row.clock), counted_of(row.counted)
        if not row.is_open or by is None or counted is None or INCIDENT not in counted.since:
            continue
        if not begins(by, asking.definition, asking.answers, first=asking.first):
            yield row, by, counted


def _merged(there: FollowUp, new: FollowUp, form: str, calendar: Calendar, zone: str) -> FollowUp:
    """Return what is there with what is asked for now; it keeps its words and the number that it was counted by."""
    by, before, now = clock(there.clock), counted_of(there.counted), counted_of(new.counted)
    if by is None or before is None or now is None:
        return new
    moment = now.since[form]
    if form != INCIDENT:
        # What is added is news, also to someone who set it aside before.
        return replace(_counted(there, by, before.with_addition(form, moment), calendar, zone), ending=None)
    asked_before = INCIDENT in before.since
    # The record was made when it was first made; another version of it is no later making.
    made_before = asked_before and by.counted_from == "record_made"
    counted = before if made_before else before.with_incident(moment)
    kept = there.ending == "set_aside" and asked_before
    return replace(_counted(there, by, counted, calendar, zone), ending=there.ending if kept else None)


def _counted(row: FollowUp, by: DueClock, counted: Counted, calendar: Calendar, zone: str) -> FollowUp:
    return replace(row, due=counted.due(by, calendar, zone).rfc3339(), counted=counted.text())
