"""Reading answers from JSON and writing them back: what is written can always be read again."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from rrn_desktop.errors import AnswersRefused
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition, Question
from rrn_desktop.forms.simple_types import refused
from rrn_desktop.forms.types import flaw_of, read_group, write_group
from rrn_desktop.forms.values import Value

MOST_BYTES = 8 * 1024 * 1024
MOST_DEPTH = 12
_SAFE = "Nothing was saved or changed."


class AnswersFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answers file as it was read: which form, which version, which rules, and the answers as JSON."""

    form: str
    form_version: int
    profile: str
    answers: dict[str, Any]


def read_answers(definition: Definition, data: Any) -> Answers:
    """Return the answers that a JSON object says; raises AnswersRefused with the question's path."""
    return read_group(definition.questions, data, "")


def write_answers(definition: Definition, answers: Answers) -> dict[str, Any]:
    """Return the JSON object of the answers; raises AnswersRefused for what could not be read again."""
    _check_group(definition.questions, answers, "")
    return write_group(definition.questions, answers)


def read_answers_file(data: bytes) -> AnswersFile:
    """Return what an answers file says, its answers not read yet; raises AnswersRefused.

    Refuses what two programs could read in two ways: a name that is there twice, and numbers that JSON lacks.
    """
    if len(data) > MOST_BYTES:
        raise _bad_file("The answers file is too big.", "Check that it is the right file.")
    try:
        parsed = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant)
    except AnswersRefused:
        raise
    except (ValueError, RecursionError):
        raise _bad_file("The answers file is not JSON in UTF-8.", "Check the file with the one who made it.") from None
    if _depth(parsed) > MOST_DEPTH:
        raise _bad_file("The answers file is nested too deep.", "Check the file with the one who made it.")
    try:
        return msgspec.convert(parsed, AnswersFile)
    except msgspec.ValidationError:
        raise _bad_file(
            "The answers file does not have the parts form, form_version, profile and answers.",
            "Compare it with the example in docs/INTERFACE.md.",
        ) from None


def _check_group(questions: tuple[Question, ...], answers: Answers, prefix: str) -> None:
    by_id = {question.id: question for question in questions}
    for key, value in answers.items():
        question = by_id.get(key)
        if question is None:
            raise KeyError(prefix + key)
        _check(question, value, prefix + key)


def _check(question: Question, value: Value, path: str) -> None:
    flaw = flaw_of(question, value)
    if flaw is not None:
        raise refused(path, flaw)
    if question.type == "repeat" and isinstance(value, tuple):
        for index, row in enumerate(value):
            if isinstance(row, Answers):
                _check_group(question.questions, row, f"{path}[{index}].")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _bad_file("The answers file says one thing twice.", "Keep one of the two and try again.")
    return found


def _no_constant(_: str) -> Any:
    raise _bad_file("The answers file holds a number that JSON does not know.", "Put a plain number there.")


def _depth(parsed: Any) -> int:
    """Return how deep lists and objects are nested, without calling itself."""
    depth, level = 0, [parsed]
    while level:
        depth += 1
        inner: list[Any] = []
        for part in level:
            if isinstance(part, dict):
                inner.extend(part.values())
            elif isinstance(part, list):
                inner.extend(part)
        level = inner
    return depth


def _bad_file(what: str, next_step: str) -> AnswersRefused:
    return AnswersRefused(what, _SAFE, next_step)
