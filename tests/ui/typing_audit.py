"""Types in every box that is seen: what is typed is saved, kept, or asked about before it goes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

import ui.screens
from ui.forms.question_block import QuestionBlock
from ui.main_window import MainWindow
from ui.screens.inbox.view import InboxScreen
from ui.screens.record.view import RecordScreen

NOTHING_TO_LOSE = {
    ("sign_in", "name"): "who is there, asked again each time",
    ("inbox", "inbox:name"): "who is there, before anything is written",
    ("inbox", "inbox:role"): "who is there, before anything is written",
    ("inbox", "inbox:words"): "what is on paper",
    **dict.fromkeys(
        (("register", "search"), ("register", "from"), ("register", "to")), "a search, found again on the way back"
    ),
}
_MADE = re.compile(r"(?:short|long)_text\(f?\"([^\"]+)\"")
_HELD = re.compile(r"\{[^}]*\}")


class Box(NamedTuple):
    """A box that is made in a folder of screens, by a pattern of its name; no folder where several share it."""

    folder: str
    name: str


def _made() -> tuple[Box, ...]:
    root = Path(next(iter(ui.screens.__path__)))
    found = []
    for path in sorted(root.rglob("*.py")):
        folder = path.relative_to(root).parts[0]
        shared = folder in {"parts", "writing"}
        names = _MADE.findall(path.read_text("utf-8"))
        found += [Box("" if shared else folder, _HELD.sub(".+", name)) for name in names]
    return tuple(found)


BOXES = _made()


class Typing:
    """One window, through whose screens someone goes; remembers which boxes were met."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._met: set[tuple[str, str]] = set()

    def lost(self) -> list[str]:
        """Type in each box that is seen now, and return those of which the screen says nothing."""
        screen = self._window.screen_shown()
        if screen is None or self._window.locked:
            return []
        folder, found = type(screen).__module__.split(".")[2], []
        for box in _boxes(screen):
            self._met.add((folder, box.objectName()))
            is_saved = isinstance(screen, RecordScreen | InboxScreen) and _answers(box)
            if not is_saved and (folder, box.objectName()) not in NOTHING_TO_LOSE:
                before = _type(box, "A word more", by_hand=True)
                found += [] if screen.unsaved() else [box.objectName()]
                _type(box, before, by_hand=False)
        return found

    def has_met(self, box: Box) -> bool:
        """Return whether a box was seen on the way."""
        return any(box.folder in {"", folder} and re.fullmatch(box.name, name) for folder, name in self._met)


def _boxes(screen: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    found: list[QLineEdit | QPlainTextEdit] = [
        one for one in screen.findChildren(QLineEdit) if one.echoMode() == QLineEdit.EchoMode.Normal
    ]
    found += screen.findChildren(QPlainTextEdit)
    return [one for one in found if one.isVisible() and one.isEnabled() and not one.isReadOnly()]


def _answers(box: QWidget) -> bool:
    """Return whether a box belongs to a question of a form, which a draft keeps."""
    step: QWidget | None = box
    while step is not None and not isinstance(step, QuestionBlock):
        step = step.parentWidget()
    return step is not None


def _type(box: QLineEdit | QPlainTextEdit, words: str, *, by_hand: bool) -> str:
    """Put words in place of those that stand in a box, and return these."""
    before = box.text() if isinstance(box, QLineEdit) else box.toPlainText()
    if isinstance(box, QLineEdit):
        box.setText(words)
        box.setModified(by_hand)
    else:
        box.setPlainText(words)
        box.document().setModified(by_hand)
    return before
