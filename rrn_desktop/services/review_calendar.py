"""Learning reviews for a calendar program: one day each, with no name, no place and no word of what happened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import icalendar

from rrn_desktop.clock import parse_rfc3339, wall_time
from rrn_desktop.ledger.appending import About
from rrn_desktop.services.booking import MOVED
from rrn_desktop.services.handing_out import EXPORT, HandedOut, check_free, parcel
from rrn_desktop.services.review_facts import REVIEW
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_follow_ups, desk_ledger, desk_notices
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_follow_ups import FollowUp


def ics(session: Session, *, out: Path) -> HandedOut:
    """Write the learning reviews that are still to be held as an iCalendar file, each on the day it is booked or due.

    A review keeps its mark when it is moved, so a calendar that reads the file again moves it too. The ledger keeps
    that the file was written. Raises NotFound for a folder that is not there, and Refused for a file that is.
    """
    check_free(out)
    with session.held.desk.read() as connection:
        numbers = {one.record: one.number for one in desk_notices.notices(connection)}
        due = [one for one in desk_follow_ups.open_ones(connection) if one.kind == REVIEW and one.record in numbers]
        events = [_event(session, connection, one, numbers) for one in due]
    with parcel(session) as packing:
        packing.add(out, _calendar(events).to_ical(), rows=len(events))
        return packing.hand_over(About(EXPORT), {"what": "reviews.ics"})


def _calendar(events: list[icalendar.Event]) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//RRN Desktop//Learning reviews//EN")
    calendar.add("version", "2.0")
    for event in events:
        calendar.add_component(event)
    return calendar


def _event(session: Session, connection: Connection, review: FollowUp, numbers: Mapping[str, str]) -> icalendar.Event:
    day = _day(session, review)
    event = icalendar.Event()
    event.add("uid", f"{review.id}@rrn-desktop")
    event.add("dtstamp", session.held.clock.now())
    event.add("sequence", len(desk_ledger.by_kinds(connection, review.record, (MOVED,))))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"Learning review {numbers[review.record]}")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _day(session: Session, review: FollowUp) -> date:
    moment = parse_rfc3339(review.booked or review.due or session.wall().rfc3339())
    return date.fromisoformat(wall_time(moment, session.zone).local[:10])
