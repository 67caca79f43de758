"""Questions on who: a name from the directory, or one typed as it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from rrn_desktop.forms.definition import Question
from rrn_desktop.forms.values import PersonRef, Value
from ui.forms.field import DirectoryRow, Field, FieldContext
from ui.text import say
from ui.widgets.accessible import name
from ui.widgets.buttons import ENTER
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import column

MOST = 30
_NAME, _ID = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


def folded(text: str) -> str:
    """Return a text without marks and case, so that ``wyn`` finds ``Ŵyn``."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def matching(rows: Sequence[DirectoryRow], typed: str) -> list[DirectoryRow]:
    """Return the rows in whose name each typed word begins a word."""
    wanted = folded(typed).split()
    if not wanted:
        return []
    found = []
    for one in rows:
        words = folded(one.name).replace("-", " ").split()
        if all(any(word.startswith(part) for word in words) for part in wanted):
            found.append(one)
    return found[:MOST]


class NameBox(QLineEdit):
    """A line that offers names as one types; ``picked`` says the row, or None for a name typed freely."""

    picked = Signal(object)

    def __init__(self, rows: Sequence[DirectoryRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = {one.id: one for one in rows}
        self._model = QStandardItemModel(self)
        offered = QCompleter(self._model, self)
        offered.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        offered.setCompletionRole(_NAME)
        offered.setMaxVisibleItems(6)
        popup = offered.popup()
        if popup is not None:
            popup.setAccessibleName(say("name"))
        self.setCompleter(offered)
        self.textEdited.connect(self._typed)
        offered.activated[QModelIndex].connect(self._chosen)  # type: ignore[index]
        offered.highlighted[QModelIndex].connect(self._marked)  # type: ignore[index]

    def exact(self, text: str) -> DirectoryRow | None:
        """Return the only row of exactly this name; of those who left only where nobody who is here has it."""
        named = [one for one in self._rows.values() if one.name.strip() == text.strip()]
        found = [one for one in named if one.here] or named
        return found[0] if len(found) == 1 else None

    def row(self, id_: str | None) -> DirectoryRow | None:
        """Return the row with an id."""
        return self._rows.get(id_ or "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick the only name offered with Enter; of several, Enter goes to the first."""
        if event.key() in ENTER and self._goes_to_first():
            event.accept()
        else:
            super().keyPressEvent(event)

    def _goes_to_first(self) -> bool:
        """Pick or mark the first name offered; return whether names stood there with none of them marked."""
        offered, popup = self.completer(), self.completer().popup()
        if popup is None or not popup.isVisible() or popup.currentIndex().isValid():
            return False
        if self._model.rowCount() == 1:
            popup.hide()
            self._chosen(self._model.index(0, 0))
        else:
            popup.setCurrentIndex(offered.completionModel().index(0, 0))
        return True

    def _typed(self, text: str) -> None:
        self._model.clear()
        for one in matching(tuple(self._rows.values()), text):
            item = QStandardItem(f"{one.name} · {one.detail or one.role}" if one.detail or one.role else one.name)
            item.setData(one.name, _NAME)
            item.setData(one.id, _ID)
            self._model.appendRow(item)
        self.picked.emit(self.exact(text))

    def _marked(self, index: QModelIndex) -> None:
        """Tell whose name stands in the line while the arrow keys go through the list; at its end the typed one."""
        if index.isValid():
            self._chosen(index)
        else:
            self.setText(self.completer().completionPrefix())
            self.picked.emit(self.exact(self.text()))

    def _chosen(self, index: QModelIndex) -> None:
        one = self._rows.get(str(index.data(_ID)))
        if one is not None:
            self.setText(one.name)
            self.picked.emit(one)


class PersonField(Field):
    """The person the record is about."""

    def __init__(self, question: Question, path: str, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(question, path, context, parent)
        self._id: str | None = None
        self.box = NameBox(self._directory())
        self.known = PlainLabel("", "hint")
        self.known.hide()
        self._stack = column(self, spacing=4)
        self._stack.addWidget(self.box)
        self._stack.addWidget(self.known)
        self.use_control(self.box)
        self.box.picked.connect(self._picked)

    def show_value(self, value: Value | None) -> None:
        """Show the name and whether the directory knows it."""
        who = value if isinstance(value, PersonRef) else PersonRef("")
        self._id = who.id
        self.box.setText(who.name)
        self._show_known(self.box.row(who.id))

    def set_names(self, label: str, description: str) -> None:
        """Name the line; its description also says how to pick."""
        name(self.box, label, f"{description} {say('pick_hint')}".strip())

    def _directory(self) -> Sequence[DirectoryRow]:
        return self.context.people

    def _picked(self, row: DirectoryRow | None) -> None:
        self._id = row.id if row else None
        self._show_known(row)
        self.tell(self._reference())

    def _reference(self) -> PersonRef | None:
        text = self.box.text()
        return PersonRef(text, self._id) if text.strip() else None

    def _show_known(self, row: DirectoryRow | None) -> None:
        if row is not None:
            self.known.setText(say("from_list", detail=row.detail or row.role or row.name))
        elif self._directory():
            self.known.setText(say("typed_name"))
        self.known.setVisible(bool(self.box.text().strip()) and bool(self.known.text()))


class StaffField(PersonField):
    """A member of staff, with job or role."""

    def __init__(self, question: Question, path: str, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(question, path, context, parent)
        self.role_box = QLineEdit()
        self.role_box.setObjectName(f"{path}.role")
        words = PlainLabel(say("role"), "hint")
        words.setBuddy(self.role_box)
        name(self.role_box, say("role"))
        self._stack.addWidget(words)
        self._stack.addWidget(self.role_box)
        self.role_box.textEdited.connect(self._role_typed)

    def show_value(self, value: Value | None) -> None:
        """Show the name and the role."""
        super().show_value(value)
        self.role_box.setText((value.role or "") if isinstance(value, PersonRef) else "")

    def _directory(self) -> Sequence[DirectoryRow]:
        return self.context.staff

    def half_typed(self) -> bool:
        """Return whether a role is typed and no name."""
        return super().half_typed() or bool(self.role_box.text().strip() and not self.box.text().strip())

    def _picked(self, row: DirectoryRow | None) -> None:
        if row is not None and row.role:
            self.role_box.setText(row.role)
        super()._picked(row)

    def _reference(self) -> PersonRef | None:
        text = self.box.text()
        return PersonRef(text, self._id, self.role_box.text().strip() or None) if text.strip() else None

    def _role_typed(self) -> None:
        self.tell(self._reference())
