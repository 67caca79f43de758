"""Answers in plain words, the same on the check page, in print and on the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from rrn_desktop.clock import WallTime, clocks_stay, offsets_of
from rrn_desktop.forms.answers import parts_of
from rrn_desktop.forms.body import KINDS, REGIONS, VIEWS
from rrn_desktop.forms.definition import Definition, Question
from rrn_desktop.forms.derive import weekday
from rrn_desktop.forms.rich_types import is_zone
from rrn_desktop.forms.values import BodyMark, PersonRef, StatedDuration, Unknown, Value

STATUS_WORDS = {
    "not_started": "Not started",
    "in_progress": "In progress",
    "completed": "Completed",
    "needs_attention": "Needs attention",
}
_STATES = {"not_known": "Not known", "not_asked": "Not asked", "declined": "Declined to say", "none": "None"}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


def shown(question: Question, value: Value | None) -> str:
    """Return an answer in plain words; "" when there is none."""
    if value is None:
        return ""
    if isinstance(value, Unknown):
        return state_words(question, value.state)
    return WORDS[question.type](question, value)


def state_words(question: Question, state: str) -> str:
    """Return what a stated unknown is called at a question."""
    own = next((words.label for words in question.unknown_words if words.state == state), None)
    return own or _STATES.get(state, state)


def label_of(definition: Definition, path: str) -> str:
    """Return the label of a question, with the rows around it: "Hold or restriction 1: When did it end?"."""
    names: list[str] = []
    place = ""
    for key, index in parts_of(path):
        place += f".{key}" if place else key
        question = definition.question(place)
        if index is not None:
            names.append(f"{question.row_name} {index + 1}")
            continue
        names.append(question.label)
    return ": ".join(names)


def duration_words(seconds: int) -> str:
    """Return seconds in words, such as "3 hours 34 minutes"."""
    words: list[str] = []
    for size, unit in _UNITS:
        count, seconds = divmod(seconds, size)
        if count:
            words.append(f"{count} {unit}" if count == 1 else f"{count} {unit}s")
    return " ".join(words) or "0 seconds"


def change_words(start: Value | None, end: Value | None) -> str:
    """Return that the clocks were changed between two times on the wall; "" where they were not."""
    if not isinstance(start, WallTime) or not isinstance(end, WallTime) or start.offset == end.offset:
        return ""
    first, last = (datetime.fromisoformat(one.local + one.offset).utcoffset() for one in (start, end))
    way = "back" if first is not None and last is not None and last < first else "forward"
    return f"the clocks went {way} in between"


@lru_cache(maxsize=4096)
def day_words(day: str) -> str:
    """Return ``YYYY-MM-DD`` as "Thursday 14 May 2026"; what is no day stays as it is."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{weekday(day)} {found.day} {_MONTHS[found.month - 1]} {found.year}"


def moment_words(moment: WallTime) -> str:
    """Return a wall time as "Thursday 14 May 2026, 10:43", and which one where the time came twice."""
    clock = moment.local[11:]
    return f"{day_words(moment.local[:10])}, {clock}{_which(moment, clock)}"


def _which(moment: WallTime, clock: str) -> str:
    if _comes_once(moment.local[:10], moment.zone):
        return ""
    try:
        offsets = offsets_of(moment.local, moment.zone) if is_zone(moment.zone) else ()
    except ValueError:
        return ""
    if len(offsets) < 2 or moment.offset not in offsets:
        return ""
    return f" (the {'first' if moment.offset == offsets[0] else 'second'} {clock} of that night)"


@lru_cache(maxsize=4096)
def _comes_once(day: str, zone: str) -> bool:
    """Say whether each time of a day is known to come once, as on nearly every day; lists ask it for each row."""
    try:
        return is_zone(zone) and clocks_stay(day, zone)
    except (ValueError, OverflowError):
        return False


def _text(_: Question, value: Value) -> str:
    return str(value)


def _choice(question: Question, value: Value) -> str:
    choice = question.choice(str(value))
    return str(value) if choice is None else choice.label


def _choices(question: Question, value: Value) -> str:
    return "; ".join(_choice(question, str(code)) for code in value) if isinstance(value, tuple) else ""


def _yes_no(_: Question, value: Value) -> str:
    return "Yes" if value == "yes" else "No"


def _day(_: Question, value: Value) -> str:
    return day_words(str(value))


def _moment(_: Question, value: Value) -> str:
    return moment_words(value) if isinstance(value, WallTime) else ""


def _duration(_: Question, value: Value) -> str:
    if not isinstance(value, StatedDuration):
        return ""
    seconds = "" if value.seconds is None else duration_words(value.seconds)
    if not value.stated.strip():
        return seconds
    return f"“{value.stated}” ({seconds})" if seconds else f"“{value.stated}”"


def _person(_: Question, value: Value) -> str:
    if not isinstance(value, PersonRef):
        return ""
    return f"{value.name}, {value.role}" if value.role else value.name


def _marks(_: Question, value: Value) -> str:
    marks = value if isinstance(value, tuple) else ()
    return "; ".join(_mark(mark) for mark in marks if isinstance(mark, BodyMark))


def _mark(mark: BodyMark) -> str:
    region = REGIONS.get(mark.view, {}).get(mark.region, mark.region)
    words = f"{region} ({VIEWS.get(mark.view, mark.view).lower()}): {KINDS.get(mark.kind, mark.kind).lower()}"
    return f"{words}, {mark.note}" if mark.note else words


def _rows(question: Question, value: Value) -> str:
    count = len(value) if isinstance(value, tuple) else 0
    return f"{question.row_name}: {count}"


WORDS: dict[str, Callable[[Question, Value], str]] = {
    "text": _text,
    "long_text": _text,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "date": _day,
    "time": _text,
    "date_time": _moment,
    "number": _text,
    "duration": _duration,
    "person": _person,
    "staff": _person,
    "body_map": _marks,
    "repeat": _rows,
}
