"""The wheel scrolls the page; it never changes an answer that is closed or not in focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollBar,
    QTabBar,
    QWidget,
)


class WheelGuard(QObject):
    """One filter on the application that hands the wheel from a control to the page behind it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the wheel from a combo box, spin box, slider or tab bar; the page behind gets it."""
        if event.type() != QEvent.Type.Wheel or not isinstance(watched, QWidget):
            return False
        control = _control(watched)
        if control is None or (isinstance(control, QAbstractSpinBox) and control.hasFocus()):
            return False
        behind = _page_behind(control)
        if behind is not None:
            QApplication.sendEvent(behind.viewport(), event)
        return True


def _page_behind(control: QWidget) -> QAbstractScrollArea | None:
    """Return the nearest page round a control that has somewhere to scroll to."""
    step = control.parentWidget()
    while step is not None:
        if isinstance(step, QAbstractScrollArea) and step.verticalScrollBar().maximum() > 0:
            return step
        step = step.parentWidget()
    return None


def _control(widget: QWidget) -> QWidget | None:
    """Return the control that a wheel turn on this widget would change."""
    for one in (widget, widget.parentWidget()):
        if isinstance(one, QScrollBar):
            return None
        if isinstance(one, QComboBox | QAbstractSpinBox | QAbstractSlider | QTabBar):
            return one
    return None
