"""Which columns the register shows, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rrn_desktop.services.register_columns import ALL, NUMBER
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.widgets.accessible import announce
from ui.widgets.buttons import ActionButton
from ui.widgets.choice_cards import CheckCard
from ui.widgets.measures import clear, column, row
from ui.widgets.pages import Card, Page


class ColumnsPage(Page):
    """For one member.

    Signals: ``given`` carries the columns to show in their order, ``left`` fires on Back.
    """

    given = Signal(object)
    left = Signal()

    def __init__(self, shown: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(width=760, parent=parent)
        self._order = [*shown, *(one for one in ALL if one not in shown)]
        self._ticked = set(shown)
        begin_page(self.body, tell("columns"), tell("columns_lead")).clicked.connect(self.left)
        self._list = column(spacing=10)
        self._ups: dict[str, ActionButton] = {}
        self._downs: dict[str, ActionButton] = {}
        card = Card()
        card.body.addLayout(self._list)
        self.body.addWidget(card)
        self._save = ActionButton(tell("columns_save"), "primary")
        self._save.clicked.connect(self._give)
        self.body.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self._show()

    def focus_first(self) -> None:
        """Move the focus to the first thing that can be changed."""
        self._downs[self._order[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        clear(self._list)
        for at, one in enumerate(self._order):
            self._list.addLayout(self._row_of(at, one))
        order_tabs(self)

    def _row_of(self, at: int, one: str) -> QHBoxLayout:
        label = tell(f"column_{one}")
        tick = CheckCard(label)
        tick.setObjectName(f"column:{one}")
        tick.setChecked(one in self._ticked)
        # A record is told apart by its number.
        tick.setEnabled(one != NUMBER)
        tick.toggled.connect(partial(self._tick, one))
        up = self._ups[one] = ActionButton(tell("column_up"), "secondary")
        down = self._downs[one] = ActionButton(tell("column_down"), "secondary")
        up.setAccessibleName(tell("column_up_of", column=label))
        down.setAccessibleName(tell("column_down_of", column=label))
        up.setEnabled(at > 0)
        down.setEnabled(at < len(self._order) - 1)
        up.clicked.connect(partial(self._move, one, -1))
        down.clicked.connect(partial(self._move, one, 1))
        line = row(spacing=10)
        line.addWidget(tick, 1)
        line.addWidget(up)
        line.addWidget(down)
        return line

    def _tick(self, one: str, on: bool) -> None:
        (self._ticked.add if on else self._ticked.discard)(one)

    def _move(self, one: str, by: int, _checked: bool = False) -> None:
        at = self._order.index(one)
        self._order.insert(at + by, self._order.pop(at))
        self._show()
        same, other = (self._ups, self._downs) if by < 0 else (self._downs, self._ups)
        button = same[one] if same[one].isEnabled() else other[one]
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, tell("column_moved", column=tell(f"column_{one}"), place=at + by + 1, count=len(self._order)))

    def _give(self) -> None:
        self.given.emit(tuple(one for one in self._order if one in self._ticked))
