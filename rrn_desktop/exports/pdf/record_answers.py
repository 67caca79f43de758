"""Answers of any form as blocks: short ones as facts, rows as a table or one by one, long ones as paragraphs.

What was not answered is not there: a printed record has no line that says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rrn_desktop.exports.pdf.content import Block, Facts, Grid, Heading, Quote, Words
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition, Question
from rrn_desktop.forms.values import PersonRef, Unknown, Value
from rrn_desktop.forms.wording import shown

# The questions whose answer is what the person said, word for word.
_OWN_WORDS = frozenset({("incident", "own_words"), ("account", "words")})
_MOST_COLUMNS = 6
_LONG = frozenset({"long_text", "body_map", "repeat"})


def answer_blocks(definition: Definition, answers: Answers, level: int, *, whose: str = "") -> tuple[Block, ...]:
    """Return the answers step by step, each step under its title at a level of headings.

    ``whose`` is the person whose own words are quoted. A form of one step has no title of its own.
    """
    found: list[Block] = []
    for step in definition.steps:
        inside = list(_questions(definition, step.questions, answers, level + 1, whose))
        if inside and len(definition.steps) > 1:
            found.append(Heading(step.title, level))
        found += inside
    return tuple(found)


def row_facts(questions: Sequence[Question], row: Answers) -> tuple[tuple[str, str], ...]:
    """Return one row as labels with what they say; rows within it stand in one line each."""
    said = ((question, row.get(question.id)) for question in questions)
    return tuple((question.label, _in_short(question, value)) for question, value in said if value is not None)


def _questions(
    definition: Definition, questions: Sequence[Question], answers: Answers, level: int, whose: str
) -> Iterator[Block]:
    short: list[tuple[str, str]] = []
    for question in questions:
        value = answers.get(question.id)
        if value is None:
            continue
        long = list(_long(definition, question, value, level, whose))
        if not long:
            short.append((question.label, shown(question, value)))
            continue
        yield from _facts(short)
        short = []
        yield from long
    yield from _facts(short)


def _facts(rows: list[tuple[str, str]]) -> Iterator[Block]:
    if rows:
        yield Facts(tuple(rows), "Questions, and what was answered")


def _long(definition: Definition, question: Question, value: Value, level: int, whose: str) -> Iterator[Block]:
    """Yield the blocks of an answer that does not fit into a line."""
    if isinstance(value, Unknown):
        return
    if question.type == "long_text":
        yield Heading(question.label, level)
        own = (definition.form, question.id) in _OWN_WORDS
        yield Quote(str(value), whose) if own else Words(str(value))
    elif question.type == "repeat":
        yield from _rows(question, tuple(row for row in _answers_in(value)), level)


def _rows(question: Question, rows: tuple[Answers, ...], level: int) -> Iterator[Block]:
    asked = [one for one in question.questions if any(row.get(one.id) is not None for row in rows)]
    if len(rows) > 1 and len(asked) <= _MOST_COLUMNS and not any(one.type in _LONG for one in asked):
        yield Heading(question.label, level)
        cells = tuple(tuple(shown(one, row.get(one.id)) for one in asked) for row in rows)
        yield Grid(tuple(one.label for one in asked), cells, question.label)
        return
    for number, row in enumerate(rows, start=1):
        facts = row_facts(question.questions, row)
        if facts:
            yield Heading(f"{question.row_name} {number}", level)
            yield Facts(facts, f"{question.row_name} {number}")


def _in_short(question: Question, value: Value) -> str:
    inner = _answers_in(value)
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
