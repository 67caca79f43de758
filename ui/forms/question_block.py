"""One question on the page: label, hint, error, control, and ways to say why there is no answer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from rrn_desktop.forms.definition import Question
from rrn_desktop.forms.values import Unknown, Value
from ui.forms.field import Field
from ui.forms.unknowns import UnknownSwitches, offered
from ui.text import say
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import NO_MARGINS, column, repolish, row, spaced


class QuestionBlock(QFrame):
    """A question with everything that belongs to it; the field inside asks, the block explains."""

    answered = Signal(str, object)
    row_asked = Signal(str)
    remove_asked = Signal(str, int)

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.question: Question = field.question
        self.path = field.path
        self.setProperty("kind", "rail")
        self.setObjectName(f"block:{self.path}")
        label = self.question.label
        self.visible_label = say("optional", label=label) if self.question.optional else label
        self._value: Value | None = None
        self.problem: str | None = None
        self._build()
        self.set_problem(None)
        field.answered.connect(self._field_answered)
        field.row_asked.connect(self.row_asked)
        field.remove_asked.connect(self.remove_asked)

    def set_value(self, value: Value | None) -> None:
        """Show an answer or a stated unknown, without telling it."""
        if value == self._value:
            return
        self._value = value
        stated = value.state if isinstance(value, Unknown) else ""
        if self._switches is not None:
            self._switches.show_state(stated)
        own = self._switches is not None and stated in self._switches.chips
        self.field.set_value(None if own else value)

    def empty(self) -> None:
        """Show nothing, also where something half typed stands."""
        self._value = None
        self.field.empty()
        if self._switches is not None:
            self._switches.show_state("")

    def value(self) -> Value | None:
        """Return the value that was last told or set."""
        return self._value

    def set_problem(self, problem: str | None) -> None:
        """Show what is wrong, or nothing."""
        self.problem = problem
        error = say("error", message=problem) if problem else ""
        self._error.setText(error)
        self._error.setVisible(bool(problem))
        repolish(self, "invalid", "true" if problem else "false")
        spaced(self._line, 0, (14, 0, 0, 0) if problem else NO_MARGINS)
        self.field.set_problem(problem)
        self.field.set_names(self.visible_label, " ".join(part for part in (self.question.hint, error) if part))

    def unreadable(self) -> str | None:
        """Return why what stands in the controls can't be kept, or None."""
        return None if isinstance(self._value, Unknown) else self.field.unreadable()

    def half_typed(self) -> bool:
        """Return whether something stands in the controls that no answer holds."""
        return not isinstance(self._value, Unknown) and self.field.half_typed()

    def focus_first(self) -> None:
        """Move the focus to the question's first control."""
        self.field.focus_first()

    def _build(self) -> None:
        self._line = row(self)
        inside = column(spacing=6)
        self._label = PlainLabel(self.visible_label, "label")
        self._label.setBuddy(self.field.first_control())
        hint = PlainLabel(self.question.hint, "hint")
        if not self.question.hint:
            hint.hide()
        self._error = PlainLabel("", "error")
        for part in (self._label, hint, self._error, self.field):
            inside.addWidget(part)
        self._switches: UnknownSwitches | None = None
        if offered(self.question):
            self._switches = UnknownSwitches(self.question, self.path, self.question.label)
            self._switches.stated.connect(self._stated)
            inside.addWidget(self._switches)
        self._line.addLayout(inside, 1)

    def _field_answered(self, path: str, value: Value | None) -> None:
        if path == self.path:
            if self._switches is not None and not isinstance(value, Unknown):
                self._switches.show_state("")
            self._value = value
        self.answered.emit(path, value)

    def _stated(self, state: str) -> None:
        value: Value | None = Unknown(state) if state else None
        if state:
            self.field.empty()
        self._value = value
        self.answered.emit(self.path, value)
