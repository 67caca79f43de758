"""Days on the calendar: where they end, and how they are read."""

from __future__ import annotations

import re
from datetime import date

from rrn_desktop.clock import WallTime, offsets_of

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})"
_BRITISH = r"(?P<d2>\d{1,2})[-/. ](?P<m2>\d{1,2})[-/. ](?P<y2>\d{4})"
_WORDS = rf"(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?[-/. ](?P<m3>{'|'.join(_MONTHS)})[a-z]*\.?[-/. ,]+(?P<y3>\d{{4}})"
DAY = re.compile(rf"(?<!\d)(?:{_ISO}|{_BRITISH}|{_WORDS})(?!\d)", re.IGNORECASE)
"""A day as people write it: 2026-09-02, 02/09/2026 with the day first, or 2 September 2026."""


def read_day(text: str) -> date:
    """Return the day that a text is; raises ValueError for anything else, and for a day that does not exist."""
    found = DAY.fullmatch(text.strip())
    if found is None:
        raise ValueError("no day")
    year, month, day = (next(found[f"{part}{at}"] for at in (1, 2, 3) if found[f"{part}{at}"]) for part in "ymd")
    number = int(month) if month.isdecimal() else _MONTHS.index(month.casefold()) + 1
    try:
        return date(int(year), number, int(day))
    except ValueError:
        raise ValueError("no such day") from None


def end_of_day(day: str, zone: str) -> WallTime:
    """Return the last second of a day on the wall of that zone."""
    local = f"{date.fromisoformat(day).isoformat()}T23:59:59"
    return WallTime(local, offsets_of(local, zone)[-1], zone)
