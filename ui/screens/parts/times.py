"""Times and states as people read them. No Qt here."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from rrn_desktop.clock import WallTime
from ui.screens.parts.words import tell

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_words(moment: datetime) -> str:
    """Return a day as ``Thursday 14 May 2026``."""
    return f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def when_words(time: str | WallTime | None) -> str:
    """Return a time as ``14 May 2026, 10:43``; what is no time stays as it was written."""
    if time is None:
        return ""
    text = time.local if isinstance(time, WallTime) else time
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}, {moment:%H:%M}"


def month_words(day: date) -> str:
    """Return a month as ``May 2026``."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def days_words(start: date, end: date) -> str:
    """Return two days as ``1 May 2026 to 14 May 2026``."""
    return " to ".join(f"{day.day} {_MONTHS[day.month - 1]} {day.year}" for day in (start, end))


def without_weekday(words: str) -> str:
    """Return ``14 May 2026, 10:43`` for ``Thursday 14 May 2026, 10:43``, where there is little room."""
    first, _space, rest = words.partition(" ")
    return rest if first in _DAYS else words


def clock_words(time: WallTime | None) -> str:
    """Return the hour and minute of a time."""
    return time.local[11:16] if time else ""


def today_words(now: datetime, zone: str) -> str:
    """Return the day that the wall shows in a zone."""
    return day_words(now.astimezone(ZoneInfo(zone)))


def status_words(status: str, version: int = 1) -> str:
    """Return what a record is: first record, complete, amended or entered in error."""
    words = tell(f"status_{status}")
    return words if version == 1 else tell("status_version", status=words, version=version)
