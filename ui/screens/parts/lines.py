"""A list of things, one below the other, each parted from the next by a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.labels import PlainLabel, line
from ui.widgets.measures import clear


def show_lines(inside: QVBoxLayout, held: Sequence[QWidget], none: str) -> None:
    """Show these in place of what stood there; ``none`` are the words where there is nothing."""
    clear(inside)
    if not held:
        inside.addWidget(PlainLabel(none, "hint"))
    for at, one in enumerate(held):
        if at:
            inside.addWidget(line())
        inside.addWidget(one)
