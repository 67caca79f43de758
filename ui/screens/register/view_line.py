"""One saved search in the list of them, with what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.services.register_views import LONGEST, View
from ui.screens.parts.field import LabelledField, short_text
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.screens.register.presenter import search_words
from ui.widgets.buttons import ActionButton, Manner
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import column, sized


class ViewLine(QWidget):
    """A name, what is looked for, and buttons; renaming takes their place for as long as it takes.

    Signals: ``wanted`` asks to show it, ``changed`` to put what is asked now in its place, ``renamed`` carries another
    name, ``removed`` asks to remove it.
    """

    wanted = Signal()
    changed = Signal()
    renamed = Signal(str)
    removed = Signal()

    def __init__(self, view: View, *, changeable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self._box = short_text(f"view:{view.id}", view.name, LONGEST)
        self._field = LabelledField(tell("view_new_name"), sized(self._box, max_width=520))
        self._show = self._button("show", "secondary")
        self._change = self._button("change", "quiet")
        self._rename = self._button("rename", "quiet")
        self._remove = self._button("remove", "quiet_danger")
        self._buttons, self._renaming = QWidget(), QWidget()
        self._give = ActionButton(tell("view_rename_save"), "primary")
        self._keep = ActionButton(tell("cancel"), "secondary")
        self._lay_out(changeable=changeable)
        self._connect()

    def focus_first(self) -> None:
        """Move the focus to what shows it."""
        self._show.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, words: str) -> None:
        """Say why a name can't be taken."""
        self._field.show_error(words)
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, what: str, manner: Manner) -> ActionButton:
        button = ActionButton(tell(f"view_{what}"), manner, parent=self)
        button.setAccessibleName(tell(f"view_{what}_of", name=self.view.name))
        return button

    def _lay_out(self, *, changeable: bool) -> None:
        buttons = FlowLayout(self._buttons, gap=10)
        for button in (self._show, self._rename, self._change, self._remove):
            buttons.addWidget(button)
        self._change.setVisible(changeable)
        renaming = FlowLayout(self._renaming, gap=10)
        for part in (self._give, self._keep):
            renaming.addWidget(part)
        whole = column(self, spacing=6)
        whole.addWidget(Heading(self.view.name, "label"))
        whole.addWidget(PlainLabel(search_words(self.view.search), "hint"))
        for widget in (self._buttons, self._field, self._renaming):
            whole.addWidget(widget)
        for widget in (self._field, self._renaming):
            widget.hide()

    def _connect(self) -> None:
        self._show.clicked.connect(self.wanted)
        self._change.clicked.connect(self.changed)
        self._remove.clicked.connect(self.removed)
        self._rename.clicked.connect(self._begin)
        self._keep.clicked.connect(self._stop)
        self._give.clicked.connect(self._give_name)
        self._box.returnPressed.connect(self._give_name)

    def _begin(self) -> None:
        self._turn(renaming=True)
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._box.selectAll()

    def _stop(self) -> None:
        self._turn(renaming=False)
        self._box.setText(self.view.name)
        self._field.show_error("")
        self._rename.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, *, renaming: bool) -> None:
        self._buttons.setVisible(not renaming)
        for widget in (self._field, self._renaming):
            widget.setVisible(renaming)
        order_tabs(self)

    def _give_name(self) -> None:
        self.renamed.emit(self._box.text())
