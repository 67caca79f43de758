"""Additions one after another in a card: what, when, by whom, and what they say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.screens.parts.addition_lines import AdditionLine
from ui.screens.parts.facts import FactList
from ui.widgets.labels import Heading, PlainLabel, line
from ui.widgets.measures import column
from ui.widgets.pages import Card


class AdditionsCard(Card):
    """A card with a title and additions in the order given."""

    def __init__(self, title: str, lead: str, additions: Sequence[AdditionLine], parent: QWidget | None = None) -> None:
        super().__init__(title, spacing=16, parent=parent)
        if lead:
            self.body.addWidget(PlainLabel(lead, "hint"))
        for at, one in enumerate(additions):
            if at:
                self.body.addWidget(line())
            self.body.addWidget(addition_block(one))


def addition_block(one: AdditionLine, *, with_time: bool = True) -> QWidget:
    """Return an addition as it is read."""
    held = QWidget()
    held.setObjectName(f"addition:{one.key}")
    inside = column(held, spacing=6)
    inside.addWidget(Heading(f"{one.title}, {one.when}" if with_time else one.title, "strong"))
    if one.facts:
        inside.addWidget(FactList(one.facts))
    inside.addWidget(PlainLabel(one.by, "hint"))
    return held
