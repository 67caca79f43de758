"""Which period: this month, the last one, or own dates; and at once what lies in it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.forms.time_boxes import DateBoxes
from ui.screens.figures.presenter import LAST, OWN, THIS, FiguresPresenter, Period
from ui.screens.parts.field import LabelledField
from ui.screens.parts.words import tell
from ui.widgets.banner import Banner
from ui.widgets.choice_cards import ChoiceCards, Option
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import clear, column
from ui.widgets.pages import Card


class PeriodCard(Card):
    """Asks for a period.

    Signals: ``changed`` fires when another was chosen or typed.
    """

    changed = Signal()

    def __init__(self, presenter: FiguresPresenter, parent: QWidget | None = None) -> None:
        super().__init__(tell("figures_period"), parent=parent)
        self._presenter = presenter
        self._cards = _choices(presenter)
        self._start, self._end = DateBoxes("start"), DateBoxes("end", ahead=1)
        self._dates = {
            key: LabelledField(tell(f"figures_{key}"), boxes)
            for key, boxes in (("start", self._start), ("end", self._end))
        }
        which, period = presenter.begun()
        for boxes, day in ((self._start, period.start), (self._end, period.end)):
            if which == OWN:
                boxes.show_day(day.isoformat())
        self._said = column(spacing=8)
        self.body.addWidget(self._cards)
        for field in self._dates.values():
            self.body.addWidget(field)
            field.setVisible(which == OWN)
        self.body.addLayout(self._said)
        self._cards.chosen.connect(self._choose)
        for boxes in (self._start, self._end):
            boxes.today.hide()
            boxes.changed.connect(self._show)
        self._show()

    def focus_first(self) -> None:
        """Move the focus to the period that is chosen."""
        chosen = next(iter(self._cards.codes()), LAST)
        self._cards.cards[chosen].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_on(self, key: str) -> None:
        """Move the focus to the first or to the last day."""
        boxes = self._start if key == "start" else self._end
        boxes.boxes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> tuple[Period | None, list[tuple[str, str]]]:
        """Return the period, or None and what is wrong with its days, which is shown there too."""
        period, problems = self._read()
        for key, field in self._dates.items():
            field.show_error(dict(problems).get(key, ""))
        return period, problems

    def _read(self) -> tuple[Period | None, list[tuple[str, str]]]:
        chosen = next(iter(self._cards.codes()), LAST)
        if chosen != OWN:
            return self._presenter.month(chosen), []
        start, end = (_day(boxes) for boxes in (self._start, self._end))
        problems = []
        if start is None:
            problems.append(("start", self._start.problem() or tell("figures_start_missing")))
        if end is None:
            problems.append(("end", self._end.problem() or tell("figures_end_missing")))
        if start is None or end is None:
            return None, problems
        return (None, [("end", tell("figures_turned"))]) if end < start else (Period(start, end), [])

    def _choose(self) -> None:
        for field in self._dates.values():
            field.setVisible(OWN in self._cards.codes())
            field.show_error("")
        self._show()

    def _show(self) -> None:
        clear(self._said)
        period, _problems = self._read()
        if period is not None:
            said, still_open = self._presenter.counted(period)
            self._said.addWidget(PlainLabel(said, "strong"))
            for words in still_open:
                self._said.addWidget(Banner(words, "warning"))
        self.changed.emit()


def _day(boxes: DateBoxes) -> date | None:
    text = boxes.text()
    return date.fromisoformat(text) if text else None


def _choices(presenter: FiguresPresenter) -> ChoiceCards:
    """Return the choice of a period, with the last month chosen where no other was asked: it is over, and so whole."""
    options = (
        Option(THIS, tell("figures_this", month=presenter.month_words(THIS))),
        Option(LAST, tell("figures_last", month=presenter.month_words(LAST))),
        Option(OWN, tell("figures_own")),
    )
    cards = ChoiceCards(options, columns=1, name="period")
    cards.setAccessibleName(tell("figures_period"))
    cards.tick((presenter.begun()[0],))
    return cards
