"""Figures: a data package of a period for central collation, without names or, for a reason, with them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui import dialogs
from ui.screens.figures.period_card import PeriodCard
from ui.screens.figures.presenter import FiguresPresenter
from ui.screens.parts.field import LabelledField, long_text
from ui.screens.parts.laid_over import LaidOver, typed_on
from ui.screens.parts.made_page import MadePage
from ui.screens.parts.make_bar import MakeBar
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.screen import Screen
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.tasks import Tasks
from ui.widgets.choice_cards import ChoiceCards, Option
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.measures import column
from ui.widgets.pages import Card, Page

_WITHOUT, _WITH = "without", "with"


class FiguresScreen(Screen):
    """For a lead.

    Signals: ``left`` fires on Back, and on Done.
    """

    left = Signal()

    def __init__(self, presenter: FiguresPresenter, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._page = Page(width=860)
        self._both = LaidOver(self._page)
        self._problems = ErrorSummary()
        self._period = PeriodCard(presenter)
        self._names = self._make_names()
        self._box = long_text("reason")
        self._reason = LabelledField(tell("figures_reason"), self._box, tell("figures_reason_hint"))
        self._make = MakeBar(tell("figures_make"), tasks)
        column(self).addWidget(self._both)
        self._lay_out()
        self._begun = self._so_far()
        self._connect()

    def where(self) -> str:
        """Return what is open."""
        return tell("figures")

    def focus_first(self) -> None:
        """Move the focus to the period."""
        self._period.focus_first()

    def unsaved(self) -> bool:
        """Return whether a reason or days were typed and no package made."""
        return not self._both.is_covered() and not self._so_far() <= self._begun

    def _so_far(self) -> frozenset[str]:
        return frozenset(words.strip() for words in typed_on(self._page)) | {""}

    def release(self) -> None:
        """Stop what is being made."""
        self._make.stop()

    def _make_names(self) -> ChoiceCards:
        options = (
            Option(_WITHOUT, tell("figures_without"), tell("figures_without_hint")),
            Option(_WITH, tell("figures_with"), tell("figures_with_hint")),
        )
        cards = ChoiceCards(options, columns=1, name="names")
        cards.setAccessibleName(tell("figures_names"))
        cards.tick((_WITHOUT,))
        return cards

    def _lay_out(self) -> None:
        body = self._page.body
        begin_page(body, tell("figures"), tell("figures_lead")).clicked.connect(self.left)
        body.addWidget(self._problems)
        body.addWidget(self._period)
        names = Card(tell("figures_names"))
        names.body.addWidget(self._names)
        names.body.addWidget(self._reason)
        self._reason.hide()
        body.addWidget(names)
        body.addWidget(self._make)
        body.addStretch(1)
        order_tabs(self._page)

    def _connect(self) -> None:
        self._names.chosen.connect(self._choose)
        self._period.changed.connect(self._order)
        self._make.asked.connect(self._try)
        self._make.made.connect(self._show_made)
        self._problems.followed.connect(self._follow)

    def _choose(self) -> None:
        self._reason.setVisible(self._with_names)
        self._order()

    def _order(self) -> None:
        order_tabs(self._page)

    @property
    def _with_names(self) -> bool:
        return _WITH in self._names.codes()

    def _try(self) -> None:
        period, problems = self._period.read()
        reason = self._box.toPlainText().strip() if self._with_names else ""
        if self._with_names and not reason:
            problems.append(("reason", tell("figures_reason_missing")))
        self._reason.show_error(dict(problems).get("reason", ""))
        self._problems.show_problems(problems)
        self._order()
        if problems:
            self._page.verticalScrollBar().setValue(0)
            self._problems.take_focus()
        elif period is not None:
            path = dialogs.save_path(self, tell("figures_where"), self._presenter.suggested(period))
            if path is not None:
                self._make.start(partial(self._presenter.make, path, period, reason))

    def _show_made(self, path: Path) -> None:
        care = tell("figures_care_with" if self._with_names else "figures_care")
        page = MadePage(tell("made_title"), path, care=care)
        page.left.connect(self.left)
        self._both.lay(page)
        page.focus_first()

    def _follow(self, path: str) -> None:
        if path == "reason":
            self._box.setFocus()
        else:
            self._period.focus_on(path)
