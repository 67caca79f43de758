"""Sign and submit: who is signing, what it means, and the passphrase."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.field import PassphraseField
from ui.screens.parts.words import tell
from ui.screens.record.hands import Hands
from ui.screens.record.hands_card import HandsCard
from ui.screens.writing.gap_card import WAIT, GapCard
from ui.screens.writing.passing_page import PassingPage
from ui.widgets.accessible import announce
from ui.widgets.banner import Banner
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.pages import Card


class SignCard(Card):
    """The passphrase, above it what signing means.

    Signals: ``entered`` fires on Enter in the passphrase.
    """

    entered = Signal()

    def __init__(self, means: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.passphrase = PassphraseField(tell("passphrase_hint"))
        self.passphrase.entered.connect(self.entered)
        self._busy = PlainLabel("", "status")
        self._busy.hide()
        for part in (PlainLabel(means), self.passphrase, self._busy):
            self.body.addWidget(part)

    def set_busy(self, busy: bool) -> None:
        """Show that it is being signed."""
        self.passphrase.set_busy(busy)
        self._busy.setText(tell("signing") if busy else "")
        self._busy.setVisible(busy)
        if busy:
            announce(self, tell("signing"))


class SignPage(PassingPage):
    """Asks for the passphrase and, when answers are still to come, whether this is a first record.

    Signals: ``entered`` fires on Enter in the passphrase, ``question_wanted`` carries the path of an answer
    that can't be sealed as it is, or that says whose account it is.
    """

    entered = Signal()
    question_wanted = Signal(str)

    def __init__(
        self, hands: Hands, means: str, gaps: int, *, may_be_first: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.problems = ErrorSummary()
        self.problems.followed.connect(self._follow)
        self._card = SignCard(means)
        self._card.entered.connect(self.entered)
        self.passphrase = self._card.passphrase
        self._gaps: GapCard | None = None
        self._typed: HandsCard | None = None
        for part in (self.problems, Heading(tell("sign")), Banner(hands.who)):
            self.body.addWidget(part)
        self._tell_hands(hands)
        self._must_wait = bool(gaps) and not may_be_first
        if self._must_wait:
            self.body.addWidget(Banner(tell("sign_gaps", count=gaps), "warning"))
        elif gaps:
            self._gaps = GapCard(gaps, tell("sign_first_hint"), tell("sign_wait_hint"))
            self.body.addWidget(self._gaps)
        self.body.addWidget(self._card)
        self.body.addWidget(PlainLabel(tell("sign_not_you"), "hint"))
        self.body.addStretch(1)

    def choice(self) -> str:
        """Return FIRST, WAIT or, where nothing was chosen, an empty text."""
        if self._must_wait:
            return WAIT
        return self._gaps.choice() if self._gaps is not None else ""

    @property
    def asks_choice(self) -> bool:
        """Return whether answers are still to come."""
        return self._gaps is not None

    def set_busy(self, busy: bool) -> None:
        """Show that the record is being signed."""
        if self._gaps is not None:
            self._gaps.set_busy(busy)
        self._card.set_busy(busy)

    def show_problem(self, path: str, words: str) -> None:
        """Say what stands in the way, or with no words that nothing does."""
        self.passphrase.show_error(words if path == "passphrase" else "")
        self.problems.show_problems([(path, words)] if words else [])
        if words:
            self.ensureVisible(0, 0)
        self.problems.take_focus()

    def focus_first(self) -> bool:
        """Move the focus to what is asked about the hands on it, else to the choice, or to the passphrase."""
        if self._typed is not None:
            self._typed.focus_first()
        else:
            self._follow("choice")
        return True

    def _tell_hands(self, hands: Hands) -> None:
        if hands.sittings:
            self._typed = HandsCard(hands)
            self._typed.whose_wanted.connect(self.question_wanted)
            self.body.addWidget(self._typed)

    def _follow(self, path: str) -> None:
        if path == "choice" and self._gaps is not None:
            self._gaps.focus_first()
        elif path in {"choice", "passphrase"}:
            self.passphrase.box.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.question_wanted.emit(path)
