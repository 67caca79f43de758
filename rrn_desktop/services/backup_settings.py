"""Where backups are kept each day, when the last one was made, and what went wrong since."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from rrn_desktop.clock import parse_rfc3339
from rrn_desktop.errors import NoRight, NotFound, Refused, UserFacingError
from rrn_desktop.files import problem_of_writing
from rrn_desktop.ledger.appending import About
from rrn_desktop.services import backup_keeping
from rrn_desktop.services.journal import note, settled
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_directory
from rrn_desktop.store.connection import Connection

_FACT = "backup"
_SETTING = "settings"
_OLD = timedelta(days=7)


class BackupFolderMissing(NotFound):
    """The folder for backups can't be reached: a stick that is not in, a share that is away."""

    code = "backup_folder_missing"


class Failure(msgspec.Struct, frozen=True):
    """Why the last try made no backup: when by the wall (RFC 3339), and the problem as it was told."""

    at: str
    code: str
    what: str
    next_step: str


class Remembered(msgspec.Struct, frozen=True):
    """What the desk remembers of its backups, as JSON; no disk but its own is asked for it."""

    folder: str | None = None
    since: str | None = None
    last: str | None = None
    file: str | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class BackupSettings:
    """What a desk knows of its backups.

    - ``folder`` is where one is kept each day, None for nowhere; ``there`` says whether it can be reached now.
    - ``same_disk`` is true where the folder lies on the disk of the store: one broken disk would take both.
    - ``since`` is when the folder was chosen, ``last`` when the newest one there was made (RFC 3339, by the wall),
      ``file`` its name.
    - ``due`` says that none was made today yet.
    """

    folder: Path | None = field(repr=False)
    there: bool
    same_disk: bool
    since: str | None
    last: str | None
    file: str | None
    failure: Failure | None
    due: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup of this desk that lies in its folder."""

    path: Path
    at: datetime
    bytes: int


def settings(session: Session) -> BackupSettings:
    """Return what is set and what became of it; it needs no right.

    It looks at the folder, which may take long where that is a share that went away: not for the window's thread.
    """
    kept = remembered(session)
    folder = None if kept.folder is None else Path(kept.folder)
    there = folder is not None and folder.is_dir()
    same = folder is not None and there and _disk_of(folder) == _disk_of(session.store)
    return BackupSettings(folder, there, same, kept.since, kept.last, kept.file, kept.failure, is_due(session))


def remembered(session: Session) -> Remembered:
    """Return what the desk remembers, without a look at the folder."""
    with session.held.desk.read() as connection:
        return _read_from(connection)


def is_due(session: Session) -> bool:
    """Say whether a folder is set and no backup was made there today, without a look at it."""
    kept = remembered(session)
    return kept.folder is not None and (kept.last is None or kept.last[:10] != session.wall().local[:10])


def set_folder(session: Session, folder: Path | None) -> BackupSettings:
    """Keep a backup in a folder each day from now on, or none any more; an administrator or a lead does it.

    Raises NoRight, BackupFolderMissing, Refused for a folder inside the store, and a StoreUnusable where nothing can be
    written.
    """
    check_right(session)
    if folder is not None:
        folder = folder.absolute()
        check_folder(session, folder)
        _try_writing(folder)
    before = remembered(session)
    same = folder is not None and before.folder == str(folder)
    new = Remembered() if folder is None else Remembered(folder=str(folder), since=session.wall().rfc3339())
    after = before if same else new
    with session.held.desk.write() as connection:
        desk_directory.put_fact(connection, _FACT, msgspec.json.encode(after).decode("utf-8"))
        note(connection, session, About(_SETTING), {"what": "backup_folder", "set": folder is not None})
    settled(session)
    return settings(session)


def listing(session: Session) -> tuple[Kept, ...]:
    """Return the backups of this desk in its folder, the latest first; none while it can't be reached."""
    kept, roll = remembered(session), session.held.roll
    if kept.folder is None:
        return ()
    try:
        found = backup_keeping.inside(Path(kept.folder), roll.site_id, roll.desk.code)
        return tuple(Kept(one.path, one.at, one.path.stat().st_size) for one in found)
    except OSError:
        return ()


def looks_old(connection: Connection, now: datetime) -> str:
    """Return ``backup_unset`` where no folder is set, ``backup_old`` after a week without a backup, else nothing."""
    kept = _read_from(connection)
    if kept.folder is None:
        return "backup_unset"
    last = parse_rfc3339(kept.last or kept.since or now.isoformat())
    return "backup_old" if now - last > _OLD else ""


def keep_success(session: Session, name: str) -> None:
    """Keep that today's backup was made; what went wrong before is over."""
    _write(
        session, msgspec.structs.replace(remembered(session), last=session.wall().rfc3339(), file=name, failure=None)
    )


def keep_failure(session: Session, problem: UserFacingError) -> None:
    """Keep that today's backup was not made, for Today to say it."""
    failure = Failure(session.wall().rfc3339(), problem.code, problem.what, problem.next_step)
    # A disk that refuses this as well must not keep anyone from signing out.
    with suppress(UserFacingError):
        _write(session, msgspec.structs.replace(remembered(session), failure=failure))


def check_right(session: Session) -> None:
    """Raise NoRight unless a member may say where backups go, and make one at any time."""
    if not session.member.is_keeper:
        raise NoRight(
            "Only an administrator or a lead looks after backups.",
            "Nothing was changed.",
            "Ask your administrator.",
        )


def check_folder(session: Session, folder: Path) -> None:
    """Raise BackupFolderMissing or Refused unless a backup can be kept in a folder."""
    if folder.resolve().is_relative_to(session.store.resolve()):
        raise Refused(
            "This folder is inside the store itself.",
            "Nothing was changed.",
            "Choose a folder on a stick or on the network, so that a broken disk does not take both.",
        )
    if not folder.is_dir():
        raise BackupFolderMissing(
            "The folder for backups is not there.",
            "The records are safe, and earlier backups are untouched.",
            "Put the stick in, or ask IT whether the network works. Then try again.",
        )


def _try_writing(folder: Path) -> None:
    # Only a real write tells: permission bits lie for administrators, on Windows and on shares.
    probe = folder / f".rrn-backup-{secrets.token_hex(4)}.part"
    try:
        probe.write_bytes(b"1")
    except OSError as problem:
        raise problem_of_writing(problem) from None
    finally:
        with suppress(OSError):
            probe.unlink()


def _disk_of(folder: Path) -> int:
    try:
        return os.stat(folder).st_dev  # noqa: PTH116 - the same call for both
    except OSError:
        return -1


def _read_from(connection: Connection) -> Remembered:
    text = desk_directory.fact(connection, _FACT)
    return Remembered() if text is None else msgspec.json.decode(text, type=Remembered)


def _write(session: Session, kept: Remembered) -> None:
    with session.held.desk.write() as connection:
        desk_directory.put_fact(connection, _FACT, msgspec.json.encode(kept).decode("utf-8"))
