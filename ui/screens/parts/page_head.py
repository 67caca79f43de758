"""How a page to read begins: the way back, what it is, and where that stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from ui.screens.parts.words import tell
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import clear


def begin_page(body: QVBoxLayout, title: str, lead: str = "") -> ActionButton:
    """Clear a page and put the head of it there; returns the way back."""
    clear(body)
    back = ActionButton(tell("back"), "secondary", "arrow-left")
    body.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
    body.addWidget(Heading(title))
    if lead:
        body.addWidget(PlainLabel(lead, "hint"))
    return back
