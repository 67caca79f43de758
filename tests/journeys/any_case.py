"""Enters the answers of any case with the keyboard alone, question by question, as the definition asks them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from rrn_desktop.clock import WallTime, offsets_of
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.body import KINDS
from rrn_desktop.forms.definition import Definition, Question
from rrn_desktop.forms.values import BodyMark, PersonRef, StatedDuration, Unknown, Value
from tests.journeys.case_one import GO_ON
from tests.journeys.hands import Hands
from ui.text import say

_NOTICE = "What colleagues will see"
_CHECK = "Check your answers"


class Typist:
    """Types one case, page by page, until the answers stand on the check page."""

    def __init__(self, hands: Hands, definition: Definition, answers: Answers) -> None:
        self.hands, self.definition, self.answers = hands, definition, answers
        self._by_type: dict[str, Callable[[Question, str, Any], None]] = {
            "text": self._words,
            "long_text": self._words,
            "choice": self._choice,
            "choices": self._choices,
            "yes_no": self._yes_no,
            "date": self._day,
            "date_time": self._moment,
            "duration": self._duration,
            "person": self._person,
            "staff": self._person,
            "body_map": self._marks,
            "repeat": self._rows,
        }

    def write(self) -> None:
        """Answer every page."""
        for step in self.definition.steps:
            for question in step.questions:
                self._answer(question, question.id, self.answers.get(question.id))
            self.hands.press(GO_ON)
            if _NOTICE in self.hands.headings():
                self.hands.press(GO_ON)
        assert _CHECK in self.hands.headings(), self.hands.texts()

    def write_on_one_page(self) -> None:
        """Answer a form that has one page, up to the passphrase below it."""
        for question in self.definition.questions:
            self._answer(question, question.id, self.answers.get(question.id))

    def _answer(self, question: Question, path: str, value: Value | None) -> None:
        if value is None or question.derived:
            return
        if isinstance(value, Unknown):
            own = {words.state: words.label for words in question.unknown_words}
            self.hands.press(own.get(value.state) or say(value.state), within=f"block:{path}")
            return
        self._by_type[question.type](question, path, value)

    def _words(self, question: Question, path: str, value: str) -> None:
        self.hands.fill(_seen(question), value, within=f"block:{path}")

    def _choice(self, question: Question, path: str, value: str) -> None:
        choice = question.choice(value)
        assert choice is not None
        self.hands.press(choice.label, within=path)

    def _choices(self, question: Question, path: str, value: tuple[str, ...]) -> None:
        for code in value:
            self._choice(question, path, code)

    def _yes_no(self, _: Question, path: str, value: str) -> None:
        self.hands.press(say(value), within=path)

    def _day(self, _: Question, path: str, value: str) -> None:
        day = date.fromisoformat(value)
        for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self.hands.fill(label, str(number), within=path)

    def _moment(self, question: Question, path: str, value: WallTime) -> None:
        self._day(question, path, value.local[:10])
        clock = value.local[11:]
        self.hands.fill("Time", clock, within=path)
        offsets = offsets_of(value.local, value.zone)
        if len(offsets) == 2:
            which = "first_time" if value.offset == offsets[0] else "second_time"
            self.hands.press(say(which, time=clock), within=path)

    def _duration(self, _: Question, path: str, value: StatedDuration) -> None:
        self.hands.fill(say("stated_words"), value.stated, within=path)
        if value.seconds is not None:
            self.hands.fill(say("minutes"), str(value.seconds // 60), within=path)
            self.hands.fill(say("seconds"), str(value.seconds % 60), within=path)

    def _person(self, question: Question, path: str, value: PersonRef) -> None:
        self.hands.fill(_seen(question), value.name, within=f"block:{path}")
        if value.role:
            self.hands.fill(say("role"), value.role, within=f"block:{path}")

    def _marks(self, _: Question, path: str, value: tuple[BodyMark, ...]) -> None:
        for mark in value:
            box = f"{path}.{mark.view}.{mark.region}"
            self._press_named(box)
            self._tab_to_named(f"{box}.kind")
            for _step in range(list(KINDS).index(mark.kind) + 1):
                self.hands.key(Qt.Key.Key_Down)
            if mark.note:
                self._tab_to_named(f"{box}.note")
                self.hands.write(mark.note)

    def _rows(self, question: Question, path: str, value: tuple[Answers, ...]) -> None:
        first = say("add_first", row=question.row_name[:1].lower() + question.row_name[1:])
        for index, row in enumerate(value):
            if not self.hands.has(f"{path}[{index}]"):
                self.hands.press(question.row_add if index else first)
            for inner in question.questions:
                self._answer(inner, f"{path}[{index}].{inner.id}", row.get(inner.id))

    def _press_named(self, path: str) -> None:
        self._tab_to_named(path)
        self.hands.key(Qt.Key.Key_Space)

    def _tab_to_named(self, path: str) -> None:
        for _ in range(400):
            if self.hands.focus().objectName() == path:
                return
            self.hands.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never came to {path}")


def _seen(question: Question) -> str:
    return say("optional", label=question.label) if question.optional else question.label
