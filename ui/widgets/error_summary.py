"""What stands in the way, on top of the page, each line leading to its field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.text import say
from ui.widgets.accessible import announce
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Alert, Heading
from ui.widgets.measures import clear, column


class ErrorSummary(Alert):
    """The alert "There is a problem"; hidden while there is none."""

    followed = Signal(str)
    """The path of the question whose line was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("error_summary")
        self.setProperty("kind", "problems")
        self._title = Heading("", "subtitle")
        self._links = column(spacing=2)
        whole = column(self, spacing=4, margins=(22, 16, 22, 12))
        whole.addWidget(self._title)
        whole.addLayout(self._links)
        self.hide()

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Show (path, message) pairs; none hides the summary."""
        clear(self._links)
        self.setVisible(bool(problems))
        if not problems:
            return
        title = say("one_problem") if len(problems) == 1 else say("problems", count=len(problems))
        self._title.setText(title)
        self.setAccessibleName(f"{title}. " + " ".join(message for _path, message in problems))
        for path, message in problems:
            link = ActionButton(message, "error_link")
            link.setProperty("path", path)
            link.clicked.connect(self._follow)
            self._links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def take_focus(self) -> None:
        """Move the focus here and say the problems at once."""
        if self.isHidden():
            return
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.accessibleName(), now=True)

    def _follow(self) -> None:
        link = self.sender()
        if link is not None:
            self.followed.emit(str(link.property("path")))
