"""Settings: one card for each thing that a lead or an administrator looks after on this computer."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.display_menu import DisplayMenu
from ui.screens.parts.laid_over import LaidOver
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.screen import Screen
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.screens.settings.about_card import AboutCard
from ui.screens.settings.backup_card import BackupCard
from ui.screens.settings.look_card import LookCard
from ui.screens.settings.members_card import MembersCard
from ui.screens.settings.members_presenter import MembersPresenter
from ui.screens.settings.members_way import MembersWay
from ui.screens.settings.place_card import PlaceCard
from ui.screens.settings.place_presenter import PlacePresenter
from ui.screens.settings.place_way import PlaceWay
from ui.screens.settings.presenter import SettingsPresenter
from ui.screens.settings.register_card import RegisterCard
from ui.tasks import Tasks
from ui.widgets.measures import column
from ui.widgets.pages import Page


class Presenters(NamedTuple):
    """What words the cards: of this desk, of colleagues, and of the place."""

    desk: SettingsPresenter
    colleagues: MembersPresenter
    place: PlacePresenter


class SettingsScreen(Screen):
    """For a lead or an administrator.

    Signals: ``left`` fires on Back.
    """

    left = Signal()

    def __init__(self, shown: Presenters, display: DisplayMenu, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = Page()
        self._back = begin_page(self._page.body, tell("settings"), tell("settings_lead"))
        self._backup = BackupCard(shown.desk, tasks)
        self._register = RegisterCard(shown.desk)
        self._members = MembersCard(shown.colleagues, tasks)
        self._place, self._look = PlaceCard(shown.place), LookCard(display)
        about = AboutCard(shown.place.about())
        for card in (self._backup, self._register, self._members, self._place, self._look, about):
            self._page.body.addWidget(card)
        self._page.body.addStretch(1)
        self._both = LaidOver(self._page)
        column(self).addWidget(self._both)
        self._way = MembersWay(self._members, self._both, shown.colleagues, tasks)
        self._place_way = PlaceWay(self._place, self._both, shown.place)
        self._back.clicked.connect(self.left)
        for changing in (self._backup, self._members, self._place):
            changing.changed.connect(self._order)
        self._order()

    def where(self) -> str:
        """Return what is open."""
        return tell("settings")

    def focus_first(self) -> None:
        """Move the focus to what is asked, or to the way back: the first card may still be looking at its folder."""
        page = self._way.page or self._place_way.page
        if page is not None:
            page.focus_first()
            return
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def unsaved(self) -> bool:
        """Return whether something was typed on a page over the settings and not saved."""
        return self._both.unsaved()

    def read_again(self) -> None:
        """Read what is set again."""
        self._backup.look()
        self._register.read_again()
        self._members.show_members()
        self._place.read_again()
        self._look.read_again()

    def release(self) -> None:
        """Stop a backup that is being made, and a change of keys that takes long."""
        self._backup.stop()
        self._members.keys.stop_if_long()

    def _order(self) -> None:
        order_tabs(self._page)
