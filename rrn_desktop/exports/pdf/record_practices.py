"""Each hold or restriction of an incident as a row of a table, in order of time, and how long they took in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from rrn_desktop.clock import WallTime
from rrn_desktop.exports.pdf.content import Block, Grid, Heading, Words
from rrn_desktop.exports.pdf.record_answers import person_of
from rrn_desktop.exports.pdf.record_source import Version
from rrn_desktop.exports.pdf.record_words import clock_of
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Question
from rrn_desktop.forms.derive import duration_of, moment_of, seconds_between
from rrn_desktop.forms.values import Value
from rrn_desktop.forms.wording import change_words, day_words, duration_words, shown

_HEAD = ("No.", "What", "Started", "Ended", "How long", "Who")
_WIDTHS = (0.5, 2.2, 1.5, 1.5, 1.6, 3.0)


def practice_blocks(version: Version) -> tuple[Block, ...]:
    """Return the table of what was done, in order of time; nothing where nothing was recorded."""
    rows = practices_of(version)
    if not rows:
        return ()
    day = _usual_day(version)
    numbered = sorted(enumerate(rows, start=1), key=lambda pair: _place(version, pair))
    cells = tuple(_cells(version, number, row, day) for number, row in numbered)
    on = (Words(f"Times without a day are of {day_words(day)}.", "small"),) if day else ()
    return (Heading("What was done, in order of time"), Grid(_HEAD, cells, "Holds and restrictions", _WIDTHS), *on)


def practices_of(version: Version) -> tuple[Answers, ...]:
    """Return the holds and restrictions of a version, as they were written down."""
    return version.answers.rows(version.definition.facts.practices)


def asked(version: Version, path: str) -> Question:
    """Return the question of a hold or restriction that a path of the facts names."""
    return version.definition.question(path)


def kinds_of(version: Version) -> str:
    """Return what was done, each kind once."""
    facts = version.definition.facts
    words = (shown(asked(version, facts.kind), row.get(_last(facts.kind))) for row in practices_of(version))
    return "; ".join(dict.fromkeys(word for word in words if word))


def took_in_all(version: Version) -> str:
    """Return how long the holds and restrictions took together, each minute counted once where they overlapped."""
    rows, facts = practices_of(version), version.definition.facts
    timed, seconds, missing = list[tuple[datetime, datetime]](), 0, 0
    for row in rows:
        start, end = moment_of(row.get(_last(facts.start))), moment_of(row.get(_last(facts.end)))
        stated = duration_of(version.definition, row)
        if start is not None and end is not None and end >= start:
            timed.append((start, end))
        elif stated is not None:
            seconds += stated
        else:
            missing += 1
    known = seconds + _covered(timed)
    if not rows or missing == len(rows):
        return ""
    words = duration_words(known)
    return f"{words}, and {missing} of {len(rows)} without a known length" if missing else words


def staff_of(version: Version) -> str:
    """Return who took part or saw it, each once, with each part that they had."""
    parts: dict[str, dict[str, None]] = {}
    for row in practices_of(version):
        for name, part in _people(version, row):
            parts.setdefault(name, {}).update({part: None} if part else {})
    return "\n".join(f"{name}: {'; '.join(had)}" if had else name for name, had in parts.items())


def _usual_day(version: Version) -> str:
    """Return the day of most of the times, ``YYYY-MM-DD``, the earlier of two; "" where there is no time at all."""
    facts = version.definition.facts
    values = (row.get(_last(path)) for row in practices_of(version) for path in (facts.start, facts.end))
    days = Counter(value.local[:10] for value in values if isinstance(value, WallTime))
    return min(days, key=lambda day: (-days[day], day), default="")


def _cells(version: Version, number: int, row: Answers, day: str) -> tuple[str, ...]:
    facts = version.definition.facts
    people = (f"{name} ({part})" if part else name for name, part in _people(version, row))
    return (
        str(number),
        shown(asked(version, facts.kind), row.get(_last(facts.kind))),
        _time(version, facts.start, row, day),
        _time(version, facts.end, row, day),
        _length(version, row),
        "\n".join(people) or _nobody(version, row),
    )


def _length(version: Version, row: Answers) -> str:
    facts = version.definition.facts
    between = seconds_between(row.get(_last(facts.start)), row.get(_last(facts.end)))
    if between is not None and between >= 0:
        changed = change_words(row.get(_last(facts.start)), row.get(_last(facts.end)))
        return f"{duration_words(between)}; {changed}" if changed else duration_words(between)
    return shown(asked(version, facts.duration), row.get(_last(facts.duration)))


def _time(version: Version, path: str, row: Answers, day: str) -> str:
    value: Value | None = row.get(_last(path))
    return clock_of(value, day) if isinstance(value, WallTime) else shown(asked(version, path), value) or "Not said"


def _people(version: Version, row: Answers) -> list[tuple[str, str]]:
    pattern = f"{version.definition.facts.practices}[].people[]"
    who, part = version.definition.find(f"{pattern}.who"), version.definition.find(f"{pattern}.part")
    if who is None or part is None:
        return []
    found = ((one.get("who"), one.get("part")) for one in row.rows("people"))
    return [(person_of(name) or shown(who, name), _small(shown(part, had))) for name, had in found]


def _nobody(version: Version, row: Answers) -> str:
    """Return in words why nobody is named."""
    question = version.definition.find(f"{version.definition.facts.practices}[].people")
    return "" if question is None else shown(question, row.get("people"))


def _place(version: Version, pair: tuple[int, Answers]) -> tuple[bool, float, int]:
    number, row = pair
    start = moment_of(row.get(_last(version.definition.facts.start)))
    return (start is None, start.timestamp() if start else 0.0, number)


def _covered(spans: Sequence[tuple[datetime, datetime]]) -> int:
    """Return the seconds that some spans cover together."""
    total, last = 0.0, None
    for start, end in sorted(spans):
        begin = start if last is None or start > last else last
        total += max(0.0, (end - begin).total_seconds())
        last = end if last is None or end > last else last
    return int(total)


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


def _last(path: str) -> str:
    return path.rpartition(".")[2]
