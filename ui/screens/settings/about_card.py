"""What this place and this desk are: shown, with the fingerprint that documents are compared with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.screens.parts.facts import FactList
from ui.screens.parts.words import tell
from ui.widgets.labels import PlainLabel
from ui.widgets.pages import Card


class AboutCard(Card):
    """To read."""

    def __init__(self, facts: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(tell("about_desk"), parent=parent)
        self.body.addWidget(FactList(facts))
        self.body.addWidget(PlainLabel(tell("about_fingerprint_hint"), "hint"))
