"""Making backups: one encrypted file with all that a store needs to stand again, checked before it is seen.

What is in it is encrypted as it is in the store, so it may lie on a stick or on a share. The register is not in it: it
is built again from the ledger.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from rrn_desktop import __version__
from rrn_desktop.canonical import to_text
from rrn_desktop.errors import Refused, UserFacingError
from rrn_desktop.files import problem_of_writing, sync_folder
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys.derive import DESK_DATABASE, derive
from rrn_desktop.keys.keyring import shared_key
from rrn_desktop.keys.member import sign
from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger import head
from rrn_desktop.ledger.appending import About
from rrn_desktop.ledger.headers import moment
from rrn_desktop.services import backup_keeping, backup_settings, changing_keys
from rrn_desktop.services.handing_out import Cancelled, cancelled
from rrn_desktop.services.inbox_place import INBOX
from rrn_desktop.services.journal import log
from rrn_desktop.services.opening import KEYRING, SLOTS
from rrn_desktop.services.session import Session
from rrn_desktop.store import backup_manifest
from rrn_desktop.store.backup_copy import Copied, Progress, Stopped, copy_desk, copy_does_not_hold, place_for_copy
from rrn_desktop.store.backup_file import Content, read_backup, stated, write_backup
from rrn_desktop.store.backup_manifest import DeskStated, Manifest, RollStated, is_path

BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was made and checked: where, how large, how many entries are in it, and the entry that keeps it.

    ``removed`` are the names of older ones that made room for it.
    """

    path: Path
    bytes: int
    entries: int
    made_at: str
    entry_hash: str
    removed: tuple[str, ...] = ()


def make(session: Session, folder: Path, *, progress: Progress | None = None) -> BackedUp:
    """Make a backup in a folder now; an administrator or a lead does it.

    ``progress`` is told done and whole, in hundredths, and answers whether to go on. Raises NoRight, Cancelled,
    BackupFolderMissing, Refused, or a StoreUnusable; then no file is there.
    """
    backup_settings.check_right(session)
    folder = folder.absolute()
    if str(folder) == backup_settings.remembered(session).folder:
        return _of_today(session, folder, progress)
    return _made(session, folder, progress)


def daily(session: Session, *, progress: Progress | None = None) -> BackedUp | None:
    """Make the backup of the day if there is a folder for it and none was made today; anyone's session may.

    What goes wrong is kept for Today to say, and never raised: nobody is kept from locking or leaving by it.
    """
    folder = backup_settings.remembered(session).folder
    if folder is None or not backup_settings.is_due(session):
        return None
    try:
        return _of_today(session, Path(folder), progress)
    except Cancelled:
        return None
    except UserFacingError as problem:
        backup_settings.keep_failure(session, problem)
        return None


def leave(session: Session) -> None:
    """Change keys that are owed, make the backup of the day if it is due, then let go of the store and the keys."""
    try:
        changing_keys.daily(session)
        with suppress(UserFacingError):
            daily(session)
    finally:
        session.close()


def _of_today(session: Session, folder: Path, progress: Progress | None) -> BackedUp:
    made = _made(session, folder, progress)
    backup_settings.keep_success(session, made.path.name)
    removed = _make_room(session.held.roll, folder, made.path)
    return BackedUp(made.path, made.bytes, made.entries, made.made_at, made.entry_hash, removed)


def _made(session: Session, folder: Path, progress: Progress | None) -> BackedUp:
    backup_settings.check_folder(session, folder)
    known = session.held.roll
    path = folder / backup_keeping.name_of(known.site_id, known.desk.code, session.held.clock.now())
    if path.exists():
        raise Refused("A backup of this very second is there already.", "It was not touched.", "Try again.")
    try:
        with place_for_copy(session.store) as copy, _on_its_way(path) as part:
            copied = copy_desk(session.held.desk, _key(session), copy, _half(progress, 0))
            contents, roll = _contents(session, copy, copied)
            manifest = _manifest(session, copied, contents, roll)
            data = backup_manifest.to_bytes(manifest)
            write_backup(part, data, _signature(session, data), tuple(contents.values()), _half(progress, 50))
            details = {"file": path.name, "manifest": hashlib.sha256(data).hexdigest(), "bytes": manifest.size}
            appended = log(session, About(BACKUP), {**details, "entries": copied.entries})
            size = _let_be_seen(part, path)
    except Stopped:
        raise cancelled() from None
    return BackedUp(path, size, copied.entries, session.wall().rfc3339(), appended.row.hash)


