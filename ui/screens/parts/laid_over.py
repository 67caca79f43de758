"""A page that stays, and one that is laid over it for as long as something is asked."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from ui import dialogs
from ui.screens.parts.words import tell
from ui.widgets.measures import discard


class LaidOver(QStackedWidget):
    """Shows the page that stays, or the one over it."""

    def __init__(self, stays: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stays = stays
        self._over: QWidget | None = None
        self._typed: tuple[str, ...] = ()
        self.addWidget(stays)

    def lay(self, page: QWidget) -> None:
        """Show a page over the one that stays."""
        self._over, self._typed = page, typed_on(page)
        self.addWidget(page)
        self.setCurrentWidget(page)

    def take_off(self) -> None:
        """Show the page that stays again; the one over it is gone then."""
        self.setCurrentWidget(self._stays)
        if self._over is not None:
            discard(self._over)
            self._over = None

    def is_covered(self) -> bool:
        """Return whether a page is laid over the one that stays."""
        return self._over is not None

    def unsaved(self) -> bool:
        """Return whether something else stands in the boxes of the page over it than when it was laid there."""
        return self._over is not None and typed_on(self._over) != self._typed


def typed_on(page: QWidget) -> tuple[str, ...]:
    """Return what stands in the boxes that a page shows, passphrases aside."""
    found = (one for one in page.findChildren(QLineEdit) if one.isVisibleTo(page))
    lines = [one.text() for one in found if one.echoMode() == QLineEdit.EchoMode.Normal]
    return (*lines, *(one.toPlainText() for one in page.findChildren(QPlainTextEdit) if one.isVisibleTo(page)))


def may_throw_away(asking: QWidget, *, unsaved: bool) -> bool:
    """Return whether one may go on: nothing is lost, or whoever is here was asked and does not want it."""
    return not unsaved or dialogs.ask(
        asking, tell("unsaved_title"), tell("unsaved_words"),
        yes=tell("unsaved_lose"), no=tell("unsaved_stay"), danger=True,
    )  # fmt: skip
