"""Boxes for a day and for a time, which take what people write and a button that fills in now."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.forms.time_reading import read_day, read_month, read_time, three_parts, whole_year
from ui.text import say
from ui.widgets.buttons import ActionButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import column, sized


def small_box(label: str, object_name: str, width: float) -> tuple[QWidget, QLineEdit]:
    """Return a narrow box with its label above it, and the box."""
    box = sized(QLineEdit(), min_width=width, max_width=width)
    box.setObjectName(object_name)
    box.setAccessibleName(label)
    words = PlainLabel(label, "hint")
    words.setBuddy(box)
    whole = QWidget()
    stack = column(whole, spacing=3)
    stack.addWidget(words)
    stack.addWidget(box)
    return whole, box


def quiet_button(key: str, object_name: str) -> ActionButton:
    """Return a button that fills something in."""
    button = ActionButton(say(key), "quiet")
    button.setObjectName(object_name)
    return button


class DateBoxes(QWidget):
    """Day, Month, Year and Use today; ``changed`` after every key.

    ``ahead`` is by how many years a day may lie ahead whose year is written with two digits.
    """

    changed = Signal()

    def __init__(self, path: str, *, ahead: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ahead = ahead
        self._suggested = ""
        flow = FlowLayout(self, gap=12)
        self.boxes: list[QLineEdit] = []
        for key, width in (("day", 58), ("month", 58), ("year", 84)):
            whole, box = small_box(say(key), f"{path}.{key}", width)
            box.textEdited.connect(self._edited)
            flow.addWidget(whole)
            self.boxes.append(box)
        self.boxes[0].editingFinished.connect(self._spread)
        self.boxes[2].editingFinished.connect(self._complete)
        self.today = quiet_button("use_today", f"{path}.use_today")
        flow.addWidget(self.today)

    def text(self) -> str | None:
        """Return ``YYYY-MM-DD``, or None when the boxes are no day."""
        day, month, year = (box.text() for box in self.boxes)
        return read_day(day, month, year)

    def is_empty(self) -> bool:
        """Return whether nothing was written, a suggested day aside."""
        return not any(box.text().strip() for box in self.boxes) or self.text() == self._suggested

    def problem(self) -> str | None:
        """Return what is wrong with what stands in the boxes."""
        if self.is_empty() or self.text() is not None:
            return None
        return say("date_unfinished" if not all(box.text().strip() for box in self.boxes) else "bad_date")

    def show_day(self, text: str) -> None:
        """Show a day without a signal; an empty text empties the boxes."""
        self._suggested = ""
        self._fill(text)

    def suggest(self, text: str) -> None:
        """Fill in a likely day that is no answer yet."""
        if self.is_empty() and text != self._suggested:
            self._suggested = text
            self._fill(text)

    def use_day(self, day: date) -> None:
        """Fill in a day as if it had been typed."""
        self.show_day(day.isoformat())
        self.changed.emit()

    def _fill(self, text: str) -> None:
        parts = [str(int(part)) for part in reversed(text.split("-"))] if text else ["", "", ""]
        for box, part in zip(self.boxes, parts, strict=True):
            box.setText(part)

    def _edited(self) -> None:
        self._suggested = ""
        self.changed.emit()

    def _spread(self) -> None:
        """Put a whole day that was typed or pasted into the first box where it belongs."""
        parts = three_parts(self.boxes[0].text())
        if parts is not None:
            for box, part in zip(self.boxes, parts, strict=True):
                box.setText(part)
            self._complete()
            self._edited()

    def _complete(self) -> None:
        box = self.boxes[2]
        whole = whole_year(box.text(), datetime.now().astimezone().date(), self._ahead)
        if whole != box.text():
            box.setText(whole)
            self._edited()
        month = read_month(self.boxes[1].text())
        if month is not None and not self.boxes[1].text().strip().isdecimal():
            self.boxes[1].setText(str(month))


class TimeBox(QWidget):
    """One lenient box and Use time now; ``changed`` after every key."""

    changed = Signal()

    def __init__(self, path: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, gap=12)
        if label:
            whole, self.box = small_box(label, path, 112)
            flow.addWidget(whole)
        else:
            self.box = sized(QLineEdit(), min_width=112, max_width=112)
            flow.addWidget(self.box)
        self.now = quiet_button("use_time_now", f"{path}.use_time_now")
        flow.addWidget(self.now)
        self.box.setAccessibleDescription(say("time_hint"))
        self.box.textEdited.connect(self._edited)
        self.box.editingFinished.connect(self._tidy)

    def text(self) -> str | None:
        """Return ``HH:MM`` or ``HH:MM:SS``, or None when the box holds no time."""
        return read_time(self.box.text())

    def is_empty(self) -> bool:
        """Return whether nothing was written."""
        return not self.box.text().strip()

    def problem(self) -> str | None:
        """Return what is wrong with what stands in the box."""
        return None if self.is_empty() or self.text() is not None else say("bad_time")

    def show_time(self, text: str) -> None:
        """Show a time without a signal."""
        self.box.setText(text)

    def use_time(self, text: str) -> None:
        """Fill in a time as if it had been typed."""
        self.box.setText(text)
        self.changed.emit()

    def _edited(self) -> None:
        self.changed.emit()

    def _tidy(self) -> None:
        found = self.text()
        if found is not None and found != self.box.text():
            self.box.setText(found)


def focus(widget: QWidget) -> None:
    """Give the focus to a box and select what it holds."""
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(widget, QLineEdit):
        widget.selectAll()
