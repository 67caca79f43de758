"""A term or days when a place is closed, typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.services.calendar import CLOSURE, TERM
from ui.forms.time_boxes import DateBoxes
from ui.screens.parts.field import LabelledField, short_text
from ui.screens.parts.words import tell
from ui.widgets.buttons import ActionButton
from ui.widgets.choice_cards import ChoiceCards, Option
from ui.widgets.measures import sized
from ui.widgets.pages import Card

_KIND, _FIRST, _LAST, _WHY = "kind", "first", "last", "why"
_LONGEST = 120
_AHEAD = 3


class DaysTyped(NamedTuple):
    """What was typed, whole; days are ``YYYY-MM-DD``."""

    kind: str
    first: str
    last: str
    why: str


class DaysCard(Card):
    """What it is, its days, and what to call it.

    Signals: ``typed`` carries what was typed when all is there, ``missing`` what is not, by key.
    """

    typed = Signal(object)
    missing = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tell("calendar_add"), spacing=18, parent=parent)
        kinds = (TERM, CLOSURE)
        options = [Option(one, tell(f"calendar_kind_{one}"), tell(f"calendar_kind_{one}_hint")) for one in kinds]
        self._kinds = ChoiceCards(options, columns=1, name="days:kind")
        self._days = {_FIRST: DateBoxes("days:first", ahead=_AHEAD), _LAST: DateBoxes("days:last", ahead=_AHEAD)}
        self._box = sized(short_text("days:why", limit=_LONGEST), max_width=520)
        self._fields = {
            _KIND: LabelledField(tell("calendar_kind"), self._kinds),
            _FIRST: LabelledField(tell("calendar_first"), self._days[_FIRST]),
            _LAST: LabelledField(tell("calendar_last"), self._days[_LAST], tell("calendar_last_hint")),
            _WHY: LabelledField(tell("calendar_why"), self._box, tell("calendar_why_hint")),
        }
        add = ActionButton(tell("calendar_add_now"), "primary", "plus")
        add.setObjectName("days:add")
        for boxes in self._days.values():
            boxes.today.hide()
        for field in self._fields.values():
            self.body.addWidget(field)
        self.body.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        add.clicked.connect(self._try)
        self._box.returnPressed.connect(self._try)

    def focus_first(self) -> None:
        """Move the focus to what it is."""
        self.focus_on(_KIND)

    def focus_on(self, key: str) -> None:
        """Move the focus to what is asked under a key."""
        chosen = next(iter(self._kinds.codes()), TERM)
        boxes = self._days.get(key)
        widget = boxes.boxes[0] if boxes else self._box if key == _WHY else self._kinds.cards[chosen]
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def empty(self) -> None:
        """Be ready for the next one of the same kind."""
        self._box.clear()
        for boxes in self._days.values():
            boxes.show_day("")

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Say what stands in the way, at its box and to whoever shows all of it."""
        wrong = dict(problems)
        for key, field in self._fields.items():
            field.show_error(wrong.get(key, ""))
        self.missing.emit(list(problems))

    def _try(self) -> None:
        kind, why = next(iter(self._kinds.codes()), ""), self._box.text().strip()
        first, last = (boxes.text() or "" for boxes in self._days.values())
        if kind == CLOSURE and self._days[_LAST].is_empty():
            last = first
        problems = [] if kind else [(_KIND, tell("calendar_kind_missing"))]
        for key, day in ((_FIRST, first), (_LAST, last)):
            flaw = self._days[key].problem()
            if flaw or not day:
                problems.append((key, flaw or tell(f"calendar_{key}_missing")))
        if first and last and last < first:
            problems.append((_LAST, tell("calendar_turned")))
        if not why:
            problems.append((_WHY, tell("calendar_why_missing")))
        # A single day whose first box is empty lacks one day, not two.
        problems = [one for one in problems if not (one[0] == _LAST and not first and kind == CLOSURE)]
        self.show_problems(problems)
        if not problems:
            self.typed.emit(DaysTyped(kind, first, last, why))
