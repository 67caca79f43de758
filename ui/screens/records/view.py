"""A sealed record: its answers, versions, signatures and differences, and what may follow."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from rrn_desktop.errors import UserFacingError
from ui.screens.parts.answer_facts import FactGroup, StepFacts, answer_facts
from ui.screens.parts.entry import Entry
from ui.screens.parts.facts import FactList
from ui.screens.parts.screen import Screen
from ui.screens.parts.words import tell
from ui.screens.records.presenter import RecordsPresenter, SignatureLine
from ui.screens.records.reason import ReasonPage
from ui.show_error import show_error
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Heading, IconLabel, PlainLabel
from ui.widgets.measures import clear, column, row
from ui.widgets.pages import Card, Page


class RecordsScreen(Screen):
    """Shows one record.

    Signals: ``draft_started`` carries a draft that completes or amends it, ``left`` fires on Back.
    """

    draft_started = Signal(object)
    left = Signal()

    def __init__(self, presenter: RecordsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._page = Page(width=860)
        self._reason = ReasonPage(presenter.number)
        self._reason.given.connect(self._amend)
        self._reason.left.connect(self._close_reason)
        self._both = QStackedWidget()
        self._both.addWidget(self._page)
        self._both.addWidget(self._reason)
        column(self).addWidget(self._both)
        self._back = ActionButton(tell("back"), "secondary", "arrow-left")
        self._show()

    def where(self) -> str:
        """Return what is open."""
        return tell("shown_title", number=self._presenter.number)

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

    def _show(self) -> None:
        presenter, body = self._presenter, self._page.body
        clear(body)
        body.addLayout(self._buttons())
        body.addWidget(Heading(tell("shown_title", number=presenter.number)))
        body.addWidget(PlainLabel(presenter.state(), "hint"))
        if not presenter.is_newest:
            body.addWidget(Banner(tell("shown_older", version=presenter.shown.version), "warning"))
        for step in answer_facts(presenter.definition, presenter.shown.answers):
            body.addWidget(_step_card(step))
        about = presenter.about_the_person()
        if about:
            body.addWidget(_step_card(StepFacts(tell("person_then"), (FactGroup("", about),))))
        if presenter.shown.version > 1:
            body.addWidget(self._differences())
        body.addWidget(self._versions())
        body.addWidget(_signatures(presenter.signatures()))
        body.addStretch(1)
        self._page.verticalScrollBar().setValue(0)

    def _buttons(self) -> QVBoxLayout:
        holder, buttons = column(), row(spacing=12)
        self._back = ActionButton(tell("back"), "secondary", "arrow-left")
        self._back.clicked.connect(self.left)
        buttons.addWidget(self._back)
        if self._presenter.may_complete():
            complete = ActionButton(tell("complete_this"), "primary")
            complete.clicked.connect(self._complete)
            buttons.addWidget(complete)
        if self._presenter.may_amend():
            amend = ActionButton(tell("amend"))
            amend.clicked.connect(self._ask_reason)
            buttons.addWidget(amend)
        buttons.addStretch(1)
        holder.addLayout(buttons)
        return holder

    def _differences(self) -> Card:
        shown = self._presenter.shown
        before = shown.version - 1
        card = Card(tell("differences", version=before))
        if not shown.differences:
            card.body.addWidget(PlainLabel(tell("differences_none", version=before), "hint"))
        for one in shown.differences:
            card.body.addWidget(PlainLabel(one.label, "strong"))
            was, now = one.before or tell("not_answered"), one.after or tell("not_answered")
            card.body.addWidget(FactList(((tell("difference_before"), was), (tell("difference_after"), now))))
        return card

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
        self._show()
        self.focus_first()

    def _complete(self) -> None:
        try:
            draft = self._presenter.begin_completion()
        except UserFacingError as error:
            show_error(self, error)
            return
        self.draft_started.emit(draft)

    def _ask_reason(self) -> None:
        self._both.setCurrentWidget(self._reason)
        self._reason.focus_first()

    def _close_reason(self) -> None:
        self._both.setCurrentWidget(self._page)
        self.focus_first()

    def _amend(self, reason: str) -> None:
        try:
            draft = self._presenter.begin_amendment(reason)
        except UserFacingError as error:
            show_error(self, error)
            return
        self.draft_started.emit(draft)


def _step_card(step: StepFacts) -> Card:
    card = Card(step.title)
    for group in step.groups:
        if group.heading:
            card.body.addWidget(Heading(group.heading, "strong"))
        card.body.addWidget(FactList(group.facts))
    return card


def _signatures(lines: tuple[SignatureLine, ...]) -> Card:
    card = Card(tell("signatures"))
    for line in lines:
        both = row(spacing=12)
        icon, token = ("shield-check", "ok") if line.holds else ("circle-alert", "error")
        both.addWidget(IconLabel(icon, token), 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=2)
        words.addWidget(PlainLabel(line.words, "strong" if line.holds else "error"))
        words.addWidget(PlainLabel(line.covers, "hint"))
        both.addLayout(words, 1)
        card.body.addLayout(both)
    return card
