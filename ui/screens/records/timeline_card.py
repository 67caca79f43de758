"""The list in order of time: the hour at the side, beside it what the record says or what was added."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.screens.parts.additions_card import addition_block
from ui.screens.parts.words import tell
from ui.screens.records.timeline import Moment
from ui.theme import px
from ui.widgets.labels import PlainLabel, line
from ui.widgets.measures import NO_MARGINS, column, row, spaced
from ui.widgets.pages import Card

_BESIDE = 460


class TimelineCard(Card):
    """A card of moments; each is one line for a screen reader, an addition a heading with what it says."""

    def __init__(self, moments: Sequence[Moment], parent: QWidget | None = None) -> None:
        super().__init__(tell("timeline"), spacing=10, parent=parent)
        self.setObjectName("timeline")
        self._rows: list[QHBoxLayout] = []
        self.body.addWidget(PlainLabel(tell("timeline_lead"), "hint"))
        for at, one in enumerate(moments):
            if at:
                self.body.addWidget(line())
            self.body.addWidget(self._row(one))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words under their time where there is little room."""
        super().resizeEvent(event)
        beside = event.size().width() >= px(_BESIDE)
        for both in self._rows:
            both.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
            spaced(both, 14 if beside else 2, NO_MARGINS)

    def _row(self, one: Moment) -> QWidget:
        held = QWidget()
        both = row(held, spacing=14)
        both.addWidget(PlainLabel(one.when, "strong"), 2, Qt.AlignmentFlag.AlignTop)
        if one.addition is not None:
            inside = column()
            inside.addWidget(addition_block(one.addition, with_time=False))
            both.addLayout(inside, 5)
        else:
            words = PlainLabel(one.words)
            words.setAccessibleName(f"{one.when}: {one.words}")
            both.addWidget(words, 5, Qt.AlignmentFlag.AlignTop)
        self._rows.append(both)
        return held
