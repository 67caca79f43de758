"""Places and teams: one more, another name, and out of use."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError
from ui.screens.parts.field import LabelledField, short_text
from ui.screens.parts.lines import show_lines
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.page_problems import mark_problems
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.screens.settings.place_presenter import PlaceLine, PlacePresenter
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.choice_cards import ChoiceCards, Option
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Group, PlainLabel
from ui.widgets.measures import column, sized
from ui.widgets.pages import Card, Page

_NAME, _PLACE, _TEAM = "name", "place", "team"


class PlacesPage(Page):
    """What staff choose from.

    Signals: ``rename_wanted`` carries the key of one, ``left`` fires on Back.
    """

    rename_wanted = Signal(str)
    left = Signal()

    def __init__(self, presenter: PlacePresenter, said: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._presenter = presenter
        self._back = begin_page(self.body, presenter.places_title(), tell("places_lead"))
        self._said, self._problems = Banner("", "success"), ErrorSummary()
        self._kinds = _kinds(presenter)
        self._box = sized(short_text("places:name", limit=200), max_width=520)
        self._fields = {_NAME: LabelledField(tell("places_name"), self._box)}
        self._lists = {kind: column(spacing=14) for kind in (_PLACE, _TEAM)}
        self._lay_out()
        self._back.clicked.connect(self.left)
        self._problems.followed.connect(self._go_on)
        self._box.returnPressed.connect(self._add)
        self.show_lines(said)

    def focus_first(self) -> None:
        """Move the focus to the name of a new one."""
        self.begin(self._box)

    def show_lines(self, said: str = "") -> None:
        """Show what there is now, and what was just done."""
        for kind, inside in self._lists.items():
            lines = [self._held(one) for one in self._presenter.lines() if one.kind == kind]
            show_lines(inside, lines, tell("places_list_none"))
        self._said.hide()
        if said:
            self._said.say(said, "success")
            self.verticalScrollBar().setValue(0)
        order_tabs(self)

    def _lay_out(self) -> None:
        add = Card(tell("places_add"), spacing=18)
        button = ActionButton(tell("places_add_now"), "primary", "plus")
        button.setObjectName("places:add")
        button.clicked.connect(self._add)
        add.body.addWidget(LabelledField(tell("places_kind"), self._kinds))
        add.body.addWidget(self._fields[_NAME])
        add.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        cards = [Card(tell("places_list")), Card(self._presenter.team_title(many=True))]
        for card, inside in zip(cards, self._lists.values(), strict=True):
            card.body.addLayout(inside)
        for part in (self._said, self._problems, add, *cards):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _held(self, one: PlaceLine) -> Group:
        held = Group()
        held.setAccessibleName(one.name)
        held.setObjectName(f"place:{one.key}")
        inside = column(held, spacing=4)
        inside.addWidget(PlainLabel(one.name, "strong" if one.offered else "body"))
        if one.detail:
            inside.addWidget(PlainLabel(one.detail, "hint"))
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=12)
        flow.addWidget(self._button("places_rename", one, self._rename))
        flow.addWidget(self._button("places_retire" if one.offered else "places_back", one, self._turn))
        inside.addWidget(buttons)
        return held

    def _button(self, key: str, one: PlaceLine, act: Callable[[], None]) -> ActionButton:
        button = ActionButton(tell(key), "secondary" if key == "places_rename" else "quiet")
        button.setAccessibleDescription(one.name)
        button.setProperty("key", one.key)
        button.clicked.connect(act)
        return button

    def _rename(self) -> None:
        self.rename_wanted.emit(str(self.sender().property("key")))

    def _add(self) -> None:
        name = self._box.text().strip()
        if not name:
            self._complain(tell("places_name_missing"))
            return
        kind = _TEAM if _TEAM in self._kinds.codes() else _PLACE
        try:
            words = self._presenter.add("team" if kind == _TEAM else "place", name)
        except UserFacingError as error:
            self._complain(f"{error.what} {error.next_step}")
            return
        self._box.clear()
        self._complain("")
        self.show_lines(words)
        self._go_on()

    def _turn(self) -> None:
        try:
            words = self._presenter.turn(str(self.sender().property("key")))
        except UserFacingError as error:
            self._complain(f"{error.what} {error.next_step}")
            return
        self.show_lines(words)
        self._go_on()

    def _go_on(self) -> None:
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _complain(self, words: str) -> None:
        self._said.hide()
        mark_problems(self, self._fields, self._problems, [(_NAME, words)] if words else [])
        if words:
            self._problems.take_focus()


class RenamePage(Page):
    """Another name for a place or a team.

    Signals: ``renamed`` carries what was done, ``left`` fires on Cancel.
    """

    renamed = Signal(str)
    left = Signal()

    def __init__(self, presenter: PlacePresenter, place: PlaceLine, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._presenter, self._place = presenter, place
        self._problems = ErrorSummary()
        self._box = sized(short_text("places:new_name", place.name, limit=200), max_width=520)
        self._fields = {_NAME: LabelledField(tell("places_new_name"), self._box)}
        begin_page(self.body, tell("places_rename_title", name=place.name)).clicked.connect(self.left)
        save = ActionButton(tell("places_rename_now"), "primary")
        card = Card(spacing=18)
        card.body.addWidget(self._fields[_NAME])
        card.body.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (PlainLabel(tell("places_rename_lead")), self._problems, card):
            self.body.addWidget(part)
        self.body.addStretch(1)
        save.clicked.connect(self._try)
        self._box.returnPressed.connect(self._try)
        self._problems.followed.connect(self.focus_first)
        order_tabs(self)

    def focus_first(self) -> None:
        """Move the focus to the name."""
        self.begin(self._box)
        self._box.selectAll()

    def _try(self) -> None:
        name = self._box.text().strip()
        try:
            words = self._presenter.rename(self._place.key, name) if name else ""
        except UserFacingError as error:
            self._complain(f"{error.what} {error.next_step}")
            return
        if words:
            self.renamed.emit(words)
        else:
            self._complain(tell("places_name_missing"))

    def _complain(self, words: str) -> None:
        mark_problems(self, self._fields, self._problems, [(_NAME, words)])
        self._problems.take_focus()


def _kinds(presenter: PlacePresenter) -> ChoiceCards:
    options = (
        Option(_PLACE, tell("places_kind_place"), tell("places_kind_place_hint")),
        Option(_TEAM, presenter.team_title(), tell("places_kind_team_hint")),
    )
    cards = ChoiceCards(options, columns=1, name="places:kind")
    cards.tick((_PLACE,))
    return cards
