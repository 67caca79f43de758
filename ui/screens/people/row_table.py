"""A table of words that are all there already: few enough rows to hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView, QWidget

from ui.theme import look_changed, px
from ui.widgets.accessible import name
from ui.widgets.buttons import ENTER
from ui.widgets.row_looks import as_rows

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_WORDS = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}


class Column(NamedTuple):
    """A heading, and how wide its column is at 100 %."""

    heading: str
    width: int


class RowModel(QAbstractTableModel):
    """Rows of words."""

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: tuple[tuple[str, ...], ...] = ()

    def show_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Show these rows in place of those before."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | None:
        """Return the name of a column; a row has its position."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._columns[section].heading if orientation == Qt.Orientation.Horizontal else section + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell; a screen reader hears the column's name with them."""
        if role not in _WORDS:
            return None
        words = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._columns[index.column()].heading}: {words}"
        return words


class RowTable(QTableView):
    """The table; arrow keys move from row to row, Tab leaves it.

    Signals: ``moved`` carries the row at hand, ``wanted`` that of which Enter or a double press asks for more.
    """

    moved = Signal(int)
    wanted = Signal(int)

    def __init__(self, title: str, hint: str, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._model = RowModel(self._columns, self)
        self.setModel(self._model)
        as_rows(self)
        self._fit()
        look_changed().connect(self._fit)
        name(self, title, hint)
        self.doubleClicked.connect(self._want)

    def show_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Show these rows in place of those before, with the first at hand."""
        self._model.show_rows(rows)
        if rows:
            self.setCurrentIndex(self._model.index(0, 0))

    def row_at_hand(self) -> int:
        """Return the row at hand, or -1 where there is none."""
        return self.currentIndex().row()

    def says(self, row: int) -> str:
        """Return all of a row in words, each under its heading but the first."""
        cells = [str(self._model.index(row, at).data()) for at in range(len(self._columns))]
        named = [f"{one.heading}: {words}" for one, words in zip(self._columns[1:], cells[1:], strict=True) if words]
        return ". ".join((cells[0], *named)) + "."

    def go_to(self, row: int) -> None:
        """Have a row at hand."""
        self.setCurrentIndex(self._model.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for more of the row at hand with Enter."""
        if event.key() in ENTER and self.currentIndex().isValid():
            self._want(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Say that another row is at hand."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.moved.emit(current.row())

    def _want(self, index: _Index) -> None:
        self.wanted.emit(index.row())

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(44))
        for at, one in enumerate(self._columns):
            self.setColumnWidth(at, px(one.width))
