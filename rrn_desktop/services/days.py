"""Days on the calendar: where they end, and how they are read."""

from __future__ import annotations

from datetime import date

from rrn_desktop.clock import WallTime, offsets_of


def end_of_day(day: str, zone: str) -> WallTime:
    """Return the last second of a day on the wall of that zone."""
    local = f"{date.fromisoformat(day).isoformat()}T23:59:59"
    return WallTime(local, offsets_of(local, zone)[-1], zone)
