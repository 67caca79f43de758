"""What was copied out of the program does not stay behind on a shared computer."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

# What X11 pastes with the middle button is kept apart from what is copied; elsewhere there is only the one.
_MODES = {
    QClipboard.Mode.Clipboard: QClipboard.ownsClipboard,
    QClipboard.Mode.Selection: QClipboard.ownsSelection,
}


class Copied(QObject):
    """Knows what was copied here, and takes it back; what another program put on the clipboard stays.

    Whose a clipboard is, is not told everywhere, and not once a clipboard manager has taken the words over. So what
    came to the clipboard while this program had the keyboard counts as copied here, for as long as it stands there.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clipboard = QApplication.clipboard()
        self._last: dict[QClipboard.Mode, int] = {}
        self._clipboard.changed.connect(self._changed)

    def forget(self) -> None:
        """Empty the clipboard where what it holds was copied here."""
        for mode, is_ours in _MODES.items():
            last = self._last.pop(mode, None)
            if is_ours(self._clipboard) or (last is not None and hash(self._clipboard.text(mode)) == last):
                self._clipboard.clear(mode)

    def _changed(self, mode: QClipboard.Mode) -> None:
        words = self._clipboard.text(mode) if mode in _MODES and QApplication.focusWidget() is not None else ""
        if words:
            self._last[mode] = hash(words)
        else:
            self._last.pop(mode, None)
