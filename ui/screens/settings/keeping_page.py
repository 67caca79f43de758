"""How long records are kept in a place of this kind: shown, with how far each rule was checked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.page_head import begin_page
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.screens.settings.about_place import KeptLine
from ui.widgets.banner import Banner
from ui.widgets.labels import Group, PlainLabel, line
from ui.widgets.measures import column
from ui.widgets.pages import Card, Page


class KeepingPage(Page):
    """To read.

    Signals: ``left`` fires on Back.
    """

    left = Signal()

    def __init__(self, lines: Sequence[KeptLine], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._back = begin_page(self.body, tell("keeping"), tell("keeping_lead"))
        self._back.clicked.connect(self.left)
        self.body.addWidget(Banner(tell("keeping_nothing")))
        card = Card(spacing=14)
        if not lines:
            card.body.addWidget(PlainLabel(tell("keeping_none")))
        for at, one in enumerate(lines):
            if at:
                card.body.addWidget(line())
            card.body.addWidget(_held(one))
        self.body.addWidget(card)
        self.body.addStretch(1)
        order_tabs(self)

    def focus_first(self) -> None:
        """Move the focus to the way back: there is nothing to fill in."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)


def _held(one: KeptLine) -> Group:
    held = Group()
    held.setAccessibleName(one.what)
    inside = column(held, spacing=2)
    inside.addWidget(PlainLabel(one.what, "strong"))
    inside.addWidget(PlainLabel(one.length))
    inside.addWidget(PlainLabel(one.rule, "hint"))
    return held
