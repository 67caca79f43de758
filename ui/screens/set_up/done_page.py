"""It is made: where it lies, what to do with the cards, and the way to sign in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.facts import FactList
from ui.screens.parts.ways import WayButtons
from ui.screens.parts.words import tell
from ui.widgets.accessible import announce
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Heading, IconLabel, PlainLabel
from ui.widgets.measures import row
from ui.widgets.pages import Card, Page


class DonePage(Page):
    """What comes next.

    Signals: ``sign_in_wanted`` fires on Go to sign in, ``people_wanted`` to bring in people first; ``deleting`` asks to
    delete the files of the cards.
    """

    sign_in_wanted = Signal()
    people_wanted = Signal()
    deleting = Signal()

    def __init__(self, facts: Sequence[tuple[str, str]], nexts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("set_up:done")
        self.body.addWidget(Heading(tell("set_up_done_title")))
        self.body.addWidget(Banner(tell("set_up_done"), "success"))
        card = Card(tell("set_up_done_next"), spacing=14)
        for words in nexts:
            line = row(spacing=14)
            line.addWidget(IconLabel("chevron-right", "accent"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(PlainLabel(words), 1)
            card.body.addLayout(line)
        self._ways = WayButtons()
        self._sign_in = self._ways.offer(tell("set_up_done_sign_in"), self.sign_in_wanted.emit, "primary")
        self._sign_in.setObjectName("done")
        self._ways.offer(tell("set_up_done_bring_in"), self.people_wanted.emit, "secondary", "user")
        card.body.addWidget(self._ways)
        self.body.addWidget(card)
        self.body.addWidget(self._files())
        about = Card()
        about.body.addWidget(FactList(tuple(facts)))
        self.body.addWidget(about)
        self.body.addStretch(1)

    def focus_first(self) -> None:
        """Move the focus to the way to sign in, and say that it is done."""
        self.begin(self._sign_in)
        announce(self, f"{tell('set_up_done_title')}. {tell('set_up_done')}", now=True)

    def show_deleted(self, words: str, *, gone: bool) -> None:
        """Say whether the files are deleted."""
        self._delete.setVisible(not gone)
        self._said.say(words, "success" if gone else "warning")
        if gone:
            self._ways.focus_first()

    def _files(self) -> Card:
        files = Card(tell("set_up_done_files"), spacing=14)
        self._delete = ActionButton(tell("set_up_done_delete"), "secondary", "trash-2")
        self._delete.setObjectName("set_up:delete_cards")
        self._delete.clicked.connect(self.deleting)
        files.body.addWidget(PlainLabel(tell("set_up_done_delete_hint"), "hint"))
        files.body.addWidget(self._delete, 0, Qt.AlignmentFlag.AlignLeft)
        self._said = Banner()
        self._said.hide()
        files.body.addWidget(self._said)
        return files
