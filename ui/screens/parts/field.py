"""A control with its label, its hint and what is wrong with it; for screens that are no form."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from ui.screens.parts.words import tell
from ui.text import say
from ui.widgets.accessible import name as give_name
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import NO_MARGINS, column, repolish, row, sized, spaced

_GAP = 6


class LabelledField(QFrame):
    """Label, hint, error and control from top to bottom; the control carries the label's name."""

    def __init__(self, label: str, control: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "rail")
        self.control, self._label_words, self._hint_words = control, label, hint
        self._label = PlainLabel(label, "label")
        self._label.setBuddy(control)
        self._hint = PlainLabel(hint, "hint")
        # Showing a widget that has no parent yet would open a window of its own.
        if not hint:
            self._hint.hide()
        self._error = PlainLabel("", "error")
        self._error.hide()
        self._column = column(self, spacing=_GAP)
        for widget in (self._label, self._hint, self._error, control):
            self._column.addWidget(widget)
        give_name(control, label, hint)

    def show_error(self, message: str) -> None:
        """Show what is wrong, or with no message that nothing is."""
        words = say("error", message=message) if message else ""
        self._error.setText(words)
        self._error.setVisible(bool(words))
        give_name(self.control, self._label_words, " ".join(part for part in (self._hint_words, words) if part))
        invalid = "true" if words else "false"
        # Of a day, each of its boxes.
        for part in (self, self.control, *self.control.findChildren(QLineEdit)):
            repolish(part, "invalid", invalid)
        spaced(self._column, _GAP, (14, 0, 0, 0) if words else NO_MARGINS)

    def under(self, widget: QWidget) -> None:
        """Put a widget below the control."""
        self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)


class PassphraseField(LabelledField):
    """A passphrase, hidden until its author asks to see it.

    Signals: ``entered`` fires on Enter.
    """

    entered = Signal()

    def __init__(
        self, hint: str = "", parent: QWidget | None = None, *, label: str = "", key: str = "passphrase"
    ) -> None:
        self.box = QLineEdit()
        self.box.setObjectName(key)
        self.box.setEchoMode(QLineEdit.EchoMode.Password)
        self.box.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        super().__init__(label or tell("passphrase"), sized(self.box, max_width=520), hint, parent)
        self._show = ActionButton(tell("show"), "quiet", "eye")
        self._show.setObjectName(f"{key}:show")
        self._show.clicked.connect(self._turn)
        line = QWidget()
        row(line).addWidget(self._show)
        self.under(line)
        self.box.returnPressed.connect(self._enter)

    def set_busy(self, busy: bool) -> None:
        """Hide what is typed and hold it while it is tried, so that a key pressed twice neither shows nor sends it."""
        if busy:
            self._hide()
        self._show.setEnabled(not busy)
        # A box that can't be used would hand the focus on to the next control.
        self.box.setReadOnly(busy)

    def text(self) -> str:
        """Return what is typed."""
        return self.box.text()

    def forget(self) -> None:
        """Empty the field and hide what is typed next."""
        self.box.clear()
        self._hide()

    def _enter(self) -> None:
        if not self.box.isReadOnly():
            self.entered.emit()

    def _hide(self) -> None:
        self.box.setEchoMode(QLineEdit.EchoMode.Password)
        self._show.say(tell("show"))

    def _turn(self) -> None:
        hidden = self.box.echoMode() == QLineEdit.EchoMode.Password
        self.box.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._show.say(tell("hide" if hidden else "show"))


def short_text(object_name: str, words: str = "", limit: int = 500) -> QLineEdit:
    """Return a box for a line of text."""
    box = QLineEdit(words)
    box.setObjectName(object_name)
    box.setMaxLength(limit)
    return box


def long_text(object_name: str, words: str = "") -> QPlainTextEdit:
    """Return a box for a few lines, which Tab leaves."""
    box = QPlainTextEdit(words)
    box.setObjectName(object_name)
    box.setTabChangesFocus(True)
    return sized(box, min_height=96, max_height=150)
