"""Time as people read it off a wall, kept with the offset and zone it was read in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

import msgspec


class WallTime(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A local time as it was read, with its UTC offset and zone, never worked out again.

    ``local`` is ``YYYY-MM-DDTHH:MM`` or ``...:SS``; ``offset`` is ``+HH:MM``; ``zone`` is an IANA name.
    """

    local: str
    offset: str
    zone: str = "Europe/London"

    def instant(self) -> datetime:
        """Return the moment in UTC."""
        return datetime.fromisoformat(self.local + self.offset).astimezone(UTC)

    def rfc3339(self) -> str:
        """Return the local time with seconds and offset, as other programs read it."""
        local = self.local if len(self.local) > len("YYYY-MM-DDTHH:MM") else self.local + ":00"
        return local + self.offset


class Clock(Protocol):
    """Where the present moment comes from."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


class SystemClock:
    """The clock of this PC."""

    def now(self) -> datetime:
        """Return the present moment by this PC, to the second."""
        return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True)
class FixedClock:
    """A clock that always says the same moment, for demo stores and tests."""

    moment: datetime

    def now(self) -> datetime:
        """Return the fixed moment."""
        return self.moment.astimezone(UTC)


@lru_cache(maxsize=256)
def offset_text(offset: timedelta) -> str:
    """Return an offset as ``+HH:MM``."""
    minutes = int(offset.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def wall_time(moment: datetime, zone: str) -> WallTime:
    """Return how a clock on the wall of that zone shows a moment, with seconds; ValueError or KeyError for no zone."""
    local = moment.astimezone(_zone(zone))
    return WallTime(
        local=local.replace(tzinfo=None).isoformat(timespec="seconds"),
        offset=offset_text(local.utcoffset() or timedelta()),
        zone=zone,
    )


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except OSError:
        # "America" is a folder of zones, and a very long name no file name; both come from files of other hands.
        raise ValueError("no zone of that name") from None


def clocks_stay(day: str, zone: str) -> bool:
    """Say whether no clock of that zone was changed on a day: then no time of it came twice, and none was left out.

    No zone changes its clocks twice within one day. Raises ValueError or OverflowError for a day that has no next one.
    """
    first = datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone))
    ends = (first, first + timedelta(days=1))
    return len({end.replace(fold=fold).utcoffset() for end in ends for fold in (0, 1)}) == 1


def offsets_of(local: str, zone: str) -> tuple[str, ...]:
    """Return the offsets at which a clock of that zone showed this local time.

    None when the clocks jumped over it, two (earlier moment first) when it came twice.
    """
    naive = datetime.fromisoformat(local)
    both = [naive.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1)]
    if both[0].utcoffset() == both[1].utcoffset():
        # The two differ only while the clocks change, so nearly every time is told here.
        return (offset_text(both[0].utcoffset() or timedelta()),)
    found: list[str] = []
    for aware in both:
        back = aware.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        if back == naive:
            found.append(offset_text(aware.utcoffset() or timedelta()))
    return tuple(found)


def parse_rfc3339(text: str) -> datetime:
    """Return the moment of an RFC 3339 time; raises ValueError without an offset."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time needs its offset")
    return moment


def read_wall(text: str, zone: str) -> WallTime:
    """Return the wall time that ``rfc3339`` wrote down, with its seconds."""
    return WallTime(text[: -len("+00:00")], text[-len("+00:00") :], zone)


def offset_zone(offset: str) -> timezone:
    """Return a fixed zone for ``+HH:MM``."""
    return timezone(datetime.fromisoformat("2000-01-01T00:00" + offset).utcoffset() or timedelta())
