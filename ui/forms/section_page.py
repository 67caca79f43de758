"""A page of the form: one step's questions, shown and hidden as answers make them matter."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Step
from ui.forms.dispatch import block_for
from ui.forms.field import FieldContext
from ui.forms.question_block import QuestionBlock
from ui.forms.time_fields import WhenField
from ui.text import say
from ui.theme import px
from ui.widgets.accessible import announce, name
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.pages import Card, Page

Complaint = tuple[str, str]
"""The path of a question and what is wrong with its answer."""


class SectionPage(Page):
    """The widgets of one step.

    - ``answered`` says each new answer, ``row_asked`` and ``remove_asked`` what is wanted of a repeat;
    - ``refresh`` shows answers and which questions matter now; it never disturbs what is being typed.
    """

    answered = Signal(str, object)
    row_asked = Signal(str)
    remove_asked = Signal(str, int)

    def __init__(self, step: Step, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.step = step
        self.setObjectName(f"page:{step.id}")
        self.summary = ErrorSummary()
        self.summary.followed.connect(self.focus_question)
        self._place = PlainLabel("", "hint")
        self.heading = Heading(step.title)
        hint = PlainLabel(step.hint, "body")
        if not step.hint:
            hint.hide()
        for part in (self.summary, self._place, self.heading, hint):
            self.body.addWidget(part)
        self.card = Card(spacing=28)
        self.body.addWidget(self.card)
        self.body.addStretch(1)
        name(self, step.title)
        self._make_blocks(context)

    def show_place(self, number: int, count: int) -> None:
        """Show which section of how many this is."""
        self.show_words(say("section_of", number=number, count=count))

    def show_words(self, words: str) -> None:
        """Show a line above the heading, such as what the page belongs to."""
        self._place.setText(words)
        self._place.setVisible(bool(words))

    def add_above(self, widget: QWidget) -> None:
        """Put a widget between the heading and the questions."""
        self.body.insertWidget(self.body.indexOf(self.card), widget)

    def add_below(self, widget: QWidget) -> None:
        """Put a widget below the questions."""
        self.body.insertWidget(self.body.indexOf(self.card) + 1, widget)

    def refresh(self, answers: Answers, visible: Collection[str]) -> None:
        """Show these answers, and of the questions those whose path is in ``visible``."""
        shown = set(visible)
        for question in self.step.questions:
            self._blocks[question.id].set_value(answers.get(question.id))
        for block in self.blocks():
            block.setVisible(block.path in shown and not (block.question.derived and block.value() is None))

    def blocks(self) -> list[QuestionBlock]:
        """Return every question on the page, those in rows too, in reading order."""
        found: list[QuestionBlock] = []
        for block in self._blocks.values():
            found.append(block)
            found.extend(block.findChildren(QuestionBlock))
        return found

    def block(self, path: str) -> QuestionBlock | None:
        """Return the question at a path."""
        return next((block for block in self.blocks() if block.path == path), None)

    def show_problems(self, problems: Sequence[Complaint], *, focus: bool = True) -> None:
        """Say what is wrong on top of the page and at each field; no problems take it all away."""
        wrong: dict[str, str] = {}
        for path, message in problems:
            wrong.setdefault(path, message)
        for block in self.blocks():
            if block.problem != wrong.get(block.path):
                block.set_problem(wrong.get(block.path))
        self.summary.show_problems([(path, self._told_apart(path, words, problems)) for path, words in problems])
        if focus and problems:
            self.verticalScrollBar().setValue(0)
            self.summary.take_focus()

    def _told_apart(self, path: str, words: str, problems: Sequence[Complaint]) -> str:
        """Return what is wrong, after its question or its row where the same is wrong with another."""
        block = self.block(path)
        if block is None or sum(other == words for _path, other in problems) < 2:
            return words
        row, bracket, _inner = path.rpartition("].")
        repeat = self.block(row.rpartition("[")[0]) if bracket else None
        if repeat is None:
            label = block.question.label
            return f"{label} {words}" if label.endswith("?") else f"{label}: {words}"
        number = int(row.rpartition("[")[2]) + 1
        return f"{say('row_number', row=repeat.question.row_name or repeat.question.label, number=number)}: {words}"

    def unreadable(self) -> tuple[Complaint, ...]:
        """Return what stands in the boxes and can't be kept, so that no answer holds it."""
        found = ((block.path, block.unreadable()) for block in self.blocks() if not block.isHidden())
        return tuple((path, message) for path, message in found if message)

    def half_typed(self) -> list[QuestionBlock]:
        """Return the questions in whose boxes something stands that no answer holds."""
        return [block for block in self.blocks() if not block.isHidden() and block.half_typed()]

    def suggest_day(self, day: str) -> None:
        """Fill ``YYYY-MM-DD`` into the moments not written yet, as a likely day and no answer."""
        for block in self.blocks():
            if isinstance(block.field, WhenField):
                block.field.suggest_day(day)

    def focus_question(self, path: str) -> None:
        """Bring a question into view and move the focus to it."""
        block = self.block(path)
        if block is not None and not block.isHidden():
            self.show_whole(block)
            block.focus_first()
            focused = QApplication.focusWidget()
            if focused is not None and self.isAncestorOf(focused):
                self.ensureWidgetVisible(focused, 0, px(40))

    def arrive(self, path: str = "") -> None:
        """Move the focus to a question, or to the first one, and say which page this is."""
        announce(self, self.step.title)
        if path and self.block(path) is not None:
            self.focus_question(path)
            return
        self.verticalScrollBar().setValue(0)
        asked = (block for block in self._blocks.values() if not block.isHidden() and not block.question.derived)
        first = next(asked, None)
        if first is not None:
            first.focus_first()

    def _make_blocks(self, context: FieldContext) -> None:
        self._blocks: dict[str, QuestionBlock] = {}
        for question in self.step.questions:
            block = block_for(question, question.id, context)
            block.answered.connect(self.answered)
            block.row_asked.connect(self.row_asked)
            block.remove_asked.connect(self.remove_asked)
            self.card.body.addWidget(block)
            self._blocks[question.id] = block
