"""Writes what follows an incident with the keyboard alone: support, reviews, additions, days that went well, cards."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Question
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.forms.values import Unknown, Value
from tests.journeys.any_case import Typist
from tests.journeys.hands import Hands
from ui.text import say

CASES = Path(__file__).parents[1] / "data" / "cases"


class Writer(Typist):
    """Answers any form, and counts the answers; what the form fills in by itself is left as it stands."""

    def __init__(self, hands: Hands, form: str, answers: Answers) -> None:
        super().__init__(hands, registry.definition(form), answers)
        self._by_type |= {"date": self._day, "yes_no": self._choice}
        self.given = 0

    def write_page(self) -> None:
        """Answer a form that has one page, and stay there."""
        (step,) = self.definition.steps
        self.write_step(step.id)

    def write_step(self, step_id: str) -> None:
        """Answer one page of a form, and stay there."""
        step = next(one for one in self.definition.steps if one.id == step_id)
        for question in step.questions:
            self._answer(question, question.id, self.answers.get(question.id))

    def _answer(self, question: Question, path: str, value: Value | None) -> None:
        if question.derived:
            return
        self.given += value is not None and not (question.questions and isinstance(value, tuple))
        if question.type == "yes_no" and isinstance(value, Unknown):
            self.hands.press(say("not_known_card"), within=path)
        elif question.type == "repeat" and isinstance(value, Unknown):
            # Rows that stand there already have switches of the same name.
            self._press_named(f"{path}?{value.state}")
        else:
            super()._answer(question, path, value)

    def _day(self, _: Question, path: str, value: str) -> None:
        year, month, day = value.split("-")
        for label, number in (("Day", day), ("Month", month), ("Year", year)):
            self.hands.fill(label, str(int(number)), within=path)


def raw(name: str) -> dict[str, Any]:
    """Return the answers of a file of a case, as they stand in it."""
    found: dict[str, Any] = json.loads((CASES / f"{name}.json").read_text("utf-8"))["answers"]
    return found


def told(form: str, name: str) -> Answers:
    """Return the answers of a file of a case."""
    return read_answers(registry.definition(form), raw(name))


def still_to_say(form: str, answers: Answers, there: Answers) -> Answers:
    """Return the answers that are not there yet."""
    return _left(registry.definition(form).questions, answers, there)


def bare(answers: Any) -> Any:
    """Return answers without the ids and job titles that the desk adds to names it knows."""
    return json.loads(json.dumps(answers), object_hook=_bare)


def _left(questions: tuple[Question, ...], answers: Answers, there: Answers) -> Answers:
    left: dict[str, Value] = {}
    for question in questions:
        value, known = answers.get(question.id), there.get(question.id)
        rows, before = answers.rows(question.id), there.rows(question.id)
        if rows and before:
            empty = (Answers(),) * (len(rows) - len(before))
            both = zip(rows, (*before, *empty), strict=True)
            left[question.id] = tuple(_left(question.questions, row, old) for row, old in both)
        elif value is not None and value != known:
            left[question.id] = value
    return Answers(left)


def _bare(found: dict[str, Any]) -> dict[str, Any]:
    known = "id" in found
    return {key: value for key, value in found.items() if not (known and key in {"id", "role"})}
