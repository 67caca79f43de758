"""Sign and submit: who is signing, what it means, and the passphrase."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.services.session import MemberInfo
from ui.screens.parts.field import PassphraseField
from ui.screens.parts.words import tell
from ui.widgets.accessible import announce
from ui.widgets.banner import Banner
from ui.widgets.choice_cards import ChoiceCards, Option
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.pages import Card, Page

FIRST, WAIT = "first", "wait"


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
        self.passphrase.box.setEnabled(not busy)
        self._busy.setText(tell("signing") if busy else "")
        self._busy.setVisible(busy)
        if busy:
            announce(self, tell("signing"))


def signing_as(member: MemberInfo) -> str:
    """Return who is about to sign, in words."""
    return tell("sign_as" if member.job_title else "sign_as_plain", name=member.name, job=member.job_title)


class SignPage(Page):
    """Asks for the passphrase and, when answers are still to come, whether this is a first record.

    Signals: ``entered`` fires on Enter in the passphrase, ``question_wanted`` carries the path of an answer
    that can't be sealed as it is.
    """

    entered = Signal()
    question_wanted = Signal(str)

    def __init__(
        self, member: MemberInfo, means: str, gaps: int, *, may_be_first: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.problems = ErrorSummary()
        self.problems.followed.connect(self._follow)
        self._card = SignCard(means)
        self._card.entered.connect(self.entered)
        self.passphrase = self._card.passphrase
        self._choice: ChoiceCards | None = None
        for part in (self.problems, Heading(tell("sign")), Banner(signing_as(member))):
            self.body.addWidget(part)
        self._must_wait = bool(gaps) and not may_be_first
        if gaps:
            self.body.addWidget(
                self._gap_card(gaps) if may_be_first else Banner(tell("sign_gaps", count=gaps), "warning")
            )
        self.body.addWidget(self._card)
        self.body.addWidget(PlainLabel(tell("sign_not_you"), "hint"))
        self.body.addStretch(1)

    def choice(self) -> str:
        """Return FIRST, WAIT or, where nothing was chosen, an empty text."""
        if self._must_wait:
            return WAIT
        return next(iter(self._choice.codes()), "") if self._choice else ""

    @property
    def asks_choice(self) -> bool:
        """Return whether answers are still to come."""
        return self._choice is not None

    def set_busy(self, busy: bool) -> None:
        """Show that the record is being signed."""
        if self._choice:
            self._choice.setEnabled(not busy)
        self._card.set_busy(busy)

    def show_problem(self, path: str, words: str) -> None:
        """Say what stands in the way, or with no words that nothing does."""
        self.passphrase.show_error(words if path == "passphrase" else "")
        self.problems.show_problems([(path, words)] if words else [])
        if words:
            self.ensureVisible(0, 0)
        self.problems.take_focus()

    def focus_first(self) -> bool:
        """Move the focus to the choice, or to the passphrase."""
        self._follow("choice" if self._choice else "passphrase")
        return True

    def _gap_card(self, gaps: int) -> Card:
        title = tell("sign_first_question", count=gaps)
        first = Option(FIRST, tell("sign_first"), tell("sign_first_hint"))
        wait = Option(WAIT, tell("sign_wait"), tell("sign_wait_hint"))
        self._choice = ChoiceCards((first, wait), columns=1, name="first_record")
        self._choice.setAccessibleName(title)
        card = Card(title)
        card.body.addWidget(self._choice)
        return card

    def _follow(self, path: str) -> None:
        if path == "choice" and self._choice:
            faces = list(self._choice.cards.values())
            face = next((one for one in faces if one.isChecked()), faces[0])
            face.setFocus(Qt.FocusReason.OtherFocusReason)
        elif path in {"choice", "passphrase"}:
            self.passphrase.box.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.question_wanted.emit(path)
