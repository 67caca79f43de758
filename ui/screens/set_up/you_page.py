"""Who the first lead is, and their passphrase: words are made up for them, and they type those twice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from rrn_desktop.services.site_typed import YOU, offered_words
from ui.screens.parts.words import tell
from ui.screens.set_up.page import SetUpPage
from ui.widgets.accessible import announce
from ui.widgets.buttons import ActionButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Group, PlainLabel
from ui.widgets.measures import clear, column, row
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
        self._words = Group()
        self._words.setObjectName("set_up:words")
        # The words are met before the boxes, by whoever hears the page too.
        self._words.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        pills = QWidget()
        column(self._words, margins=(6, 6, 6, 6)).addWidget(pills)
        self._flow = FlowLayout(pills, gap=8)
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
        words = self._offered = offered_words()
        clear(self._flow)
        for at, word in enumerate(words.split(), start=1):
            self._flow.addWidget(_pill(at, word))
        self._words.setAccessibleName(tell("set_up_words_name", words=words))

    def _offer_others(self) -> None:
        # What was typed of the words before is of no use any more.
        self.forget()
        announce(self._words, self._words.accessibleName())


def _pill(number: int, word: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("kind", "pill")
    line = row(frame, spacing=8, margins=(12, 6, 14, 6))
    line.addWidget(PlainLabel(str(number), "hint"))
    line.addWidget(PlainLabel(word, "subtitle"))
    return frame
