"""Counting again by when things are due, when closures or terms of a place change."""

from __future__ import annotations

from rrn_desktop.services.counted import counted_of
from rrn_desktop.standards.calendar import Calendar
from rrn_desktop.standards.clocks import clock
from rrn_desktop.store import desk_follow_ups
from rrn_desktop.store.connection import Connection

_BY_CALENDAR = ("school_days", "working_days")


def count_again(connection: Connection, calendar: Calendar, zone: str) -> int:
    """Count again what is open, booked for no day, and counted in working or school days; return how much moved.

    Each keeps the number that it was counted by when it was recorded.
    """
    moved = 0
    for row in desk_follow_ups.open_ones(connection):
        by, counted = clock(row.clock), counted_of(row.counted)
        if by is None or counted is None or by.unit not in _BY_CALENDAR:
            continue
        moved += desk_follow_ups.count_again(connection, row.id, counted.due(by, calendar, zone).rfc3339())
    return moved
