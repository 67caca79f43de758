"""What every question's widget can do, and what it may know of the world around it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from rrn_desktop.clock import Clock, SystemClock
from rrn_desktop.forms.definition import Question
from rrn_desktop.forms.types import flaw_of
from rrn_desktop.forms.values import Value
from ui.widgets.accessible import name
from ui.widgets.labels import Group
from ui.widgets.measures import repolish


class DirectoryRow(NamedTuple):
    """Someone the directory knows: id, name, what tells them apart from others, a role, and whether they are here."""

    id: str
    name: str
    detail: str = ""
    role: str = ""
    here: bool = True


@dataclass(frozen=True)
class FieldContext:
    """What fields may offer: people and staff of the desk, the time and its zone.

    ``suggestions`` are lines to complete from, by question path without row numbers.
    """

    zone: str = "Europe/London"
    clock: Clock = field(default_factory=SystemClock)
    people: tuple[DirectoryRow, ...] = ()
    staff: tuple[DirectoryRow, ...] = ()
    suggestions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def now(self) -> datetime:
        """Return the present moment as a clock on the wall shows it."""
        return self.clock.now().astimezone(ZoneInfo(self.zone))


class Field(Group):
    """The control, or the controls, of one question.

    - ``answered`` says the path and the new value, None when there is nothing (or nothing readable) any more;
    - ``control`` carries the question's path as its object name;
    - ``unreadable`` is a sentence while what stands in the boxes is half written or can't be sealed so.
    """

    answered = Signal(str, object)
    row_asked = Signal(str)
    remove_asked = Signal(str, int)

    def __init__(self, question: Question, path: str, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question, self.path, self.context = question, path, context
        self._value: Value | None = None
        self._flaw: str | None = None
        self.control: QWidget = self

    def value(self) -> Value | None:
        """Return the value that was last told or set."""
        return self._value

    def set_value(self, value: Value | None) -> None:
        """Show a value without telling it; what is half typed stays when the value is the same."""
        if value == self._value:
            return
        self._value = value
        self._flaw = None
        self.show_value(value)

    def empty(self) -> None:
        """Show nothing, also where something half typed stands."""
        self._value, self._flaw = None, None
        self.show_value(None)

    @abstractmethod
    def show_value(self, value: Value | None) -> None:
        """Put a value into the controls without a signal."""

    def set_problem(self, problem: str | None) -> None:
        """Mark the controls as wrong, or as right again."""
        for box in self.findChildren(QWidget):
            if isinstance(box, QLineEdit):
                repolish(box, "invalid", "true" if problem else "false")
        if isinstance(self.control, QLineEdit):
            repolish(self.control, "invalid", "true" if problem else "false")

    def set_names(self, label: str, description: str) -> None:
        """Give the control its visible label as name, and hint and error as description."""
        name(self.control, label, description)

    def unreadable(self) -> str | None:
        """Return why what stands in the controls can't be kept, or None."""
        return self._flaw

    def half_typed(self) -> bool:
        """Return whether something stands in the controls that no answer holds."""
        return self._value is None and bool(self.unreadable())

    def first_control(self) -> QWidget:
        """Return the control that takes the focus first."""
        return self.control

    def focus_first(self) -> None:
        """Move the focus to the first control."""
        self.first_control().setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, value: Value | None) -> None:
        """Tell a new value, also one that can't be sealed so: a draft keeps it, and the page says what is wrong."""
        flaw = flaw_of(self.question, value) if value is not None else None
        self._flaw = f"{flaw.what} {flaw.next_step}" if flaw else None
        if value != self._value:
            self._value = value
            self.answered.emit(self.path, value)

    def use_control(self, control: QWidget) -> None:
        """Let one control stand for the question: it carries the path."""
        self.control = control
        control.setObjectName(self.path)
        if control is not self:
            self.setObjectName(f"field:{self.path}")
