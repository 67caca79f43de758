"""Whether leads open the register on this computer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError
from ui.screens.parts.words import tell
from ui.screens.settings.presenter import NO, YES, SettingsPresenter
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.choice_cards import ChoiceCards, Option
from ui.widgets.labels import PlainLabel
from ui.widgets.pages import Card


class RegisterCard(Card):
    """Yes or no, with what each means; it holds from the next sign-in on."""

    def __init__(self, presenter: SettingsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(tell("set_up_register"), parent=parent)
        self._presenter = presenter
        self._said = Banner("", "success")
        self._said.hide()
        self._cards = ChoiceCards(
            (
                Option(YES, tell("set_up_yes"), tell("set_up_yes_hint")),
                Option(NO, tell("set_up_no"), tell("set_up_no_hint")),
            ),
            columns=1,
            name="register_here",
        )
        self._cards.setAccessibleName(tell("set_up_register_here"))
        self._save = ActionButton(tell("here_save"), "primary")
        self._save.setObjectName("register_here:save")
        asked = PlainLabel(tell("set_up_register_here"), "label")
        for part in (PlainLabel(tell("set_up_register_lead")), asked, self._cards):
            self.body.addWidget(part)
        self.body.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._said)
        self._save.clicked.connect(self._keep)
        self.read_again()

    def read_again(self) -> None:
        """Show what holds now."""
        self._cards.tick((self._presenter.opens_here(),))

    def _keep(self) -> None:
        try:
            words = self._presenter.open_here(next(iter(self._cards.codes()), YES))
        except UserFacingError as error:
            self._said.say(f"{error.what} {error.safe} {error.next_step}", "warning")
            self.read_again()
            return
        self._said.say(words, "success")
