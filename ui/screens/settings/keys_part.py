"""That a key is to be changed because someone left, a way to do it now, and how far it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.make_bar import MakeBar
from ui.screens.parts.words import tell
from ui.screens.settings.members_presenter import MembersPresenter
from ui.tasks import Tasks
from ui.widgets.banner import Banner
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import column


class KeysPart(QWidget):
    """Stands among the colleagues for as long as a change is owed.

    Signals: ``changed`` carries in words that it is done, ``ended`` fires when the work ends, done or not.
    """

    changed = Signal(object)
    ended = Signal()

    def __init__(self, presenter: MembersPresenter, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._running = self._is_long = False
        self._owed, self._why = Banner(tell("keys_owed"), "warning"), PlainLabel(tell("keys_why"), "hint")
        self._bar = MakeBar(tell("keys_change"), tasks, icon="key-round", busy=tell("keys_changing"))
        self._bar.button.setObjectName("keys:change")
        inside = column(self, spacing=10)
        for part in (self._owed, self._why, self._bar):
            inside.addWidget(part)
        self._bar.asked.connect(self.start)
        self._bar.made.connect(self.changed)
        self._bar.ended.connect(self._end)
        self.look()

    def look(self) -> None:
        """Stand here where a change is owed, and nowhere else."""
        self.setVisible(self._running or self._presenter.keys_owed())

    def start_if_owed(self) -> None:
        """Change what is owed now, without being asked: someone has just been let out."""
        if self._presenter.keys_owed() and not self._running:
            self.start()

    def start(self) -> None:
        """Change what is owed, away from the window."""
        self._running, self._is_long = True, not self._presenter.keys_are_quick()
        self.look()
        self._bar.start(self._presenter.change_keys)

    def stop_if_long(self) -> None:
        """Stop a change that whoever comes next would wait for; it stays owed. One of some seconds is finished."""
        if self._is_long:
            self._bar.stop()

    def take_focus(self) -> None:
        """Move the focus to the way to change it."""
        self._bar.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        self._running = False
        self.look()
        self.ended.emit()
