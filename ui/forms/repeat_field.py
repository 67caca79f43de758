"""Rows that each answer the same questions: add another, remove one, each row with its own widgets."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Question
from rrn_desktop.forms.values import Value
from ui.forms.field import Field, FieldContext
from ui.forms.question_block import QuestionBlock
from ui.text import say
from ui.widgets.accessible import announce, name
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Group, Heading
from ui.widgets.measures import column, discard, row


class RowBox(Group):
    """One row: its number, its questions, and the way to remove it."""

    answered = Signal(str, object)
    row_asked = Signal(str)
    remove_asked = Signal(str, int)

    def __init__(self, question: Question, path: str, index: int, context: FieldContext) -> None:
        super().__init__()
        from ui.forms.dispatch import block_for

        self.path, self.index = path, index
        self.title = say("row_number", row=question.row_name, number=index + 1)
        self.setObjectName(f"{path}[{index}]")
        name(self, self.title)
        frame = QFrame()
        frame.setProperty("kind", "row")
        column(self).addWidget(frame)
        body = column(frame, spacing=20, margins=(18, 12, 18, 18))
        body.addLayout(self._head())
        self.blocks: dict[str, QuestionBlock] = {}
        for inner in question.questions:
            block = block_for(inner, f"{path}[{index}].{inner.id}", context)
            block.answered.connect(self.answered)
            block.row_asked.connect(self.row_asked)
            block.remove_asked.connect(self.remove_asked)
            body.addWidget(block)
            self.blocks[inner.id] = block

    def show_answers(self, answers: Answers) -> None:
        """Show the answers of this row."""
        for key, block in self.blocks.items():
            block.set_value(answers.get(key))

    def empty(self) -> None:
        """Show nothing, also where something half typed stands."""
        for block in self.blocks.values():
            block.empty()

    def focus_first(self) -> None:
        """Move the focus to the first question of the row."""
        next(iter(self.blocks.values())).focus_first()

    def _head(self) -> QHBoxLayout:
        head = row(spacing=8)
        head.addWidget(Heading(self.title, "part"), 1)
        # The heading beside it names the row; a long name said twice would leave neither enough room.
        remove = ActionButton(say("remove"), "quiet_danger", "trash-2")
        name(remove, say("remove_row", row=self.title[:1].lower() + self.title[1:]))
        remove.setObjectName(f"{self.path}[{self.index}]:remove")
        remove.clicked.connect(self._remove)
        head.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _remove(self) -> None:
        self.remove_asked.emit(self.path, self.index)


class RepeatField(Field):
    """All rows of a question; the answers decide how many there are."""

    def __init__(self, question: Question, path: str, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(question, path, context, parent)
        self.use_control(self)
        self.rows: list[RowBox] = []
        self._wanted = False
        stack = column(self, spacing=12)
        self._column = column(spacing=14)
        self.add = ActionButton("", "secondary", "plus")
        self.add.setObjectName(f"{path}:add")
        self.add.clicked.connect(self._ask_row)
        stack.addLayout(self._column)
        stack.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._name_button()

    def show_value(self, value: Value | None) -> None:
        """Make the rows that the answers hold, and show each one's answers."""
        answers = [one for one in value if isinstance(one, Answers)] if isinstance(value, tuple) else []
        fewer = len(answers) < len(self.rows)
        if fewer:
            for shown in self.rows:
                shown.empty()
        while len(self.rows) > len(answers):
            gone = self.rows.pop()
            discard(gone)
        while len(self.rows) < len(answers):
            self._make_row()
        for shown, one in zip(self.rows, answers, strict=True):
            shown.show_answers(one)
        self._name_button()
        if fewer and not self.isHidden():
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._welcome()

    def first_control(self) -> QWidget:
        """Return the first question of the first row, or the button that adds one."""
        if not self.rows:
            return self.add
        return next(iter(self.rows[0].blocks.values())).field.first_control()

    def unreadable(self) -> str | None:
        """Return nothing: each question of a row speaks for itself."""
        return None

    def set_problem(self, problem: str | None) -> None:
        """Leave the rows alone: what is wrong with the whole stands above them."""

    def _make_row(self) -> None:
        shown = RowBox(self.question, self.path, len(self.rows), self.context)
        shown.answered.connect(self.answered)
        shown.row_asked.connect(self.row_asked)
        shown.remove_asked.connect(self.remove_asked)
        self.rows.append(shown)
        self._column.addWidget(shown)

    def _name_button(self) -> None:
        name_of_row = self.question.row_name
        first = say("add_first", row=name_of_row[:1].lower() + name_of_row[1:])
        self.add.say((self.question.row_add or say("add_another")) if self.rows else first)
        self.add.setVisible(len(self.rows) < self.question.row_max)

    def _ask_row(self) -> None:
        self._wanted = True
        self.row_asked.emit(self.path)

    def _welcome(self) -> None:
        if not self._wanted or not self.rows:
            return
        self._wanted = False
        self.rows[-1].focus_first()
        announce(self, say("row_added", row=self.rows[-1].title))
