"""What leaves the register: figures, or the records that it shows, each as a signed PDF."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui import dialogs
from ui.screens.parts.entry import Entry
from ui.screens.parts.field import LabelledField, short_text
from ui.screens.parts.make_bar import MakeBar
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.times import days_words
from ui.screens.parts.words import tell
from ui.screens.register.presenter import RegisterPresenter, search_words
from ui.tasks import Tasks
from ui.widgets.labels import PlainLabel
from ui.widgets.pages import Card, Page


class RegisterExportPage(Page):
    """For a lead.

    Signals: ``figures_wanted`` carries the days that the register shows, or None, ``made`` the folder of the records,
    ``left`` fires on Back.
    """

    figures_wanted = Signal(object)
    made = Signal(object)
    left = Signal()

    def __init__(self, presenter: RegisterPresenter, count: int, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(width=860, parent=parent)
        self._presenter = presenter
        begin_page(self.body, tell("export"), tell("export_lead")).clicked.connect(self.left)
        days = presenter.days()
        short = tell("figures_short_days", days=days_words(*days)) if days else tell("figures_short")
        self._figures = Entry(tell("figures"), short, "clipboard-list")
        self._figures.setObjectName("export:figures")
        self._figures.clicked.connect(partial(self.figures_wanted.emit, days))
        self._reason = short_text("reason")
        self._make = MakeBar(tell("all_make"), tasks)
        self._make.button.setEnabled(count > 0)
        self._make.asked.connect(self._ask)
        self._make.made.connect(self.made)
        self.body.addWidget(self._figures)
        self.body.addWidget(self._records(count))
        self.body.addStretch(1)
        order_tabs(self)

    def focus_first(self) -> None:
        """Move the focus to the figures."""
        self._figures.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """Stop what is being made."""
        self._make.stop()

    def _records(self, count: int) -> Card:
        card = Card(tell("all_title"))
        card.body.addWidget(PlainLabel(tell("all_count", records=self._presenter.counted(count))))
        card.body.addWidget(PlainLabel(search_words(self._presenter.search), "hint"))
        card.body.addWidget(LabelledField(tell("print_reason"), self._reason, tell("print_reason_hint")))
        card.body.addWidget(self._make)
        return card

    def _ask(self) -> None:
        path = dialogs.save_path(self, tell("all_where"), self._presenter.folder_name())
        if path is not None:
            self._make.start(partial(self._presenter.save_all, path, self._reason.text().strip()))
