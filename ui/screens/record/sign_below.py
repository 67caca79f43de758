"""Signing at the foot of a form that has one page: a short entry is answered and signed in one go."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.forms.section_page import SectionPage
from ui.screens.parts.words import tell
from ui.screens.record.hands import Hands
from ui.screens.record.hands_card import HandsCard
from ui.screens.record.sign_page import SignCard
from ui.widgets.banner import Banner
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import column


class SignBelow(QWidget):
    """The passphrase below the questions of a page, which also says what stands in the way.

    Signals: ``entered`` fires on Enter in the passphrase.
    """

    entered = Signal()
    asks_choice = False

    def __init__(self, hands: Hands, means: str, page: SectionPage) -> None:
        super().__init__()
        self._page = page
        self._card = SignCard(means)
        self._card.entered.connect(self.entered)
        self.passphrase = self._card.passphrase
        self._hands = HandsCard(hands)
        self._hands.whose_wanted.connect(page.arrive)
        stack = column(self, spacing=14)
        for part in (Banner(hands.who), self._hands, self._card, PlainLabel(tell("sign_not_you"), "hint")):
            stack.addWidget(part)
        page.summary.followed.connect(self._follow)
        page.add_below(self)

    def choice(self) -> str:
        """Return nothing: what has one page is signed whole or not at all."""
        return ""

    def show_hands(self, hands: Hands) -> None:
        """Show in how many sittings it was typed by now."""
        self._hands.show_hands(hands)

    def set_busy(self, busy: bool) -> None:
        """Show that it is being signed."""
        self._card.set_busy(busy)

    def show_problem(self, path: str, words: str) -> None:
        """Say what stands in the way, or with no words that nothing does."""
        self.passphrase.show_error(words if path == "passphrase" else "")
        self._page.show_problems([(path, words)] if words else ())

    def _follow(self, path: str) -> None:
        if path == "passphrase":
            self._page.show_whole(self._card)
            self.passphrase.box.setFocus(Qt.FocusReason.OtherFocusReason)
