"""Questions that are answered with a day, a time, or a moment on the wall's clock."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rrn_desktop.clock import WallTime, offsets_of, wall_time
from rrn_desktop.forms.definition import Question
from rrn_desktop.forms.values import Value
from ui.forms.field import Field, FieldContext
from ui.forms.time_boxes import DateBoxes, TimeBox
from ui.text import say
from ui.widgets.accessible import announce, name
from ui.widgets.choice_cards import ChoiceCards, Option
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import column, discard

AHEAD = 2
"""How many years ahead a day may lie that is written with two digits of its year."""


class DateField(Field):
    """A day."""

    def __init__(self, question: Question, path: str, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(question, path, context, parent)
        # A day may also be one still to come: by when something is to be done, or looked at again.
        self.days = DateBoxes(path, ahead=AHEAD)
        column(self).addWidget(self.days)
        self.use_control(self)
        self.days.changed.connect(self._changed)
        self.days.today.clicked.connect(self._today)

    def show_value(self, value: Value | None) -> None:
        """Show the day."""
        self.days.show_day(value if isinstance(value, str) else "")

    def unreadable(self) -> str | None:
        """Return what is wrong with the boxes."""
        return self._flaw or self.days.problem()

    def first_control(self) -> QWidget:
        """Return the box of the day."""
        return self.days.boxes[0]

    def _today(self) -> None:
        self.days.use_day(self.context.now().date())

    def _changed(self) -> None:
        self.tell(self.days.text())


class TimeField(Field):
    """A time of day."""

    def __init__(self, question: Question, path: str, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(question, path, context, parent)
        self.times = TimeBox(path, "")
        column(self).addWidget(self.times)
        self.use_control(self.times.box)
        self.times.changed.connect(self._changed)
        self.times.now.clicked.connect(self._now)

    def show_value(self, value: Value | None) -> None:
        """Show the time."""
        self.times.show_time(value if isinstance(value, str) else "")

    def unreadable(self) -> str | None:
        """Return what is wrong with the box."""
        return self._flaw or self.times.problem()

    def _now(self) -> None:
        self.times.use_time(self.context.now().strftime("%H:%M"))

    def _changed(self) -> None:
        self.tell(self.times.text())


class WhenField(Field):
    """A day and a time with the offset of the zone.

    A time that came twice asks which one; until that is said its offset is empty. A time that never came says so.
    """

    def __init__(self, question: Question, path: str, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(question, path, context, parent)
        self.days = DateBoxes(path)
        self.times = TimeBox(f"{path}.time", say("time"))
        self.note = PlainLabel("", "gap")
        self.note.hide()
        self.which: ChoiceCards | None = None
        self._offset = ""
        self._zone = context.zone
        self._stack: QVBoxLayout = column(self, spacing=8)
        for part in (self.days, self.times, self.note):
            self._stack.addWidget(part)
        self.use_control(self)
        self.days.changed.connect(self._changed)
        self.times.changed.connect(self._changed)
        self.days.today.clicked.connect(self._today)
        self.times.now.clicked.connect(self._now)

    def show_value(self, value: Value | None) -> None:
        """Show the moment as it was read off the wall."""
        when = value if isinstance(value, WallTime) else None
        day, _t, time = when.local.partition("T") if when else ("", "", "")
        self._offset, self._zone = (when.offset, when.zone) if when else ("", self.context.zone)
        self.days.show_day(day)
        self.times.show_time(time)
        self._look()

    def suggest_day(self, day: str) -> None:
        """Fill in the likely day of a moment not written yet; it is no answer until there is a time."""
        if self._value is None and self.times.is_empty():
            self.days.suggest(day)

    def set_names(self, label: str, description: str) -> None:
        """Name the group; each box keeps its own label, said after it."""
        super().set_names(label, description)
        for box in self.days.boxes:
            box.setAccessibleDescription(f"{label}. {description}".strip())
        self.times.box.setAccessibleDescription(f"{label}. {description} {say('time_hint')}")

    def unreadable(self) -> str | None:
        """Return what is wrong with the boxes, or what is still missing in them."""
        wrong = self.days.problem() or self.times.problem()
        if wrong or self._flaw:
            return wrong or self._flaw
        if not self.days.is_empty() and self.times.is_empty():
            return say("time_missing")
        if not self.times.is_empty() and self.days.text() is None:
            return say("date_missing")
        return None

    def first_control(self) -> QWidget:
        """Return the box of the day, or that of the time where the day stands already."""
        return self.times.box if self.days.text() is not None and self.times.is_empty() else self.days.boxes[0]

    def _today(self) -> None:
        self.days.use_day(self.context.now().date())

    def _now(self) -> None:
        now = self.context.now()
        at = wall_time(now, self.context.zone)
        self._zone, self._offset = at.zone, at.offset
        self.days.show_day(now.date().isoformat())
        self.times.use_time(now.strftime("%H:%M"))

    def _changed(self) -> None:
        self._look()
        local = self._local()
        self.tell(WallTime(local=local, offset=self._offset, zone=self._zone) if local else None)

    def _local(self) -> str:
        day, time = self.days.text(), self.times.text()
        return f"{day}T{time}" if day and time else ""

    def _look(self) -> None:
        local = self._local()
        offsets = offsets_of(local, self._zone) if local else ()
        shown = self.times.text() or ""
        if len(offsets) == 1 or self._offset not in offsets:
            self._offset = offsets[0] if len(offsets) == 1 else ""
        self._ask_which(shown if len(offsets) > 1 else "", offsets)
        self._say(say("skipped_time", time=shown) if local and not offsets else "")
        if len(offsets) > 1:
            self._say(say("twice", time=shown))

    def _say(self, words: str) -> None:
        if words and words != self.note.text():
            announce(self, words)
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _ask_which(self, time: str, offsets: tuple[str, ...]) -> None:
        if self.which is not None and not (time and self.which.property("time") == time):
            discard(self.which)
            self.which = None
        if not time:
            return
        if self.which is None:
            first = Option(offsets[0], say("first_time", time=time), say("first_time_hint"))
            second = Option(offsets[1], say("second_time", time=time), say("second_time_hint"))
            self.which = ChoiceCards((first, second), columns=2, name=f"{self.path}.which")
            self.which.setProperty("time", time)
            name(self.which, say("twice", time=time))
            self.which.chosen.connect(self._chose_which)
            self._stack.addWidget(self.which)
        self.which.tick((self._offset,))

    def _chose_which(self) -> None:
        if self.which is not None:
            self._offset = next(iter(self.which.codes()), "")
            self._changed()
