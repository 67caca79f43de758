"""Which backups of a folder are kept: the last of each of 7 days, of each of 4 weeks and of each of 12 months.

Only days, weeks and months that have a backup count, so a PC that stood still for a year does not lose its last ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

DAYS, WEEKS, MONTHS = 7, 4, 12
SUFFIX = ".rrnb"
_NAME = re.compile(r"rrn-backup-([0-9a-f]{8})-([A-Z0-9]{1,4})-([0-9]{8}T[0-9]{6}Z)\.rrnb")
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A backup as its file's name tells it: when it was made, of which site (8 digits) and which desk."""

    at: datetime
    site: str
    desk: str
    path: Path


def name_of(site: str, desk: str, at: datetime) -> str:
    """Return the name of a backup's file: site and desk keep apart what lies in one folder; the time is in UTC."""
    return f"rrn-backup-{site[:8]}-{desk}-{at.astimezone(UTC).strftime(_STAMP)}{SUFFIX}"


def named(path: Path) -> Named | None:
    """Return what the name of a file tells, or None when it is not that of a backup."""
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    try:
        at = datetime.strptime(found[3], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Named(at, found[1], found[2], path)


def inside(folder: Path, site: str, desk: str) -> tuple[Named, ...]:
    """Return the backups of one desk in a folder by their names, the latest first."""
    found = (named(path) for path in folder.iterdir())
    own = [one for one in found if one is not None and (one.site, one.desk) == (site[:8], desk)]
    return tuple(sorted(own, reverse=True))


def kept(moments: Collection[datetime], now: datetime) -> frozenset[datetime]:
    """Return which of some moments are kept. What claims to come from later than now neither counts nor goes."""
    past = sorted((at for at in moments if at <= now), reverse=True)
    keep = {at for at in moments if at > now}
    keep |= _last_of_each(past, DAYS, lambda at: at.date().toordinal())
    keep |= _last_of_each(past, WEEKS, lambda at: at.isocalendar()[0] * 100 + at.isocalendar()[1])
    keep |= _last_of_each(past, MONTHS, lambda at: at.year * 100 + at.month)
    return frozenset(keep)


def _last_of_each(latest_first: Iterable[datetime], most: int, period: Callable[[datetime], int]) -> set[datetime]:
    found: dict[int, datetime] = {}
    for at in latest_first:
        found.setdefault(period(at), at)
    return set(list(found.values())[:most])
