"""Tables of cells from a definition: one table for the form and one for each repeat, for the register and for CSV.

Column codes come from question ids and never from labels, so that they last.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition, Question
from rrn_desktop.forms.types import format_value
from rrn_desktop.forms.values import PersonRef, StatedDuration, Unknown, Value


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its code, and the question and the part of the answer it holds."""

    code: str
    question: Question
    part: str


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of the form or of one repeat; ``path`` is the repeat's pattern, "" for the form."""

    code: str
    path: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of cells; ``place`` numbers the rows around it, such as "1.2" for the second row in the first."""

    place: str
    cells: tuple[str, ...]

    def __repr__(self) -> str:
        return f"TableRow({self.place})"


def tables(definition: Definition) -> tuple[Table, ...]:
    """Return the table of the form and one for each repeat, in the order of the questions.

    What a later version of the form added stands after all that was there before.
    """
    return tuple(_tables(definition.form, "", definition.questions))


def rows(definition: Definition, table: Table, answers: Answers) -> tuple[TableRow, ...]:
    """Return the rows of a table for one set of answers; one row for the table of the form."""
    questions = definition.question(table.path).questions if table.path else definition.questions
    plain = [question for question in _by_age(questions) if question.type != "repeat"]
    return tuple(
        TableRow(place, tuple(cell for question in plain for cell in cells(question, group.get(question.id))))
        for place, group in _groups(table.path, answers)
    )


def columns(question: Question, code: str) -> tuple[Column, ...]:
    """Return the columns of one question: one for each part of its answer, and one for a stated unknown."""
    parts = [*PARTS[question.type], *(["state"] if question.unknowns else [])]
    return tuple(Column(f"{code}_{part}" if part else code, question, part) for part in parts)


def cells(question: Question, value: Value | None) -> tuple[str, ...]:
    """Return the cells of one answer as plain text, one for each of its columns."""
    state = (value.state if isinstance(value, Unknown) else "",) if question.unknowns else ()
    if value is None or isinstance(value, Unknown):
        return ("",) * len(PARTS[question.type]) + state
    return CELLS[question.type](question, value) + state


def _tables(code: str, path: str, questions: tuple[Question, ...]) -> Iterator[Table]:
    plain = [question for question in _by_age(questions) if question.type != "repeat"]
    yield Table(code, path, tuple(column for question in plain for column in columns(question, question.id)))
    for question in _by_age(questions):
        if question.type == "repeat":
            inner = f"{path}[].{question.id}" if path else question.id
            yield from _tables(f"{code}_{question.id}", inner, question.questions)


def _by_age(questions: tuple[Question, ...]) -> list[Question]:
    return sorted(questions, key=lambda question: question.since)


def _groups(path: str, answers: Answers) -> Iterator[tuple[str, Answers]]:
    level = [("", answers)]
    for key in path.split("[].") if path else ():
        level = [
            (f"{place}.{number}" if place else str(number), row)
            for place, group in level
            for number, row in enumerate(group.rows(key), 1)
        ]
    yield from level


def _text(_: Question, value: Value) -> tuple[str, ...]:
    return (str(value),)


def _codes(question: Question, value: Value) -> tuple[str, ...]:
    return (" ".join(format_value(question, value)),)


def _moment(_: Question, value: Value) -> tuple[str, ...]:
    if not isinstance(value, WallTime):
        return ("", "", "")
    return (value.local, value.offset, value.zone)


def _duration(_: Question, value: Value) -> tuple[str, ...]:
    if not isinstance(value, StatedDuration):
        return ("", "")
    return (value.stated, "" if value.seconds is None else str(value.seconds))


def _person(_: Question, value: Value) -> tuple[str, ...]:
    return (value.name, value.id or "", value.role or "") if isinstance(value, PersonRef) else ("", "", "")


def _marks(question: Question, value: Value) -> tuple[str, ...]:
    return (json.dumps(format_value(question, value), ensure_ascii=False, separators=(",", ":")),)


def _count(_: Question, value: Value) -> tuple[str, ...]:
    return (str(len(value)) if isinstance(value, tuple) else "",)


PARTS: dict[str, tuple[str, ...]] = {
    "text": ("",),
    "long_text": ("",),
    "choice": ("",),
    "choices": ("",),
    "yes_no": ("",),
    "date": ("",),
    "time": ("",),
    "date_time": ("", "offset", "zone"),
    "number": ("",),
    "duration": ("stated", "seconds"),
    "person": ("", "id", "role"),
    "staff": ("", "id", "role"),
    "body_map": ("",),
    "repeat": ("rows",),
}

CELLS: dict[str, Callable[[Question, Value], tuple[str, ...]]] = {
    "text": _text,
    "long_text": _text,
    "choice": _text,
    "choices": _codes,
    "yes_no": _text,
    "date": _text,
    "time": _text,
    "date_time": _moment,
    "number": _text,
    "duration": _duration,
    "person": _person,
    "staff": _person,
    "body_map": _marks,
    "repeat": _count,
}
