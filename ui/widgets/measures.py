"""Layouts and sizes that are written as measured at 100 % and follow the text size by themselves."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.theme import px

_KEPT = "unscaled"
_WIDGET = TypeVar("_WIDGET", bound=QWidget)
_LAYOUT = TypeVar("_LAYOUT", bound=QLayout)
Margins = tuple[float, float, float, float]
NO_MARGINS: Margins = (0, 0, 0, 0)


def column(parent: QWidget | None = None, *, spacing: float = 0, margins: Margins = NO_MARGINS) -> QVBoxLayout:
    """Return a layout from top to bottom whose gaps follow the text size."""
    return spaced(QVBoxLayout(parent) if parent else QVBoxLayout(), spacing, margins)


def row(parent: QWidget | None = None, *, spacing: float = 0, margins: Margins = NO_MARGINS) -> QHBoxLayout:
    """Return a layout from side to side whose gaps follow the text size."""
    return spaced(QHBoxLayout(parent) if parent else QHBoxLayout(), spacing, margins)


def grid(parent: QWidget | None = None, *, spacing: float = 0, margins: Margins = NO_MARGINS) -> QGridLayout:
    """Return a grid whose gaps follow the text size."""
    return spaced(QGridLayout(parent) if parent else QGridLayout(), spacing, margins)


def spaced(layout: _LAYOUT, spacing: float, margins: Margins) -> _LAYOUT:
    """Give a layout new gaps, as measured at 100 %."""
    layout.setProperty(_KEPT, [spacing, *margins])
    _rescale_layout(layout)
    return layout


def sized(
    widget: _WIDGET,
    *,
    min_width: float = 0,
    max_width: float = 0,
    min_height: float = 0,
    max_height: float = 0,
) -> _WIDGET:
    """Bound a widget's size, as measured at 100 %; 0 leaves a side free."""
    widget.setProperty(_KEPT, [min_width, max_width, min_height, max_height])
    _rescale_widget(widget)
    return widget


def rescale_all(app: QApplication) -> None:
    """Bring every layout and bounded widget to the present text size."""
    for widget in app.allWidgets():
        _rescale_widget(widget)
        layout = widget.layout()
        if layout is not None:
            _rescale_layout(layout)
            for inner in layout.findChildren(QLayout):
                _rescale_layout(inner)


def clear(layout: QLayout) -> None:
    """Take every widget and inner layout out of a layout, at once and out of sight."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            discard(widget)
        inner = item.layout()
        if inner is not None:
            clear(inner)


def discard(widget: QWidget) -> None:
    """Remove a widget so that it is gone before the next paint, not only at the next idle moment."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()


def focus_new(widget: QWidget) -> None:
    """Move the focus to a widget that was laid out just now: what is not yet on the screen takes none."""
    widget.show()
    widget.setFocus(Qt.FocusReason.OtherFocusReason)


def repolish(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and let it look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it was never looked at yet
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.updateGeometry()


def _kept(thing: QObject) -> list[float] | None:
    value = thing.property(_KEPT)
    return [float(number) for number in value] if value else None


def _rescale_layout(layout: QLayout) -> None:
    kept = _kept(layout)
    if kept is None:
        return
    spacing, *sides = kept
    if isinstance(layout, QBoxLayout | QGridLayout):
        layout.setSpacing(px(spacing))
    layout.setContentsMargins(*(px(side) for side in sides))


def _rescale_widget(widget: QWidget) -> None:
    kept = _kept(widget)
    if kept is None:
        return
    min_width, max_width, min_height, max_height = kept
    if min_width:
        widget.setMinimumWidth(px(min_width))
    if max_width:
        widget.setMaximumWidth(px(max_width))
    if min_height:
        widget.setMinimumHeight(px(min_height))
    if max_height:
        widget.setMaximumHeight(px(max_height))
