"""Answers still to come: whether to hand it in as a first record, or to wait."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.screens.parts.words import tell
from ui.widgets.choice_cards import ChoiceCards, Option
from ui.widgets.pages import Card

FIRST, WAIT = "first", "wait"


class GapCard(Card):
    """Asks which it is, with what either means."""

    def __init__(self, gaps: int, first_means: str, wait_means: str) -> None:
        title = tell("sign_first_question", count=gaps)
        super().__init__(title)
        first = Option(FIRST, tell("sign_first"), first_means)
        wait = Option(WAIT, tell("sign_wait"), wait_means)
        self._choice = ChoiceCards((first, wait), columns=1, name="first_record")
        self._choice.setAccessibleName(title)
        self.body.addWidget(self._choice)

    def choice(self) -> str:
        """Return FIRST, WAIT or, where nothing was chosen, an empty text."""
        return next(iter(self._choice.codes()), "")

    def set_busy(self, busy: bool) -> None:
        """Take no other choice while what was chosen is done."""
        self._choice.setEnabled(not busy)

    def focus_first(self) -> None:
        """Move the focus to what is chosen, else to the first choice."""
        self.at_hand().setFocus(Qt.FocusReason.OtherFocusReason)

    def at_hand(self) -> QWidget:
        """Return what is chosen, else the first choice."""
        faces = list(self._choice.cards.values())
        return next((one for one in faces if one.isChecked()), faces[0])
