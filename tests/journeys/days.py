"""A place through its days: whoever sits at its window at a time of day, and what the first screen says to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from rrn_desktop.clock import FixedClock
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import sign_in
from tests.journeys.any_form import Writer
from tests.journeys.case_one import GO_ON
from tests.journeys.hands import Hands
from ui.app import open_window
from ui.arguments import Arguments
from ui.main_window import MainWindow
from ui.screens.parts.due_list import DueItem
from ui.theme import Look, apply_look, current_look
from ui.widgets.accessible import install_roles
from ui.widgets.labels import Heading

FIRST = "Submit as a first record: some answers still to come"


@dataclass(frozen=True)
class Line:
    """One line of what is due, as it is read: under which heading, by when, by which rule, and what its button says."""

    manner: str
    number: str
    what: str
    when: str
    rule: str
    button: str


@dataclass(frozen=True)
class Seen:
    """What a screen said at one moment."""

    lines: tuple[Line, ...]
    texts: tuple[str, ...]
    headings: tuple[str, ...]

    def says(self, words: str) -> bool:
        return any(words in text for text in self.texts)

    def under(self, manner: str) -> set[str]:
        """The beginnings of what is due in one manner."""
        return {line.what for line in self.lines if line.manner == manner}

    def line(self, what: str, number: str = "") -> Line:
        """The one line that begins with these words."""
        (found,) = (one for one in self.lines if one.what.startswith(what) and number in {"", one.number})
        return found

    def manner(self, what: str, number: str = "") -> str:
        return next((one.manner for one in self.lines if one.what.startswith(what) and number in {"", one.number}), "")


class WallClock:
    """The clock on the wall of a place, which a test turns."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment.astimezone(UTC)


class Days:
    """One window of a place after another; each is left before the next one is opened."""

    def __init__(self, app: QApplication, store: Path, passphrases: dict[str, str]) -> None:
        self.store, self.passphrases, self._app = store, passphrases, app
        self.clock = WallClock()
        self.hands: Hands | None = None
        self._open: list[MainWindow] = []
        install_roles()
        if not app.styleSheet() or current_look() != Look():
            apply_look(app, Look())

    def open(self, moment: str, *, beside: bool = False) -> Hands:
        """Open a window with nobody signed in; ``beside`` the one that stands open already, as on another PC."""
        if not beside:
            self.leave()
        self.clock.moment = datetime.fromisoformat(moment)
        arguments = Arguments(self.store, (1000, 700), 1.0, None)
        self.hands = hands = Hands(open_window(self._app, arguments, self.clock))
        hands.window.show()
        hands.window.activateWindow()
        hands.settle()
        self._open.append(hands.window)
        return hands

    def at(self, moment: str, who: str, *, beside: bool = False) -> Hands:
        """Let a member sign in at a time of day."""
        hands = self.open(moment, beside=beside)
        self.sign_in(hands, who)
        return hands

    def sign_in(self, hands: Hands, who: str) -> None:
        hands.fill("Name", who)
        hands.fill("Passphrase", self.passphrases[who])
        hands.key(Qt.Key.Key_Return)
        hands.wait(lambda: hands.window.session is not None)

    def later(self, moment: str) -> None:
        """Let time go by at the window that is open."""
        self.clock.moment = datetime.fromisoformat(moment)

    def sign(self, hands: Hands, who: str, *, first: bool = False) -> Seen:
        """Sign what is written, from its check page or its only page; returns what the last page says."""
        if "Check your answers" in hands.headings():
            hands.press(GO_ON)
        if first:
            hands.press(FIRST)
        hands.fill("Passphrase", self.passphrases[who])
        hands.press("Sign and submit")
        hands.wait(lambda: bool(hands.named("Done")))
        said = seen(hands)
        hands.press("Done")
        return said

    def confirm(self, hands: Hands, who: str, button: str, until: Callable[[], bool]) -> None:
        """Give the passphrase on a page that asks for it, and press its button."""
        hands.fill("Passphrase", self.passphrases[who])
        hands.press(button)
        hands.wait(until)

    def leave(self) -> None:
        """Close what is open."""
        while self._open:
            window = self._open.pop()
            window.close()
            window.deleteLater()
        self._app.processEvents()
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    @contextmanager
    def reading(self, moment: str, who: str) -> Iterator[Session]:
        """Open the store again without a window."""
        self.leave()
        clock = FixedClock(datetime.fromisoformat(moment))
        session = sign_in(self.store, who, self.passphrases[who], clock=clock)
        try:
            yield session
        finally:
            session.close()


def write(hands: Hands, writer: Writer) -> None:
    """Write a form of one page or of several."""
    if len(writer.definition.steps) == 1:
        writer.write_page()
    else:
        writer.write()


def seen(hands: Hands) -> Seen:
    """Return what the screen at hand says, its lines of what is due with the heading above each."""
    window = hands.window
    headings = sorted((_top(one, window), one.text()) for one in window.findChildren(Heading) if one.isVisible())
    items = sorted(
        ((_top(one, window), one) for one in window.findChildren(DueItem) if one.isVisible()),
        key=lambda both: both[0],
    )
    lines = tuple(
        _line(item, next((words for at, words in reversed(headings) if at <= top), "")) for top, item in items
    )
    return Seen(lines, tuple(hands.texts()), tuple(words for _at, words in headings))


def _line(item: DueItem, heading: str) -> Line:
    labels = [one.text() for one in item.findChildren(QLabel) if one.text()]
    number, _colon, what = item.accessibleName().partition(": ")
    if not number.startswith("20"):
        number, what = "", item.accessibleName()
    button = next((one.accessibleName() for one in item.findChildren(QPushButton)), "")
    return Line(heading.partition(" (")[0], number, what, labels[1], labels[2] if len(labels) > 2 else "", button)


def _top(widget: QWidget, window: QWidget) -> int:
    return widget.mapTo(window, QPoint(0, 0)).y()


def do(hands: Hands, what: str, number: str = "") -> None:
    """Press the button of the line that begins with these words."""
    items = [one for one in hands.window.findChildren(DueItem) if one.isVisible()]
    (item,) = (one for one in items if _starts(_line(one, ""), what, number))
    hands.press(_line(item, "").button, within=item.objectName())


def _starts(line: Line, what: str, number: str) -> bool:
    return line.what.startswith(what) and number in {"", line.number}
