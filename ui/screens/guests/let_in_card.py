"""Who is let in, as what, and until when."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.field import LabelledField, short_text
from ui.screens.parts.words import tell
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import sized
from ui.widgets.pages import Card


class LetInCard(Card):
    """Three boxes and a button.

    Signals: ``wanted`` carries name, job and the time as typed; ``missing`` the problems that stand in the way.
    """

    wanted = Signal(str, str, str)
    missing = Signal(object)

    def __init__(self, usual: str, parent: QWidget | None = None) -> None:
        super().__init__(tell("guest_in_title"), spacing=18, parent=parent)
        boxes = {key: sized(short_text(f"guest:{key}", limit=200), max_width=520) for key in ("name", "job", "until")}
        hints = {"name": "", "job": tell("guest_job_hint"), "until": tell("guest_until_hint", time=usual)}
        self._boxes = boxes
        self._fields = {key: LabelledField(tell(f"guest_{key}"), box, hints[key]) for key, box in boxes.items()}
        self._button = ActionButton(tell("guest_let_in"), "primary", "plus")
        self._button.setObjectName("guest:let_in")
        self._busy = PlainLabel("", "status")
        self._busy.hide()
        for field in self._fields.values():
            self.body.addWidget(field)
        self.body.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._busy)
        self._button.clicked.connect(self._try)
        boxes["until"].returnPressed.connect(self._try)

    def show_problems(self, problems: dict[str, str]) -> None:
        """Show what is wrong at each box."""
        for key, field in self._fields.items():
            field.show_error(problems.get(key, ""))

    @property
    def first(self) -> QWidget:
        """Return the box that one begins with."""
        return self._boxes["name"]

    def focus_on(self, key: str) -> None:
        """Move the focus to a box."""
        self._boxes[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool) -> None:
        """Show that the account is being made."""
        for widget in (*self._boxes.values(), self._button):
            widget.setEnabled(not busy)
        self._busy.setText(tell("guest_letting_in") if busy else "")
        self._busy.setVisible(busy)

    def empty(self) -> None:
        """Empty all boxes."""
        for box in self._boxes.values():
            box.clear()

    def _try(self) -> None:
        name, job, until = (box.text().strip() for box in self._boxes.values())
        if name:
            self.wanted.emit(name, job, until)
        else:
            self.missing.emit([("name", tell("guest_name_missing"))])
