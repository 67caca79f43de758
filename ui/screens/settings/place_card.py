"""What is set for this place: each line leads to the page where it is changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.entry import Entry
from ui.screens.parts.words import tell
from ui.screens.settings.place_presenter import PlacePresenter
from ui.widgets.banner import Banner
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import clear, column
from ui.widgets.pages import Card

PLACES, WORDS, CALENDAR, KEEPING = "places", "words", "calendar", "keeping"


class PlaceCard(Card):
    """Four lines.

    Signals: ``wanted`` carries which page, ``changed`` fires when other lines stand here.
    """

    wanted = Signal(str)
    changed = Signal()

    def __init__(self, presenter: PlacePresenter, parent: QWidget | None = None) -> None:
        super().__init__(tell("this_place"), parent=parent)
        self._presenter = presenter
        self._said = Banner("", "success")
        self._lines = column(spacing=10)
        self._entries: dict[str, Entry] = {}
        self.body.addWidget(PlainLabel(tell("this_place_lead")))
        self.body.addWidget(self._said)
        self.body.addLayout(self._lines)
        self.read_again()

    def read_again(self, said: str = "") -> None:
        """Show what holds now, and what was just done."""
        presenter = self._presenter
        clear(self._lines)
        for key, title, detail, icon in (
            (PLACES, presenter.places_title(), presenter.places_words(), "clipboard-list"),
            (WORDS, tell("own_naming"), presenter.words_said(), "type"),
            (CALENDAR, tell("calendar"), presenter.calendar.words(), "calendar"),
            (KEEPING, tell("keeping"), tell("keeping_detail"), "clock"),
        ):
            entry = self._entries[key] = Entry(title, detail, icon)
            entry.setObjectName(f"place:{key}")
            entry.setProperty("key", key)
            entry.clicked.connect(self._follow)
            self._lines.addWidget(entry)
        self._said.hide()
        if said:
            self._said.say(said, "success")
        self.changed.emit()

    def focus_on(self, key: str) -> None:
        """Move the focus to a line."""
        self._entries[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        self.wanted.emit(str(self.sender().property("key")))
