"""What is due after an incident and by when: clocks as data, and one function that reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from rrn_desktop.clock import WallTime, offset_zone, offsets_of, wall_time
from rrn_desktop.forms.definition import Condition
from rrn_desktop.forms.wording import moment_words
from rrn_desktop.standards.calendar import Calendar

CountedFrom = Literal["incident_start", "incident_end", "use", "awareness", "record_made"]
Unit = Literal["at_once", "minutes", "hours", "days", "school_days", "working_days", "same_day", "weeks"]
RuleKind = Literal["law", "guidance", "local"]
Trust = Literal["read", "second_hand", "check_locally"]

_LAST_SECOND = time(23, 59, 59)
_SAYS = {
    ("read", "law"): "required by",
    ("read", "guidance"): "asked for by",
    ("second_hand", "law"): "asked for by, as summarised; check",
    ("second_hand", "guidance"): "asked for by, as summarised; check",
    ("read", "local"): "your own choice",
}
_CHECK = "check locally"
_MOST: Mapping[Unit, int] = {
    "minutes": 1_440, "hours": 744, "days": 366, "weeks": 52, "working_days": 260, "school_days": 190,
}  # fmt: skip
_UNIT_WORDS = {"at_once": "at once", "same_day": "the same day", "working_days": "working days",
               "school_days": "school days"}  # fmt: skip


class Match(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Answers of one form that fit: all of them, or those in which a condition holds.

    With ``rows``, the condition is put to each row of that repeat, and one that fits is enough. With ``record``, only
    those of a first record fit, or only those of a whole one.
    """

    form: str
    rows: str = ""
    where: Condition | None = None
    record: Literal["", "first", "whole"] = ""


