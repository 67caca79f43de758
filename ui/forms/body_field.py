"""Marks on the body: a list of places that is the control of record, and a picture as a shortcut to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QScrollArea, QWidget

from rrn_desktop.forms.body import KINDS, REGIONS
from rrn_desktop.forms.definition import Question
from rrn_desktop.forms.values import BodyMark, Value
from ui.forms.body_picture import BodyPicture
from ui.forms.field import Field, FieldContext
from ui.text import say
from ui.theme import px
from ui.widgets.accessible import announce, name
from ui.widgets.choice_cards import CheckCard, Option
from ui.widgets.labels import Group, PlainLabel
from ui.widgets.measures import column, discard, row, sized
from ui.widgets.select_box import SelectBox

Place = tuple[str, str]
SIDE_BY_SIDE = 530
"""From this width at 100 % on, the picture stands beside the list; below it, above."""

BESIDE_HEIGHT, ABOVE_HEIGHT = 410, 200
"""How high the list is beside the picture and below it: never higher than a small window."""


class MarkRow(Group):
    """What is there at one place: its kind and a note."""

    changed = Signal()

    def __init__(self, path: str, place: Place, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        frame = QFrame()
        frame.setProperty("kind", "row")
        column(self).addWidget(frame)
        name(self, title)
        self.place, self.title = place, title
        self.kind = SelectBox([Option(code, label) for code, label in KINDS.items()])
        self.kind.setObjectName(f"{path}.{place[0]}.{place[1]}.kind")
        self.note = QLineEdit()
        self.note.setObjectName(f"{path}.{place[0]}.{place[1]}.note")
        stack = column(frame, spacing=4, margins=(14, 10, 14, 14))
        stack.addWidget(PlainLabel(title, "strong"))
        for key, box in (("mark_kind_label", self.kind), ("mark_note_label", self.note)):
            words = PlainLabel(say(key), "hint")
            words.setBuddy(box)
            name(box, say(key), title)
            stack.addWidget(words)
            stack.addWidget(box)
        self.kind.chosen.connect(self._changed)
        self.note.textEdited.connect(self._changed)

    def mark(self) -> BodyMark | None:
        """Return the mark, or None until it is said what is there."""
        return BodyMark(*self.place, self.kind.code(), self.note.text()) if self.kind.code() else None

    def _changed(self) -> None:
        self.changed.emit()


class BodyField(Field):
    """The list of places with a checkbox each, the picture, and a row for each marked place."""

    def __init__(self, question: Question, path: str, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(question, path, context, parent)
        self.use_control(self)
        self.boxes: dict[Place, CheckCard] = {}
        self.pictures: dict[str, BodyPicture] = {}
        self.marks: dict[Place, MarkRow] = {}
        self._titles: dict[Place, str] = {}
        whole = column(self, spacing=12)
        self._line = row(spacing=16)
        self._list = self._make_list()
        # The list comes first in reading order although the picture stands first.
        self._line.addWidget(self._list, 1)
        self._line.insertWidget(0, self._make_pictures(), 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        whole.addLayout(self._line)
        self._rows = column(spacing=10)
        whole.addLayout(self._rows)

    def show_value(self, value: Value | None) -> None:
        """Show the marks."""
        wanted = {(m.view, m.region): m for m in value if isinstance(m, BodyMark)} if isinstance(value, tuple) else {}
        for place, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(place in wanted)
            box.blockSignals(False)
        for gone in [place for place in self.marks if place not in wanted]:
            discard(self.marks.pop(gone))
        for place, mark in wanted.items():
            shown = self._row_for(place)
            shown.kind.show_code(mark.kind)
            shown.note.setText(mark.note)
        self._show_pictures()

    def unreadable(self) -> str | None:
        """Return which marked place still has no kind."""
        bare = next((shown for shown in self.marks.values() if shown.mark() is None), None)
        return self._flaw or (say("mark_kind", region=bare.title) if bare else None)

    def half_typed(self) -> bool:
        """Return whether a place is marked that has no kind yet."""
        return any(shown.mark() is None for shown in self.marks.values())

    def first_control(self) -> QWidget:
        """Return the first place of the list."""
        return next(iter(self.boxes.values()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the picture above the list where there is no room beside it."""
        super().resizeEvent(event)
        beside = event.size().width() >= px(SIDE_BY_SIDE)
        directions = QBoxLayout.Direction
        self._line.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        height = BESIDE_HEIGHT if beside else ABOVE_HEIGHT
        sized(self._list, min_height=height, max_height=height)

    def _make_list(self) -> QScrollArea:
        inside = QWidget()
        stack = column(inside, spacing=6, margins=(6, 6, 10, 6))
        for view, regions in REGIONS.items():
            stack.addWidget(PlainLabel(say(f"{view}_view"), "strong"))
            side = Group()
            name(side, say(f"{view}_view"))
            boxes = column(side, spacing=6)
            stack.addWidget(side)
            for region, label in regions.items():
                box = CheckCard(label)
                box.setObjectName(f"{self.path}.{view}.{region}")
                title = f"{label} ({say('front' if view == 'front' else 'back_side')})"
                box.toggled.connect(self._toggled)
                boxes.addWidget(box)
                self.boxes[view, region] = box
                self._titles[view, region] = title
        area = sized(QScrollArea(), min_height=BESIDE_HEIGHT, max_height=BESIDE_HEIGHT)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _make_pictures(self) -> QWidget:
        whole = QWidget()
        line = row(whole, spacing=8)
        for view, pressed in (("front", self._front_pressed), ("back", self._back_pressed)):
            self.pictures[view] = BodyPicture(view)
            self.pictures[view].pressed.connect(pressed)
            line.addWidget(self.pictures[view])
        return whole

    def _front_pressed(self, region: str) -> None:
        self._press("front", region)

    def _back_pressed(self, region: str) -> None:
        self._press("back", region)

    def _press(self, view: str, region: str) -> None:
        box = self.boxes[view, region]
        box.toggle()
        self._list.ensureWidgetVisible(box, 0, px(60))
        announce(self, say("marked" if box.isChecked() else "unmarked", region=self._titles[view, region]))

    def _toggled(self) -> None:
        for place, box in self.boxes.items():
            if box.isChecked():
                self._row_for(place)
            elif place in self.marks:
                discard(self.marks.pop(place))
        self._show_pictures()
        self._changed()

    def _row_for(self, place: Place) -> MarkRow:
        shown = self.marks.get(place)
        if shown is None:
            shown = self.marks[place] = MarkRow(self.path, place, self._titles[place])
            shown.changed.connect(self._changed)
            self._rows.addWidget(shown)
        return shown

    def _show_pictures(self) -> None:
        for view, picture in self.pictures.items():
            picture.show_marked(frozenset(region for side, region in self.marks if side == view))

    def _changed(self) -> None:
        marks = tuple(mark for place in self.boxes if place in self.marks and (mark := self.marks[place].mark()))
        self.tell(marks or None)
