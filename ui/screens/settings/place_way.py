"""The way from the settings to the pages of a place and back, laid over the settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from ui.screens.parts.laid_over import LaidOver, may_throw_away
from ui.screens.settings.calendar_page import CalendarPage
from ui.screens.settings.keeping_page import KeepingPage
from ui.screens.settings.place_card import CALENDAR, KEEPING, PLACES, WORDS, PlaceCard
from ui.screens.settings.place_presenter import PlacePresenter
from ui.screens.settings.places_page import PlacesPage, RenamePage
from ui.screens.settings.words_page import WordsPage

PlacePage = PlacesPage | RenamePage | WordsPage | CalendarPage | KeepingPage


class PlaceWay(QObject):
    """Lays one page at a time over the settings."""

    def __init__(self, card: PlaceCard, both: LaidOver, presenter: PlacePresenter) -> None:
        super().__init__(both)
        self._card, self._both, self._presenter = card, both, presenter
        self.page: PlacePage | None = None
        card.wanted.connect(self.open_page)

    def open_page(self, key: str) -> None:
        """Open one of the pages."""
        build: dict[str, Callable[[], None]] = {
            PLACES: self._open_places,
            WORDS: self._open_words,
            CALENDAR: self._open_calendar,
            KEEPING: self._open_keeping,
        }
        build[key]()

    def _open_places(self, said: str = "") -> None:
        page = PlacesPage(self._presenter, said)
        page.rename_wanted.connect(self._open_rename)
        page.left.connect(partial(self._leave, PLACES))
        self._lay(page)

    def _open_rename(self, key: str) -> None:
        if not may_throw_away(self._both, unsaved=self._both.unsaved()):
            return
        place = next(one for one in self._presenter.lines() if one.key == key)
        page = RenamePage(self._presenter, place)
        page.renamed.connect(self._open_places)
        page.left.connect(self._back_to_places)
        self._lay(page)

    def _back_to_places(self) -> None:
        if may_throw_away(self._both, unsaved=self._both.unsaved()):
            self._open_places()

    def _open_words(self) -> None:
        page = WordsPage(self._presenter)
        page.saved.connect(self._words_saved)
        page.left.connect(partial(self._leave, WORDS))
        self._lay(page)

    def _open_calendar(self) -> None:
        page = CalendarPage(self._presenter.calendar)
        page.left.connect(partial(self._leave, CALENDAR))
        self._lay(page)

    def _open_keeping(self) -> None:
        page = KeepingPage(self._presenter.keeping())
        page.left.connect(partial(self._leave, KEEPING))
        self._lay(page)

    def _lay(self, page: PlacePage) -> None:
        self._both.take_off()
        self.page = page
        self._both.lay(page)
        page.focus_first()

    def _words_saved(self, words: str) -> None:
        self._close(WORDS, words)

    def _leave(self, key: str) -> None:
        if may_throw_away(self._both, unsaved=self._both.unsaved()):
            self._close(key)

    def _close(self, key: str, said: str = "") -> None:
        self._both.take_off()
        self.page = None
        self._card.read_again(said)
        self._card.focus_on(key)
