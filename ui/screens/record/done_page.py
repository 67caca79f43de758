"""It is signed: its number, what that answered, what is due now and the ways on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.due_list import DueList
from ui.screens.parts.words import tell
from ui.screens.record.done import DoneWords
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Heading, IconLabel, PlainLabel
from ui.widgets.measures import row
from ui.widgets.pages import Card, Page


class DonePage(Page):
    """Says what was signed and what follows.

    Signals: ``done`` fires on Done, ``form_wanted`` carries the form and the number of what is to follow,
    ``export_wanted`` the number of the record to print.
    """

    done = Signal()
    form_wanted = Signal(str, str)
    export_wanted = Signal(str)

    def __init__(self, words: DoneWords, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._said = words
        self.body.addWidget(Heading(words.title))
        self.body.addWidget(Banner(words.words, "success"))
        if words.warning:
            self.body.addWidget(Banner(words.warning, "warning"))
        self._done = ActionButton(tell("done"), "primary")
        self._done.setObjectName("done")
        self._done.clicked.connect(self.done)
        self.body.addWidget(self._ways_on())
        if words.closed:
            self.body.addWidget(_closed(words.closed))
        if words.number:
            self.body.addWidget(self._due())
        self.body.addStretch(1)

    def title(self) -> str:
        """Return what was signed."""
        return self._said.title

    def focus_first(self) -> None:
        """Move the focus to Done."""
        self._done.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ways_on(self) -> QWidget:
        held = QWidget()
        flow = FlowLayout(held, gap=12)
        flow.addWidget(self._done)
        for form, words in self._next():
            button = ActionButton(words, "secondary", "hand-heart" if form else None)
            button.setObjectName(f"next:{form or 'incident'}")
            button.setProperty("form", form)
            button.clicked.connect(self._want)
            flow.addWidget(button)
        if self._said.is_incident:
            export = ActionButton(tell("export"), "secondary", "printer")
            export.setObjectName("next:export")
            export.clicked.connect(self._export)
            flow.addWidget(export)
        return held

    def _export(self) -> None:
        self.export_wanted.emit(self._said.number)

    def _next(self) -> tuple[tuple[str, str], ...]:
        """Return the ways on after an incident; support stands among what is due as long as it is."""
        if not self._said.is_incident:
            return ()
        due = any(one.form == "support" for one in self._said.due)
        return (*(() if due else (("support", tell("support")),)), ("", tell("to_incident")))

    def _due(self) -> Card:
        card = Card(tell("done_due"))
        if not self._said.due:
            card.body.addWidget(PlainLabel(tell("done_nothing_due"), "hint"))
            return card
        due = DueList(self._said.due)
        due.wanted.connect(self.form_wanted)
        card.body.addWidget(due)
        return card

    def _want(self) -> None:
        pressed = self.sender()
        if pressed is not None:
            self.form_wanted.emit(str(pressed.property("form")), self._said.number)


def _closed(lines: tuple[str, ...]) -> Card:
    card = Card(tell("closed_title"))
    for words in lines:
        both = row(spacing=12)
        both.addWidget(IconLabel("circle-check", "ok"), 0, Qt.AlignmentFlag.AlignTop)
        both.addWidget(PlainLabel(words), 1)
        card.body.addLayout(both)
    return card
