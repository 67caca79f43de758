"""Write it now: who you are, or the four words of what you began before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.inbox.words_field import WordsField
from ui.screens.parts.field import LabelledField, short_text
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.text import say
from ui.widgets.accessible import announce
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import sized
from ui.widgets.pages import Card, Page


class StartPage(Page):
    """Two ways in.

    Signals: ``begun`` carries the name and the job that were typed, ``carried_on`` and ``correcting`` four words,
    ``left`` fires on Back.
    """

    begun = Signal(str, str)
    carried_on = Signal(str)
    correcting = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(width=680, parent=parent)
        self._problems = ErrorSummary()
        self._name_box = sized(short_text("inbox:name", limit=200), max_width=520)
        self._role_box = sized(short_text("inbox:role", limit=200), max_width=520)
        self._name = LabelledField(tell("inbox_name"), self._name_box, tell("inbox_name_hint"))
        self._role = LabelledField(tell("inbox_role"), self._role_box, tell("inbox_role_hint"))
        self._words = WordsField()
        self._begin = self._button("inbox_begin", primary=True)
        self._carry, self._correct = self._button("inbox_carry"), self._button("inbox_correct")
        self._back = ActionButton(say("back"))
        self._busy = PlainLabel("", "status")
        self._shut = Banner(tell("inbox_shut"), "warning")
        self._shut.hide()
        self.asked = "name"
        self._lay_out()
        self._connect()

    def focus_first(self) -> None:
        """Move the focus to the name."""
        self.begin(self._name_box)

    def set_busy(self, words: str) -> None:
        """Show that something takes a moment; no words when it is over."""
        for widget in (self._name_box, self._role_box, self._words.box, self._begin, self._carry, self._correct):
            widget.setEnabled(not words)
        self._busy.setText(words)
        if words:
            announce(self, words)

    def show_problems(self, problems: list[tuple[str, str]]) -> None:
        """Say what stands in the way, or that nothing does."""
        words = dict(problems)
        self._name.show_error(words.get("name", ""))
        self._role.show_error(words.get("role", ""))
        self._words.show_error(words.get("words", ""))
        self._problems.show_problems(problems)
        order_tabs(self)
        if problems:
            self.verticalScrollBar().setValue(0)
        self._problems.take_focus()

    def shut(self) -> None:
        """Say that nothing can be written here now, and offer nothing that would."""
        self._shut.say(tell("inbox_shut"), "warning")
        for card in self._cards:
            card.hide()
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Empty the four words."""
        self._words.box.clear()

    def _button(self, key: str, *, primary: bool = False) -> ActionButton:
        button = ActionButton(tell(key), "primary" if primary else "secondary")
        button.setObjectName(f"inbox:{key.removeprefix('inbox_')}")
        return button

    def _lay_out(self) -> None:
        self.body.addWidget(Heading(tell("inbox_title")))
        self.body.addWidget(PlainLabel(tell("inbox_lead")))
        self.body.addWidget(self._problems)
        begin = Card(tell("inbox_begin_title"), spacing=18)
        for part in (self._name, self._role):
            begin.body.addWidget(part)
        begin.body.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignLeft)
        carry = Card(tell("inbox_carry_title"), spacing=18)
        carry.body.addWidget(PlainLabel(tell("inbox_carry_lead"), "hint"))
        carry.body.addWidget(self._words)
        both = QWidget()
        flow = FlowLayout(both, gap=12)
        flow.addWidget(self._carry)
        flow.addWidget(self._correct)
        carry.body.addWidget(both)
        self._cards = (begin, carry)
        for shown in (self._shut, self._busy, begin, carry):
            self.body.addWidget(shown)
        self.body.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self._problems.followed.connect(self._follow)
        self._name_box.returnPressed.connect(self._role_box.setFocus)
        self._role_box.returnPressed.connect(self._try_begin)
        self._words.entered.connect(self._try_carry)
        self._begin.clicked.connect(self._try_begin)
        self._carry.clicked.connect(self._try_carry)
        self._correct.clicked.connect(self._try_correct)
        self._back.clicked.connect(self.left)

    def _follow(self, path: str) -> None:
        boxes = {"name": self._name_box, "role": self._role_box, "words": self._words.box}
        boxes[path].setFocus(Qt.FocusReason.OtherFocusReason)

    def _try_begin(self) -> None:
        name, role = self._name_box.text().strip(), self._role_box.text().strip()
        missing = [] if name else [("name", tell("inbox_name_missing"))]
        if not role:
            missing.append(("role", tell("inbox_role_missing")))
        self.show_problems(missing)
        if not missing:
            self.asked = "name"
            self.begun.emit(name, role)

    def _try_carry(self) -> None:
        if self._has_words():
            self.carried_on.emit(self._words.box.text())

    def _try_correct(self) -> None:
        if self._has_words():
            self.correcting.emit(self._words.box.text())

    def _has_words(self) -> bool:
        there = bool(self._words.box.text().strip())
        self.asked = "words"
        self.show_problems([] if there else [("words", tell("inbox_words_missing"))])
        return there
