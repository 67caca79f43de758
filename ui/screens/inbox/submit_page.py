"""Submit without signing: who says so, what it means, and whether answers are still to come."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.words import tell
from ui.screens.writing.gap_card import GapCard
from ui.screens.writing.passing_page import PassingPage
from ui.widgets.accessible import announce
from ui.widgets.banner import Banner
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.pages import Card


class SubmitPage(PassingPage):
    """Asks whether this is a first record when answers are still to come, and says what submitting means.

    Signals: ``question_wanted`` carries the path of an answer that can't be kept as it is.
    """

    question_wanted = Signal(str)

    def __init__(self, name: str, role: str, gaps: int, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.problems = ErrorSummary()
        self.problems.followed.connect(self._follow)
        self._gaps = GapCard(gaps, tell("inbox_done_first"), tell("inbox_wait_hint")) if gaps else None
        self._busy = PlainLabel("", "status")
        self.body.addWidget(self.problems)
        self.body.addWidget(Heading(tell("inbox_submit_title")))
        self.body.addWidget(Banner(tell("inbox_submit_as", name=name, role=role)))
        if self._gaps is not None:
            self.body.addWidget(self._gaps)
        card = Card()
        card.body.addWidget(PlainLabel(tell("inbox_submit_means")))
        card.body.addWidget(PlainLabel(tell("inbox_submit_again"), "strong"))
        card.body.addWidget(self._busy)
        self.body.addWidget(card)
        self.body.addStretch(1)

    def choice(self) -> str:
        """Return FIRST, WAIT or, where nothing was chosen, an empty text."""
        return self._gaps.choice() if self._gaps is not None else ""

    @property
    def asks_choice(self) -> bool:
        """Return whether answers are still to come."""
        return self._gaps is not None

    def set_busy(self, busy: bool) -> None:
        """Show that it is being submitted."""
        if self._gaps is not None:
            self._gaps.set_busy(busy)
        self._busy.setText(tell("inbox_submitting") if busy else "")
        if busy:
            announce(self, tell("inbox_submitting"))

    def show_problem(self, path: str, words: str) -> None:
        """Say what stands in the way, or with no words that nothing does."""
        self.problems.show_problems([(path, words)] if words else [])
        if words:
            self.ensureVisible(0, 0)
        self.problems.take_focus()

    def focus_first(self) -> bool:
        """Move the focus to the choice; False where there is none."""
        if self._gaps is not None:
            self.begin(self._gaps.at_hand())
        return self._gaps is not None

    def _follow(self, path: str) -> None:
        if path == "choice" and self._gaps is not None:
            self._gaps.focus_first()
        elif path:
            self.question_wanted.emit(path)
