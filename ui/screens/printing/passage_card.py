"""One text that is about to be printed: the names in it underlined, and for each what becomes of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from rrn_desktop.services.name_check import Choice, Passage, What
from ui.screens.parts.field import LabelledField, short_text
from ui.screens.parts.words import tell
from ui.screens.printing.names import NameChoices, Named, marked
from ui.widgets.choice_cards import ChoiceCards, Option
from ui.widgets.labels import Heading, MarkedLabel, PlainLabel
from ui.widgets.measures import column, sized
from ui.widgets.pages import Card

KEEP: Final = "keep"
REPLACE: Final = "replace"
LEAVE_OUT: Final = "leave_out"
_WHATS: tuple[What, ...] = (KEEP, REPLACE, LEAVE_OUT)


class NameField(LabelledField):
    """What becomes of one who is named.

    Signals: ``decided`` fires when a choice was made, or other words were typed.
    """

    decided = Signal()

    def __init__(self, path: str, named: Named, parent: QWidget | None = None) -> None:
        self.named = named
        options = (
            Option(KEEP, tell("name_keep")),
            Option(REPLACE, tell("name_replace")),
            Option(LEAVE_OUT, tell("name_leave_out")),
        )
        self.cards = ChoiceCards(options, columns=3, name=path)
        label = tell("name_label", names=named.names, who=tell(f"name_is_{named.kind}"))
        super().__init__(label, self.cards, "", parent)
        self.box: QLineEdit = sized(short_text(f"{path}.words", named.suggests, limit=80), min_width=200)
        self._instead = LabelledField(tell("name_words"), self.box)
        self.box.setAccessibleName(tell("name_words_for", names=named.names))
        self._instead.hide()
        self.under(self._instead)
        self.cards.chosen.connect(self._choose)
        self.box.textEdited.connect(self.decided)

    @property
    def what(self) -> What | None:
        """Return what was chosen, or None."""
        code = next(iter(self.cards.codes()), "")
        return next((what for what in _WHATS if what == code), None)

    @property
    def words(self) -> str:
        """Return the words that stand in its place; what is suggested, where none were typed."""
        return self.box.text().strip() or self.named.suggests

    def show_choice(self, choice: Choice | None) -> None:
        """Show what was decided in another text."""
        if choice is None:
            return
        self.show_error("")
        self.cards.tick((choice.what,))
        self._instead.setVisible(choice.what == REPLACE)
        # Whoever is typing there is not disturbed.
        if choice.words and not self.box.hasFocus():
            self.box.setText(choice.words)

    def focus_first(self) -> None:
        """Move the focus to what was chosen, or to the first choice."""
        self.cards.cards[self.what or KEEP].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        self._instead.setVisible(self.what == REPLACE)
        self.show_error("")
        self.decided.emit()


class PassageCard(Card):
    """One text.

    Signals: ``decided`` carries the place of a name in ``names``, ``left_out`` whether the whole text is left out.
    """

    decided = Signal(int)
    left_out = Signal(bool)

    def __init__(self, passage: Passage, choices: NameChoices, parent: QWidget | None = None) -> None:
        super().__init__(passage.label, spacing=16, parent=parent)
        self.passage, self._choices = passage, choices
        text, names = marked(passage)
        self._text = MarkedLabel(text, names)
        self.body.addWidget(self._text)
        self.names = [
            NameField(f"name:{passage.id}:{at}", one) for at, one in enumerate(choices.named(passage.id))
        ]  # fmt: skip
        self._held = QWidget()
        inside = column(self._held, spacing=16)
        for field in self.names:
            inside.addWidget(field)
            field.decided.connect(self._decide)
        if self.names:
            self.body.addWidget(self._held)
        else:
            self.body.addWidget(PlainLabel(tell("name_none"), "hint"))
        self._reads = self._make_reads()
        self._out = self._make_out()
        self.show_choices()

    def show_choices(self) -> None:
        """Show what is decided, also elsewhere, and how the text will read."""
        out = self._choices.is_left_out(self.passage.id)
        for field in self.names:
            field.show_choice(self._choices.decided(self.passage.id, field.named.key))
        self._held.setVisible(bool(self.names) and not out)
        reads = "" if out else self._choices.reads(self.passage.id)
        changed = bool(reads) and reads != self.passage.text
        self._words.setText(reads if changed else "")
        self._reads.setVisible(changed)

    def _make_reads(self) -> QWidget:
        held = QWidget()
        inside = column(held, spacing=4)
        inside.addWidget(Heading(tell("name_reads"), "part"))
        self._words = PlainLabel()
        inside.addWidget(self._words)
        self.body.addWidget(held)
        return held

    def _make_out(self) -> ChoiceCards:
        hint = tell("name_theirs_hint") if self.passage.theirs else ""
        label = tell("name_theirs_out" if self.passage.theirs else "name_text_out")
        cards = ChoiceCards((Option("out", label, hint),), many=True, name=f"out:{self.passage.id}")
        cards.setAccessibleName(self.passage.label)
        cards.tick(("out",) if self._choices.is_left_out(self.passage.id) else ())
        cards.chosen.connect(self._leave_out)
        self.body.addWidget(cards)
        return cards

    def _decide(self) -> None:
        field = self.sender()
        self.decided.emit(next(at for at, one in enumerate(self.names) if one is field))

    def _leave_out(self) -> None:
        self.left_out.emit(bool(self._out.codes()))
