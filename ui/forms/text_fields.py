"""Questions that are answered by typing: a line, some lines, a number."""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QFocusEvent, QTextOption
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget

from rrn_desktop.forms.definition import Question, pattern_of
from rrn_desktop.forms.texts import LINE_LIMIT, TEXT_LIMIT
from rrn_desktop.forms.values import Value
from ui.forms.field import Field, FieldContext
from ui.text import say
from ui.theme import px
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import column, repolish, sized

_ENDLESS = re.compile(r"\S{2000}")
NEAR = 0.9
"""The part of the room from which the count of characters left is shown."""


class TextField(Field):
    """One line, completed from what the desk suggests."""

    def __init__(self, question: Question, path: str, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(question, path, context, parent)
        self.box = QLineEdit()
        self.box.setMaxLength(1_000_000)
        column(self).addWidget(self.box)
        self.use_control(self.box)
        lines = context.suggestions.get(pattern_of(path), ())
        if lines:
            offered = QCompleter(list(lines), self.box)
            offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            offered.setFilterMode(Qt.MatchFlag.MatchContains)
            self.box.setCompleter(offered)
        self.box.textChanged.connect(self._typed)

    def show_value(self, value: Value | None) -> None:
        """Show the line."""
        self.box.blockSignals(True)
        self.box.setText(value if isinstance(value, str) else "")
        self.box.setCursorPosition(0)
        self.box.blockSignals(False)

    def _typed(self, text: str) -> None:
        self.tell(text if text.strip() else None)


class NumberField(Field):
    """A whole number."""

    def __init__(self, question: Question, path: str, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(question, path, context, parent)
        self.box = sized(QLineEdit(), max_width=160)
        self.box.setMaxLength(LINE_LIMIT)
        column(self).addWidget(self.box)
        self.use_control(self.box)
        self.box.textChanged.connect(self._typed)

    def show_value(self, value: Value | None) -> None:
        """Show the number."""
        self.box.blockSignals(True)
        self.box.setText(str(value) if isinstance(value, int) else "")
        self.box.blockSignals(False)

    def _typed(self, text: str) -> None:
        written = text.strip().replace(" ", "").replace(",", "")
        if not written:
            self.tell(None)
        elif len(written) <= 17 and written.lstrip("-").isdecimal():
            self.tell(int(written))
        else:
            self._flaw = say("bad_number")


class TextBox(QPlainTextEdit):
    """Some lines of plain text; Tab leaves it, and it grows with its text up to a third of a page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.document().blockCountChanged.connect(self._grow)
        self.textChanged.connect(self._grow)
        self._rows = 0

    def sizeHint(self) -> QSize:
        """Return a box of four lines, more when more is written."""
        lines = min(max(self._lines(), 4), 11)
        return QSize(px(400), round(lines * self.fontMetrics().lineSpacing()) + px(26))

    def minimumSizeHint(self) -> QSize:
        """Return the same height, so that the page grows and not a scroll bar."""
        return QSize(px(120), self.sizeHint().height())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only, never their look."""
        if source.hasText():
            self.wrap_for(source.text())
            self.insertPlainText(source.text())

    def wrap_for(self, text: str) -> None:
        """Wrap at words, or anywhere for a run without a blank that is so long that looking for words would freeze."""
        modes = QTextOption.WrapMode
        endless = _ENDLESS.search(text) is not None
        self.setWordWrapMode(modes.WrapAnywhere if endless else modes.WrapAtWordBoundaryOrAnywhere)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the place of the cursor in view when coming back."""
        super().focusOutEvent(event)
        self.ensureCursorVisible()

    def _lines(self) -> int:
        return round(self.document().size().height())

    def _grow(self) -> None:
        rows = min(max(self._lines(), 4), 11)
        if rows != self._rows:
            self._rows = rows
            self.updateGeometry()


class LongTextField(Field):
    """Some lines, with a count of what room is left once it becomes short."""

    def __init__(self, question: Question, path: str, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(question, path, context, parent)
        self.box = TextBox()
        self.count = PlainLabel("", "hint")
        self.count.hide()
        self._limit = question.limit or TEXT_LIMIT
        stack = column(self, spacing=4)
        stack.addWidget(self.box)
        stack.addWidget(self.count)
        self.use_control(self.box)
        self.box.textChanged.connect(self._typed)

    def show_value(self, value: Value | None) -> None:
        """Show the text."""
        self.box.blockSignals(True)
        self.box.wrap_for(value if isinstance(value, str) else "")
        self.box.setPlainText(value if isinstance(value, str) else "")
        self.box.blockSignals(False)
        self._count(value if isinstance(value, str) else "")

    def set_problem(self, problem: str | None) -> None:
        """Mark the box as wrong, or as right again."""
        repolish(self.box, "invalid", "true" if problem else "false")

    def _typed(self) -> None:
        # toPlainText would turn a no-break space into a plain one.
        text = self.box.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        self._count(text)
        self.tell(text if text.strip() else None)

    def _count(self, text: str) -> None:
        left = self._limit - len(text)
        self.count.setVisible(len(text) >= self._limit * NEAR)
        key, number = ("letters_left", left) if left >= 0 else ("letters_over", -left)
        self.count.setText(say(key, count=f"{number:,}"))
        self.count.set_kind("hint" if left >= 0 else "error")
