"""What is about to be made: what it is, what it is for, and the button that makes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.services.whom_to_tell import WhomToTell
from ui.screens.parts.field import LabelledField, short_text
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.telling_card import TellingCard
from ui.screens.parts.words import tell
from ui.screens.printing.words import PrintWords
from ui.widgets.accessible import announce
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.labels import PlainLabel
from ui.widgets.pages import Page


class PrintPage(Page):
    """Asks what a document is for; it needs no answer to that. Whom not to tell stands first where it is for outside.

    Signals: ``wanted`` carries what it is for, ``left`` fires on Back.
    """

    wanted = Signal(str)
    left = Signal()

    def __init__(self, words: PrintWords, telling: WhomToTell | None = None, parent: QWidget | None = None) -> None:
        super().__init__(width=860, parent=parent)
        self._problems = ErrorSummary()
        self._back = begin_page(self.body, words.title, words.lead)
        self._back.clicked.connect(self.left)
        self._reason = short_text("reason")
        self._save = ActionButton(words.save, "primary", "download")
        self._save.setObjectName("print:save")
        self._save.clicked.connect(self._try)
        self._busy = PlainLabel("", "status")
        self._busy.hide()
        self.body.addWidget(self._problems)
        self.body.addWidget(TellingCard(telling))
        self.body.addWidget(Banner(words.care, "warning"))
        self._lay_out_middle()
        self.body.addWidget(LabelledField(tell("print_reason"), self._reason, tell("print_reason_hint")))
        self.body.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._busy)
        self.body.addStretch(1)
        order_tabs(self)

    def focus_first(self) -> None:
        """Move the focus to the way back, from where the page is read on."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool) -> None:
        """Show that it is being made."""
        self._save.setEnabled(not busy)
        self._busy.setText(tell("printing") if busy else "")
        self._busy.setVisible(busy)
        if busy:
            announce(self, tell("printing"))

    def show_problem(self, words: str) -> None:
        """Say what stands in the way of making the file."""
        self._show_problems([("", words)])

    def _lay_out_middle(self) -> None:
        """Put what has to be looked at first between the head and the button."""

    def _missing(self) -> list[tuple[str, str]]:
        """Return what has to be decided first, each with the object name of its control."""
        return []

    def _try(self) -> None:
        missing = self._missing()
        self._show_problems(missing)
        if not missing:
            self.wanted.emit(self._reason.text().strip())

    def _show_problems(self, problems: list[tuple[str, str]]) -> None:
        self._problems.show_problems(problems)
        order_tabs(self)
        if problems:
            self.verticalScrollBar().setValue(0)
            self._problems.take_focus()
