"""Booking: on which day something that is due will take place, and why it was moved."""

from __future__ import annotations

from datetime import date

from rrn_desktop.clock import parse_rfc3339, wall_time
from rrn_desktop.errors import NotFound, Refused
from rrn_desktop.ledger.appending import About, Recipients, recipients_of
from rrn_desktop.services.days import end_of_day
from rrn_desktop.services.journal import note, settled
from rrn_desktop.services.reasons import checked_reason
from rrn_desktop.services.recorders import recorded_by
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_follow_ups, desk_notices
from rrn_desktop.store.connection import Connection

MOVED = "review_moved"
_UNTOUCHED = "It stays where it was."


def book(session: Session, follow_up_id: str, when: date, reason: str) -> None:
    """Book something that is due for a day, with a reason; the ledger keeps both, and those who recorded are told.

    Raises NotFound when it is not due any more, and Refused for the incident's own day, a day that has passed, a day
    years away, or no reason.
    """
    why = checked_reason(reason, needed="Moving it needs a reason.", safe=_UNTOUCHED)
    with session.held.desk.write() as connection:
        there = desk_follow_ups.one(connection, follow_up_id)
        if there is None or not there.is_open:
            raise NotFound("This is not due any more.", "Nothing was changed.", "Look at Today again.")
        notice = desk_notices.notice_of(connection, there.record)
        _check(session, when, _day_of(session, notice))
        before = there.booked or there.due
        desk_follow_ups.book(connection, follow_up_id, end_of_day(when.isoformat(), session.zone).rfc3339())
        details = {
            "from": None if before is None else _local_day(session, before),
            "to": when.isoformat(),
            "reason": why,
        }
        about = About(MOVED, record=there.record, number=None if notice is None else notice.number)
        note(connection, session, about, details, _readers(connection, session, there.record))
    settled(session)


def _check(session: Session, when: date, incident: str | None) -> None:
    today = date.fromisoformat(session.wall().local[:10])
    if when.isoformat() == incident:
        raise Refused(
            "This is the day of the incident itself.", _UNTOUCHED, "Choose another day, when everyone has rested."
        )
    if when < today:
        raise Refused("This day has passed.", _UNTOUCHED, "Choose today or a later day.")
    if when.year > today.year + 1:
        raise Refused("This day is more than a year away.", _UNTOUCHED, "Choose an earlier day.")


def _day_of(session: Session, notice: desk_notices.Notice | None) -> str | None:
    return None if notice is None or not notice.happened else _local_day(session, notice.happened)


def _local_day(session: Session, moment: str) -> str:
    return wall_time(parse_rfc3339(moment), session.zone).local[:10]


def _readers(connection: Connection, session: Session, record: str) -> Recipients:
    roll = session.held.roll
    recorded = {session.member.id, *recorded_by(connection, session, record)}
    return recipients_of(roll, *sorted(one for one in recorded if one in roll.members and roll.members[one].active))
