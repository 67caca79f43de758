"""Check your answers: every answer in words, gaps said as gaps, and the way back to each section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition, Question
from rrn_desktop.forms.navigation import PageState
from rrn_desktop.forms.types import is_answered
from rrn_desktop.forms.validation import Problem
from rrn_desktop.forms.values import Unknown
from rrn_desktop.forms.wording import shown
from ui.text import say
from ui.theme import is_narrow
from ui.widgets.accessible import announce, name
from ui.widgets.banner import Banner, Tone
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Heading, Kind, PlainLabel, line
from ui.widgets.measures import Margins, clear, column, row, spaced
from ui.widgets.pages import Card, Page

_ROW: Margins = (0, 7, 0, 7)


class CheckLine(NamedTuple):
    """One line: where, what was asked, the answer in words, and what is wrong or missing."""

    path: str
    label: str
    words: str
    kind: Kind
    note: str = ""
    title: bool = False


class CheckCard(NamedTuple):
    """One section's lines."""

    step_id: str
    title: str
    lines: tuple[CheckLine, ...]


def check_cards(
    definition: Definition, states: Sequence[PageState], answers: Answers, problems: Sequence[Problem]
) -> tuple[CheckCard, ...]:
    """Return what the check page shows, made from the answers alone."""
    wrong = {problem.question: problem for problem in reversed(problems)}
    cards = []
    for state in states:
        lines = [_line(definition.question(path), path, answers, wrong.get(path)) for path in state.questions]
        lines = [one for one in lines if one.words or one.note]
        cards.append(CheckCard(state.step.id, state.step.title, tuple(_with_rows(definition, lines))))
    return tuple(cards)


def _line(question: Question, path: str, answers: Answers, problem: Problem | None) -> CheckLine:
    value = answers.get(path)
    note = problem.message if problem and problem.kind != "gap" else ""
    if question.type == "repeat" and not isinstance(value, Unknown):
        words = "" if answers.rows(path) else say("not_answered" if problem else "nothing_added")
        return CheckLine(path, question.label, words, "gap" if problem else "hint", note)
    if not is_answered(question, value):
        return CheckLine(path, question.label, say("not_answered"), "gap" if problem else "hint", note)
    return CheckLine(path, question.label, shown(question, value), "body", note)


def _with_rows(definition: Definition, lines: Sequence[CheckLine]) -> list[CheckLine]:
    """Put a line with the row's number before the first question of each row."""
    found: list[CheckLine] = []
    said: set[str] = set()
    for one in lines:
        head, bracket, _rest = one.path.rpartition("].")
        if bracket and head not in said:
            said.add(head)
            repeat, _, index = head.rpartition("[")
            words = say("row_number", row=definition.question(repeat).row_name, number=int(index) + 1)
            found.append(CheckLine(one.path, words, "", "body", title=True))
        found.append(one)
    return found


def _row_title(words: str) -> QWidget:
    held = QWidget()
    row(held, margins=(0, 16, 0, 6)).addWidget(Heading(words, "part"))
    return held


class CheckRow(QWidget):
    """One line of a card: label beside answer, one above the other where the window is narrow."""

    def __init__(self, one: CheckLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: QHBoxLayout = row(self, spacing=16, margins=_ROW)
        label = PlainLabel(one.label, "strong")
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(label, 9)
        right = column(spacing=3)
        words = PlainLabel(one.words, one.kind)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        words.setObjectName(f"check:{one.path}")
        right.addWidget(words)
        if one.note:
            right.addWidget(PlainLabel(one.note, "error"))
        self._line.addLayout(right, 13)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the answer below its label where there is little room."""
        super().resizeEvent(event)
        narrow = is_narrow(self.window().width())
        directions = QBoxLayout.Direction
        self._line.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        spaced(self._line, 2 if narrow else 16, _ROW)


class CheckAnswersPage(Page):
    """Cards of answers with Change links; ``change_asked`` says the section."""

    change_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(width=820, parent=parent)
        self.setObjectName("page:check")
        self.body.addWidget(PlainLabel(say("last_step"), "hint"))
        self.heading = Heading(say("check_title"))
        self.body.addWidget(self.heading)
        self.banner = Banner()
        self.banner.hide()
        self.body.addWidget(self.banner)
        self._cards = column(spacing=14)
        self.body.addLayout(self._cards)
        self.body.addStretch(1)
        self._links: list[ActionButton] = []
        name(self, say("check_title"))

    def show_notice(self, words: str, tone: Tone = "info") -> None:
        """Show a sentence above the cards; empty words take it away."""
        if words:
            self.banner.say(words, tone)
        else:
            self.banner.hide()

    def show_cards(self, cards: Sequence[CheckCard]) -> None:
        """Show these cards in place of those before."""
        clear(self._cards)
        self._links = []
        for one in cards:
            self._cards.addWidget(self._card(one))
        self.set_narrow(self.narrow)

    def arrive(self) -> None:
        """Say which page this is and move the focus to its first link."""
        announce(self, self.heading.text())
        self.verticalScrollBar().setValue(0)
        if self._links:
            self._links[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, one: CheckCard) -> Card:
        held = Card(one.title, spacing=0)
        link = ActionButton(say("change"), "link")
        link.setAccessibleDescription(one.title)
        link.setObjectName(f"change:{one.step_id}")
        link.setProperty("step", one.step_id)
        link.clicked.connect(self._change)
        self._links.append(link)
        held.head.addWidget(link)
        for at, shown_line in enumerate(one.lines):
            if at:
                held.body.addWidget(line())
            held.body.addWidget(_row_title(shown_line.label) if shown_line.title else CheckRow(shown_line))
        return held

    def _change(self) -> None:
        link = self.sender()
        if link is not None:
            self.change_asked.emit(str(link.property("step")))
