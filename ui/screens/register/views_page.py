"""The searches of the register that a lead saved: save another, show, rename, change and remove them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rrn_desktop.errors import UserFacingError
from rrn_desktop.services.register_views import LONGEST, Search, View
from ui.screens.parts.field import LabelledField, short_text
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.screens.register.presenter import SavedSearches, search_words
from ui.screens.register.view_line import ViewLine
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import clear, column, sized
from ui.widgets.pages import Card, Page


class ViewsPage(Page):
    """For one member.

    Signals: ``wanted`` carries the saved search to show, ``changed`` fires when what is saved changed, ``left`` on
    Back.
    """

    wanted = Signal(object)
    changed = Signal()
    left = Signal()

    def __init__(self, saved: SavedSearches, now: Search, parent: QWidget | None = None) -> None:
        super().__init__(width=860, parent=parent)
        self._saved, self._now = saved, now
        self._undo: Callable[[], View] | None = None
        self._name = short_text("view:name", limit=LONGEST)
        self._field = LabelledField(tell("view_name"), sized(self._name, max_width=520), tell("view_name_hint"))
        self._save = ActionButton(tell("view_save"), "primary")
        self._said = Banner()
        self._put_back = ActionButton(tell("view_put_back"), "secondary")
        self._already = PlainLabel("", "hint")
        self._list = column(spacing=20)
        begin_page(self.body, tell("views"), tell("views_lead")).clicked.connect(self.left)
        self._lay_out()
        self._connect()
        self._show()

    def focus_first(self) -> None:
        """Move the focus to the name of what could be saved."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        now = Card(tell("view_now"))
        for asked in (PlainLabel(search_words(self._now)), self._already, self._field):
            now.body.addWidget(asked)
        now.body.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)
        kept = Card(tell("views_mine"))
        kept.body.addLayout(self._list)
        for part in (self._said, self._put_back):
            part.hide()
        self.body.addWidget(self._said)
        self.body.addWidget(self._put_back, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(now)
        self.body.addWidget(kept)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self._save.clicked.connect(self._save_it)
        self._name.returnPressed.connect(self._save_it)
        self._put_back.clicked.connect(self._put_it_back)

    def _show(self) -> None:
        clear(self._list)
        views = self._saved.all()
        same = next((view.name for view in views.kept if view.search == self._now), "")
        self._already.setText(tell("view_saved_already", name=same) if same else "")
        self._already.setVisible(bool(same))
        if not views.kept:
            self._list.addWidget(PlainLabel(tell("views_none")))
        for view in views.kept:
            self._list.addWidget(self._line_of(view, changeable=view.search != self._now))
        if views.closed:
            self._list.addLayout(self._closed(views.closed))
        order_tabs(self)

    def _line_of(self, view: View, *, changeable: bool) -> ViewLine:
        line = ViewLine(view, changeable=changeable)
        line.wanted.connect(partial(self.wanted.emit, view))
        line.changed.connect(partial(self._change, view))
        line.renamed.connect(partial(self._rename, line))
        line.removed.connect(partial(self._remove, view))
        return line

    def _closed(self, count: int) -> QVBoxLayout:
        key = "views_closed_one" if count == 1 else "views_closed_many"
        remove = ActionButton(tell("views_closed_remove"), "secondary")
        remove.clicked.connect(self._remove_closed)
        part = column(spacing=8)
        part.addWidget(PlainLabel(tell(key, count=count)))
        part.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeft)
        return part

    def _save_it(self) -> None:
        try:
            view = self._saved.save(self._name.text(), self._now)
        except UserFacingError as error:
            self._field.show_error(f"{error.what} {error.next_step}")
            self.focus_first()
            return
        self._field.show_error("")
        self._name.clear()
        self._tell(tell("view_saved", name=view.name))
        self._focus_on(view)

    def _change(self, view: View) -> None:
        if self._did(partial(self._saved.change, view, self._now)):
            self._tell(tell("view_changed", name=view.name), partial(self._saved.change, view, view.search))

    def _rename(self, line: ViewLine, name: str) -> None:
        try:
            view = self._saved.rename(line.view, name)
        except UserFacingError as error:
            line.show_problem(f"{error.what} {error.next_step}")
            return
        self._tell(tell("view_renamed", before=line.view.name, name=view.name))
        self._focus_on(view)

    def _remove(self, view: View) -> None:
        if self._did(partial(self._saved.remove, view)):
            self._tell(tell("view_removed", name=view.name), partial(self._saved.save, view.name, view.search))

    def _put_it_back(self) -> None:
        undo = self._undo
        if undo is not None and self._did(undo):
            self._tell(tell("view_put_back_done"))
            self.focus_first()

    def _remove_closed(self) -> None:
        if self._did(self._saved.remove_closed):
            self._tell(tell("views_closed_gone"))
            self.focus_first()

    def _did(self, deed: Callable[[], object]) -> bool:
        try:
            deed()
        except UserFacingError as error:
            self._said.say(f"{error.what} {error.next_step}", "warning")
            return False
        return True

    def _tell(self, words: str, undo: Callable[[], View] | None = None) -> None:
        self._undo = undo
        self._show()
        self._put_back.setVisible(undo is not None)
        order_tabs(self)
        self._said.say(words, "success")
        self.verticalScrollBar().setValue(0)
        if undo is not None:
            self._put_back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _focus_on(self, view: View) -> None:
        for line in self.findChildren(ViewLine):
            if line.view.id == view.id:
                # The layout shows it only later, and what is not shown takes no focus.
                line.show()
                line.focus_first()
                self.show_whole(self._said)
