"""A page that asks for what a step needs before it is taken: a day, a reason, a passphrase, or some of these."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.forms.time_boxes import DateBoxes
from ui.forms.time_fields import AHEAD
from ui.screens.parts.field import LabelledField, PassphraseField, long_text
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.widgets.accessible import announce
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import row
from ui.widgets.pages import Card, Page


class Ask(NamedTuple):
    """What is asked, in words; an empty text leaves a part out. ``signing`` says who is about to sign."""

    title: str
    lead: str
    go_on: str
    day: str = ""
    reason: str = ""
    hint: str = ""
    missing: str = ""
    signing: str = ""
    danger: bool = False


class Given(NamedTuple):
    """What was given; ``day`` is ``YYYY-MM-DD``."""

    day: str
    reason: str
    passphrase: str

    def __repr__(self) -> str:
        return "Given(hidden)"


class AskPage(Page):
    """One step, asked for and confirmed.

    Signals: ``given`` carries what was given, whole; ``left`` fires on Cancel.
    """

    given = Signal(object)
    left = Signal()

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._ask = ask
        self._problems = ErrorSummary()
        self._problems.followed.connect(self._follow)
        self._card = Card(spacing=24)
        # A day still to come is wanted, and today never is.
        self._days = DateBoxes("day", ahead=AHEAD) if ask.day else None
        self._day = LabelledField(ask.day, self._days) if self._days else None
        self._box = long_text("reason") if ask.reason else None
        self._reason = LabelledField(ask.reason, self._box, ask.hint) if self._box else None
        self._passphrase = PassphraseField(tell("passphrase_hint")) if ask.signing else None
        self._busy = PlainLabel("", "status")
        self._busy.hide()
        self._lay_out()

    def focus_first(self) -> None:
        """Move the focus to the first thing asked."""
        self._follow("day" if self._days else "reason" if self._box else "passphrase")

    def set_busy(self, busy: bool) -> None:
        """Show that it is being done."""
        self._card.setEnabled(not busy)
        self._go_on.setEnabled(not busy)
        self._busy.setText(tell("signing") if busy else "")
        self._busy.setVisible(busy)
        if busy:
            announce(self, tell("signing"))

    def show_problem(self, path: str, words: str) -> None:
        """Say what stands in the way: of the day, the reason or the passphrase."""
        self._show([(path, words)])

    def last_asked(self) -> str:
        """Return what is asked last, where what stands in the way is said."""
        return "passphrase" if self._passphrase else "reason" if self._box else "day"

    def forget(self) -> None:
        """Empty the passphrase."""
        if self._passphrase is not None:
            self._passphrase.forget()

    def _lay_out(self) -> None:
        ask = self._ask
        if self._days is not None:
            self._days.today.hide()
        for part in (self._problems, Heading(ask.title), PlainLabel(ask.lead)):
            self.body.addWidget(part)
        if ask.signing:
            self.body.addWidget(Banner(ask.signing))
        for field in (self._day, self._reason, self._passphrase):
            if field is not None:
                self._card.body.addWidget(field)
        self._card.body.addWidget(self._busy)
        self.body.addWidget(self._card)
        self._go_on = ActionButton(ask.go_on, "danger" if ask.danger else "primary")
        cancel = ActionButton(tell("cancel"))
        self._go_on.clicked.connect(self._give)
        cancel.clicked.connect(self.left)
        if self._passphrase is not None:
            self._passphrase.entered.connect(self._give)
        buttons = row(spacing=12)
        buttons.addWidget(self._go_on)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addStretch(1)

    def _give(self) -> None:
        found = Given(
            day=(self._days.text() or "") if self._days else "",
            reason=self._box.toPlainText().strip() if self._box else "",
            passphrase=self._passphrase.text() if self._passphrase else "",
        )
        missing = []
        if self._days and not found.day:
            missing.append(("day", self._days.problem() or tell("day_missing")))
        if self._box and not found.reason:
            missing.append(("reason", self._ask.missing))
        if self._passphrase and not found.passphrase:
            missing.append(("passphrase", tell("passphrase_missing")))
        self._show(missing)
        if not missing:
            self.given.emit(found)

    def _show(self, problems: list[tuple[str, str]]) -> None:
        wrong = dict(problems)
        for path, field in (("day", self._day), ("reason", self._reason), ("passphrase", self._passphrase)):
            if field is not None:
                field.show_error(wrong.get(path, ""))
        self._problems.show_problems(problems)
        order_tabs(self)
        if problems:
            self.verticalScrollBar().setValue(0)
        self._problems.take_focus()

    def _follow(self, path: str) -> None:
        boxes = {
            "day": self._days.boxes[0] if self._days else None,
            "reason": self._box,
            "passphrase": self._passphrase.box if self._passphrase else None,
        }
        box = boxes.get(path)
        if box is not None:
            box.setFocus(Qt.FocusReason.OtherFocusReason)
