"""Walks a shown window as a screen reader would and says what stands in someone's way.

Limits: contrast looks at labels only and takes the best pair of pixels; no claim of conformity follows from silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QTextBrowser, QWidget

from ui.tokens import contrast_ratio

LEAST_TARGET, LEAST_CONTRAST = 24, 4.5
_ROLE = QAccessible.Role
INTERACTIVE = {
    _ROLE.Button,
    _ROLE.PushButton,
    _ROLE.CheckBox,
    _ROLE.RadioButton,
    _ROLE.EditableText,
    _ROLE.ComboBox,
    _ROLE.SpinBox,
    _ROLE.Slider,
    _ROLE.Link,
}


@dataclass(frozen=True)
class Finding:
    """One thing in the way: its kind, the widget and what is wrong."""

    kind: str
    where: str
    says: str


def audit(window: QWidget, *, tabs: bool = True) -> tuple[Finding, ...]:
    """Return everything found in a window that is shown and active."""
    found = [*_of_interfaces(window), *_of_labels(window), *_of_room(window)]
    return (*found, *(_of_tab_order(window) if tabs else ()))


def _of_interfaces(window: QWidget) -> Iterator[Finding]:
    for interface in _walk(QAccessible.queryAccessibleInterface(window)):
        state = interface.state()
        if interface.role() not in INTERACTIVE or state.invisible or state.disabled:
            continue
        thing = interface.object()
        if not isinstance(thing, QWidget) or not thing.isVisible():
            continue
        if thing.objectName().startswith("qt_"):
            continue
        where = _where(thing)
        if not interface.text(QAccessible.Text.Name).strip():
            yield Finding("nameless", where, "has no accessible name")
        area = interface.rect()
        if min(area.width(), area.height()) < LEAST_TARGET:
            yield Finding("small", where, f"is {area.width()} by {area.height()} pixels")


def _walk(interface: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    if interface is None or not interface.isValid():
        return
    yield interface
    for index in range(interface.childCount()):
        yield from _walk(interface.child(index))


def _of_labels(window: QWidget) -> Iterator[Finding]:
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(picture.constBits()).cast("I")
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text().strip() or not label.isEnabled():
            continue
        seen = label.visibleRegion().boundingRect()
        # Of a line that is cut off by the edge of its page, too little is seen to judge it.
        if seen.height() < max(12, min(label.height(), label.fontMetrics().height())) or seen.width() < 6:
            continue
        area = QRect(label.mapTo(window, seen.topLeft()), seen.size())
        found = _best_contrast(pixels, picture.width(), area)
        if found < LEAST_CONTRAST:
            yield Finding("contrast", _where(label), f"has a contrast of {found:.2f}")


def _of_room(window: QWidget) -> Iterator[Finding]:
    """Say whose words are cut off: what is drawn by hand shows no dots where it ends too early."""
    written: list[QLabel | QAbstractButton] = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
    for thing in written:
        if not thing.isVisible() or not thing.text().strip() or not thing.hasHeightForWidth():
            continue
        needed = thing.heightForWidth(thing.width())
        if needed > thing.height() + 1:
            yield Finding("cut", _where(thing), f"is {thing.height()} pixels high and needs {needed}")
        least = thing.minimumSizeHint().width()
        if least > thing.width() + 1:
            yield Finding("cut", _where(thing), f"is {thing.width()} pixels wide and needs {least}")


def _best_contrast(pixels: memoryview, width: int, area: QRect) -> float:
    counts: Counter[int] = Counter()
    for y in range(max(area.top(), 0), area.bottom() + 1):
        start = y * width
        counts.update(pixels[start + max(area.left(), 0) : start + min(area.right() + 1, width)])
    if not counts:
        return 21.0
    ground = _colour(counts.most_common(1)[0][0])
    return max(contrast_ratio(ground, _colour(pixel)) for pixel in counts)


def _colour(pixel: int) -> str:
    return f"#{pixel & 0xFFFFFF:06x}"


def _of_tab_order(window: QWidget) -> Iterator[Finding]:
    _wait_until_active(window.window())
    wanted = {widget for widget in window.findChildren(QWidget) if _takes_tab(widget)}
    visited: list[QWidget] = []
    start = QApplication.focusWidget() or window
    for _ in range(len(wanted) + 20):
        before = QApplication.focusWidget()
        QTest.keyClick(before or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if isinstance(now, QTextBrowser) and now is before:
            # Tab goes through the links of a text before it leaves.
            continue
        if now is None or now in visited:
            break
        if now is before and len(wanted) > 1:
            yield Finding("trap", _where(now), "keeps the focus when Tab is pressed")
            break
        visited.append(now)
    for widget in wanted - set(visited):
        if widget is not start and _takes_tab(widget):
            yield Finding("unreachable", _where(widget), "can't be reached by Tab")
    yield from _of_reading_order(window, [one for one in visited if one.isVisible()])


def _of_reading_order(window: QWidget, visited: list[QWidget]) -> Iterator[Finding]:
    """Say where Tab jumps up, back or in the same line; once in a round it must, from the end to the start."""
    jumps = []
    for before, now in pairwise([*visited, *visited[:1]]):
        above, below = _beside(window, now, before)
        if above.bottom() < below.top() and above.left() <= below.right():
            jumps.append(Finding("order", _where(now), f"comes after {_where(before)}, which stands below it"))
    if len(jumps) > 1:
        yield from jumps


def _beside(window: QWidget, one: QWidget, other: QWidget) -> tuple[QRect, QRect]:
    """Return the places of two widgets; of what scrolls apart from the other, that of what it scrolls in."""
    return _place(window, _seen_by(one, other)), _place(window, _seen_by(other, one))


def _seen_by(widget: QWidget, other: QWidget) -> QWidget:
    """Return the outermost scrolling part that holds a widget and not the other, or else the widget itself."""
    found, step = widget, widget.parentWidget()
    while step is not None and not step.isAncestorOf(other):
        if isinstance(step, QScrollArea):
            found = step
        step = step.parentWidget()
    return found


def _place(window: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _wait_until_active(window: QWidget) -> None:
    """Wait for the widget's own word: Qt's helper returns before the widget knows, and Tab would lead nowhere."""
    for _ in range(500):
        if window.isActiveWindow():
            return
        QTest.qWait(10)
    raise AssertionError("the window never became active")


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    proxy = widget.focusProxy()
    return bool(policy) and proxy is None and widget.isVisible() and widget.isEnabled()


def _where(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName() or '(no name)'}"
