"""What becomes of follow-ups when a record is written anew or something is added: begun, moved, asked for no more.

An addition may ask for the same as the record itself. So what is open counts from the first of their moments, and it
ends only when neither asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.services.calendar import calendar_within
from rrn_desktop.services.counted import INCIDENT, Counted, counted_of
from rrn_desktop.services.follow_ups import rows_of
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
    """The answers that ask for something after an incident: of its record, a first one or not, or of an addition."""

    profile: str
    record: str
    definition: Definition
    answers: Answers = field(repr=False)
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
    kept = renewed(present, found, definition, calendar, session.zone)
    gone = asked_no_more(present, asking, calendar, session.zone)
    return Renewed((*kept, *gone.rows), gone.ended)


def renewed(
    present: Sequence[FollowUp], found: Sequence[FollowUp], definition: Definition, calendar: Calendar, zone: str
) -> tuple[FollowUp, ...]:
    """Return what answers ask for as it is to be kept, beside what was due after the incident before."""
    known = {row.id: row for row in present}
    return tuple(
        one if one.id not in known else _merged(known[one.id], one, definition.form, calendar, zone) for one in found
    )


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
