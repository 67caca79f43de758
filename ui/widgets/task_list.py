"""The list of sections: an icon, a title and the status in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import paint_icon
from ui.text import say
from ui.theme import BODY, STATUS, current_look, px
from ui.widgets.buttons import PaintedButton
from ui.widgets.labels import Heading
from ui.widgets.measures import column, discard, row, sized
from ui.widgets.wrapping import AtWidths, WrappedText, fill_rect_border, natural_width

Status = Literal["not_started", "in_progress", "completed", "needs_attention"]
_FACES: dict[Status, tuple[str, str]] = {
    "not_started": ("circle", "secondary"),
    "in_progress": ("circle-dot", "accent"),
    "completed": ("circle-check", "ok"),
    "needs_attention": ("circle-alert", "error"),
}


class Task(NamedTuple):
    """One section: its id, its title and how far it is."""

    id: str
    title: str
    status: Status = "not_started"


class TaskItem(PaintedButton):
    """One line of the task list, a real button."""

    def __init__(self, task: Task, *, here: bool, parent: QWidget | None = None) -> None:
        super().__init__(task.title, parent)
        self.setSizePolicy(_wide())
        self.setObjectName(f"task:{task.id}")
        self.task, self.here = task, here
        self._kept = AtWidths[tuple[WrappedText, WrappedText]]()
        self.setAccessibleDescription(say(task.status))

    def show_task(self, task: Task, *, here: bool) -> None:
        """Show how far the section is, and whether it is the one open now."""
        if (task, here) == (self.task, self.here):
            return
        self.task, self.here = task, here
        self.setAccessibleDescription(say(task.status))
        # The one that is open has heavier letters, which may need a line more.
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size with the title on one line."""
        width = round(natural_width(self.words, current_look().font(BODY, 600)) + px(70))
        return QSize(min(width, px(300)), self.heightForWidth(min(width, px(300))))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(px(160), px(52))

    def heightForWidth(self, width: int) -> int:
        """Return the height of title and status at a width."""
        title, status = self._laid(width)
        return max(px(52), round(title.height + status.height + px(12)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon, the title and the status, and a bar at the side of the open section."""
        look = current_look()
        painter = QPainter(self)
        icon, token = _FACES[self.task.status]
        if self.here or self.underMouse():
            edge = look.colour("accent" if self.here else "border")
            line = look.tokens.line_width if look.theme == "contrast" else 0
            fill = look.colour("accent_soft" if self.here else "page")
            fill_rect_border(painter, self.rect().toRectF(), fill, edge=edge, line=line, radius=px(6))
        if self.here:
            painter.fillRect(QRectF(0, px(4), px(4), self.height() - px(8)), look.colour("accent"))
        paint_icon(painter, icon, getattr(look.tokens, token), QRectF(px(14), px(8), px(22), px(22)))
        title, status = self._laid(self.width())
        title.draw(painter, px(48), px(6), look.colour("text"))
        status.draw(painter, px(48), px(6) + title.height, look.colour(token))
        painter.end()

    def _laid(self, width: float) -> tuple[WrappedText, WrappedText]:
        return self._kept.at(width, (self.words, self.task.status, self.here, current_look()), self._lay_out)

    def _lay_out(self, width: float) -> tuple[WrappedText, WrappedText]:
        look, room = current_look(), width - px(60)
        title = WrappedText(self.words, look.font(BODY, 600 if self.here else 400), room)
        return title, WrappedText(say(self.task.status), look.font(STATUS), room)


class TaskList(QFrame):
    """All sections down the side; pressing one asks for it."""

    chosen = Signal(str)

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "side")
        self.setObjectName("task_list")
        self._items: dict[str, TaskItem] = {}
        inside = QWidget()
        self._column: QVBoxLayout = column(inside, spacing=2, margins=(12, 22, 8, 22))
        head = row(margins=(12, 0, 12, 8))
        head.addWidget(Heading(heading or say("your_progress"), "subtitle"))
        self._column.addLayout(head)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        column(self).addWidget(area)

    def show_tasks(self, tasks: Sequence[Task], here: str) -> None:
        """Show these sections, keeping the widgets, and so the focus, of those already shown."""
        wanted = {task.id for task in tasks}
        for gone in [id_ for id_ in self._items if id_ not in wanted]:
            discard(self._items.pop(gone))
        for at, task in enumerate(tasks):
            item = self._items.get(task.id)
            if item is None:
                item = self._items[task.id] = TaskItem(task, here=task.id == here)
                item.clicked.connect(self._pressed)
                self._column.insertWidget(at + 1, item)
            item.show_task(task, here=task.id == here)

    def beside(self) -> None:
        """Stand at the side at a fixed width."""
        sized(self, min_width=270, max_width=270)

    def alone(self) -> None:
        """Take the whole width, in place of the page."""
        self.setProperty("unscaled", None)
        self.setMinimumWidth(0)
        self.setMaximumWidth(16_777_215)

    def focus_first(self) -> None:
        """Move the focus to the section that is open, or the first."""
        for item in sorted(self._items.values(), key=_is_elsewhere):
            item.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def _pressed(self) -> None:
        item = self.sender()
        if isinstance(item, TaskItem):
            self.chosen.emit(item.task.id)


def _is_elsewhere(item: TaskItem) -> bool:
    return not item.here


def _wide() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    return policy