class DueClock(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing that is due: what, counted from which moment, in which unit, and who asks for it.

    - ``rule_kind`` is law, guidance or local; ``trust`` says how far the rule was checked in its source.
    - ``by`` says who does it; ``form`` which form is opened to do it, or "" when none is.
    - ``begun_by`` says what sets it going, with ``only_when`` in words; without it every incident does.
    - ``answered_by`` says what answers it; ``done`` whether what counts is when that happened, or when it was written.
    - A ``proposal`` is something to think about, not a duty.
    """

    id: str
    profiles: tuple[str, ...]
    kind: str
    what: str
    counted_from: CountedFrom
    unit: Unit
    amount: int = 0
    rule: str
    rule_kind: RuleKind
    trust: Trust
    by: Literal["anyone", "lead"] = "anyone"
    form: str = ""
    proposal: bool = False
    begun_by: tuple[Match, ...] = ()
    only_when: str = ""
    answered_by: tuple[Match, ...] = ()
    done: Literal["happened", "written"] = "happened"

    @property
    def says(self) -> str:
        """Return how far a page may go in saying that this is asked for."""
        return says_of(self.trust, self.rule_kind)

    @property
    def most(self) -> int:
        """Return the largest number that a place may set here, 0 where there is no number."""
        return _MOST.get(self.unit, 0)

    @property
    def length(self) -> str:
        """Return how long it is in words, such as "14 days"."""
        words = _UNIT_WORDS.get(self.unit, self.unit)
        if not self.most:
            return words
        return f"{self.amount} {words.removesuffix('s') if self.amount == 1 else words}"

    def with_number(self, amount: int) -> DueClock:
        """Return the clock with a number that a place chose itself, and that nobody need check any more."""
        chosen = msgspec.structs.replace(self, amount=amount, trust="read")
        return msgspec.structs.replace(chosen, rule=self.rule.removesuffix(_choice(self)) + _choice(chosen))


@dataclass(frozen=True, slots=True)
class Moments:
    """The moments from which clocks count, as far as they are known.

    ``use`` is when the first practice started, ``aware`` when someone found out, ``recorded`` when the record was made.
    """

    start: WallTime
    end: WallTime | None = None
    use: WallTime | None = None
    aware: WallTime | None = None
    recorded: WallTime | None = None

    def of(self, counted_from: CountedFrom) -> WallTime:
        """Return the moment that a clock counts from; one that is not known is no earlier than the start."""
        known: dict[CountedFrom, WallTime | None] = {
            "incident_start": self.start,
            "incident_end": self.end or self.use,
            "use": self.use,
            "awareness": self.aware,
            "record_made": self.recorded or self.aware,
        }
        return known[counted_from] or self.start


def says_of(trust: str, rule_kind: str) -> str:
    """Return how far a page may go in saying that a rule asks for something, by how far it was checked."""
    return _SAYS.get((trust, rule_kind), _CHECK)


def _choice(clock: DueClock) -> str:
    return f"; {clock.length} is your own choice"


class _ClockFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    clock: tuple[DueClock, ...]


@cache
def _all_clocks() -> tuple[DueClock, ...]:
    data = resources.files("rrn_desktop.standards").joinpath("data/clocks.toml").read_bytes()
    return msgspec.toml.decode(data, type=_ClockFile).clock


def clocks_of(profile: str, own: Mapping[str, int] | None = None) -> tuple[DueClock, ...]:
    """Return the clocks of a profile, in the order in which they are to be shown.

    ``own`` holds the numbers that a place set itself, by clock.
    """
    numbers = own or {}
    found = (clock for clock in _all_clocks() if profile in clock.profiles)
    return tuple(one.with_number(numbers[one.id]) if one.id in numbers else one for one in found)


def clock(clock_id: str) -> DueClock | None:
    """Return a clock by its id, or None for one that this version does not know."""
    return next((one for one in _all_clocks() if one.id == clock_id), None)


def due(clock: DueClock, moments: Moments, calendar: Calendar) -> WallTime:
    """Return when a thing is due.

    - Minutes and hours run on through a clock change; days and weeks end at the same time on the wall.
    - The same day, working days and school days end with their last second; the day counted from is day nought.
    """
    return due_after(clock, moments.of(clock.counted_from), calendar)


def due_after(clock: DueClock, start: WallTime, calendar: Calendar) -> WallTime:
    """Return when a thing is due that counts from a moment."""
    local = datetime.fromisoformat(start.local)
    match clock.unit:
        case "at_once":
            return start
        case "minutes" | "hours":
            return wall_time(start.instant() + timedelta(**{clock.unit: clock.amount}), start.zone)
        case "days" | "weeks":
            return _on_the_wall(local + timedelta(**{clock.unit: clock.amount}), start)
        case _:
            day = _last_day(clock, local.date(), calendar)
            return _on_the_wall(datetime.combine(day, _LAST_SECOND), start)


def due_words(when: WallTime) -> str:
    """Return when something is due in words, without seconds that nobody counts."""
    return moment_words(WallTime(when.local[:16], when.offset, when.zone))


def note_of(clock: DueClock, moments: Moments, calendar: Calendar) -> str:
    """Return what must be said beside a count of school days that was made without term dates, or ""."""
    last = datetime.fromisoformat(due(clock, moments, calendar).local).date()
    if clock.unit != "school_days" or calendar.knows_terms_of(last):
        return ""
    return "Working days are counted: no term dates are entered for then."


def _last_day(clock: DueClock, day: date, calendar: Calendar) -> date:
    if clock.unit == "working_days":
        return calendar.working_day_after(day, clock.amount)
    return calendar.school_day_after(day, clock.amount) if clock.unit == "school_days" else day


def _on_the_wall(local: datetime, like: WallTime) -> WallTime:
    """Return the later moment of a local time; one that the clocks jumped over keeps the old offset."""
    text = local.isoformat(timespec="seconds")
    offsets = offsets_of(text, like.zone)
    if offsets:
        return WallTime(text, offsets[-1], like.zone)
    moment = local.replace(tzinfo=offset_zone(like.offset))
    return wall_time(moment, like.zone)
