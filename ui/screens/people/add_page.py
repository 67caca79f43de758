"""One person, typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.field import LabelledField, short_text
from ui.screens.parts.page_problems import mark_problems
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.ways import WayButtons
from ui.screens.parts.words import tell
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import sized
from ui.widgets.pages import Card, Page

NAME = "name"
_BOXES = {
    NAME: ("people_name", "person_name_hint"),
    "born": ("person_born", "person_born_hint"),
    "year_group": ("person_year_group", ""),
    "local_id": ("person_local_id", "person_local_id_hint"),
}


class AddPersonPage(Page):
    """Four boxes.

    Signals: ``given`` carries what was typed by the ids of its fields, ``left`` fires on Cancel.
    """

    given = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._problems = ErrorSummary()
        self._boxes = {key: sized(short_text(f"person:{key}", limit=200), max_width=520) for key in _BOXES}
        self._fields = {
            key: LabelledField(tell(label), self._boxes[key], tell(hint) if hint else "")
            for key, (label, hint) in _BOXES.items()
        }
        self.body.addWidget(Heading(tell("person_add_title")))
        self.body.addWidget(PlainLabel(tell("person_add_lead")))
        self.body.addWidget(self._problems)
        card = Card(spacing=18)
        for field in self._fields.values():
            card.body.addWidget(field)
        self.body.addWidget(card)
        self.body.addWidget(self._buttons())
        self.body.addStretch(1)
        self._problems.followed.connect(self._follow)
        self._boxes["local_id"].returnPressed.connect(self._try)
        order_tabs(self)

    def focus_first(self) -> None:
        """Move the focus to the name."""
        self.begin(self._boxes[NAME])

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Say what stands in the way, at each box and on top."""
        mark_problems(self, self._fields, self._problems, problems)
        self._problems.take_focus()

    def _buttons(self) -> QWidget:
        ways = WayButtons()
        ways.offer(tell("person_add"), self._try, "primary", "plus")
        ways.offer(tell("cancel"), self.left.emit)
        return ways

    def _try(self) -> None:
        typed = {key: box.text().strip() for key, box in self._boxes.items()}
        if not typed[NAME]:
            self.show_problems([(NAME, tell("person_name_missing"))])
            return
        self.show_problems([])
        self.given.emit(typed)

    def _follow(self, key: str) -> None:
        self._boxes.get(key, self._boxes[NAME]).setFocus(Qt.FocusReason.OtherFocusReason)
