"""The words of answers by which a record is found again: what was written, and what was chosen, as it is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rrn_desktop.forms.definition import Definition, Question

_WRITTEN = frozenset({"text", "long_text"})
_CHOSEN = frozenset({"choice", "choices"})
# Of an answer in several parts, the part that is words.
_IN_WORDS = {"person": "name", "staff": "name", "duration": "stated"}


def words_of(definition: Definition, answers: Mapping[str, Any]) -> str:
    """Return one line for each answer in words; days, times, numbers, yes and no are not looked for by their words.

    ``answers`` are as JSON, and were read against their form before: what does not fit it has no words.
    """
    return "\n".join(_group(definition.questions, answers))


def _group(questions: tuple[Question, ...], answers: Mapping[str, Any]) -> Iterator[str]:
    asked = {question.id: question for question in questions}
    for key in sorted(answers):
        if key in asked:
            yield from _said(asked[key], answers[key])


def _said(question: Question, value: object) -> Iterator[str]:
    kind = question.type
    if isinstance(value, str):
        if kind in _WRITTEN:
            yield value
        elif kind in _CHOSEN:
            yield _chosen(question, value)
    elif isinstance(value, dict):
        # A stated unknown has neither, so it has no words.
        said = value.get(_IN_WORDS.get(kind, ""))
        yield from () if said is None else (str(said),)
    elif isinstance(value, list):
        for part in value:
            yield from _part(question, part)


def _part(question: Question, part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield _chosen(question, part)
    elif isinstance(part, dict) and question.questions:
        yield from _group(question.questions, part)
    elif isinstance(part, dict) and "note" in part:
        yield str(part["note"])


def _chosen(question: Question, code: str) -> str:
    choice = question.choice(code)
    return "" if choice is None else choice.label
