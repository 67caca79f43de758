"""How long something took: the words as they were said, and minutes and seconds where they are known."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from rrn_desktop.forms.definition import Question
from rrn_desktop.forms.values import StatedDuration, Value
from ui.forms.field import Field, FieldContext
from ui.forms.time_boxes import small_box
from ui.text import say
from ui.widgets.accessible import name
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import column


class DurationField(Field):
    """Words first; numbers beside them, never made out of them."""

    def __init__(self, question: Question, path: str, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(question, path, context, parent)
        self.words = QLineEdit()
        self.words.setObjectName(f"{path}.stated")
        name(self.words, say("stated_words"), say("stated_words_hint"))
        minutes, self.minutes = small_box(say("minutes"), f"{path}.minutes", 84)
        seconds, self.seconds = small_box(say("seconds"), f"{path}.seconds", 84)
        stack = column(self, spacing=4)
        for label in (PlainLabel(say("stated_words"), "hint"), self.words):
            stack.addWidget(label)
        numbers = QWidget()
        flow = FlowLayout(numbers, gap=12)
        for part in (minutes, seconds):
            flow.addWidget(part)
        stack.addWidget(PlainLabel(say("if_known"), "hint"))
        stack.addWidget(numbers)
        self.use_control(self)
        for box in self._boxes():
            box.textEdited.connect(self._typed)

    def show_value(self, value: Value | None) -> None:
        """Show words and numbers."""
        said = value if isinstance(value, StatedDuration) else StatedDuration("")
        self.words.setText(said.stated)
        known = said.seconds is not None
        minutes, seconds = divmod(said.seconds or 0, 60)
        self.minutes.setText(str(minutes) if known and (minutes or not seconds) else "")
        self.seconds.setText(str(seconds) if known and (seconds or not minutes) else "")

    def set_names(self, label: str, description: str) -> None:
        """Name the group and say in each box what it belongs to."""
        super().set_names(label, description)
        for box in (self.minutes, self.seconds):
            box.setAccessibleDescription(f"{label}. {say('if_known')}")

    def half_typed(self) -> bool:
        """Return whether minutes or seconds are no numbers: what is typed then is not told."""
        return not all(_readable(box.text().strip()) for box in (self.minutes, self.seconds))

    def first_control(self) -> QWidget:
        """Return the box of the words."""
        return self.words

    def _boxes(self) -> tuple[QLineEdit, ...]:
        return self.words, self.minutes, self.seconds

    def _typed(self) -> None:
        parts = [box.text().strip() for box in (self.minutes, self.seconds)]
        if not all(map(_readable, parts)):
            self._flaw = say("bad_duration")
            return
        minutes, seconds = (int(part or 0) for part in parts)
        known = minutes * 60 + seconds if any(parts) else None
        stated = self.words.text()
        nothing = known is None and not stated.strip()
        self.tell(None if nothing else StatedDuration(stated, known))


def _readable(part: str) -> bool:
    return not part or (part.isdecimal() and len(part) <= 6)
