"""A page that lists things, each of which can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.entry import Entry
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.tab_order import order_tabs
from ui.widgets.banner import Banner
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import clear, column
from ui.widgets.pages import Page


class Listed(NamedTuple):
    """What a list says about itself: ``key`` begins the object names of its lines, ``none`` stands when it is empty."""

    key: str
    title: str
    lead: str
    none: str


class ListPage(Page):
    """A list.

    Signals: ``chosen`` carries the id of one, ``left`` fires on Back.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, listed: Listed, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._listed = listed
        self._said = Banner("", "success")
        self._said.hide()
        self._lines = column(spacing=10)
        self._entries: list[Entry] = []
        self._back = begin_page(self.body, listed.title, listed.lead)
        self._back.clicked.connect(self.left)
        self.body.addWidget(self._said)
        self.body.addLayout(self._lines)
        self.body.addStretch(1)

    def show_lines(self, lines: Sequence[tuple[str, str, str]], said: str = "") -> None:
        """Show these lines, each a key, a title and a detail, and what was just done."""
        clear(self._lines)
        self._entries = []
        if not lines:
            self._lines.addWidget(PlainLabel(self._listed.none, "hint"))
        for key, title, detail in lines:
            entry = Entry(title, detail, "pencil")
            entry.setObjectName(f"{self._listed.key}:{key}")
            entry.setProperty("key", key)
            entry.clicked.connect(self._choose)
            self._lines.addWidget(entry)
            self._entries.append(entry)
        if said:
            self._said.say(said, "success")
        self._said.setVisible(bool(said))
        order_tabs(self)

    def focus_first(self) -> None:
        """Move the focus to the first line, or to Back."""
        first = self._entries[0] if self._entries else self._back
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        self.chosen.emit(str(self.sender().property("key")))
