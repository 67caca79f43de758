"""Words that are offered, and two boxes; before them the passphrase of now, where it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.joining.presenter import AGAIN, NEW, OLD, JoiningPresenter, Typed
from ui.screens.parts.field import PassphraseField
from ui.screens.parts.offered_words import OfferedWords
from ui.screens.parts.page_problems import mark_problems
from ui.screens.parts.words import tell
from ui.widgets.accessible import announce
from ui.widgets.buttons import ActionButton
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.pages import Card, Page


class ChoosePage(Page):
    """Asks for an own passphrase.

    Signals: ``given`` carries what was typed, ``left`` fires on Cancel.
    """

    given = Signal(object)
    left = Signal()

    def __init__(self, presenter: JoiningPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._presenter = presenter
        self._problems = ErrorSummary()
        self._words = OfferedWords()
        new_hint = tell("own_new_must_hint" if presenter.must else "own_new_hint")
        self._fields = {} if presenter.first else {OLD: PassphraseField(label=tell("own_old"), key=OLD)}
        self._fields[NEW] = PassphraseField(new_hint, label=tell("own_new"), key=NEW)
        self._fields[AGAIN] = PassphraseField(tell("own_again_hint"), label=tell("own_again"), key=AGAIN)
        self._save = ActionButton(tell("own_save"), "primary", "key-round")
        self._save.setObjectName("own:save")
        self._cancel = ActionButton(tell("cancel"))
        self._busy = PlainLabel("", "status")
        self._busy.hide()
        self._lay_out()
        self._connect()
        self._words.show_words(presenter.offer())

    def focus_first(self) -> None:
        """Move the focus to the passphrase of now, or to the words."""
        self.begin(self._fields[OLD].box if OLD in self._fields else self._words)

    def forget(self) -> None:
        """Empty the boxes, and show other words than those that may be in use."""
        for field in self._fields.values():
            field.forget()
        self._words.show_words(self._presenter.offer())

    def set_busy(self, busy: bool) -> None:
        """Show that it is being done."""
        for field in self._fields.values():
            field.set_busy(busy)
        for widget in (self._save, self._cancel, self._other):
            widget.setEnabled(not busy)
        self._busy.setText(tell("own_saving") if busy else "")
        self._busy.setVisible(busy)
        if busy:
            announce(self, tell("own_saving"))

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Say what stands in the way, at each box and on top."""
        mark_problems(self, self._fields, self._problems, problems)
        self._problems.take_focus()

    def _lay_out(self) -> None:
        first, must = self._presenter.first, self._presenter.must
        self.body.addWidget(Heading(tell("own_first_title" if first else "own_change_title")))
        why = "own_first_lead_must" if must else "own_first_lead"
        self.body.addWidget(PlainLabel(tell(why if first else "own_change_lead")))
        self.body.addWidget(self._problems)
        offered = Card(tell("own_words_title"))
        self._other = ActionButton(tell("own_words_other"), "quiet", "refresh-cw")
        for part in (PlainLabel(tell("own_words_must" if must else "own_words_lead")), self._words):
            offered.body.addWidget(part)
        offered.body.addWidget(self._other, 0, Qt.AlignmentFlag.AlignLeft)
        offered.body.addWidget(PlainLabel(tell("own_words_keep"), "hint"))
        card = Card(tell("own_type_title"), spacing=18)
        if OLD in self._fields:
            old = Card()
            old.body.addWidget(self._fields[OLD])
            self.body.addWidget(old)
        for key in (NEW, AGAIN):
            card.body.addWidget(self._fields[key])
        self.body.addWidget(offered)
        self.body.addWidget(card)
        self.body.addWidget(self._busy)
        self.body.addWidget(self._buttons())
        self.body.addStretch(1)

    def _buttons(self) -> QWidget:
        held = QWidget()
        flow = FlowLayout(held, gap=12)
        flow.addWidget(self._save)
        # The first time there is no way round it: whoever closes the window is asked again.
        if not self._presenter.first:
            flow.addWidget(self._cancel)
        return held

    def _connect(self) -> None:
        self._save.clicked.connect(self._try)
        self._cancel.clicked.connect(self.left)
        self._other.clicked.connect(self._offer)
        self._problems.followed.connect(self._follow)
        keys = list(self._fields)
        for before, after in pairwise(keys):
            self._fields[before].entered.connect(self._fields[after].box.setFocus)
        self._fields[AGAIN].entered.connect(self._try)

    def _offer(self) -> None:
        self._words.show_words(self._presenter.offer())
        self._words.say_words()

    def _try(self) -> None:
        texts = {key: field.text() for key, field in self._fields.items()}
        typed = Typed(texts.get(OLD, ""), texts[NEW], texts[AGAIN])
        problems = self._presenter.problems(typed)
        self.show_problems(problems)
        if not problems:
            self.given.emit(typed)

    def _follow(self, key: str) -> None:
        self._fields[key].box.setFocus(Qt.FocusReason.OtherFocusReason)
