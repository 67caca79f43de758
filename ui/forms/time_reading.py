"""Reads days and times the way people write them, without Qt."""

from __future__ import annotations

import re
from datetime import date, time

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h\- ](?P<minute>\d{1,2})(?:[:.\- ](?P<second>\d{1,2}))?)?\s*(?P<half>[ap])?\.?(?:m\.?)?",
    re.IGNORECASE,
)
_WHOLE_DAY = re.compile(
    r"(\d{1,2})(?:\s*[/.\-]\s*|\s+)(\d{1,2}|[a-z]{3,9})(?:\s*[/.\-]\s*|\s+)(\d{4}|\d{2})", re.IGNORECASE
)
_DIGITS = re.compile(
    r"(?P<hour>\d{1,2})(?P<minute>\d{2})(?P<second>\d{2})?\s*(?P<half>[ap])?\.?(?:m\.?)?", re.IGNORECASE
)


def read_time(text: str) -> str | None:
    """Return ``HH:MM``, or ``HH:MM:SS`` when seconds were written, or None.

    Takes 14:30, 1430, 9.15, 2:05pm, 2 pm, 14h30, 143015 and the like. An hour alone is not enough.
    """
    written = text.strip()
    match = _match(written)
    if match is None:
        return None
    hour, minute = int(match["hour"]), match["minute"]
    half = (match["half"] or "").lower()
    if minute is None and not half:
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        found = time(hour, int(minute or 0), int(match["second"] or 0))
    except ValueError:
        return None
    return found.isoformat(timespec="seconds" if match["second"] else "minutes")


def _match(written: str) -> re.Match[str] | None:
    match = _DIGITS.fullmatch(written)
    if match is not None:
        return match
    match = _CLOCK.fullmatch(written)
    # One digit of minutes is a time still being typed.
    return None if match is not None and match["minute"] and len(match["minute"]) < 2 else match


def read_month(text: str) -> int | None:
    """Return the month of a number or an English name, or None."""
    written = text.strip().lower()
    if written.isdecimal():
        return int(written)
    return _MONTHS.index(written[:3]) + 1 if written[:3] in _MONTHS else None


def read_day(day: str, month: str, year: str) -> str | None:
    """Return ``YYYY-MM-DD`` of three boxes, or None when they are no day of the calendar."""
    found = read_month(month)
    if found is None or not day.strip().isdecimal() or not re.fullmatch(r"\s*\d{4}\s*", year):
        return None
    try:
        return date(int(year), found, int(day)).isoformat()
    except ValueError:
        return None


def three_parts(text: str) -> tuple[str, str, str] | None:
    """Return the day, the month and the year of a whole day written as 24/10/2026, 24.10.26, 24 Oct 2026 or 2026-10-24.

    Returns None for everything else.
    """
    written = text.strip()
    match = _WHOLE_DAY.fullmatch(written)
    if match is not None:
        return match[1], match[2], match[3]
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", written)
    return (match[3], match[2], match[1]) if match is not None else None


def whole_year(text: str, today: date, ahead: int = 0) -> str:
    """Return a year of two digits with its century, never one that is further ahead than so many years."""
    written = text.strip()
    if not re.fullmatch(r"\d{2}", written):
        return written
    year = today.year // 100 * 100 + int(written)
    return str(year if year <= today.year + ahead else year - 100)
