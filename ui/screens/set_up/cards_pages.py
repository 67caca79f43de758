"""The recovery cards: saved and printed, then proved by typing two of them back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui import dialogs
from ui.screens.parts.entry import Entry
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.screens.set_up.page import SetUpPage
from ui.screens.set_up.presenter import CARDS, PROVE, Paper
from ui.widgets.accessible import announce
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import clear, column
from ui.widgets.pages import Card


class CardsPage(SetUpPage):
    """Who gets the cards, and where they are saved.

    Signals: ``folder_wanted`` asks for the folder to save them in.
    """

    folder_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(CARDS)

    def fill(self) -> None:
        """Say who gets a card; below that they are saved, and then printed."""
        self._who = Banner()
        self.body.addWidget(self._who)
        card = Card(tell("set_up_cards_save_title"), spacing=16)
        card.body.addWidget(PlainLabel(tell("set_up_cards_save_lead")))
        self._choose = ActionButton(tell("set_up_cards_save"), "primary", "download")
        self._choose.setObjectName("set_up:save_cards")
        self._again = ActionButton(tell("set_up_cards_save_again"), "secondary", "download")
        for button in (self._choose, self._again):
            button.clicked.connect(self.folder_wanted)
        self._busy = PlainLabel("", "status")
        self._saved = Banner("", "success")
        self._papers = column(spacing=10)
        self._entries: list[Entry] = []
        self._print = PlainLabel(tell("set_up_cards_print"))
        card.body.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._busy, self._saved, self._print):
            part.hide()
            card.body.addWidget(part)
        self._again.hide()
        card.body.addLayout(self._papers)
        card.body.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(card)

    def show_who(self, *, one_person: bool) -> None:
        """Say who gets the cards, which differs where one person is lead and administrator."""
        key = "set_up_cards_who_both" if one_person else "set_up_cards_who"
        self._who.show_words(tell(key), "warning" if one_person else "info")

    def focus_first(self) -> None:
        """Move the focus to the button that saves, or to the first card once they are saved."""
        self.begin(self._first())

    def focus_on(self, _key: str) -> None:
        """Move the focus to the button that saves, where every problem of this page is mended."""
        self.go_to(self._first(), self._first())

    def _first(self) -> QWidget:
        return self._entries[0] if self._entries else self._choose

    def set_busy(self, busy: bool) -> None:
        """Show that the cards are being made."""
        words = tell("set_up_cards_making") if busy else ""
        for button in (self._choose, self._again):
            button.setEnabled(not busy)
        self._busy.setText(words)
        self._busy.setVisible(busy)
        if busy:
            announce(self, words)

    def show_saved(self, folder: str, papers: Sequence[Paper], *, stale: bool) -> None:
        """Show where the cards lie, each with a way to open it; ``stale`` says that those before are of no use."""
        clear(self._papers)
        there = bool(papers)
        if there:
            self._saved.show_words(tell("set_up_cards_saved", folder=folder), "success")
        else:
            self._saved.show_words(tell("set_up_cards_stale") if stale else "", "warning")
        self._print.setVisible(there)
        self._choose.setVisible(not there)
        self._again.setVisible(there)
        self._entries = [self._entry(paper) for paper in papers]
        for entry in self._entries:
            self._papers.addWidget(entry)
        order_tabs(self)

    def focus_papers(self) -> None:
        """Move the focus to the first card, and say where all of them lie."""
        self.go_to(self._first(), self._first())
        announce(self, self._saved.words, now=True)

    def _entry(self, paper: Paper) -> Entry:
        entry = Entry(paper.title, paper.path.name, "printer")
        entry.setObjectName(f"set_up:{paper.path.stem}")
        entry.setProperty("path", paper.path)
        entry.clicked.connect(self._open)
        return entry

    def _open(self) -> None:
        if not dialogs.open_elsewhere(self.sender().property("path")):
            self._busy.setText(tell("cant_open"))
            self._busy.show()
            announce(self, tell("cant_open"))


class ProvePage(SetUpPage):
    """Two cards, typed back."""

    def __init__(self) -> None:
        super().__init__(PROVE)

    def fill(self) -> None:
        """Ask for the words of two."""
        super().fill()
        self._boxes = [self.add_lines(key, f"set_up_{key}", "set_up_card_hint", secret=True) for key in KEYS]
        self._busy = PlainLabel("", "status")
        self._busy.hide()
        self.card.body.addWidget(self._busy)

    def texts(self) -> tuple[str, ...]:
        """Return what is typed of each."""
        return tuple(box.toPlainText() for box in self._boxes)

    def set_busy(self, busy: bool) -> None:
        """Show that the store is being made."""
        words = tell("set_up_making") if busy else ""
        for box in self._boxes:
            box.setEnabled(not busy)
        self._busy.setText(words)
        self._busy.setVisible(busy)
        if busy:
            announce(self, words)

    def forget(self) -> None:
        """Empty both boxes."""
        for box in self._boxes:
            box.clear()


KEYS = ("card_one", "card_two")
