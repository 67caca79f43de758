"""The name check: every free text that is about to be printed, with the names in it, before anything is for outside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from rrn_desktop.services.whom_to_tell import WhomToTell
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.screens.printing.names import NameChoices
from ui.screens.printing.passage_card import REPLACE, NameField, PassageCard
from ui.screens.printing.print_page import PrintPage
from ui.screens.printing.words import PrintWords
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Heading, PlainLabel


class NamePage(PrintPage):
    """Says what becomes of every name, and is only then to be printed."""

    def __init__(
        self,
        words: PrintWords,
        choices: NameChoices,
        telling: WhomToTell | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._choices = choices
        self._cards = {one.id: PassageCard(one, choices) for one in choices.passages}
        self._rest = ActionButton(tell("name_replace_rest"), "secondary", "users-round")
        self._said = Banner("", "info")
        super().__init__(words, telling, parent)
        self._problems.followed.connect(self._follow)

    def _lay_out_middle(self) -> None:
        self.body.addWidget(Heading(tell("name_check"), "subtitle"))
        self.body.addWidget(PlainLabel(tell("name_lead" if self._cards else "name_no_texts")))
        self.body.addWidget(self._rest, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._said)
        self._said.hide()
        for card in self._cards.values():
            self.body.addWidget(card)
            card.decided.connect(self._decide)
            card.left_out.connect(self._leave_out)
        self._rest.clicked.connect(self._replace_rest)
        self._rest.setVisible(bool(self._choices.undecided()))

    def _decide(self, at: int) -> None:
        card = self.sender()
        assert isinstance(card, PassageCard)
        field = card.names[at]
        if field.what is None:
            return
        words = field.words if field.what == REPLACE else ""
        taken = self._choices.decide(card.passage.id, field.named.key, field.what, words)
        self._show(card.passage.id, *taken)
        if taken and not field.box.hasFocus():
            self._said.say(tell("name_taken_one" if len(taken) == 1 else "name_taken", count=len(taken)), "info")

    def _leave_out(self, out: bool) -> None:
        card = self.sender()
        assert isinstance(card, PassageCard)
        self._choices.leave_out(card.passage.id, out)
        self._show(card.passage.id)

    def _replace_rest(self) -> None:
        self._choices.replace_the_rest()
        self._show(*self._cards)
        self._said.say(tell("name_rest_replaced"), "info")
        fields = self._fields()
        if fields:
            fields[0][1].focus_first()

    def _show(self, *passages: str) -> None:
        for one in passages:
            self._cards[one].show_choices()
        self._rest.setVisible(bool(self._choices.undecided()))
        order_tabs(self)

    def _missing(self) -> list[tuple[str, str]]:
        keys = {(passage, one.key) for passage, one in self._choices.undecided()}
        missing = []
        for passage, field in self._fields():
            is_missing = (passage, field.named.key) in keys
            field.show_error(tell("name_undecided") if is_missing else "")
            if is_missing:
                words = tell("name_undecided_in", names=field.named.names, label=self._cards[passage].passage.label)
                missing.append((field.cards.objectName(), words))
        return missing

    def _follow(self, path: str) -> None:
        found = (field for _passage, field in self._fields() if field.cards.objectName() == path)
        field = next(found, None)
        if field is None:
            self._save.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            field.focus_first()

    def _fields(self) -> list[tuple[str, NameField]]:
        return [(passage, field) for passage, card in self._cards.items() for field in card.names]
