"""Lets Tab follow the order in which things stand on the screen, also for what was added later."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QRadioButton, QScrollArea, QStackedWidget, QWidget


def order_tabs(*parts: QWidget) -> None:
    """Make Tab go through these parts one after another, each from its top to its end."""
    chain = [widget for part in parts for widget in _in_order(part)]
    for before, after in pairwise(chain):
        QWidget.setTabOrder(before, after)


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    # Of radio buttons Tab stops at one alone; the arrow keys lead to the others, from where it has to go on too.
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(widget, QRadioButton):
        yield widget
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from _in_order(inside)
    elif isinstance(widget, QStackedWidget):
        shown = widget.currentWidget()
        if shown is not None:
            yield from _in_order(shown)
    elif (layout := widget.layout()) is not None:
        yield from _of_layout(layout)


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _in_order(widget)
        elif inner is not None:
            yield from _of_layout(inner)
