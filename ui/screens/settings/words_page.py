"""What a site calls the people it supports, itself and its teams."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from rrn_desktop.errors import UserFacingError
from rrn_desktop.services.own_words import LONGEST
from ui.screens.parts.field import LabelledField, short_text
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.page_problems import mark_problems
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.screens.settings.place_presenter import PlacePresenter
from ui.widgets.buttons import ActionButton
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.measures import sized
from ui.widgets.pages import Card, Page


class WordsPage(Page):
    """A box for each word.

    Signals: ``saved`` carries what was done, ``left`` fires on Back.
    """

    saved = Signal(str)
    left = Signal()

    def __init__(self, presenter: PlacePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._presenter = presenter
        self._problems = ErrorSummary()
        self._boxes: dict[str, QLineEdit] = {}
        self._fields: dict[str, LabelledField] = {}
        begin_page(self.body, tell("own_naming"), tell("own_naming_lead")).clicked.connect(self.left)
        card = Card(spacing=18)
        for word in presenter.words():
            box = self._boxes[word.key] = sized(short_text(f"word:{word.key}", word.own, LONGEST), max_width=420)
            hint = tell("own_naming_usual", word=word.usual)
            self._fields[word.key] = LabelledField(tell(f"own_naming_{word.key}"), box, hint)
            card.body.addWidget(self._fields[word.key])
        save = ActionButton(tell("own_naming_save"), "primary")
        card.body.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._problems)
        self.body.addWidget(card)
        self.body.addStretch(1)
        save.clicked.connect(self._try)
        self._problems.followed.connect(self._follow)
        order_tabs(self)

    def focus_first(self) -> None:
        """Move the focus to the first word."""
        self.begin(next(iter(self._boxes.values())))

    def _try(self) -> None:
        try:
            words = self._presenter.say({key: box.text() for key, box in self._boxes.items()})
        except UserFacingError as error:
            key = error.question if error.question in self._boxes else next(iter(self._boxes))
            mark_problems(self, self._fields, self._problems, [(str(key), f"{error.what} {error.next_step}")])
            self._problems.take_focus()
            return
        self.saved.emit(words)

    def _follow(self, key: str) -> None:
        self._boxes[key].setFocus(Qt.FocusReason.OtherFocusReason)
