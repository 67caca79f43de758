"""What can be made of one record, one line each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.services.session import Session
from ui.screens.parts.entry import Entry
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.screen import Screen
from ui.screens.parts.words import tell
from ui.screens.printing.words import KINDS, Kind, PrintWords, print_words
from ui.widgets.measures import column
from ui.widgets.pages import Page


class ExportScreen(Screen):
    """The ways to print one record.

    Signals: ``print_wanted`` carries the number and the way, ``left`` fires on Back.
    """

    print_wanted = Signal(str, str)
    left = Signal()

    def __init__(self, session: Session, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        page = Page(width=860)
        begin_page(page.body, self.where(), tell("export_lead")).clicked.connect(self.left)
        self._entries = [self._entry(kind, print_words(session, kind)) for kind in KINDS]
        lines = column(spacing=10)
        for entry in self._entries:
            lines.addWidget(entry)
        page.body.addLayout(lines)
        page.body.addStretch(1)
        column(self).addWidget(page)

    def where(self) -> str:
        """Return what is open."""
        return tell("export_number", number=self._number)

    def number(self) -> str:
        """Return the number of the record."""
        return self._number

    def focus_first(self) -> None:
        """Move the focus to the first way."""
        self._entries[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _entry(self, kind: Kind, words: PrintWords) -> Entry:
        entry = Entry(words.title, words.lead, words.icon)
        entry.setObjectName(f"export:{kind}")
        entry.setProperty("kind_of", kind)
        entry.clicked.connect(self._choose)
        return entry

    def _choose(self) -> None:
        self.print_wanted.emit(self._number, str(self.sender().property("kind_of")))
