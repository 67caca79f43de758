"""Questions that are answered by choosing: one, some, or yes or no."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from rrn_desktop.forms.definition import Question
from rrn_desktop.forms.values import NOT_KNOWN, Unknown, Value
from ui.forms.field import Field, FieldContext
from ui.text import say
from ui.widgets.accessible import name
from ui.widgets.choice_cards import ChoiceCards, Option
from ui.widgets.measures import column


def options_of(question: Question) -> tuple[Option, ...]:
    """Return the choices of a question as cards want them."""
    return tuple(Option(choice.code, choice.label, choice.hint) for choice in question.choices)


class _Cards(Field):
    """Cards, of which the whole group carries the question's path."""

    def __init__(self, question: Question, path: str, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(question, path, context, parent)
        self.cards = ChoiceCards(self._options(), many=self._many(), columns=self._columns(), name=path)
        column(self).addWidget(self.cards)
        self.use_control(self.cards)
        self.cards.chosen.connect(self._chosen)

    def first_control(self) -> QWidget:
        """Return the card that is ticked, or the first."""
        faces = list(self.cards.cards.values())
        return next((face for face in faces if face.isChecked()), faces[0]) if faces else self.cards

    def set_names(self, label: str, description: str) -> None:
        """Name the group; each card keeps its own words, and the first says what is wrong."""
        name(self.cards, label, description)

    def _options(self) -> tuple[Option, ...]:
        return options_of(self.question)

    def _many(self) -> bool:
        return False

    def _columns(self) -> int:
        return 0

    def _chosen(self) -> None:
        self.tell(next(iter(self.cards.codes()), None))


SHORT = 12
"""How many characters a choice may have to stand beside two others."""


class ChoiceField(_Cards):
    """One of a list; two or three short choices stand side by side."""

    def _columns(self) -> int:
        choices = self.question.choices
        short = all(len(choice.label) <= SHORT and not choice.hint for choice in choices)
        return len(choices) if short and len(choices) <= 3 else 0

    def show_value(self, value: Value | None) -> None:
        """Tick the card of the code."""
        self.cards.tick((value,) if isinstance(value, str) else ())


class YesNoField(_Cards):
    """Yes, no and, where the question allows it, not known."""

    def show_value(self, value: Value | None) -> None:
        """Tick the card of the answer."""
        if isinstance(value, Unknown):
            self.cards.tick((value.state,))
        else:
            self.cards.tick((value,) if isinstance(value, str) else ())

    def _options(self) -> tuple[Option, ...]:
        both = (Option("yes", say("yes")), Option("no", say("no")))
        unknown = (Option(NOT_KNOWN, say("not_known_card")),) if NOT_KNOWN in self.question.unknowns else ()
        return both + unknown

    def _columns(self) -> int:
        return 3

    def _chosen(self) -> None:
        code = next(iter(self.cards.codes()), None)
        self.tell(Unknown(NOT_KNOWN) if code == NOT_KNOWN else code)


class ChoicesField(_Cards):
    """Some of a list; a choice that stands alone takes the others away."""

    def show_value(self, value: Value | None) -> None:
        """Tick the cards of the codes."""
        self.cards.tick([code for code in value if isinstance(code, str)] if isinstance(value, tuple) else ())

    def _many(self) -> bool:
        return True

    def _chosen(self) -> None:
        pressed = self.cards.last_pressed
        alone = {choice.code for choice in self.question.choices if choice.alone}
        codes = self.cards.codes()
        if pressed in alone and pressed in codes:
            codes = (pressed,)
        elif pressed in codes:
            codes = tuple(code for code in codes if code not in alone)
        self.cards.tick(codes)
        self.tell(codes or None)
