"""There are no records yet: what setting up makes, what it takes, and what is needed for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.facts import FactList
from ui.screens.parts.ways import WayButtons
from ui.screens.parts.words import tell
from ui.widgets.banner import Banner
from ui.widgets.labels import Heading, IconLabel, PlainLabel
from ui.widgets.measures import row
from ui.widgets.pages import Card, Page

_NEEDS = (("printer", "set_up_need_print"), ("users-round", "set_up_need_people"), ("lock", "set_up_need_quiet"))


class WelcomePage(Page):
    """Where setting up begins.

    Signals: ``begun`` fires on Begin, ``look_wanted`` asks to look for records again, ``check_wanted`` to check a
    document.
    """

    begun = Signal()
    look_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, store: Path, parent: QWidget | None = None) -> None:
        super().__init__(width=760, parent=parent)
        self.setObjectName("set_up:welcome")
        self.body.addWidget(Heading(tell("set_up_title")))
        self.body.addWidget(PlainLabel(tell("set_up_lead")))
        card = Card(tell("set_up_need"), spacing=14)
        for icon, key in _NEEDS:
            line = row(spacing=14)
            line.addWidget(IconLabel(icon, "accent"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(PlainLabel(tell(key)), 1)
            card.body.addLayout(line)
        self.body.addWidget(card)
        self.body.addWidget(Banner(tell("set_up_nothing_yet")))
        first = WayButtons()
        self._first = first.offer(tell("set_up_begin"), self.begun.emit, "primary")
        self._first.setObjectName("set_up:begin")
        self.body.addWidget(first)
        self.body.addWidget(self._where(store))
        self.body.addStretch(1)

    def focus_first(self) -> None:
        """Move the focus to Begin."""
        self.begin(self._first)

    def _where(self, store: Path) -> Card:
        here = Card(spacing=14)
        here.body.addWidget(FactList(((tell("set_up_folder"), str(store)),)))
        here.body.addWidget(PlainLabel(tell("set_up_not_new"), "hint"))
        ways = WayButtons()
        ways.offer(tell("set_up_look"), self.look_wanted.emit, "secondary", "refresh-cw")
        ways.offer(tell("check_document"), self.check_wanted.emit, "secondary", "shield-check")
        here.body.addWidget(ways)
        return here
