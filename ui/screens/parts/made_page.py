"""It is made: where the file lies, with a way to open it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui import dialogs
from ui.screens.parts.facts import FactList
from ui.screens.parts.ways import WayButtons
from ui.screens.parts.words import tell
from ui.widgets.accessible import announce
from ui.widgets.banner import Banner
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.pages import Card, Page


class MadePage(Page):
    """Names what was made, and ``left_out``: a line for each record that could not be.

    Signals: ``left`` fires on Done.
    """

    left = Signal()

    def __init__(
        self, title: str, path: Path, *, care: str = "", left_out: tuple[str, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._path = path
        self._title = title
        self.body.addWidget(Heading(title))
        self.body.addWidget(Banner(tell("made_kept"), "success"))
        missing = "\n".join((tell("made_left_out"), *left_out)) if left_out else ""
        for words in filter(None, (care, missing)):
            self.body.addWidget(Banner(words, "warning"))
        card = Card()
        card.body.addWidget(FactList(((tell("made_file"), path.name), (tell("made_folder"), str(path.parent)))))
        self.body.addWidget(card)
        self._ways = self._offered()
        self.body.addWidget(self._ways)
        self._said = PlainLabel("", "gap")
        self._said.hide()
        self.body.addWidget(self._said)
        self.body.addStretch(1)

    def focus_first(self) -> None:
        """Move the focus to the way to open it, and say that it is made."""
        self._ways.focus_first()
        announce(self, f"{self._title}. {tell('made_kept')}", now=True)

    def _offered(self) -> WayButtons:
        ways = WayButtons()
        open_words = tell("open_folder" if self._path.is_dir() else "open_it")
        ways.offer(open_words, self._open, "primary", "eye").setObjectName("open")
        ways.offer(tell("done"), self.left.emit).setObjectName("done")
        return ways

    def _open(self) -> None:
        if not dialogs.open_elsewhere(self._path):
            self._said.setText(tell("cant_open"))
            self._said.show()
            announce(self, tell("cant_open"))
