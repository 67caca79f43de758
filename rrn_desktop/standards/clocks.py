"""What is due after an incident and by when: clocks as data, and one function that reads them."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from rrn_desktop.clock import WallTime, offset_zone, offsets_of, wall_time

CountedFrom = Literal["incident_start", "incident_end"]
Unit = Literal["at_once", "same_day", "hours", "days"]


class DueClock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that is due: what, counted from which moment, in which unit, and who asks for it.

    ``rule_kind`` is law, guidance or local; ``trust`` says how far the rule was checked in its source.
    ``answered_by`` are the ways of telling someone that answer it.
    """

    id: str
    profiles: tuple[str, ...]
    kind: str
    what: str
    counted_from: CountedFrom
    unit: Unit
    amount: int
    rule: str
    rule_kind: Literal["law", "guidance", "local"]
    trust: Literal["read", "second_hand", "check_locally"]
    answered_by: tuple[str, ...] = ()


class _ClockFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    clock: tuple[DueClock, ...]


@cache
def _all_clocks() -> tuple[DueClock, ...]:
    data = resources.files("rrn_desktop.standards").joinpath("data/clocks.toml").read_bytes()
    return msgspec.toml.decode(data, type=_ClockFile).clock


def clocks_of(profile: str) -> tuple[DueClock, ...]:
    """Return the clocks of a profile, in the order in which they are to be shown."""
    return tuple(clock for clock in _all_clocks() if profile in clock.profiles)


def due(clock: DueClock, start: WallTime) -> WallTime:
    """Return when a thing is due that is counted from a wall time.

    Hours run on through a clock change; days end at the same time on the wall.
    """
    if clock.unit == "at_once":
        return start
    if clock.unit == "hours":
        return wall_time(start.instant() + timedelta(hours=clock.amount), start.zone)
    local = datetime.fromisoformat(start.local)
    if clock.unit == "same_day":
        return _on_the_wall(local.replace(hour=23, minute=59, second=59), start)
    return _on_the_wall(local + timedelta(days=clock.amount), start)


def _on_the_wall(local: datetime, like: WallTime) -> WallTime:
    """Return the later moment of a local time; one that the clocks jumped over keeps the old offset."""
    text = local.isoformat(timespec="seconds")
    offsets = offsets_of(text, like.zone)
    if offsets:
        return WallTime(text, offsets[-1], like.zone)
    moment = local.replace(tzinfo=offset_zone(like.offset))
    return wall_time(moment, like.zone)
