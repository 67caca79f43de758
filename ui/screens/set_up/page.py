"""A page of setting up: a few boxes that are read together, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.screens.parts.field import LabelledField, PassphraseField, long_text, short_text
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.text import say
from ui.widgets.accessible import name
from ui.widgets.choice_cards import ChoiceCards, Option
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import sized
from ui.widgets.pages import Card, Page


class SetUpPage(Page):
    """One page; its fields bear the names that the answers have.

    Signals: ``entered`` fires on Enter in its last box, ``changed`` when something was chosen.
    """

    entered = Signal()
    changed = Signal()

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.key = key
        self.setObjectName(f"set_up:{key}")
        self.card = Card(spacing=24)
        self._summary = ErrorSummary()
        self._summary.followed.connect(self.focus_on)
        self._place = PlainLabel("", "hint")
        self._fields: dict[str, LabelledField] = {}
        self._sought: QWidget | None = None
        self._seeing = QTimer(self)
        self._seeing.setSingleShot(True)
        self._seeing.setInterval(0)
        self._seeing.timeout.connect(self._see)
        for part in (
            self._summary,
            self._place,
            Heading(tell(f"set_up_{key}")),
            PlainLabel(tell(f"set_up_{key}_lead")),
        ):
            self.body.addWidget(part)
        name(self, tell(f"set_up_{key}"))
        self.fill()
        self.body.addStretch(1)
        self._chain_enter()

    def fill(self) -> None:
        """Put the page's own parts below its heading."""
        self.body.addWidget(self.card)

    def show_place(self, number: int, count: int) -> None:
        """Show which page of how many this is."""
        self._place.setText(say("section_of", number=number, count=count))

    def typed(self) -> dict[str, str]:
        """Return what stands in each box, and the code of what is chosen, by the field's name."""
        return {key: _value(field.control) for key, field in self._fields.items()}

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Say what stands in the way, as (field, sentence); none clears what was said before."""
        words = dict(problems)
        for key, field in self._fields.items():
            field.show_error(words.get(key, ""))
        self._summary.show_problems(problems)
        order_tabs(self)
        if problems:
            self.verticalScrollBar().setValue(0)
        self._summary.take_focus()

    @property
    def has_problems(self) -> bool:
        """Return whether something stands in the way, and is said."""
        return not self._summary.isHidden()

    def focus_first(self) -> None:
        """Move the focus to the first box."""
        first = self._control(next(iter(self._fields), ""))
        if first is not None:
            self.begin(first)

    def focus_on(self, key: str) -> None:
        """Move the focus to a box, or to what is chosen of several."""
        control = self._control(key)
        if control is not None:
            self.go_to(control, self._fields[key])

    def go_to(self, control: QWidget, whole: QWidget) -> None:
        """Move the focus, and show all of what belongs to it as soon as it is known where that stands."""
        control.setFocus(Qt.FocusReason.OtherFocusReason)
        self._sought = whole
        self._seeing.start()

    # Parts for the pages

    def add_line(self, key: str, words: str = "", *, into: QVBoxLayout | None = None, limit: int = 200) -> QLineEdit:
        """Add a box for a line of text."""
        box = sized(short_text(f"set_up:{key}", words, limit=limit), max_width=520)
        self._add(key, LabelledField(tell(f"set_up_{key}"), box, tell(f"set_up_{key}_hint")), into)
        return box

    def add_lines(self, key: str, label: str, hint: str, *, secret: bool = False) -> QPlainTextEdit:
        """Add a box for several lines, which Tab leaves."""
        box = long_text(f"set_up:{key}")
        if secret:
            box.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self._add(key, LabelledField(tell(label), box, tell(hint)), None)
        return box

    def add_secret(self, key: str, *, into: QVBoxLayout | None = None) -> PassphraseField:
        """Add a box for a passphrase."""
        field = PassphraseField(tell(f"set_up_{key}_hint"), label=tell(f"set_up_{key}"), key=f"set_up:{key}")
        self._add(key, field, into)
        return field

    def add_choice(
        self, key: str, label: str, options: Sequence[Option], chosen: str = "", hint: str = ""
    ) -> ChoiceCards:
        """Add cards of which one is chosen."""
        cards = ChoiceCards(options, name=f"set_up:{key}", columns=1 if len(options) < 4 else 2)
        cards.tick((chosen,) if chosen else ())
        cards.chosen.connect(self.changed)
        self._add(key, LabelledField(tell(label), cards, tell(hint) if hint else ""), None)
        return cards

    def _add(self, key: str, field: LabelledField, into: QVBoxLayout | None) -> None:
        self._fields[key] = field
        (into or self.card.body).addWidget(field)

    def _control(self, key: str) -> QWidget | None:
        control = self._fields[key].control if key in self._fields else None
        if isinstance(control, ChoiceCards):
            return control.cards[next(iter(control.codes()), next(iter(control.cards)))]
        return control

    def _chain_enter(self) -> None:
        """Let Enter lead from line to line, and from the last one on."""
        lines = [field.control for field in self._fields.values() if isinstance(field.control, QLineEdit)]
        for line in lines:
            line.returnPressed.connect(self.entered if line is lines[-1] else self._next)

    def _see(self) -> None:
        # The window itself sees to the place of the text cursor alone, and a large box would be cut off below it.
        if self._sought is not None and self._sought.isVisible():
            self.show_whole(self._sought)
        self._sought = None

    def _next(self) -> None:
        keys = list(self._fields)
        here = next(key for key in keys if self._fields[key].control is self.sender())
        self.focus_on(keys[keys.index(here) + 1])


def _value(control: QWidget) -> str:
    if isinstance(control, QLineEdit):
        return control.text()
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    return next(iter(control.codes()), "") if isinstance(control, ChoiceCards) else ""
