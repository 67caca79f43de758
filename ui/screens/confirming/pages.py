"""The list of what waits to be confirmed, and the page on which it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.confirming.presenter import WaitingLine
from ui.screens.parts.field import LabelledField, PassphraseField, short_text
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.widgets.accessible import announce
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import clear, column, sized
from ui.widgets.pages import Card, Page


class WaitingPage(Page):
    """Every record that waits.

    Signals: ``chosen`` carries the number to confirm, ``record_wanted`` the number to read, ``left`` fires on Back.
    """

    chosen = Signal(str)
    record_wanted = Signal(str)
    left = Signal()

    def __init__(self, *, may_read: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._may_read = may_read
        self._said = Banner("", "success")
        self._said.hide()
        self._cards = column(spacing=14)
        self._back = begin_page(self.body, tell("unconfirmed"), tell("unconfirmed_lead"))
        self._back.clicked.connect(self.left)
        self.body.addWidget(self._said)
        self.body.addLayout(self._cards)
        self.body.addStretch(1)
        self._buttons: list[ActionButton] = []

    def show_lines(self, lines: Sequence[WaitingLine], said: str = "") -> None:
        """Show what waits, and what was just done."""
        clear(self._cards)
        self._buttons = []
        if not lines:
            self._cards.addWidget(PlainLabel(tell("unconfirmed_none"), "hint"))
        for one in lines:
            self._cards.addWidget(self._card(one))
        if said:
            self._said.say(said, "success")
        self._said.setVisible(bool(said))
        order_tabs(self)

    def focus_first(self) -> None:
        """Move the focus to the first button."""
        (self._buttons or [self._back])[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, one: WaitingLine) -> Card:
        card = Card(one.title)
        card.body.addWidget(PlainLabel(one.said))
        card.body.addWidget(PlainLabel(one.taken, "hint"))
        if one.late:
            card.body.addWidget(PlainLabel(one.late, "error"))
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=12)
        flow.addWidget(self._button("confirm_own" if one.own else "confirm_lead", one.number, self._choose))
        if self._may_read:
            flow.addWidget(self._button("open_record", one.number, self._read))
        card.body.addWidget(buttons)
        return card

    def _button(self, key: str, number: str, act: Callable[[], None]) -> ActionButton:
        button = ActionButton(tell(key))
        button.setObjectName(f"{key}:{number}")
        button.setAccessibleDescription(tell("incident_number", number=number))
        button.setProperty("number", number)
        button.clicked.connect(act)
        self._buttons.append(button)
        return button

    def _choose(self) -> None:
        self.chosen.emit(str(self.sender().property("number")))

    def _read(self) -> None:
        self.record_wanted.emit(str(self.sender().property("number")))


class ConfirmPage(Page):
    """Who wrote it, and the passphrase of the one who says so.

    Signals: ``confirmed`` carries the name and the passphrase, ``left`` fires on Back.
    """

    confirmed = Signal(str, str)
    left = Signal()

    def __init__(self, line: WaitingLine, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.line = line
        self._problems = ErrorSummary()
        self._name_box = sized(short_text("confirm:name", line.name, limit=200), max_width=520)
        self._name = LabelledField(tell("confirm_name"), self._name_box, tell("confirm_name_hint"))
        self._passphrase = PassphraseField(tell("passphrase_hint"))
        self._confirm = ActionButton(tell("confirm"), "primary", "check")
        self._confirm.setObjectName("confirm:confirm")
        self._back = ActionButton(tell("back"))
        self._busy = PlainLabel("", "status")
        self._busy.hide()
        self._lay_out()
        self._problems.followed.connect(self._follow)
        self._confirm.clicked.connect(self._try)
        self._passphrase.entered.connect(self._try)
        self._back.clicked.connect(self.left)

    def focus_first(self) -> None:
        """Move the focus to where one begins."""
        self._follow("passphrase" if self.line.own else "name")

    def set_busy(self, busy: bool) -> None:
        """Show that it is being confirmed."""
        self._passphrase.set_busy(busy)
        for widget in (self._name_box, self._confirm, self._back):
            widget.setEnabled(not busy)
        self._busy.setText(tell("confirming") if busy else "")
        self._busy.setVisible(busy)
        if busy:
            announce(self, tell("confirming"))

    def complain(self, path: str, words: str) -> None:
        """Say what stands in the way, or with no words that nothing does."""
        self._passphrase.forget()
        self._name.show_error(words if path == "name" else "")
        self._passphrase.show_error(words if path == "passphrase" else "")
        self._problems.show_problems([(path, words)] if words else [])
        order_tabs(self)
        self._problems.take_focus()

    def _lay_out(self) -> None:
        own = self.line.own
        title = tell("confirm_title", number=self.line.number)
        for part in (Heading(title), self._problems, Banner(self.line.said)):
            self.body.addWidget(part)
        card = Card(spacing=18)
        if own:
            self._name.hide()
        means = tell("confirm_means_own" if own else "confirm_means_lead")
        for inside in (self._name, PlainLabel(means), self._passphrase, self._busy):
            card.body.addWidget(inside)
        self.body.addWidget(card)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=12)
        flow.addWidget(self._back)
        flow.addWidget(self._confirm)
        self.body.addWidget(buttons)
        self.body.addStretch(1)

    def _follow(self, path: str) -> None:
        box = self._name_box if path == "name" else self._passphrase.box
        box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self) -> None:
        if not self._confirm.isEnabled():
            return
        name, passphrase = self._name_box.text().strip(), self._passphrase.text()
        if not name and not self.line.own:
            self.complain("name", tell("confirm_name_missing"))
        elif not passphrase:
            self.complain("passphrase", tell("passphrase_missing"))
        else:
            self.confirmed.emit(name, passphrase)
