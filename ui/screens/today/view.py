"""Today: one large button, what is for me, what is due, what colleagues must know, my records."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rrn_desktop.errors import UserFacingError
from ui.screens.parts.due_line import CONFIRM
from ui.screens.parts.entry import Entry
from ui.screens.parts.screen import Screen
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.screens.today.cards import DueCard, NewsCard, NoticesCard
from ui.screens.today.presenter import Line, TodayPresenter, older_records
from ui.screens.today.standing import standing_words
from ui.show_error import show_error
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import clear, column, focus_new
from ui.widgets.pages import Card, Page


class TodayScreen(Screen):
    """The first screen after signing in.

    Signals: ``incident_wanted`` asks for a new record and ``good_day_wanted`` for a day that went well,
    ``draft_wanted`` carries a draft's id, ``record_wanted`` a record's number, ``notice_wanted`` an incident's,
    ``form_wanted`` a form's id and the incident's number; ``register_wanted``, ``giving_up_wanted``,
    ``left_behind_wanted``, ``unconfirmed_wanted``, ``guests_wanted``, ``people_wanted``, ``settings_wanted``,
    ``check_wanted`` and ``passphrase_wanted`` ask for a screen.
    """

    incident_wanted = Signal()
    good_day_wanted = Signal()
    draft_wanted = Signal(str)
    record_wanted = Signal(str)
    notice_wanted = Signal(str)
    form_wanted = Signal(str, str)
    register_wanted = Signal()
    giving_up_wanted = Signal()
    left_behind_wanted = Signal()
    unconfirmed_wanted = Signal()
    guests_wanted = Signal()
    people_wanted = Signal()
    settings_wanted = Signal()
    check_wanted = Signal()
    passphrase_wanted = Signal()

    def __init__(self, presenter: TodayPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._page = Page(width=860)
        self._day = PlainLabel("", "hint")
        self._record = self._button("record_incident", "plus", self.incident_wanted, primary=True)
        self._warning, self._standing = Banner("", "warning"), Banner("", "info")
        self._news, self._notices = NewsCard(), NoticesCard()
        self._due, self._later = DueCard(tell("due")), DueCard(tell("due_later"))
        self._lists = {key: self._list(key) for key in ("drafts", "waiting", "my_records")}
        self._give_up = ActionButton(tell("give_up"), "quiet")
        self._give_up.setObjectName("today:give_up")
        self._give_up.clicked.connect(self.giving_up_wanted)
        self._lists["drafts"][0].body.addWidget(self._give_up, 0, Qt.AlignmentFlag.AlignLeft)
        self._older = ActionButton("", "quiet", "chevron-down")
        self._older.setObjectName("today:older_records")
        self._older.clicked.connect(self._show_older)
        self._lists["my_records"][0].body.addWidget(self._older, 0, Qt.AlignmentFlag.AlignLeft)
        self._lay_out()
        self._news.read.connect(self._mark_read)
        for card in (self._due, self._later):
            card.wanted.connect(self._do)
        self._notices.wanted.connect(self.notice_wanted)
        column(self).addWidget(self._page)
        self._show()

    def where(self) -> str:
        """Return what is open."""
        return tell("today")

    def focus_first(self) -> None:
        """Move the focus to the large button."""
        self._record.setFocus(Qt.FocusReason.OtherFocusReason)

    def read_again(self) -> None:
        """Read what is due, the drafts, the notices and the records again."""
        self._presenter.read()
        self._show()

    def _lay_out(self) -> None:
        body = self._page.body
        body.addWidget(Heading(tell("today")))
        body.addWidget(self._day)
        body.addWidget(_side_by_side((self._record, self._button("good_day", "sun", self.good_day_wanted))))
        offered = (
            (self._presenter.is_lead, "register", "clipboard-list", self.register_wanted),
            (self._presenter.may_let_in, "guests", "users-round", self.guests_wanted),
            (self._presenter.may_add_people, "people", "user", self.people_wanted),
            (self._presenter.may_add_people, "settings", "settings", self.settings_wanted),
        )
        places = [self._button(key, icon, wanted) for may, key, icon, wanted in offered if may]
        if places:
            body.addWidget(_side_by_side(places))
        lists = {key: card for key, (card, _inside) in self._lists.items()}
        first = (self._warning, self._news, lists["drafts"], self._due, lists["waiting"], self._standing)
        for part in (*first, self._notices, self._later, lists["my_records"]):
            body.addWidget(part)
        check = self._button("check_document", "shield-check", self.check_wanted)
        body.addWidget(_side_by_side((check, self._button("own_change_title", "key-round", self.passphrase_wanted))))
        body.addStretch(1)

    def _button(self, key: str, icon: str, wanted: SignalInstance, *, primary: bool = False) -> ActionButton:
        button = ActionButton(tell(key), "primary" if primary else "secondary", icon)
        button.setObjectName("today:record" if primary else f"today:{key}")
        button.clicked.connect(wanted)
        return button

    def _list(self, key: str) -> tuple[Card, QVBoxLayout]:
        card = Card(tell(key))
        inside = column(spacing=10)
        card.body.addLayout(inside)
        return card, inside

    def _show(self) -> None:
        presenter = self._presenter
        self._day.setText(presenter.day())
        self._show_warning(presenter.warning())
        self._standing.show_words(standing_words(presenter.today))
        self._news.show_news(presenter.news())
        self._due.show_due(presenter.due_now(), presenter.nothing_words())
        self._later.show_due(presenter.due_later())
        self._notices.show_notices(presenter.today.notices)
        self._show_lines("drafts", presenter.drafts(), "pencil")
        self._give_up.setVisible(bool(presenter.drafts()))
        self._show_lines("waiting", presenter.waiting(), "file-text")
        self._lists["waiting"][0].setVisible(bool(presenter.waiting()))
        self._show_lines("my_records", presenter.records(), "file-text")
        older = older_records(presenter.today)
        self._older.say(tell("my_records_more_one") if older == 1 else tell("my_records_more", count=older))
        self._older.setVisible(older > 0)
        order_tabs(self._page)

    def _show_warning(self, words: str) -> None:
        if words:
            self._warning.say(words, "warning")
        self._warning.setVisible(bool(words))

    def _show_lines(self, key: str, lines: Sequence[Line], icon: str) -> None:
        inside = self._lists[key][1]
        clear(inside)
        if not lines and key != "waiting":
            inside.addWidget(PlainLabel(tell(f"{key}_none"), "hint"))
        for line in lines:
            entry = Entry(line.title, line.detail, icon)
            entry.setObjectName(f"{key}:{line.key}")
            # The entry owns what it leads to, so that nothing outlives it.
            entry.setProperty("key", line.key)
            entry.setProperty("list", key)
            entry.clicked.connect(self._follow)
            inside.addWidget(entry)

    def _follow(self) -> None:
        entry = self.sender()
        kind, key = (str(entry.property(name)) for name in ("list", "key"))
        if kind == "drafts":
            self.draft_wanted.emit(key)
        elif kind == "my_records":
            self.record_wanted.emit(key)
        else:
            (self.left_behind_wanted if key == "left_behind" else self.unconfirmed_wanted).emit()

    def _show_older(self) -> None:
        try:
            self._presenter.read(older=True)
        except UserFacingError as error:
            show_error(self, error)
            return
        first_new = self._lists["my_records"][1].count()
        self._show()
        item = self._lists["my_records"][1].itemAt(first_new)
        entry = item.widget() if item is not None else None
        if entry is not None:
            focus_new(entry)

    def _do(self, form: str, number: str) -> None:
        if form == CONFIRM:
            self.unconfirmed_wanted.emit()
        else:
            self.form_wanted.emit(form, number)

    def _mark_read(self, key: str) -> None:
        try:
            self._presenter.mark_read(key)
        except UserFacingError as error:
            show_error(self, error)
            return
        self._show()
        if not self._news.focus_next():
            self.focus_first()


def _side_by_side(buttons: Sequence[ActionButton]) -> QWidget:
    held = QWidget()
    flow = FlowLayout(held, gap=12)
    for button in buttons:
        flow.addWidget(button)
    return held
