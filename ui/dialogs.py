"""The only door to modal sheets, file dialogs and other programs, so that tests can answer them by script."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QWidget  # noqa: TID251  (this is the door)

from ui.text import say
from ui.widgets.accessible import announce, name
from ui.widgets.buttons import ActionButton, Manner
from ui.widgets.choice_cards import ChoiceCards, Option
from ui.widgets.focus_ring import FocusRing
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import column, row, sized
from ui.widgets.pages import Page


class Script:
    """Answers given beforehand, and what was asked."""

    def __init__(self, answers: Sequence[object]) -> None:
        self._answers = deque(answers)
        self.asked: list[str] = []

    def next_answer(self, asked: str) -> object:
        """Return the next answer; an unexpected question is a failure, not a guess."""
        self.asked.append(asked)
        if not self._answers:
            raise AssertionError(f"nothing was scripted for: {asked}")
        return self._answers.popleft()


_scripts: list[Script] = []


@contextmanager
def scripted(*answers: object) -> Iterator[Script]:
    """Answer the next sheets and file dialogs with these, in order, without showing them."""
    script = Script(answers)
    _scripts.append(script)
    try:
        yield script
    finally:
        _scripts.remove(script)


class Sheet(QDialog):
    """A modal sheet in the product's look: a heading, what belongs to it, and buttons at the foot."""

    def __init__(self, parent: QWidget | None, title: str, words: Sequence[str] = ()) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{say('product')}: {title}")
        self.setModal(True)
        self._page = Page()
        self._page.set_margins((24, 22, 24, 8))
        self.body = self._page.body
        self.body.addWidget(Heading(title, "subtitle"))
        for paragraph in words:
            self.body.addWidget(PlainLabel(paragraph))
        self._buttons = row(spacing=12, margins=(24, 8, 24, 20))
        self._buttons.addStretch(1)
        whole = column(self)
        whole.addWidget(self._page, 1)
        whole.addLayout(self._buttons)
        name(self, title, " ".join(words))
        self._ring = FocusRing(self)

    def add_button(self, text: str, manner: Manner = "secondary", *, accepts: bool = False) -> ActionButton:
        """Add a button at the foot that closes the sheet."""
        button = ActionButton(text, manner)
        button.clicked.connect(self.accept if accepts else self.reject)
        button.setDefault(accepts)
        self._buttons.addWidget(button)
        return button

    def run(self, first: QWidget | None = None) -> bool:
        """Show the sheet until it is closed; True when it was accepted."""
        self.body.addStretch(1)
        parent = self.parentWidget()
        room = parent.window().size() if parent else self.sizeHint()
        width = min(sized(QWidget(), min_width=600).minimumWidth(), max(room.width() - 40, 320))
        inside = self._page.widget()
        wanted = inside.heightForWidth(width) if inside else 0
        buttons = self._buttons.sizeHint().height()
        height = wanted + buttons + 8
        self.resize(width, min(height, max(room.height() - 40, 240)) if parent else height)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.accessibleName())
        return self.exec() == QDialog.DialogCode.Accepted


def ask(parent: QWidget | None, title: str, words: str = "", *, yes: str, no: str = "", danger: bool = False) -> bool:
    """Ask for a yes or no; the button that does something says what it does."""
    if _scripts:
        return bool(_answer(title))
    sheet = Sheet(parent, title, (words,) if words else ())
    calm = sheet.add_button(no or say("cancel"))
    sheet.add_button(yes, "danger" if danger else "primary", accepts=True)
    return sheet.run(calm)


def tell(parent: QWidget | None, title: str, words: Sequence[str]) -> None:
    """Say something that has to be closed before going on."""
    if _scripts:
        _answer(title)
        return
    sheet = Sheet(parent, title, words)
    sheet.run(sheet.add_button(say("close"), "primary", accepts=True))


def choose(parent: QWidget | None, title: str, options: Sequence[Option], current: str = "") -> str | None:
    """Ask for one of several options; None when the sheet was closed without choosing."""
    if _scripts:
        return _as_text(_answer(title))
    sheet = Sheet(parent, title)
    cards = ChoiceCards(options, columns=1, name="options")
    cards.setAccessibleName(title)
    cards.tick((current,))
    sheet.body.addWidget(cards)
    sheet.add_button(say("cancel"))
    sheet.add_button(say("choose"), "primary", accepts=True)
    first = cards.cards.get(current) or next(iter(cards.cards.values()))
    return next(iter(cards.codes()), None) if sheet.run(first) else None


def ask_text(parent: QWidget | None, title: str, label: str, *, hint: str = "", secret: bool = False) -> str | None:
    """Ask for one line; None when the sheet was closed, and never an empty text."""
    if _scripts:
        return _as_text(_answer(title))
    sheet = Sheet(parent, title)
    box = QLineEdit()
    box.setObjectName("answer")
    box.setEchoMode(QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal)
    words = PlainLabel(label, "label")
    words.setBuddy(box)
    name(box, label, hint)
    for part in (words, *((PlainLabel(hint, "hint"),) if hint else ()), box):
        sheet.body.addWidget(part)
    sheet.add_button(say("cancel"))
    sheet.add_button(say("ok"), "primary", accepts=True)
    return (box.text().strip() or None) if sheet.run(box) else None


def save_path(parent: QWidget | None, title: str, suggested: str, kinds: str = "") -> Path | None:
    """Ask where to save a file."""
    if _scripts:
        return _as_path(_answer(title))
    # A name that is taken is refused later, with a reason: nothing is ever written over.
    options = QFileDialog.Option.DontConfirmOverwrite
    found, _kind = QFileDialog.getSaveFileName(parent, title, suggested, kinds, options=options)
    return Path(found) if found else None


def open_path(parent: QWidget | None, title: str, kinds: str = "") -> Path | None:
    """Ask for a file to read."""
    if _scripts:
        return _as_path(_answer(title))
    found, _kind = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(found) if found else None


def open_elsewhere(path: Path) -> bool:
    """Let the computer open a file or folder in a program of its own; False where it has none for it."""
    if _scripts:
        return bool(_answer(path.name))
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def folder(parent: QWidget | None, title: str) -> Path | None:
    """Ask for a folder."""
    if _scripts:
        return _as_path(_answer(title))
    found = QFileDialog.getExistingDirectory(parent, title)
    return Path(found) if found else None


def _answer(asked: str) -> object:
    return _scripts[-1].next_answer(asked)


def _as_text(answer: object) -> str | None:
    return None if answer is None else str(answer)


def _as_path(answer: object) -> Path | None:
    return None if answer is None else Path(str(answer))
