"""How long someone is a lead: for good, or until a day."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.forms.time_boxes import DateBoxes
from ui.screens.parts.field import LabelledField
from ui.screens.parts.words import tell
from ui.widgets.choice_cards import ChoiceCards, Option
from ui.widgets.measures import column

FOR_GOOD, UNTIL = "for_good", "until"
HOW_LONG, DAY = "lead_how_long", "lead_day"


class LeadTime(QWidget):
    """A choice, and the boxes for a day with one of its answers."""

    def __init__(self, until: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        options = [Option(key, tell(f"lead_{key}"), tell(f"lead_{key}_hint")) for key in (FOR_GOOD, UNTIL)]
        self._choice = ChoiceCards(options, columns=1, name=HOW_LONG)
        self._choice.tick((UNTIL if until else FOR_GOOD,))
        self._day = DateBoxes("member.lead_until", ahead=1)
        self._day.today.hide()
        self._day.show_day(until or "")
        self.fields = {
            HOW_LONG: LabelledField(tell("lead_how_long"), self._choice),
            DAY: LabelledField(tell("lead_day"), self._day, tell("lead_day_hint")),
        }
        inside = column(self, spacing=18)
        for field in self.fields.values():
            inside.addWidget(field)
        self._choice.chosen.connect(self._show)
        self._show()

    def day(self) -> str | None:
        """Return the last day as ``YYYY-MM-DD``, None where it is for good or no day."""
        return self._day.text() if self._is_dated() else None

    def problem(self) -> str:
        """Return what is wrong with the day; no words where nothing is."""
        if not self._is_dated() or self._day.text() is not None:
            return ""
        return self._day.problem() or tell("lead_day_missing")

    def focus_on(self, key: str) -> None:
        """Move the focus to the day, or to what is chosen."""
        target = self._day.boxes[0] if key == DAY else self._choice.cards[UNTIL if self._is_dated() else FOR_GOOD]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_dated(self) -> bool:
        return UNTIL in self._choice.codes()

    def _show(self) -> None:
        self.fields[DAY].setVisible(self._is_dated())
        self.fields[DAY].show_error("")
