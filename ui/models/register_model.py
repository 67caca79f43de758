"""The register as a table: an exact scroll bar over any number of rows, few of them held."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from rrn_desktop.errors import UserFacingError
from rrn_desktop.services.register import Row
from rrn_desktop.services.register_columns import ALL
from ui.models.page_cache import PageCache
from ui.screens.parts.times import status_words, without_weekday
from ui.screens.parts.words import tell

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RegisterModel(QAbstractTableModel):
    """Rows by position.

    Signals: ``failed`` carries the error when rows can't be read.
    """

    failed = Signal(object)

    def __init__(self, read: Callable[[Sequence[int]], Sequence[Row]]) -> None:
        super().__init__()
        self._cache = PageCache(read)
        self.columns: tuple[str, ...] = ALL

    def show_ids(self, ids: array[int]) -> None:
        """Show other records, in this order."""
        self.beginResetModel()
        self._cache.show(ids)
        self.endResetModel()

    def show_columns(self, columns: tuple[str, ...]) -> None:
        """Show other columns, in this order."""
        self.beginResetModel()
        self.columns = columns
        self.endResetModel()

    def row_at(self, at: int) -> Row | None:
        """Return the record at a position, or None when it can't be read."""
        try:
            row = self._cache.row(at)
        except UserFacingError as error:
            self.failed.emit(error)
            return None
        return row if isinstance(row, Row) else None

    def id_at(self, at: int) -> int:
        """Return the row id at a position."""
        return self._cache.id_at(at)

    def position(self, rowid: int) -> int:
        """Return the position of a row id, or -1."""
        return self._cache.position(rowid)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many records there are."""
        return 0 if parent.isValid() else len(self._cache)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | None:
        """Return the name of a column; a row has its position."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return tell(f"column_{self.columns[section]}") if orientation == Qt.Orientation.Horizontal else section + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell; a screen reader hears the column's name with it."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        column = self.columns[index.column()]
        words = _words(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{tell(f'column_{column}')}: {words}"
        return words


def _words(row: Row, column: str) -> str:
    if column == "happened":
        return without_weekday(row.happened)
    if column == "status":
        return status_words(row.status, row.version)
    return str(getattr(row, column))
