"""When this place is closed and when its terms run: what working days and school days are counted by here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from rrn_desktop.errors import NoRight, NotFound, Refused
from rrn_desktop.forms.texts import flaw_of_text
from rrn_desktop.ids import new_id
from rrn_desktop.ledger.appending import About
from rrn_desktop.services.journal import note, settled
from rrn_desktop.services.recounting import count_again
from rrn_desktop.services.session import Session
from rrn_desktop.standards.calendar import Calendar, Closed, Term
from rrn_desktop.standards.loader import profile
from rrn_desktop.store import desk_closures
from rrn_desktop.store.connection import Connection

CLOSURE: Literal["closure"] = "closure"
TERM: Literal["term"] = "term"
LONGEST = timedelta(days=366)
_CHANGED = "calendar_changed"
_MOST_OF_A_REASON = 120
_YEARS = range(2000, 2200)
_UNTOUCHED = "The calendar is as it was."


@dataclass(frozen=True, slots=True)
class Entry:
    """A time in which this place is closed, or a term; both days belong to it."""

    id: str
    kind: Literal["closure", "term"]
    start: str
    end: str
    why: str


def calendar_within(connection: Connection, profile_id: str) -> Calendar:
    """Return by which days this place counts: its nation's bank holidays, its closures and its terms."""
    closures, terms = (desk_closures.listing(connection, kind) for kind in (CLOSURE, TERM))
    return Calendar(
        profile(profile_id).nation,
        tuple(Closed(date.fromisoformat(one.start), date.fromisoformat(one.end), one.why) for one in closures),
        tuple(Term(date.fromisoformat(one.start), date.fromisoformat(one.end), one.why) for one in terms),
    )


def listing(session: Session) -> tuple[Entry, ...]:
    """Return all closures and terms, the earliest first."""
    with session.held.desk.read() as connection:
        return tuple(Entry(one.id, one.kind, one.start, one.end, one.why) for one in desk_closures.listing(connection))


def add_closure(session: Session, start: date, end: date, why: str) -> Entry:
    """Say that this place is closed; what is due by working or school days and booked for no day is counted again.

    Raises NoRight for anyone but a lead or an administrator, and Refused for days that can't be.
    """
    return _added(session, CLOSURE, start, end, why)


def add_term(session: Session, start: date, end: date, why: str) -> Entry:
    """Say when a term runs; as for a closure. Between two terms that are known there is no school."""
    return _added(session, TERM, start, end, why)


def remove(session: Session, entry_id: str) -> None:
    """Take a closure or a term away; raises NotFound for one that is not there, and NoRight."""
    _check_right(session)
    with session.held.desk.write() as connection:
        there = next((one for one in desk_closures.listing(connection) if one.id == entry_id), None)
        if there is None:
            raise NotFound("There is no such entry in the calendar.", _UNTOUCHED, "Look at the list, and try again.")
        desk_closures.remove(connection, entry_id)
        _keep(connection, session, there, "removed")
    settled(session)


def _added(session: Session, kind: Literal["closure", "term"], start: date, end: date, why: str) -> Entry:
    _check_right(session)
    words = why.strip()
    check_days(start, end, words)
    new = desk_closures.Closure(new_id(), kind, start.isoformat(), end.isoformat(), words)
    with session.held.desk.write() as connection:
        desk_closures.put(connection, new)
        _keep(connection, session, new, "added")
    settled(session)
    return Entry(new.id, kind, new.start, new.end, new.why)


def _keep(connection: Connection, session: Session, entry: desk_closures.Closure, change: str) -> None:
    moved = count_again(connection, calendar_within(connection, session.profile), session.zone)
    details = {
        "change": change, "kind": entry.kind, "start": entry.start, "end": entry.end, "why": entry.why, "moved": moved,
    }  # fmt: skip
    note(connection, session, About(_CHANGED), details)


def _check_right(session: Session) -> None:
    if not session.member.is_keeper:
        raise NoRight(
            "Only a lead or an administrator changes the calendar.", _UNTOUCHED, "Ask your lead or your office."
        )


def check_days(start: date, end: date, why: str) -> None:
    """Raise Refused for days that can't be a term or a closure, and for no words on what it is."""
    if end < start:
        raise Refused("The last day is before the first.", _UNTOUCHED, "Check both days.")
    if start.year not in _YEARS or end - start >= LONGEST:
        raise Refused("These days can't be right.", _UNTOUCHED, "Enter a year at most, and check the years.")
    if not why:
        raise Refused("It needs a few words.", _UNTOUCHED, "Write what it is, for example: training day.")
    flaw = flaw_of_text(why, _MOST_OF_A_REASON, lines=False)
    if flaw is not None:
        raise Refused(flaw.what, _UNTOUCHED, flaw.next_step)
