"""Lines that hold or don't: an icon for their meaning, what they say, and a line of detail below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ui.screens.parts.signature_lines import SignatureLine
from ui.screens.parts.words import tell
from ui.widgets.labels import IconLabel, Kind, PlainLabel
from ui.widgets.measures import column, row
from ui.widgets.pages import Card

HOLDS, BROKEN, OPEN = ("shield-check", "ok"), ("circle-alert", "error"), ("info", "secondary")
"""An icon and its colour: it holds, it does not, it could not be checked."""


def said_line(icon: tuple[str, str], words: str, detail: str = "", kind: Kind = "strong") -> QHBoxLayout:
    """Return one line; the icon only repeats what the words say."""
    both = row(spacing=12)
    both.addWidget(IconLabel(*icon), 0, Qt.AlignmentFlag.AlignTop)
    inside = column(spacing=2)
    inside.addWidget(PlainLabel(words, kind))
    if detail:
        inside.addWidget(PlainLabel(detail, "hint"))
    both.addLayout(inside, 1)
    return both


def signatures_card(lines: Sequence[SignatureLine]) -> Card:
    """Return a card of the signatures."""
    card = Card(tell("signatures"))
    for line in lines:
        card.body.addLayout(
            said_line(HOLDS if line.holds else BROKEN, line.words, line.covers, "strong" if line.holds else "error")
        )
    return card
