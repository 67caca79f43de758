"""What narrows the register: a saved search, words, a status, days and an order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from rrn_desktop.services.register_views import ALL_DAYS, STATUSES, Search, View
from ui.screens.parts.field import LabelledField, short_text
from ui.screens.parts.words import tell
from ui.screens.register.presenter import SORTS, Asked, asked_of, read_date
from ui.widgets.choice_cards import Option
from ui.widgets.flow import FlowLayout
from ui.widgets.measures import sized
from ui.widgets.select_box import SelectBox

_ANY = "any"


class RegisterFilters(QWidget):
    """Boxes in a line that wraps.

    Signals: ``typed`` fires with each letter, ``changed`` when a choice was made, ``entered`` on Enter in the search.
    """

    typed = Signal()
    changed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: tuple[View, ...] = ()
        self._saved = sized(SelectBox(()), min_width=210)
        self._search = sized(short_text("search"), min_width=200)
        self._start, self._end = _date_box("from"), _date_box("to")
        statuses = (Option(_ANY, tell("status_any")), *(Option(code, tell(f"status_{code}")) for code in STATUSES))
        self._status = sized(SelectBox(statuses), min_width=160)
        self._days = sized(SelectBox([Option(code, tell(f"days_{code}")) for code in ALL_DAYS]), min_width=180)
        self._sort = sized(SelectBox([Option(key, tell(key)) for key, _column, _down in SORTS]), min_width=230)
        hint = tell("date_hint")
        self._dates = [LabelledField(tell(key), box, hint) for key, box in (("from", self._start), ("to", self._end))]
        self._saved_field = LabelledField(tell("view_choose"), self._saved)
        self._lay_out()
        self.show_search(Search())
        self._connect()

    def _lay_out(self) -> None:
        flow = FlowLayout(self, gap=14)
        for part in (
            self._saved_field,
            LabelledField(tell("search"), self._search, tell("search_hint")),
            LabelledField(tell("status"), self._status),
            LabelledField(tell("days"), self._days),
            *self._dates,
            LabelledField(tell("sort"), self._sort),
        ):
            flow.addWidget(part)
        for box, object_name in (
            (self._saved, "view"),
            (self._status, "status"),
            (self._days, "days"),
            (self._sort, "sort"),
        ):
            box.setObjectName(object_name)
        self._saved_field.hide()

    def asked(self) -> Asked:
        """Return what is asked for."""
        status = self._status.code()
        return Asked(
            text=self._search.text(),
            status="" if status == _ANY else status,
            days=self._days.code(),
            start=self._start.text(),
            end=self._end.text(),
            sort=max(self._sort.currentIndex(), 0),
        )

    def show_search(self, search: Search) -> None:
        """Show what a search asks for, without a signal."""
        asked = asked_of(search)
        for box, words in ((self._search, asked.text), (self._start, asked.start), (self._end, asked.end)):
            box.setText(words)
        self._status.show_code(asked.status or _ANY)
        self._days.show_code(asked.days)
        self._sort.show_code(SORTS[asked.sort][0])
        self._check_dates()

    def show_views(self, views: Sequence[View]) -> None:
        """Offer the saved searches; with none there is nothing to choose."""
        self._views = tuple(views)
        self._saved.offer([Option(view.id, view.name) for view in views])
        self._saved_field.setVisible(bool(views))

    def mark(self, search: Search) -> None:
        """Show under which name a search is saved, if it is."""
        self._saved.show_code(next((view.id for view in self._views if view.search == search), ""))

    def focus_search(self) -> None:
        """Move the focus to the search."""
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._search.selectAll()

    def show_all(self) -> None:
        """Ask for every record, in the order that is chosen."""
        _key, column, descending = SORTS[self.asked().sort]
        self.show_search(Search(sort=column, descending=descending))
        self.changed.emit()

    def _connect(self) -> None:
        self._search.textEdited.connect(self.typed)
        self._search.returnPressed.connect(self.entered)
        for box in (self._start, self._end):
            box.textEdited.connect(self.typed)
            box.editingFinished.connect(self._check_dates)
        self._saved.chosen.connect(self._choose_view)
        for choice in (self._status, self._days, self._sort):
            choice.chosen.connect(self._chosen)

    def _chosen(self, _code: str) -> None:
        self._check_dates()
        self.changed.emit()

    def _choose_view(self, identity: str) -> None:
        for view in self._views:
            if view.id == identity:
                self.show_search(view.search)
                self.changed.emit()

    def _check_dates(self) -> None:
        own = self._days.code() == ALL_DAYS[0]
        for field, box in zip(self._dates, (self._start, self._end), strict=True):
            field.setVisible(own)
            wrong = bool(box.text().strip()) and read_date(box.text()) is None
            field.show_error(tell("bad_date") if wrong else "")


def _date_box(object_name: str) -> QLineEdit:
    return sized(short_text(object_name, limit=12), min_width=130, max_width=130)
