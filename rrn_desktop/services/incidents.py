"""The incident that a number names, as anyone on this desk may know of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from rrn_desktop.errors import NotFound
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_notices, desk_numbers
from rrn_desktop.store.desk_notices import Notice

_UNTOUCHED = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident of this desk: its record, its number, and what its notice says of it."""

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
    with session.held.desk.read() as connection:
        notice = next((one for one in desk_notices.notices(connection) if one.number == number), None)
    if notice is None:
        raise _other_book() if parsed.book != session.desk_code else _not_given_out()
    _check_stands(notice)
    return Incident(notice.record, notice.number, notice.person, notice.happened, notice.writer, notice.status)


def _check_stands(notice: Notice) -> None:
    if notice.status == "void":
        raise NotFound(
            "This incident was entered in error and is void.",
            "Its record is kept, and nothing was changed.",
            "Check the number with the one who gave it to you.",
        )
    if notice.status == "given_up":
        raise NotFound(
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
