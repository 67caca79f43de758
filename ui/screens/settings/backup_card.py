"""The daily backup: where it goes, when the last one was made or why not, and one at any time."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError
from ui import dialogs
from ui.screens.parts.facts import FactList
from ui.screens.parts.make_bar import MakeBar
from ui.screens.parts.words import tell
from ui.screens.settings.presenter import BackupShown, SettingsPresenter
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import clear, column, row
from ui.widgets.pages import Card


class BackupCard(Card):
    """Looks at the folder away from the window, and shows what it found.

    Signals: ``changed`` fires when other controls stand here.
    """

    changed = Signal()

    def __init__(self, presenter: SettingsPresenter, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(tell("backup_title"), parent=parent)
        self._presenter, self._tasks = presenter, tasks
        self._said = Banner("", "success")
        self._warnings = column(spacing=8)
        self._facts = FactList()
        self._looking = PlainLabel(tell("backup_looking"), "status")
        self._make = MakeBar(tell("backup_now"), tasks)
        self._stay = PlainLabel(tell("backup_stay"), "hint")
        self._choose = ActionButton(tell("backup_choose"), "secondary")
        self._stop = ActionButton(tell("backup_stop"), "quiet_danger")
        self._kept_title = QWidget()
        row(self._kept_title, margins=(0, 12, 0, 0)).addWidget(Heading(tell("backup_list"), "part"))
        self._kept = column(spacing=8)
        self._lay_out()
        self._connect()
        self.look()

    def look(self) -> None:
        """Look at the folder again."""
        self._looking.show()
        self._tasks.run(self, self._presenter.backups, self._show, self._failed)

    def stop(self) -> None:
        """Stop a backup that is being made; nothing of it will be left."""
        self._make.stop()

    def _lay_out(self) -> None:
        self._choose.setObjectName("backup:choose")
        self._stop.setObjectName("backup:stop")
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=12)
        flow.addWidget(self._choose)
        flow.addWidget(self._stop)
        self.body.addWidget(PlainLabel(tell("backup_lead")))
        self.body.addLayout(self._warnings)
        for part in (self._said, self._looking, self._facts, self._make, self._stay, buttons, self._kept_title):
            self.body.addWidget(part)
        self.body.addLayout(self._kept)
        self.body.addWidget(PlainLabel(tell("backup_care"), "hint"))
        for part in (self._said, self._facts, self._make, self._stay, self._stop, self._kept_title):
            part.hide()

    def _connect(self) -> None:
        self._make.asked.connect(self._back_up)
        self._make.made.connect(self._made)
        self._make.ended.connect(self._ended)
        self._choose.clicked.connect(self._ask_folder)
        self._stop.clicked.connect(self._ask_stop)

    def _show(self, shown: BackupShown) -> None:
        self._looking.hide()
        clear(self._warnings)
        for words in shown.warnings:
            self._warnings.addWidget(Banner(words, "warning"))
        self._facts.show_facts(shown.facts)
        for part in (self._facts, self._make, self._stop, self._kept_title):
            part.setVisible(shown.has_folder)
        self._choose.say(tell("backup_choose_other" if shown.has_folder else "backup_choose"))
        clear(self._kept)
        if shown.kept:
            self._kept.addWidget(FactList(shown.kept))
        elif shown.nothing_kept:
            self._kept.addWidget(PlainLabel(shown.nothing_kept, "hint"))
        self.changed.emit()

    def _ask_folder(self) -> None:
        folder = dialogs.folder(self, tell("backup_where"))
        if folder is not None:
            self._set(folder)

    def _ask_stop(self) -> None:
        if dialogs.ask(
            self, tell("backup_stop_title"), tell("backup_stop_words"), yes=tell("backup_stop"), danger=True
        ):
            self._set(None)

    def _set(self, folder: Path | None) -> None:
        self._said.hide()
        self._looking.show()
        self._tasks.run(self, partial(self._presenter.choose, folder), self._chosen, self._failed)

    def _chosen(self, words: str) -> None:
        self._said.say(words, "success")
        self._focus_on(self._choose)
        self.look()

    def _back_up(self) -> None:
        self._begin()
        self._make.start(self._presenter.back_up)

    def _begin(self) -> None:
        self._said.hide()
        self._stay.show()
        for button in (self._choose, self._stop):
            button.setEnabled(False)

    def _ended(self) -> None:
        self._stay.hide()
        for button in (self._choose, self._stop):
            button.setEnabled(True)

    def _made(self, path: Path) -> None:
        self._said.say(tell("backup_made", file=path.name), "success")
        self._focus_on(self._make.button)
        self.look()

    def _focus_on(self, button: ActionButton) -> None:
        # What comes back while the window is locked must not draw the focus behind the lock.
        if button.isVisible():
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self._looking.hide()
        if isinstance(error, UserFacingError):
            self._said.say(f"{error.what} {error.safe} {error.next_step}", "warning")
        else:
            show_error(self, error)