def _key(session: Session) -> bytes:
    held = session.held
    name = f"desk/{held.desk_number}"
    return derive(shared_key(held.keyring, held.roll, name, session.member.id, held.secrets), DESK_DATABASE)


def _contents(session: Session, copy: Path, copied: Copied) -> tuple[dict[str, Content], Roll]:
    """Return what goes into the backup by its path, and its roll; all but the copy is read after it."""
    contents: dict[str, Content] = {backup_manifest.DESK: copy}
    keyring = _bytes_of(session.store / KEYRING)
    roll = keyrings.read(keyring).replayed()
    if roll.desk_key != session.held.roll.desk_key:
        raise copy_does_not_hold()
    contents[backup_manifest.KEYRING] = keyring
    contents[backup_manifest.HEAD] = head.to_file(roll.site_id, copied.ends)
    for folder in (SLOTS, INBOX):
        for path in sorted((session.store / folder).rglob("*.json")):
            name = path.relative_to(session.store).as_posix()
            if is_path(name):
                contents[name] = _bytes_of(path)
    return contents, roll


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise copy_does_not_hold() from None


def _manifest(session: Session, copied: Copied, contents: dict[str, Content], roll: Roll) -> Manifest:
    return Manifest(
        format=backup_manifest.FORMAT,
        site=roll.site_id,
        demo=roll.demo,
        desk=DeskStated(roll.desk.id, roll.desk.code),
        made_at=moment(session.held.clock.now()),
        made_by=session.member.id,
        program=__version__,
        desk_version=copied.version,
        entries=copied.entries,
        heads=backup_manifest.ends_stated(copied.ends),
        roll=RollStated(roll.seq, roll.head),
        files=stated(contents),
    )


def _signature(session: Session, manifest: bytes) -> bytes:
    signature = sign(session.held.secrets, backup_manifest.SIGNED_AS, manifest)
    return backup_manifest.signature_bytes(session.member.id, to_text(signature))


@contextmanager
def _on_its_way(path: Path) -> Iterator[Path]:
    """Give a name beside a path that nobody takes for a backup; whatever has it at the end is removed."""
    # One program at a time holds the store, so what has such a name for this desk was left behind by a kill.
    begun = path.name.rpartition("-")[0]
    for left in path.parent.glob(f".{begun}-*.part"):
        with suppress(OSError):
            left.unlink()
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        yield part
    finally:
        with suppress(OSError):
            part.unlink()


def _let_be_seen(part: Path, path: Path) -> int:
    try:
        size = part.stat().st_size
        part.rename(path)
    except OSError as problem:
        raise problem_of_writing(problem) from None
    # Some shares know no such thing for folders; the file itself is on the disk by now.
    with suppress(OSError):
        sync_folder(path.parent)
    return size


def _make_room(roll: Roll, folder: Path, newest: Path) -> tuple[str, ...]:
    """Remove what is older than is kept: only backups of this very desk, as they say themselves."""
    removed: list[str] = []
    with suppress(OSError):
        found = backup_keeping.inside(folder, roll.site_id, roll.desk.code)
        now = next(one.at for one in found if one.path == newest)
        keep = backup_keeping.kept([one.at for one in found], now)
        for one in found:
            if one.at not in keep and _is_of(one.path, roll):
                one.path.unlink()
                removed.append(one.path.name)
    return tuple(removed)


def _is_of(path: Path, roll: Roll) -> bool:
    try:
        manifest = read_backup(path).manifest
    except UserFacingError:
        # What can't be read is for people to look at, not for us to remove.
        return False
    return (manifest.site, manifest.desk.id) == (roll.site_id, roll.desk.id)


def _half(progress: Progress | None, start: int) -> Progress | None:
    """Return a progress that fills one half of the way."""
    if progress is None:
        return None
    return lambda done, whole: progress(start + 50 * done // max(whole, 1), 100)
