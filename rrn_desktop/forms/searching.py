"""The words of answers by which a record is found again: what was written, and what was chosen, as it is called."""

from __future__ import annotations

from collections.abc import Iterator

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition, Question
from rrn_desktop.forms.values import BodyMark, PersonRef, StatedDuration, Value

_WRITTEN = frozenset({"text", "long_text"})
_CHOSEN = frozenset({"choice", "choices"})


def words_of(definition: Definition, answers: Answers) -> str:
    """Return one line for each answer in words; days, times, numbers, yes and no are not looked for by their words."""
    return "\n".join(_group(definition.questions, answers))


def _group(questions: tuple[Question, ...], answers: Answers) -> Iterator[str]:
    asked = {question.id: question for question in questions}
    for key, value in answers.items():
        if key in asked:
            yield from _said(asked[key], value)


def _said(question: Question, value: Value) -> Iterator[str]:
    if isinstance(value, PersonRef):
        yield value.name
    elif isinstance(value, StatedDuration):
        yield value.stated
    elif isinstance(value, tuple):
        for part in value:
            yield from _part(question, part)
    elif isinstance(value, str) and question.type in _CHOSEN | _WRITTEN:
        yield _chosen(question, value) if question.type in _CHOSEN else value


def _part(question: Question, part: object) -> Iterator[str]:
    if isinstance(part, Answers):
        yield from _group(question.questions, part)
    elif isinstance(part, BodyMark):
        yield part.note
    elif isinstance(part, str):
        yield _chosen(question, part)


def _chosen(question: Question, code: str) -> str:
    choice = question.choice(code)
    return "" if choice is None else choice.label
