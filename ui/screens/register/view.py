"""The register of all records: search, filter, sort, and open one with Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from rrn_desktop.errors import UserFacingError
from rrn_desktop.services.register import Row
from rrn_desktop.services.register_views import Search, View
from ui.models.register_model import RegisterModel
from ui.screens.parts.laid_over import LaidOver, may_throw_away
from ui.screens.parts.made_page import MadePage
from ui.screens.parts.screen import Screen
from ui.screens.parts.words import tell
from ui.screens.register.columns_page import ColumnsPage
from ui.screens.register.export_page import RegisterExportPage
from ui.screens.register.filters import RegisterFilters
from ui.screens.register.presenter import RegisterPresenter, SavedAll
from ui.screens.register.views_page import ViewsPage
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.theme import look_changed, px
from ui.widgets.accessible import announce, name
from ui.widgets.banner import Banner
from ui.widgets.buttons import ENTER, ActionButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import column, row, sized
from ui.widgets.pages import Page
from ui.widgets.row_looks import as_rows

_DEBOUNCE = 150
_Index = QModelIndex | QPersistentModelIndex
_WIDTHS = {"number": 140, "happened": 235, "person": 190, "status": 210, "kinds": 210, "place": 200, "author_name": 150}


class RecordTable(QTableView):
    """The table; Enter opens the row, Tab leaves it.

    Signals: ``wanted`` fires on Enter or a double press, ``moved`` when another row is at hand.
    """

    wanted = Signal()
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[str, ...] = ()
        self.setObjectName("register_table")
        as_rows(self)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.doubleClicked.connect(self.wanted)
        look_changed().connect(self._fit_again)
        name(self, tell("register"), tell("table_hint"))

    def fit(self, columns: Sequence[str]) -> None:
        """Take the row height and the widths of some columns, in each text size that is chosen."""
        self._columns = tuple(columns)
        self._fit_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter; Home and End lead to the first and the last record, arrows and Page keys move."""
        if event.key() in ENTER:
            self.wanted.emit()
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            last = self.model().rowCount() - 1
            self.setCurrentIndex(self.model().index(0 if event.key() == Qt.Key.Key_Home else last, 0))
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Say that another row is at hand."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def _fit_again(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(44))
        for at, column_name in enumerate(self._columns):
            self.setColumnWidth(at, px(_WIDTHS[column_name]))


class Left(NamedTuple):
    """What the register showed when it was left."""

    search: Search
    rowid: int | None


