"""Settings: one card for each thing that a lead or an administrator looks after on this computer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.laid_over import LaidOver
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.screen import Screen
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.screens.settings.backup_card import BackupCard
from ui.screens.settings.members_card import MembersCard
from ui.screens.settings.members_presenter import MembersPresenter
from ui.screens.settings.members_way import MembersWay
from ui.screens.settings.presenter import SettingsPresenter
from ui.screens.settings.register_card import RegisterCard
from ui.tasks import Tasks
from ui.widgets.measures import column
from ui.widgets.pages import Page


class SettingsScreen(Screen):
    """For a lead or an administrator.

    Signals: ``left`` fires on Back.
    """

    left = Signal()

    def __init__(
        self,
        presenter: SettingsPresenter,
        colleagues: MembersPresenter,
        tasks: Tasks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._page = Page()
        self._back = begin_page(self._page.body, tell("settings"), tell("settings_lead"))
        self._backup = BackupCard(presenter, tasks)
        self._register = RegisterCard(presenter)
        self._members = MembersCard(colleagues)
        for card in (self._backup, self._register, self._members):
            self._page.body.addWidget(card)
        self._page.body.addStretch(1)
        both = LaidOver(self._page)
        column(self).addWidget(both)
        self._way = MembersWay(self._members, both, colleagues, tasks)
        self._back.clicked.connect(self.left)
        self._backup.changed.connect(self._order)
        self._members.changed.connect(self._order)
        self._order()

    def where(self) -> str:
        """Return what is open."""
        return tell("settings")

    def focus_first(self) -> None:
        """Move the focus to what is asked, or to the way back: the first card may still be looking at its folder."""
        if self._way.page is not None:
            self._way.page.focus_first()
            return
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def read_again(self) -> None:
        """Read what is set again."""
        self._backup.look()
        self._register.read_again()
        self._members.show_members()

    def release(self) -> None:
        """Stop a backup that is being made."""
        self._backup.stop()

    def _order(self) -> None:
        order_tabs(self._page)
