"""How the window looks for whoever is signed in: the same choice as in the menus on top, with what it means."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from rrn_desktop.looks import THEME_NAMES
from ui.display_menu import DisplayMenu
from ui.screens.parts.words import tell
from ui.theme import SCALES, current_look
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.choice_cards import ChoiceCards, Option
from ui.widgets.labels import PlainLabel
from ui.widgets.pages import Card


class LookCard(Card):
    """Colours and text size; each holds as soon as it is pressed."""

    def __init__(self, display: DisplayMenu, parent: QWidget | None = None) -> None:
        super().__init__(tell("look"), parent=parent)
        self._display = display
        self._themes = _choices("look_theme", [(theme, tell(f"theme_{theme}")) for theme in THEME_NAMES])
        scales = [(str(scale), tell("scale", percent=round(scale * 100))) for scale in SCALES]
        self._scales = _choices("look_scale", scales)
        self._said = Banner("", "success")
        self._said.hide()
        self._forget = ActionButton(tell("look_forget"), "secondary")
        self._forget.setObjectName("look:forget")
        self.body.addWidget(PlainLabel(tell("look_lead")))
        for cards in (self._themes, self._scales):
            self.body.addWidget(PlainLabel(cards.accessibleName(), "label"))
            self.body.addWidget(cards)
        self.body.addWidget(self._forget, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._said)
        self._themes.chosen.connect(self._take_theme)
        self._scales.chosen.connect(self._take_scale)
        self._forget.clicked.connect(self._start)
        display.changed.connect(self.read_again)
        self.read_again()

    def read_again(self) -> None:
        """Show what holds now."""
        look = current_look()
        self._themes.tick((look.theme,))
        self._scales.tick((str(look.scale),))

    def _take_theme(self) -> None:
        self._said.hide()
        chosen = self._themes.codes()
        for theme in THEME_NAMES:
            if theme in chosen:
                self._display.choose_theme(theme)

    def _take_scale(self) -> None:
        self._said.hide()
        for scale in SCALES:
            if str(scale) in self._scales.codes():
                self._display.choose_size(scale)

    def _start(self) -> None:
        self._display.forget()
        self._said.say(tell("look_forgotten"), "success")


def _choices(key: str, options: list[tuple[str, str]]) -> ChoiceCards:
    cards = ChoiceCards([Option(code, words) for code, words in options], columns=3, name=key)
    cards.setAccessibleName(tell(key))
    return cards
