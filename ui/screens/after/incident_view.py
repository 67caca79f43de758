"""The incident at hand: what its notice says, what is due for it, and the ways to add to it; open to everyone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError
from ui.screens.after.incident_presenter import IncidentPresenter
from ui.screens.parts.add_page import AddPage
from ui.screens.parts.additions_card import AdditionsCard
from ui.screens.parts.due_list import DueList
from ui.screens.parts.facts import FactList
from ui.screens.parts.helping_card import HelpingCard
from ui.screens.parts.laid_over import LaidOver
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.screen import Screen
from ui.screens.parts.telling_card import TellingCard
from ui.screens.parts.ways import WayButtons
from ui.screens.parts.words import tell
from ui.show_error import show_error
from ui.widgets.banner import Banner
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import column
from ui.widgets.pages import Card, Page


class IncidentScreen(Screen):
    """One incident without its record.

    Signals: ``form_wanted`` carries a form and the number, ``draft_started`` a new incident begun like this one,
    ``record_wanted`` the number, ``card_wanted`` the person, ``left`` fires on Back.
    """

    form_wanted = Signal(str, str)
    draft_started = Signal(object)
    record_wanted = Signal(str)
    card_wanted = Signal(str)
    left = Signal()

    def __init__(self, presenter: IncidentPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._page = Page(width=860)
        self._both = LaidOver(self._page)
        column(self).addWidget(self._both)
        self._ways = WayButtons()
        self._show()

    def where(self) -> str:
        """Return what is open."""
        return tell("incident_number", number=self._presenter.number)

    def number(self) -> str:
        """Return the number of the incident."""
        return self._presenter.number

    def focus_first(self) -> None:
        """Move the focus to the first thing that can be done."""
        self._ways.focus_first()

    def read_again(self) -> None:
        """Read what is due and what was added again."""
        self._presenter.read()
        self._show()

    def _show(self) -> None:
        presenter, body = self._presenter, self._page.body
        begin_page(body, self.where(), presenter.lead()).clicked.connect(self.left)
        self._ways = self._make_ways()
        body.addWidget(self._ways)
        body.addWidget(self._make_more())
        for sentence in presenter.in_progress():
            body.addWidget(Banner(sentence, "info"))
        body.addWidget(self._due())
        body.addWidget(TellingCard(presenter.whom_to_tell()))
        helping = HelpingCard()
        body.addWidget(helping)
        helping.show_card(presenter.helps(), presenter.plan_note(), presenter.notice.person)
        notice = Card(tell("incident_notice"))
        notice.body.addWidget(FactList(presenter.facts()))
        body.addWidget(notice)
        self._show_added()
        body.addStretch(1)

    def _make_ways(self) -> WayButtons:
        ways = WayButtons()
        ways.offer(tell("add"), self._add, "primary", "plus")
        ways.offer(tell("support"), self._support, icon="hand-heart")
        if self._presenter.is_lead:
            ways.offer(tell("review"), self._review, icon="users-round")
        if self._presenter.may_read:
            ways.offer(tell("read_record"), self._read, icon="file-text")
        return ways

    def _make_more(self) -> WayButtons:
        ways = WayButtons()
        ways.offer(tell("staff_support"), self._staff_support, "quiet")
        ways.offer(tell("begin_like"), self._begin_like, "quiet")
        ways.offer(tell("what_helps_short"), self._open_card, "quiet")
        return ways

    def _due(self) -> Card:
        card = Card(tell("incident_due"))
        due = self._presenter.due()
        if not due:
            card.body.addWidget(PlainLabel(tell("incident_nothing_due"), "hint"))
            return card
        lines = DueList(due)
        lines.wanted.connect(self.form_wanted)
        card.body.addWidget(lines)
        return card

    def _show_added(self) -> None:
        presenter, body = self._presenter, self._page.body
        added = presenter.added()
        if added:
            title = tell("incident_added_lead" if presenter.is_lead else "incident_added")
            body.addWidget(AdditionsCard(title, "" if presenter.is_lead else tell("incident_added_hint"), added))
        supported = presenter.staff_support()
        if supported:
            body.addWidget(AdditionsCard(tell("incident_staff_support"), "", supported))

    def _add(self) -> None:
        page = AddPage(self._presenter.number, self._presenter.kinds(), self._presenter.due_by_form())
        page.chosen.connect(self._want)
        page.left.connect(self._close_adding)
        self._both.lay(page)
        page.focus_first()

    def _close_adding(self) -> None:
        self._both.take_off()
        self.focus_first()

    def _want(self, form: str) -> None:
        self.form_wanted.emit(form, self._presenter.number)

    def _support(self) -> None:
        self._want("support")

    def _staff_support(self) -> None:
        self._want("staff_support")

    def _review(self) -> None:
        self._want("review")

    def _read(self) -> None:
        self.record_wanted.emit(self._presenter.number)

    def _open_card(self) -> None:
        self.card_wanted.emit(self._presenter.notice.person)

    def _begin_like(self) -> None:
        try:
            draft = self._presenter.begin_like()
        except UserFacingError as error:
            show_error(self, error)
            return
        self.draft_started.emit(draft)
