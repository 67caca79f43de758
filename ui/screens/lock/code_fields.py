"""Where a short code is written: to open the lock, and to choose one for the next locks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.screens.parts.field import LabelledField
from ui.screens.parts.words import tell
from ui.widgets.measures import sized

_SECRET = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
# Longer than any code, so that one sign too many is told and not swallowed.
_ROOM = 64


class CodeField(LabelledField):
    """A short code, hidden while it is typed.

    Signals: ``entered`` fires on Enter.
    """

    entered = Signal()

    def __init__(self, key: str, label: str, hint: str = "", parent: QWidget | None = None) -> None:
        self.box = QLineEdit()
        self.box.setObjectName(key)
        self.box.setEchoMode(QLineEdit.EchoMode.Password)
        self.box.setInputMethodHints(_SECRET)
        self.box.setMaxLength(_ROOM)
        super().__init__(label, sized(self.box, max_width=260), hint, parent)
        self.box.returnPressed.connect(self.entered)

    def text(self) -> str:
        """Return what is typed."""
        return self.box.text()

    def forget(self) -> None:
        """Empty the box and take back what was said about it."""
        self.box.clear()
        self.show_error("")


def code_asked() -> CodeField:
    """Return the field that opens the lock."""
    return CodeField("code", tell("code"))


def code_chosen() -> CodeField:
    """Return the field in which a code is chosen for the next locks."""
    return CodeField("code:choose", tell("code_choose"), tell("code_choose_hint"))