class RegisterScreen(Screen):
    """All records, for a lead.

    Signals: ``record_wanted`` carries a number, ``person_wanted`` the id of a person, or their name where they have
    none, ``figures_wanted`` the days that figures are wanted of, if any, ``left_so`` what is shown when it goes, and
    ``left`` fires on Back.
    """

    record_wanted = Signal(str)
    person_wanted = Signal(str)
    figures_wanted = Signal(object)
    left_so = Signal(object)
    left = Signal()

    def __init__(self, presenter: RegisterPresenter, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter, self._tasks = presenter, tasks
        self._exporting: RegisterExportPage | None = None
        self._model = RegisterModel(presenter.rows)
        self._model.setParent(self)
        self._filters = RegisterFilters()
        self._table = RecordTable()
        self._where = PlainLabel("", "status")
        self._aside = Banner("", "warning")
        self._show_all = ActionButton(tell("clear_filters"), "quiet", "x")
        self._open = ActionButton(tell("open_record"), "primary")
        self._person = ActionButton(tell("person_page_open"), "secondary", "user")
        self._back = ActionButton(tell("back"), "secondary", "arrow-left")
        self._choose = ActionButton(tell("columns"), "secondary", "eye")
        self._saved = ActionButton(tell("views"), "secondary", "search")
        self._export = ActionButton(tell("export"), "secondary", "printer")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_DEBOUNCE)
        self._lay_out()
        self._connect()
        self._offer_views()
        self.read_again()

    def where(self) -> str:
        """Return what is open."""
        return tell("register")

    def focus_first(self) -> None:
        """Move the focus to the row at hand, or to the search when there is none."""
        if self._table.currentIndex().isValid():
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._filters.focus_search()

    def read_again(self) -> None:
        """Ask again; the record at hand stays at hand where it still fits."""
        self._typing.stop()
        here = self._table.currentIndex().row()
        kept = self._model.id_at(here) if here >= 0 else None
        self._presenter.ask(self._filters.asked())
        self._filters.mark(self._presenter.search)
        try:
            ids = self._presenter.ids()
            aside = self._presenter.set_aside()
        except UserFacingError as error:
            show_error(self, error)
            return
        self._model.show_ids(ids)
        self._aside.setVisible(bool(aside))
        if aside and aside != self._aside.words:
            self._aside.say(aside, "warning")
        self._go_to(kept)

    def unsaved(self) -> bool:
        """Return whether a reason or a name was typed on a page over the register, and nothing done with it."""
        return self._both.unsaved()

    def come_back_to(self, left: object) -> None:
        """Show what was shown when the register was left, with the same record at hand; nothing else does anything."""
        if isinstance(left, Left):
            self._filters.show_search(left.search)
            self.read_again()
            self._go_to(left.rowid)

    def release(self) -> None:
        """Stop the timer and what is being made, and tell what is shown."""
        self._typing.stop()
        # Without a look into the register: it may be closed by now.
        self._presenter.ask(self._filters.asked())
        here = self._table.currentIndex().row()
        self.left_so.emit(Left(self._presenter.search, self._model.id_at(here) if here >= 0 else None))
        if self._exporting is not None:
            self._exporting.stop()

    def _go_to(self, rowid: int | None) -> None:
        """Have a record at hand, or the first where it is not in the list."""
        at = max(self._model.position(rowid), 0) if rowid is not None else 0
        if self._model.rowCount():
            self._table.setCurrentIndex(self._model.index(at, 0))
        self._show_place()

    def _lay_out(self) -> None:
        page = Page(width=2400)
        page.set_narrow(True)
        self._both = LaidOver(page)
        column(self).addWidget(self._both)
        whole = page.body
        head = row(spacing=16)
        head.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Heading(tell("register")), 1)
        head.addWidget(self._show_all)
        whole.addLayout(head)
        whole.addWidget(self._aside)
        self._aside.hide()
        whole.addWidget(self._filters)
        self._table.setModel(self._model)
        self._model.show_columns(self._presenter.columns())
        self._table.fit(self._model.columns)
        whole.addWidget(sized(self._table, min_height=200), 1)
        whole.addWidget(self._where)
        foot = QWidget()
        flow = FlowLayout(foot, gap=12)
        for button in (self._open, self._person, self._export, self._saved, self._choose):
            flow.addWidget(button)
        whole.addWidget(foot)

    def _connect(self) -> None:
        self._filters.typed.connect(self._typing.start)
        self._filters.changed.connect(self._ask_now)
        self._show_all.clicked.connect(self._filters.show_all)
        self._filters.entered.connect(self._enter)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._find)
        self._choose.clicked.connect(self._open_columns)
        self._saved.clicked.connect(self._open_views)
        self._typing.timeout.connect(self._ask_now)
        self._table.wanted.connect(self._open_current)
        self._table.moved.connect(self._show_place)
        self._open.clicked.connect(self._open_current)
        self._person.clicked.connect(self._open_person)
        self._back.clicked.connect(self.left)
        self._export.clicked.connect(self._open_export)
        self._model.failed.connect(self._failed)

    def _find(self) -> None:
        if self._both.currentIndex() == 0:
            self._filters.focus_search()

    def _enter(self) -> None:
        self._ask_now()
        if self._model.rowCount():
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_columns(self) -> None:
        page = ColumnsPage(self._model.columns)
        page.given.connect(self._take_columns)
        page.left.connect(self._close_over)
        self._both.lay(page)
        page.focus_first()

    def _take_columns(self, columns: tuple[str, ...]) -> None:
        try:
            self._model.show_columns(self._presenter.keep_columns(columns))
        except UserFacingError as error:
            show_error(self, error)
            return
        self._table.fit(self._model.columns)
        self.read_again()
        self._close_over()

    def _ask_what_is_typed(self) -> None:
        """Ask now what would be asked a moment after the last key: what is opened next is about it."""
        if self._typing.isActive():
            self.read_again()

    def _open_views(self) -> None:
        self._ask_what_is_typed()
        page = ViewsPage(self._presenter.saved, self._presenter.search)
        page.wanted.connect(self._show_view)
        page.changed.connect(self._offer_views)
        page.left.connect(self._leave_over)
        self._both.lay(page)
        page.focus_first()

    def _offer_views(self) -> None:
        try:
            self._filters.show_views(self._presenter.saved.all().kept)
        except UserFacingError as error:
            show_error(self, error)
        self._filters.mark(self._presenter.search)

    def _show_view(self, view: View) -> None:
        if not may_throw_away(self, unsaved=self.unsaved()):
            return
        self._filters.show_search(view.search)
        self._close_over()
        self._ask_now()

    def _open_export(self) -> None:
        self._ask_what_is_typed()
        page = self._exporting = RegisterExportPage(self._presenter, self._model.rowCount(), self._tasks)
        page.figures_wanted.connect(self.figures_wanted)
        page.made.connect(self._show_made)
        page.left.connect(self._leave_over)
        self._both.lay(page)
        page.focus_first()

    def _show_made(self, saved: SavedAll) -> None:
        self._close_over()
        page = MadePage(tell("made_title"), saved.folder, care=tell("print_care_inside"), left_out=saved.left_out)
        page.left.connect(self._close_over)
        self._both.lay(page)
        page.focus_first()

    def _leave_over(self) -> None:
        if may_throw_away(self, unsaved=self.unsaved()):
            self._close_over()

    def _close_over(self) -> None:
        if self._exporting is not None:
            self._exporting.stop()
            self._exporting = None
        self._both.take_off()
        self.focus_first()

    def _ask_now(self) -> None:
        self.read_again()
        announce(self, self._where.text())

    def _failed(self, error: object) -> None:
        if isinstance(error, Exception):
            show_error(self, error)

    def _show_place(self) -> None:
        count = self._model.rowCount()
        at = self._table.currentIndex().row()
        words = self._presenter.counted(count)
        if at >= 0 and count > 1:
            words = tell("row_of", row=f"{at + 1:,}", count=f"{count:,}")
        self._where.setText(words)
        self._open.setEnabled(at >= 0 and count > 0)
        record = self._at_hand() if count else None
        self._person.setEnabled(record is not None and bool(record.person))

    def _at_hand(self) -> Row | None:
        at = self._table.currentIndex().row()
        return self._model.row_at(at) if at >= 0 else None

    def _open_person(self) -> None:
        record = self._at_hand()
        if record is not None and record.person:
            self.person_wanted.emit(record.person_id or record.person)

    def _open_current(self) -> None:
        record = self._at_hand()
        if record is not None:
            self.record_wanted.emit(record.number)
