"""A page that stays, and one that is laid over it for as long as something is asked."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from ui.screens.parts.words import tell
from ui.widgets.accessible import announce
from ui.widgets.banner import Banner
from ui.widgets.measures import discard
from ui.widgets.pages import Page


class LaidOver(QStackedWidget):
    """Shows the page that stays, or the one over it."""

    def __init__(self, stays: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stays = stays
        self._over: QWidget | None = None
        self._typed: dict[QLineEdit | QPlainTextEdit, str] = {}
        self.addWidget(stays)

    def lay(self, page: QWidget) -> None:
        """Show a page over the one that stays."""
        self._over, self._typed = page, {box: _words(box) for box in _boxes(page)}
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
        return self._over is not None and any(map(self._is_typed, _seen(self._over)))

    def _is_typed(self, box: QLineEdit | QPlainTextEdit) -> bool:
        before = self._typed.get(box)
        # A box that came later is compared with nothing: what it was made with is not typed.
        return _words(box) != before if before is not None else bool(_words(box)) and _is_modified(box)


def typed_on(page: QWidget) -> tuple[str, ...]:
    """Return what stands in the boxes that a page shows, passphrases aside."""
    return tuple(map(_words, _seen(page)))


def lines_on(page: QWidget) -> dict[str, str]:
    """Return what stands in each line that a page shows, by its name; passphrases aside."""
    lines = (one for one in _seen(page) if isinstance(one, QLineEdit) and one.objectName())
    return {one.objectName(): one.text() for one in lines}


def type_lines(page: QWidget, lines: Mapping[str, str], words: str = "") -> None:
    """Type lines on a page again as they were typed there before, and say that they are not saved."""
    said = words or tell("typed_again")
    for box in page.findChildren(QLineEdit):
        line = lines.get(box.objectName(), box.text())
        if line != box.text():
            box.setText(line)
            box.textEdited.emit(line)
    sheet = page if isinstance(page, Page) else page.findChild(Page)
    if isinstance(sheet, Page):
        sheet.body.insertWidget(0, Banner(said, "warning" if words else "info"))
    announce(page, said)


def may_throw_away(asking: QWidget, *, unsaved: bool) -> bool:
    """Return whether one may go on: nothing is lost, or whoever is here was asked and does not want it."""
    if not unsaved:
        return True
    from ui import dialogs

    return dialogs.ask(
        asking, tell("unsaved_title"), tell("unsaved_words"),
        yes=tell("unsaved_lose"), no=tell("unsaved_stay"), danger=True,
    )  # fmt: skip


def _boxes(page: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    return [*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]


def _seen(page: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    """Return the boxes that a page shows, passphrases aside."""
    found = (one for one in _boxes(page) if one.isVisibleTo(page))
    return [one for one in found if isinstance(one, QPlainTextEdit) or one.echoMode() == QLineEdit.EchoMode.Normal]


def _words(box: QLineEdit | QPlainTextEdit) -> str:
    return box.text() if isinstance(box, QLineEdit) else box.toPlainText()


def _is_modified(box: QLineEdit | QPlainTextEdit) -> bool:
    return box.isModified() if isinstance(box, QLineEdit) else box.document().isModified()
