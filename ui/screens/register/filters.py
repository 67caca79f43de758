"""What narrows the register: words, a status, two dates and an order."""

from __future__ import annotations

from typing import TypedDict

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.screens.parts.field import LabelledField, short_text
from ui.screens.parts.words import tell
from ui.screens.register.presenter import SORTS, STATUSES, read_date
from ui.widgets.choice_cards import Option
from ui.widgets.flow import FlowLayout
from ui.widgets.measures import sized
from ui.widgets.select_box import SelectBox

_ANY = "any"


class Asked(TypedDict):
    """What the filters say."""

    text: str
    status: str
    start: str
    end: str
    sort: int


class RegisterFilters(QWidget):
    """Boxes in a line that wraps.

    Signals: ``typed`` fires with each letter, ``changed`` when a choice was made, ``entered`` on Enter in the search.
    """

    typed = Signal()
    changed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = sized(short_text("search"), min_width=200)
        self._start, self._end = _date_box("from"), _date_box("to")
        statuses = (Option(_ANY, tell("status_any")), *(Option(code, tell(f"status_{code}")) for code in STATUSES))
        self._status = sized(SelectBox(statuses), min_width=160)
        self._sort = sized(SelectBox([Option(key, tell(key)) for key, _column, _down in SORTS]), min_width=230)
        flow = FlowLayout(self, gap=14)
        hint = tell("date_hint")
        self._dates = [LabelledField(tell(key), box, hint) for key, box in (("from", self._start), ("to", self._end))]
        for part in (
            LabelledField(tell("search"), self._search, tell("search_hint")),
            LabelledField(tell("status"), self._status),
            *self._dates,
            LabelledField(tell("sort"), self._sort),
        ):
            flow.addWidget(part)
        self._status.setObjectName("status")
        self._sort.setObjectName("sort")
        self._set_plain()
        self._connect()

    def asked(self) -> Asked:
        """Return what is asked for."""
        status = self._status.code()
        return Asked(
            text=self._search.text(),
            status="" if status == _ANY else status,
            start=self._start.text(),
            end=self._end.text(),
            sort=max(self._sort.currentIndex(), 0),
        )

    def focus_search(self) -> None:
        """Move the focus to the search."""
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._search.selectAll()

    def _connect(self) -> None:
        self._search.textEdited.connect(self.typed)
        self._search.returnPressed.connect(self.entered)
        for box in (self._start, self._end):
            box.textEdited.connect(self.typed)
            box.editingFinished.connect(self._check_dates)
        self._status.chosen.connect(self._chosen)
        self._sort.chosen.connect(self._chosen)

    def _chosen(self, _code: str) -> None:
        self.changed.emit()

    def _set_plain(self) -> None:
        self._status.show_code(_ANY)
        self._sort.show_code(SORTS[0][0])

    def show_all(self) -> None:
        """Ask for every record."""
        for box in (self._search, self._start, self._end):
            box.clear()
        self._status.show_code(_ANY)
        self._check_dates()
        self.changed.emit()

    def _check_dates(self) -> None:
        for field, box in zip(self._dates, (self._start, self._end), strict=True):
            wrong = bool(box.text().strip()) and read_date(box.text()) is None
            field.show_error(tell("bad_date") if wrong else "")


def _date_box(object_name: str) -> QLineEdit:
    return sized(short_text(object_name, limit=12), min_width=130, max_width=130)
