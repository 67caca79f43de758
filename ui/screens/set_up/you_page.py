"""Who the first lead is, and their passphrase: words are made up for them, and they type those twice."""

from __future__ import annotations

from PySide6.QtCore import Qt

from rrn_desktop.services.site_typed import YOU, offered_words
from ui.screens.parts.offered_words import OfferedWords
from ui.screens.parts.words import tell
from ui.screens.set_up.page import SetUpPage
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import PlainLabel
from ui.widgets.pages import Card


class YouPage(SetUpPage):
    """Name, job and passphrase."""

    def __init__(self) -> None:
        super().__init__(YOU)

    def fill(self) -> None:
        """Ask who you are; below that stand the words that are offered, and the two boxes."""
        super().fill()
        self.add_line("name")
        self.add_line("job_title")
        card = Card(tell("set_up_words_title"), spacing=18)
        card.body.addWidget(PlainLabel(tell("set_up_words_lead")))
        self._words = OfferedWords("set_up_words_name")
        self._words.setObjectName("set_up:words")
        card.body.addWidget(self._words)
        other = ActionButton(tell("set_up_words_other"), "quiet", "refresh-cw")
        other.clicked.connect(self._offer_others)
        card.body.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        self._secrets = [self.add_secret(key, into=card.body) for key in ("passphrase", "again")]
        self.body.addWidget(card)
        self._offer()

    def typed(self) -> dict[str, str]:
        """Return what is typed, and the words that are offered."""
        return {**super().typed(), "offered": self._offered}

    def forget(self) -> None:
        """Empty both boxes, and show other words than those that may be in use."""
        for field in self._secrets:
            field.forget()
            field.show_error("")
        self._offer()

    def _offer(self) -> None:
        self._offered = offered_words()
        self._words.show_words(self._offered)

    def _offer_others(self) -> None:
        # What was typed of the words before is of no use any more.
        self.forget()
        self._words.say_words()
