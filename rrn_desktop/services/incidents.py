"""The incident that a number names, as anyone on this desk may know of it, with or without a standing notice."""

from __future__ import annotations

from dataclasses import dataclass, field

from rrn_desktop.errors import NotFound, Refused
from rrn_desktop.services.rightful import may_void
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_ledger, desk_notices, desk_numbers
from rrn_desktop.store.connection import Connection

VOIDED = "voided"
"""The entry that says, without a word, that a record was entered in error."""

_UNTOUCHED = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident of this desk: its record, its number, and what its notice says of it while that stands."""

    record: str
    number: str
    person: str = field(repr=False)
    happened: str
    writer: str = field(repr=False)
    status: str


def incident_of(session: Session, number: str) -> Incident:
    """Return the incident with a number, whether it is still being written or sealed.

    Raises NotFound, with a sentence of its own for a number that is none, is of another desk's book, was not given out,
    was given up, or is void.
    """
    parsed = desk_numbers.parse_number(number)
    if parsed is None:
        raise NotFound("This is not the number of an incident.", _UNTOUCHED, "Write it like 2026-A-001.")
    if parsed.book != session.desk_code:
        raise _other_book()
    with session.held.desk.read() as connection:
        record = desk_ledger.record_of_number(connection, number)
        notice = None if record is None else desk_notices.notice_of(connection, record)
        void = record is not None and _is_marked_void(connection, session, record)
    if record is None:
        raise _not_given_out()
    if void:
        raise _is_void()
    if notice is None:
        return Incident(record, number, "", "", "", "sealed")
    if notice.status == "given_up":
        raise _is_given_up()
    return Incident(notice.record, notice.number, notice.person, notice.happened, notice.writer, notice.status)


def refuse_if_void(session: Session, record: str) -> None:
    """Raise Refused when an incident was made void after something about it was begun."""
    with session.held.desk.read() as connection:
        void = _is_marked_void(connection, session, record)
    if void:
        raise Refused(
            "This incident was entered in error, and is void since you began this.",
            "Your draft is safe, with all that you wrote.",
            "Ask who made it void. What belongs to another incident is written there.",
        )


def _is_marked_void(connection: Connection, session: Session, record: str) -> bool:
    marks = desk_ledger.by_kinds(connection, record, (VOIDED,))
    return any(may_void(connection, session, mark.row) for mark in marks)


def _is_void() -> NotFound:
    return NotFound(
        "This incident was entered in error and is void.",
        "Its record is kept, and nothing was changed.",
        "Check the number with the one who gave it to you.",
    )


def _is_given_up() -> NotFound:
    return NotFound(
        "The draft of this incident was given up, so there is nothing to add to.",
        _UNTOUCHED,
        "Check the number, or record the incident anew.",
    )


def _other_book() -> NotFound:
    return NotFound(
        "This number belongs to the book of another desk.",
        _UNTOUCHED,
        "Do it on the PC that gave out this number, or check its letters.",
    )


def _not_given_out() -> NotFound:
    return NotFound("There is no incident with this number here.", _UNTOUCHED, "Check the number on Today.")
