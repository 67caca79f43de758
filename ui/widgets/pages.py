"""A page that scrolls, with one column of readable width, and the frame that holds task list, page and foot."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.theme import is_narrow, px
from ui.widgets.bars import StickyFooter
from ui.widgets.labels import Heading
from ui.widgets.measures import Margins, column, row, sized, spaced
from ui.widgets.task_list import TaskList

_WIDE_MARGINS = (40, 28, 40, 40)
_NARROW_MARGINS = (14, 14, 14, 24)


class Page(QScrollArea):
    """A page: ``body`` is its column; never scrolls sideways."""

    def __init__(self, *, width: float = 760, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        self._line: QHBoxLayout = row(inside, margins=_WIDE_MARGINS)
        held = sized(QWidget(), max_width=width)
        held.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.body: QVBoxLayout = column(held, spacing=14)
        self._line.addWidget(held, 100)
        self._line.addStretch(1)
        self.setWidget(inside)
        self.narrow = False
        self._own_margins = False
        self._begun: QWidget | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spend less of a narrow window on margins, unless the page has margins of its own."""
        super().resizeEvent(event)
        narrow = is_narrow(self.window().width())
        if narrow != self.narrow and not self._own_margins:
            self.set_narrow(narrow)

    def set_narrow(self, narrow: bool) -> None:
        """Spend less of a narrow window on margins."""
        self.narrow = narrow
        spaced(self._line, 0, _NARROW_MARGINS if narrow else _WIDE_MARGINS)
        for held in self.findChildren(Card):
            held.set_narrow(narrow)

    def begin(self, control: QWidget) -> None:
        """Open from the top, with the focus on a control, or on the title where both are not seen at once.

        Large letters push the first control far down; whoever reads them would land below what it is about.
        """
        self.verticalScrollBar().setValue(0)
        self._begun = control
        control.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_whole(self, widget: QWidget) -> None:
        """Scroll so that a widget is seen, from its top where it is higher than the window."""
        inside = self.widget()
        if inside is None:
            return
        self._scroll_to(QRect(widget.mapTo(inside, QPoint(0, 0)), widget.size()))

    def ensureWidgetVisible(self, control: QWidget, _across: int = 50, _along: int = 50) -> None:
        """Scroll so that a control is seen whole, and with it what it is asked by, as far as there is room.

        Qt alone brings the place of the caret into view, and leaves the rest of a box under the edge.
        """
        inside = self.widget()
        # What is pressed is seen, and must not move away before it is let go.
        if inside is None or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        begun, self._begun = self._begun, None
        title = self._seen_title() if control is begun else None
        if title is not None:
            self._open_at(title, control)
            return
        place = QRect(control.mapTo(inside, QPoint(0, 0)), control.size())
        asked, least = place, place.y() + place.height()
        step = control.parentWidget()
        while step is not None and step is not inside:
            top = step.mapTo(inside, QPoint(0, 0)).y()
            ends = [
                end for end in (top + step.height(), asked.y() + asked.height(), least) if self._has_room(end - top)
            ]
            if not ends:
                break
            asked = QRect(0, top, inside.width(), ends[0] - top)
            if isinstance(step, Card):
                # Above a card stands what the page is about: worth no part of the question.
                least = asked.y() + asked.height()
            step = step.parentWidget()
        self._scroll_to(asked)

    def _open_at(self, title: Heading, control: QWidget) -> None:
        """Show a page from its title, which takes the focus where the first control lies too far below it."""
        top = title.mapTo(self, QPoint(0, 0)).y() + self.verticalScrollBar().value()
        foot = control.mapTo(self, QPoint(0, control.height())).y() + self.verticalScrollBar().value()
        if self._has_room(foot - top):
            self._scroll_to(QRect(0, top, self.width(), foot - top))
            return
        self.verticalScrollBar().setValue(0)
        title.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        before = control.previousInFocusChain()
        if before is not None and before is not title:
            # Before the control: the other way round, the control would leave its place among the others.
            QWidget.setTabOrder(before, title)
        title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _seen_title(self) -> Heading | None:
        """Return the first heading that is seen: that of what went wrong is often hidden."""
        return next((one for one in self.findChildren(Heading) if one.isVisible()), None)

    def _has_room(self, height: int) -> bool:
        return height + px(12) <= self.viewport().height()

    def _scroll_to(self, place: QRect) -> None:
        """Scroll no further than is needed to show a part of the page, with a little room round it."""
        bar, high, room = self.verticalScrollBar(), self.viewport().height(), px(24)
        if place.height() + 2 * room > high:
            room = max(px(6), (high - place.height()) // 2)
        lowest = place.y() - room
        highest = min(lowest, place.y() + place.height() + room - high)
        bar.setValue(max(highest, min(bar.value(), lowest)))

    def set_margins(self, margins: Margins) -> None:
        """Use other margins than a window's page has."""
        self._own_margins = True
        spaced(self._line, 0, margins)

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than its window; 0 where all fits."""
        inside = self.widget()
        return max(0, inside.minimumSizeHint().width() - self.viewport().width()) if inside else 0


class Card(QFrame):
    """A card with a heading and a column; ``body`` takes the rest."""

    def __init__(self, title: str = "", *, spacing: float = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._spacing = spacing
        self._narrow = False
        self.body: QVBoxLayout = column(self, spacing=spacing, margins=(28, 24, 28, 24))
        self.head = row(spacing=12)
        self.title = Heading(title, "subtitle")
        # Showing a widget that has no parent yet would open a window of its own.
        if not title:
            self.title.hide()
        self.head.addWidget(self.title, 1)
        if title:
            self.body.addLayout(self.head)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose edges for the window, also where the card came later than its page."""
        super().resizeEvent(event)
        narrow = is_narrow(self.window().width())
        if narrow != self._narrow:
            self.set_narrow(narrow)

    def set_narrow(self, narrow: bool) -> None:
        """Spend less of a narrow window on the card's edges."""
        self._narrow = narrow
        spaced(self.body, self._spacing, (14, 16, 14, 16) if narrow else (28, 24, 28, 24))


class FormFrame(QWidget):
    """The task list at the side, the page, the foot; in a narrow window the list takes the page's place."""

    narrow_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = TaskList()
        self.tasks.beside()
        self.footer = StickyFooter()
        self.pages = QStackedWidget()
        self.narrow = False
        self._listed = True
        self._right = QWidget()
        right = column(self._right)
        right.addWidget(self.pages, 1)
        right.addWidget(self.footer)
        line = row(self)
        line.addWidget(self.tasks)
        line.addWidget(self._right, 1)

    def without_list(self) -> None:
        """Do without the task list, where there is only one page."""
        self._listed = False
        self.tasks.hide()

    def show_page(self, page: QWidget) -> None:
        """Show a page, which joins the frame if it was not in it."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self._dress(page)
        self.pages.setCurrentWidget(page)
        self.close_sections()

    def open_sections(self) -> None:
        """In a narrow window, show the task list in place of the page."""
        if self.narrow and self._listed:
            self.tasks.show()
            self._right.hide()
            self.tasks.focus_first()

    def close_sections(self) -> None:
        """Go back from the task list to the page."""
        if self.narrow:
            self._right.show()
            self.tasks.hide()

    def minimumSizeHint(self) -> QSize:
        """Return a small size, so that the frame can always become narrow."""
        return QSize(px(300), px(200))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the narrow or the wide arrangement."""
        super().resizeEvent(event)
        self._choose(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        """Choose again when the text size changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self._choose(self.width())

    def _choose(self, width: int) -> None:
        narrow = is_narrow(width)
        if narrow == self.narrow:
            return
        self.narrow = narrow
        self.tasks.alone() if narrow else self.tasks.beside()
        self.tasks.setVisible(self._listed and not narrow)
        self._right.show()
        self.footer.set_narrow(narrow)
        page = self.pages.currentWidget()
        if page is not None:
            self._dress(page)
        if self._listed:
            self.narrow_changed.emit(narrow)

    def _dress(self, page: QWidget) -> None:
        if isinstance(page, Page):
            page.set_narrow(self.narrow)
