"""All question types by name, and the reading and writing of a group of questions through them."""

from __future__ import annotations

from typing import Any

from rrn_desktop.errors import AnswersRefused
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Question
from rrn_desktop.forms.rich_types import BodyMapType, DateTimeType, DurationType, PersonType, StaffType
from rrn_desktop.forms.simple_types import (
    ChoicesType,
    ChoiceType,
    DateType,
    LongTextType,
    NumberType,
    QuestionType,
    TextType,
    TimeType,
    YesNoType,
    refused,
    wrong_shape,
)
from rrn_desktop.forms.texts import Flaw
from rrn_desktop.forms.values import UNKNOWN_STATES, Unknown, Value


class RepeatType(QuestionType):
    """Rows that each answer the same questions."""

    name, wanted = "repeat", "a list of rows"

    def read(self, data: Any, path: str) -> Value:
        """Return the rows."""
        if not isinstance(data, list):
            raise wrong_shape(path, self.wanted)
        return tuple(read_group(self.question.questions, row, f"{path}[{index}]") for index, row in enumerate(data))

    def format(self, value: Value) -> Any:
        """Return the rows."""
        rows = value if isinstance(value, tuple) else ()
        return [write_group(self.question.questions, row) for row in rows if isinstance(row, Answers)]

    def flaw(self, value: Value) -> Flaw | None:
        """Return why the rows can't be kept, or None; each answer in them is looked at by its own type."""
        if not isinstance(value, tuple) or not all(isinstance(row, Answers) for row in value):
            return self.misfit()
        if len(value) > self.question.row_max:
            return Flaw(
                "too_many_rows",
                f"There is room for {self.question.row_max} rows here.",
                "Please keep the rest in a record of its own.",
            )
        return None


ALL_TYPES: dict[str, type[QuestionType]] = {
    kind.name: kind
    for kind in (
        TextType,
        LongTextType,
        ChoiceType,
        ChoicesType,
        YesNoType,
        DateType,
        TimeType,
        DateTimeType,
        NumberType,
        DurationType,
        PersonType,
        StaffType,
        BodyMapType,
        RepeatType,
    )
}


def type_of(question: Question) -> QuestionType:
    """Return what the question's type knows of it."""
    return ALL_TYPES[question.type](question)


def is_answered(question: Question, value: Value | None) -> bool:
    """Return whether a value says something: an answer or a stated unknown."""
    if value is None:
        return False
    return isinstance(value, Unknown) or not type_of(question).is_empty(value)


def flaw_of(question: Question, value: Value) -> Flaw | None:
    """Return why a value or a stated unknown can't be kept at a question, or None."""
    if not isinstance(value, Unknown):
        return type_of(question).flaw(value)
    if value.state in question.unknowns:
        return None
    return Flaw(
        "state_not_offered",
        "This question can't be answered in that way.",
        "Please answer it, or choose one of the ways that it offers.",
    )


def parse(question: Question, data: Any, path: str) -> Value:
    """Return the value that JSON says at a question; raises AnswersRefused."""
    if not (isinstance(data, dict) and set(data) == {"state"}):
        return type_of(question).parse(data, path)
    if data["state"] not in UNKNOWN_STATES:
        raise wrong_shape(path, "an answer or a stated unknown")
    value = Unknown(data["state"])
    flaw = flaw_of(question, value)
    if flaw is not None:
        raise refused(path, flaw)
    return value


def format_value(question: Question, value: Value) -> Any:
    """Return the JSON that says a value or a stated unknown."""
    return {"state": value.state} if isinstance(value, Unknown) else type_of(question).format(value)


def read_group(questions: tuple[Question, ...], data: Any, path: str) -> Answers:
    """Return the answers that a JSON object says to some questions; raises AnswersRefused."""
    if not isinstance(data, dict):
        raise wrong_shape(path, "answers by the name of their question")
    by_id = {question.id: question for question in questions}
    prefix = f"{path}." if path else ""
    values: dict[str, Value] = {}
    for key, said in data.items():
        if key not in by_id:
            raise _not_asked(path)
        values[key] = parse(by_id[key], said, prefix + key)
    return Answers(values)


def write_group(questions: tuple[Question, ...], answers: Answers) -> dict[str, Any]:
    """Return the JSON object of some answers, in the order in which they are asked."""
    values = dict(answers.items())
    return {question.id: format_value(question, values[question.id]) for question in questions if question.id in values}


def _not_asked(path: str) -> AnswersRefused:
    return AnswersRefused(
        "The answers name a question that this form does not ask.",
        "Nothing was saved or changed.",
        "Check the names of the questions against the form and its version.",
        question=path or None,
    )
