"""One person: whom not to tell first, then plan, what helps, days that went well, their records in time, their file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError
from rrn_desktop.services.people_columns import CellRefused
from ui.screens.parts.entry import Entry
from ui.screens.parts.helping_card import HelpingCard
from ui.screens.parts.laid_over import LaidOver, lines_on, may_throw_away, type_lines
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.screen import Screen
from ui.screens.parts.telling_card import TellingCard
from ui.screens.parts.ways import WayButtons
from ui.screens.parts.words import tell
from ui.screens.person_page.file_page import FilePage
from ui.screens.person_page.file_presenter import FilePresenter
from ui.screens.person_page.leave_page import LeavePage
from ui.screens.person_page.presenter import PersonPresenter
from ui.show_error import show_error
from ui.widgets.banner import Banner
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import column
from ui.widgets.pages import Card, Page

_LEAVE = "leave"


class PersonScreen(Screen):
    """One person's page.

    Signals: ``record_wanted`` carries a number, ``card_wanted`` the person, ``draft_started`` the draft of a day that
    went well, ``left`` fires on Back.
    """

    record_wanted = Signal(str)
    card_wanted = Signal(str)
    draft_started = Signal(object)
    left = Signal()

    def __init__(self, presenter: PersonPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._page = Page(width=860)
        self._both = LaidOver(self._page)
        self._over: FilePage | LeavePage | None = None
        self._ways, self._said, self._telling = WayButtons(), Banner("", "success"), TellingCard()
        column(self).addWidget(self._both)
        self._show()

    def where(self) -> str:
        """Return what is open, without a name."""
        return tell("person_page")

    def focus_first(self) -> None:
        """Move the focus to the first thing that can be done."""
        warned = self._presenter.telling is not None and self._presenter.telling.warns
        (self._over or (self._telling if warned else self._ways)).focus_first()

    def read_again(self) -> None:
        """Read all of it again."""
        try:
            self._presenter.read()
        except UserFacingError as error:
            show_error(self, error)
            return
        self._show()

    def unsaved(self) -> bool:
        """Return whether a file was changed and not saved."""
        return self._both.unsaved() or (isinstance(self._over, FilePage) and self._over.is_changed())

    def typed(self) -> Mapping[str, Any] | None:
        """Return a file as it was changed and not saved, or the last day of someone who leaves."""
        page = self._over
        if page is None or not self.unsaved():
            return None
        return page.so_far() if isinstance(page, FilePage) else {"page": _LEAVE, "lines": lines_on(page)}

    def type_again(self, typed: Mapping[str, Any]) -> None:
        """Show a file as it was being changed, or the day."""
        if typed["page"] == _LEAVE:
            self._ask_day()
        else:
            self._change(partial(self._presenter.file_again, typed["page"], typed["answers"], typed["before"]))
        if isinstance(self._over, FilePage):
            self._over.type_again(typed["lines"])
        elif self._over is not None:
            type_lines(self._over, typed["lines"])

    # What stands on the page

    def _show(self) -> None:
        presenter, body = self._presenter, self._page.body
        begin_page(body, presenter.person).clicked.connect(self.left)
        self._said = Banner("", "success")
        self._said.hide()
        body.addWidget(self._said)
        if presenter.left_words():
            body.addWidget(Banner(presenter.left_words(), "info"))
        self._telling = TellingCard(presenter.telling, first=True)
        body.addWidget(self._telling)
        self._ways = self._make_ways()
        body.addWidget(self._ways)
        if presenter.may_change:
            body.addWidget(self._make_changes())
        for part in self._parts():
            body.addWidget(part)
        body.addStretch(1)

    def _parts(self) -> Sequence[QWidget]:
        presenter, found = self._presenter, list[QWidget]()
        if presenter.plan_note():
            found.append(_lines(tell("plan_note"), [("", presenter.plan_note())]))
        if presenter.card is not None:
            found.append(HelpingCard(presenter.card))
        if presenter.good_days():
            found.append(_lines(tell("good_days"), presenter.good_days()))
        if presenter.is_lead:
            found.append(self._records())
        found.append(_lines(tell("person_file"), presenter.file(), tell("person_file_none")))
        return found

    def _make_ways(self) -> WayButtons:
        ways = WayButtons()
        ways.offer(tell("what_helps_short"), self._card, "primary", "hand-heart")
        ways.offer(tell("good_day"), self._good_day, icon="plus")
        return ways

    def _make_changes(self) -> WayButtons:
        ways = WayButtons()
        ways.offer(tell("person_edit_told"), self._change_told, icon="pencil")
        ways.offer(tell("person_edit"), self._change_file, icon="pencil")
        if self._presenter.is_here:
            ways.offer(tell("person_leave"), self._ask_day, "quiet")
        else:
            ways.offer(tell("person_back"), self._bring_back, "quiet")
        return ways

    def _records(self) -> Card:
        card = Card(tell("person_records"))
        card.setObjectName("person_records")
        card.body.addWidget(PlainLabel(self._presenter.counted(), "hint"))
        for line in self._presenter.records:
            entry = Entry(line.title, line.detail)
            entry.clicked.connect(partial(self._open, line.number))
            card.body.addWidget(entry)
        return card

    # What can be done from it

    def _open(self, number: str, _checked: bool = False) -> None:
        self.record_wanted.emit(number)

    def _card(self) -> None:
        self.card_wanted.emit(self._presenter.key)

    def _good_day(self) -> None:
        try:
            draft = self._presenter.begin_good_day()
        except UserFacingError as error:
            show_error(self, error)
            return
        self.draft_started.emit(draft)

    def _change_told(self) -> None:
        self._change(self._presenter.told_file)

    def _change_file(self) -> None:
        self._change(self._presenter.about_file)

    def _change(self, begin: Callable[[], FilePresenter]) -> None:
        try:
            page = FilePage(begin())
        except UserFacingError as error:
            show_error(self, error)
            return
        page.saved.connect(self._saved)
        self._lay(page)

    def _saved(self) -> None:
        self._close(tell("person_saved"))

    def _ask_day(self) -> None:
        page = LeavePage(self._presenter.person)
        page.given.connect(self._let_go)
        self._lay(page)

    def _let_go(self, day: str) -> None:
        page = self._over
        assert isinstance(page, LeavePage)
        try:
            said = self._presenter.let_go(day)
        except CellRefused as error:
            page.show_problem(str(error))
        except UserFacingError as error:
            page.show_problem(f"{error.what} {error.next_step}")
        else:
            self._close(said)

    def _bring_back(self) -> None:
        try:
            said = self._presenter.bring_back()
        except UserFacingError as error:
            show_error(self, error)
            return
        self._close(said)

    def _lay(self, page: FilePage | LeavePage) -> None:
        self._over = page
        page.left.connect(self._leave)
        self._both.lay(page)
        page.focus_first()

    def _leave(self) -> None:
        if may_throw_away(self, unsaved=self.unsaved()):
            self._close()

    def _close(self, said: str = "") -> None:
        self._both.take_off()
        self._over = None
        self.read_again()
        if said:
            self._said.say(said, "success")
        self.focus_first()


def _lines(title: str, lines: Sequence[tuple[str, str]], none: str = "") -> Card:
    """Return a card of words, each under what it is; where there are none, a word that says so."""
    card = Card(title)
    for label, words in lines:
        both = column(spacing=2)
        if label:
            both.addWidget(PlainLabel(label, "strong"))
        both.addWidget(PlainLabel(words))
        card.body.addLayout(both)
    if not lines:
        card.body.addWidget(PlainLabel(none, "hint"))
    return card
