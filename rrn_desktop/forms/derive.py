"""What the program works out and never asks: durations, weekdays, first start and last end, what a notice says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.values import PersonRef, StatedDuration, Value

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Span:
    """When the first practice started and the last one ended, as far as it is known."""

    start: WallTime | None
    end: WallTime | None


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What a notice can say from the answers: codes for kinds, words as written, and whether anyone was told.

    ``withheld`` says that someone was not told for a reason that stands in the record.
    """

    person: PersonRef | None
    happened: WallTime | None
    place: str
    kinds: tuple[str, ...]
    next_shift: str
    told: bool
    withheld: bool = False

    def __repr__(self) -> str:
        return "NoticeFacts(...)"


def moment_of(value: Value | None) -> datetime | None:
    """Return the moment of a wall time in UTC, or None when it is none or when it is not said which one is meant."""
    if not isinstance(value, WallTime) or not value.offset:
        return None
    try:
        return value.instant()
    except (ValueError, OverflowError):
        return None


def seconds_between(start: Value | None, end: Value | None) -> int | None:
    """Return the seconds from one wall time to another, by their moments; clock changes make no difference."""
    first, last = moment_of(start), moment_of(end)
    return None if first is None or last is None else int((last - first).total_seconds())


def duration_of(definition: Definition, row: Answers) -> int | None:
    """Return how many seconds a practice took: from its two times, else as stated, else None."""
    facts = definition.facts
    between = seconds_between(_in_row(row, facts.start), _in_row(row, facts.end))
    if between is not None:
        return between if between >= 0 else None
    stated = _in_row(row, facts.duration)
    return stated.seconds if isinstance(stated, StatedDuration) else None


def weekday(value: Value | None) -> str:
    """Return the weekday of a day or a wall time, or "" when there is none."""
    text = value.local[:10] if isinstance(value, WallTime) else value
    try:
        return _WEEKDAYS[date.fromisoformat(text).weekday()] if isinstance(text, str) else ""
    except ValueError:
        return ""


def age_on(born: Value | None, moment: Value | None) -> int | None:
    """Return how many years old someone born on a day was at a wall time, or None when either is not known."""
    try:
        birth = date.fromisoformat(born) if isinstance(born, str) else None
        day = date.fromisoformat(moment.local[:10]) if isinstance(moment, WallTime) else None
    except ValueError:
        return None
    if birth is None or day is None or day < birth:
        return None
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def span(definition: Definition, answers: Answers) -> Span:
    """Return the first start and the last end of the practices, by their moments."""
    facts = definition.facts
    rows = _rows(answers, facts.practices)
    starts = [value for row in rows if (value := _wall(_in_row(row, facts.start))) is not None]
    ends = [value for row in rows if (value := _wall(_in_row(row, facts.end))) is not None]
    return Span(min(starts, key=WallTime.instant, default=None), max(ends, key=WallTime.instant, default=None))


def notice_facts(definition: Definition, answers: Answers) -> NoticeFacts:
    """Return what a notice can say, and not one word more."""
    facts = definition.facts
    person, happened = _at(answers, facts.person), _at(answers, facts.happened)
    rows = _rows(answers, facts.practices)
    kinds = [kind for row in rows if isinstance(kind := _in_row(row, facts.kind), str)]
    return NoticeFacts(
        person=person if isinstance(person, PersonRef) else None,
        happened=happened if isinstance(happened, WallTime) else None,
        place=_text(answers, facts.place),
        kinds=tuple(dict.fromkeys(kinds)),
        next_shift=_text(answers, facts.next_shift),
        told=any(row and _in_row(row, facts.told_how) not in facts.not_told for row in _rows(answers, facts.told)),
        withheld=any(_in_row(row, facts.told_how) in facts.not_told for row in _rows(answers, facts.told)),
    )


def derived(definition: Definition, answers: Answers) -> tuple[tuple[str, str | int], ...]:
    """Return what is worked out from these answers, as (path, weekday or seconds)."""
    facts = definition.facts
    found: list[tuple[str, str | int]] = []
    day = weekday(_at(answers, facts.happened))
    if day:
        found.append((facts.happened, day))
    for index, row in enumerate(_rows(answers, facts.practices)):
        seconds = seconds_between(_in_row(row, facts.start), _in_row(row, facts.end))
        if seconds is not None and seconds >= 0:
            found.append((f"{facts.practices}[{index}].{_last(facts.duration)}", seconds))
    return tuple(found)


def _rows(answers: Answers, path: str) -> tuple[Answers, ...]:
    return answers.rows(path) if path else ()


def _at(answers: Answers, path: str) -> Value | None:
    return answers.get(path) if path else None


def _text(answers: Answers, path: str) -> str:
    value = _at(answers, path)
    return value if isinstance(value, str) else ""


def _wall(value: Value | None) -> WallTime | None:
    return value if isinstance(value, WallTime) and moment_of(value) is not None else None


def _in_row(row: Answers, path: str) -> Value | None:
    return row.get(_last(path)) if path else None


def _last(path: str) -> str:
    return path.rpartition(".")[2]
