"""What is set on this computer, in words. No Qt here."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rrn_desktop.services import backing_up, backup_settings, register_here
from rrn_desktop.services.backup_settings import BackupSettings, Kept
from rrn_desktop.services.session import Session
from ui.progress import Progress
from ui.screens.parts.times import when_words
from ui.screens.parts.words import tell

YES, NO = "yes", "no"
_KIB, _MIB = 1024, 1024 * 1024


class BackupShown(NamedTuple):
    """The daily backup in words: what to watch, its folder and the last one, and those that are kept there."""

    has_folder: bool
    warnings: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]
    nothing_kept: str


class SettingsPresenter:
    """Reads and changes what is set."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._folder: Path | None = None

    def backups(self) -> BackupShown:
        """Look at the folder and word what became of the backups; slow, so it is run away from the window."""
        found = backup_settings.settings(self._session)
        self._folder = found.folder
        kept = backup_settings.listing(self._session)
        if found.folder is None:
            return BackupShown(False, (tell("backup_none"),), (), (), "")
        nothing = tell("backup_list_none" if found.there else "backup_list_away")
        return BackupShown(True, tuple(_warnings(found)), _facts(found), tuple(map(self._line, kept)), nothing)

    def choose(self, folder: Path | None) -> str:
        """Keep backups in a folder from now on, or none, and return what was done; slow."""
        backup_settings.set_folder(self._session, folder)
        return tell("backup_stopped" if folder is None else "backup_chosen")

    def back_up(self, progress: Progress) -> Path:
        """Make a backup now and return its file; slow. Raises the sentence that says why not, also when stopped."""
        folder = self._folder
        assert folder is not None
        return backing_up.make(self._session, folder, progress=progress).path

    def opens_here(self) -> str:
        """Return whether leads open the register on this computer."""
        return YES if register_here.opens_for(self._session) else NO

    def open_here(self, answer: str) -> str:
        """Let leads open the register here or no longer, and return what was done; raises NoRight."""
        register_here.allow(self._session, answer == YES)
        return tell(f"here_saved_{answer}")

    def _line(self, kept: Kept) -> tuple[str, str]:
        return _local(kept.at, self._session.zone), _size(kept.bytes)


def _warnings(found: BackupSettings) -> list[str]:
    said = []
    if found.failure is not None:
        failed = found.failure
        said.append(tell("backup_failed", time=when_words(failed.at), what=failed.what, next_step=failed.next_step))
    # A failure that says the same would say it twice.
    if not found.there and (found.failure is None or found.failure.code != backup_settings.BackupFolderMissing.code):
        said.append(tell("backup_away"))
    if found.same_disk:
        said.append(tell("backup_same_disk"))
    return said


def _facts(found: BackupSettings) -> tuple[tuple[str, str], ...]:
    last = when_words(found.last) or tell("backup_never")
    if found.last and not found.due:
        last = tell("backup_today", time=last)
    return ((tell("backup_folder"), str(found.folder)), (tell("backup_last"), last))


def _local(at: datetime, zone: str) -> str:
    return when_words(at.astimezone(ZoneInfo(zone)).isoformat())


def _size(count: int) -> str:
    if count < _MIB:
        return tell("backup_kib", size=f"{max(round(count / _KIB), 1):,}")
    return tell("backup_mib", size=f"{count / _MIB:,.1f}")
