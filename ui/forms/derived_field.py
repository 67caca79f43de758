"""What the program fills in by itself: shown among the questions, and never asked."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from rrn_desktop.forms.definition import Question
from rrn_desktop.forms.values import Value
from rrn_desktop.forms.wording import shown
from ui.forms.field import Field, FieldContext
from ui.widgets.accessible import name
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import column


class DerivedField(Field):
    """An answer in words, which nobody types."""

    def __init__(self, question: Question, path: str, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(question, path, context, parent)
        self._words = PlainLabel()
        column(self).addWidget(self._words)
        self.use_control(self)

    def show_value(self, value: Value | None) -> None:
        """Show the answer in words."""
        self._words.setText(shown(self.question, value))

    def set_names(self, label: str, description: str) -> None:
        """Let a screen reader meet label and words as one line."""
        name(self, label, description)
        name(self._words, f"{label}: {self._words.text()}")
