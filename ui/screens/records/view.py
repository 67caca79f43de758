"""A sealed record: its answers, what was added, versions, signatures and differences, and what may follow."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError, WrongPassphrase
from rrn_desktop.services.drafts import Draft
from ui.screens.parts.add_page import AddPage
from ui.screens.parts.answer_facts import FactGroup, StepFacts, answer_facts
from ui.screens.parts.ask_page import AskPage, Given
from ui.screens.parts.entry import Entry
from ui.screens.parts.laid_over import LaidOver, may_throw_away
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.said_lines import signatures_card
from ui.screens.parts.screen import Screen
from ui.screens.parts.words import tell
from ui.screens.records.asks import AMEND, COUNTERSIGN, MOVE, VOID, ask_for
from ui.screens.records.cards import differences_card, step_card
from ui.screens.records.presenter import RecordsPresenter
from ui.screens.records.timeline_card import TimelineCard
from ui.screens.records.ways import RecordWays
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.widgets.accessible import announce
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.measures import column
from ui.widgets.pages import Card, Page


class RecordsScreen(Screen):
    """Shows one record.

    Signals: ``draft_started`` carries a draft that was begun from it, ``form_wanted`` a form and the number of what is
    to follow, ``record_wanted`` a number and a form to read, ``card_wanted`` the person,
    ``export_wanted`` the number to print, ``left`` fires on Back.
    """

    draft_started = Signal(object)
    form_wanted = Signal(str, str)
    record_wanted = Signal(str, str)
    card_wanted = Signal(str)
    export_wanted = Signal(str)
    left = Signal()

    def __init__(self, presenter: RecordsPresenter, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter, self._tasks = presenter, tasks
        self._page = Page(width=860)
        self._asking: AskPage | AddPage | None = None
        self._both = LaidOver(self._page)
        column(self).addWidget(self._both)
        self._said = ""
        self._timeline: TimelineCard | None = None
        self._back = ActionButton(tell("back"), "secondary", "arrow-left")
        self._show()

    def where(self) -> str:
        """Return what is open."""
        return self._presenter.title()

    def number(self) -> str:
        """Return the number of the record."""
        return self._presenter.number

    def focus_first(self) -> None:
        """Move the focus to the way back, from where the record is read on."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def read_again(self) -> None:
        """Read the newest version."""
        self._presenter.read()
        self._show()

    def unsaved(self) -> bool:
        """Return whether a reason was typed and nothing done with it."""
        return self._both.unsaved()

    def _show(self) -> None:
        presenter, body = self._presenter, self._page.body
        self._back = begin_page(body, presenter.title(), presenter.state())
        self._back.clicked.connect(self.left)
        if self._said:
            body.addWidget(Banner(self._said, "success"))
        if not presenter.is_newest:
            body.addWidget(Banner(tell("shown_older", version=presenter.shown.version), "warning"))
        body.addWidget(self._ways())
        self._show_added()
        for step in answer_facts(presenter.definition, presenter.shown.answers):
            body.addWidget(step_card(step))
        self._show_what_is_beside()
        body.addStretch(1)
        self._page.verticalScrollBar().setValue(0)

    def _show_what_is_beside(self) -> None:
        presenter, body = self._presenter, self._page.body
        about = presenter.about_the_person()
        if about:
            body.addWidget(step_card(StepFacts(tell("person_then"), (FactGroup("", about),))))
        moments = presenter.timeline()
        if moments:
            self._timeline = TimelineCard(moments)
            body.addWidget(self._timeline)
        outcomes = presenter.outcomes()
        if outcomes:
            body.addWidget(step_card(StepFacts(tell("outcomes"), (FactGroup("", outcomes),))))
        if presenter.shown.version > 1:
            body.addWidget(differences_card(presenter.shown))
        body.addWidget(self._versions())
        body.addWidget(signatures_card(presenter.signatures()))

    def _show_added(self) -> None:
        """Say on top what was added, so that nobody reads a record without its corrections."""
        titles = self._presenter.added()
        if titles:
            words = tell("added_since_one") if len(titles) == 1 else tell("added_since", count=len(titles))
            entry = Entry(words, " · ".join(dict.fromkeys(titles)), "plus")
            entry.setObjectName("added_since")
            entry.clicked.connect(self._go_to_timeline)
            self._page.body.addWidget(entry)

    def _go_to_timeline(self) -> None:
        if self._timeline is not None:
            self._page.show_whole(self._timeline)
            announce(self._timeline, tell("timeline"))

    def _ways(self) -> RecordWays:
        ways = RecordWays(self._presenter.following)
        ways.add_asked.connect(self._add)
        ways.form_asked.connect(self._want)
        ways.reading_asked.connect(self._read_other)
        ways.step_asked.connect(self._ask)
        ways.complete_asked.connect(self._complete)
        ways.like_asked.connect(self._begin_like)
        ways.card_asked.connect(self.card_wanted)
        ways.export_asked.connect(self._export)
        return ways

    def _versions(self) -> Card:
        card = Card(tell("versions"))
        for line in self._presenter.versions():
            detail = f"{line.detail}\n{tell('version_here')}" if line.here else line.detail
            entry = Entry(line.title, detail, "circle-dot" if line.here else "file-text")
            entry.setObjectName(f"version:{line.version}")
            entry.setProperty("version", line.version)
            entry.clicked.connect(self._read_version)
            card.body.addWidget(entry)
        return card

    def _read_version(self) -> None:
        version = int(self.sender().property("version"))
        try:
            self._presenter.read(version)
        except UserFacingError as error:
            show_error(self, error)
            return
        self._said = ""
        self._show()
        self.focus_first()

    def _want(self, form: str) -> None:
        self.form_wanted.emit(form, self._presenter.number)

    def _read_other(self, form: str) -> None:
        self.record_wanted.emit(self._presenter.number, form)

    def _export(self) -> None:
        self.export_wanted.emit(self._presenter.number)

    def _complete(self) -> None:
        self._start(self._presenter.steps.complete)

    def _begin_like(self) -> None:
        self._start(self._presenter.steps.begin_like)

    def _start(self, begin: Callable[[], Draft]) -> None:
        try:
            draft = begin()
        except UserFacingError as error:
            show_error(self, error)
            return
        # The reason that was asked for is in the draft now.
        self._both.take_off()
        self._asking = None
        self.draft_started.emit(draft)

    # What has to be asked first

    def _add(self) -> None:
        following = self._presenter.following
        page = AddPage(self._presenter.number, following.kinds(), following.due_by_form())
        page.chosen.connect(self._want)
        self._open(page)

    def _ask(self, step: str) -> None:
        page = AskPage(ask_for(step, self._presenter.number, self._presenter.following.session.member))
        page.setProperty("step", step)
        page.given.connect(self._take)
        self._open(page)

    def _open(self, page: AskPage | AddPage) -> None:
        self._asking = page
        page.left.connect(self._leave)
        self._both.lay(page)
        page.focus_first()

    def _leave(self) -> None:
        if may_throw_away(self, unsaved=self.unsaved()):
            self._close()

    def _close(self) -> None:
        self._both.take_off()
        self._asking = None
        self.focus_first()

    def _take(self, given: Given) -> None:
        steps = self._presenter.steps
        step = str(self._asking.property("step")) if self._asking is not None else ""
        if step == AMEND:
            self._start(partial(steps.amend, given.reason))
        elif step == MOVE:
            self._move(given)
        elif step == VOID:
            self._run(partial(steps.void, given.reason, given.passphrase))
        elif step == COUNTERSIGN:
            self._run(partial(steps.countersign, given.passphrase))

    def _move(self, given: Given) -> None:
        try:
            self._presenter.steps.move_review(given.day, given.reason)
        except UserFacingError as error:
            self._failed(error)
            return
        self._done(None)

    def _run(self, work: Callable[[], None]) -> None:
        if isinstance(self._asking, AskPage):
            self._asking.set_busy(True)
            self._tasks.run(self, work, self._done, self._failed)

    def _done(self, _nothing: object) -> None:
        step = str(self._asking.property("step")) if self._asking is not None else ""
        self._said = tell(f"{step}_done", number=self._presenter.number)
        self._close()
        self.read_again()
        self.focus_first()
        announce(self, self._said, now=True)

    def _failed(self, error: Exception) -> None:
        page = self._asking
        if not isinstance(page, AskPage) or not isinstance(error, UserFacingError):
            show_error(self, error)
            return
        page.set_busy(False)
        page.forget()
        if isinstance(error, WrongPassphrase):
            page.show_problem("passphrase", tell("passphrase_wrong"))
        else:
            page.show_problem(page.last_asked(), f"{error.what} {error.next_step}")
