"""Answers of any form as blocks: short ones as facts, rows as a table or one by one, long ones as paragraphs.

What was not answered is not there: a printed record has no line that says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rrn_desktop.exports.pdf.content import Block, Facts, Grid, Heading, Quote, Words
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition, Question, Step
from rrn_desktop.forms.values import PersonRef, Unknown, Value
from rrn_desktop.forms.wording import shown

# The questions whose answer is what the person said, word for word.
_OWN_WORDS = frozenset({("incident", "own_words"), ("account", "words")})
_MOST_COLUMNS = 6
_FITS_A_CELL = 80
Row: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Setting:
    """What is the same for all answers of a form."""

    definition: Definition
    level: int
    whose: str
    beside: Mapping[str, Sequence[Row]]


def answer_blocks(
    definition: Definition,
    answers: Answers,
    level: int,
    *,
    whose: str = "",
    beside: Mapping[str, Sequence[Row]] | None = None,
) -> tuple[Block, ...]:
    """Return the answers step by step, each step under its title at a level of headings.

    ``whose`` is the person whose own words are quoted. ``beside`` holds facts that stand after the answer to a
    question, by its id, or before all answers, under "". A form of one step has no title of its own.
    """
    setting, found = _Setting(definition, level + 1, whose, beside or {}), list[Block]()
    for place, step in enumerate(definition.steps):
        first = setting.beside.get("", ()) if place == 0 else ()
        inside = list(_questions(setting, step, answers, first))
        if inside and len(definition.steps) > 1:
            found.append(Heading(step.title, level))
        found += inside
    return tuple(found)


def row_facts(questions: Sequence[Question], row: Answers) -> tuple[Row, ...]:
    """Return one row as labels with what they say; rows within it stand in one line each."""
    said = ((question, row.get(question.id)) for question in questions)
    return tuple((question.label, _in_short(question, value)) for question, value in said if value is not None)


def _questions(setting: _Setting, step: Step, answers: Answers, first: Sequence[Row]) -> Iterator[Block]:
    short = list(first)
    for question in step.questions:
        value = answers.get(question.id)
        if value is None:
            continue
        long = list(_long(setting, question, value))
        if not long:
            short += [(question.label, shown(question, value)), *setting.beside.get(question.id, ())]
            continue
        yield from _facts(short)
        short = []
        # The title of a step that asks one thing says it already.
        named = len(step.questions) == 1 and len(setting.definition.steps) > 1 and question.type == "long_text"
        yield from long[1:] if named else long
    yield from _facts(short)


def _facts(rows: list[Row]) -> Iterator[Block]:
    if rows:
        yield Facts(tuple(rows), "Questions, and what was answered")


def _long(setting: _Setting, question: Question, value: Value) -> Iterator[Block]:
    """Yield the blocks of an answer that does not fit into a line, its heading first."""
    if isinstance(value, Unknown):
        return
    if question.type == "long_text":
        yield Heading(question.label, setting.level)
        own = (setting.definition.form, question.id) in _OWN_WORDS
        yield Quote(str(value), setting.whose) if own else Words(str(value))
    elif question.type == "repeat":
        yield from _rows(question, _answers_in(value), setting.level)


def _rows(question: Question, rows: tuple[Answers, ...], level: int) -> Iterator[Block]:
    asked = [one for one in question.questions if any(row.get(one.id) is not None for row in rows)]
    cells = tuple(tuple(_in_short(one, row.get(one.id)) for one in asked) for row in rows)
    if (
        len(rows) > 1
        and len(asked) <= _MOST_COLUMNS
        and all(len(cell) <= _FITS_A_CELL for row in cells for cell in row)
    ):
        yield Heading(question.label, level)
        yield Grid(tuple(one.label for one in asked), cells, question.label)
        return
    for number, row in enumerate(rows, start=1):
        facts = row_facts(question.questions, row)
        if facts:
            name = f"{question.row_name} {number}"
            yield Heading(name if question.questions[0].type != "choice" else f"{name}: {facts[0][1]}", level)
            yield Facts(facts, name)


def _in_short(question: Question, value: Value | None) -> str:
    inner = () if value is None else _answers_in(value)
    if question.type != "repeat" or not inner:
        return shown(question, value)
    return "\n".join(": ".join(_said(question.questions, row)) for row in inner)


def _said(questions: Sequence[Question], row: Answers) -> Iterator[str]:
    for question in questions:
        words = shown(question, row.get(question.id))
        if words:
            yield words


def _answers_in(value: Value) -> tuple[Answers, ...]:
    return tuple(row for row in value if isinstance(row, Answers)) if isinstance(value, tuple) else ()


def person_of(value: Value | None) -> str:
    """Return the name that a person's answer holds, or ""."""
    return value.name if isinstance(value, PersonRef) else ""
