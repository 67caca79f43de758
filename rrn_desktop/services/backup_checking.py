"""Looking at a backup without an account: what it says of itself, and whether all of it is as its maker signed it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from rrn_desktop.canonical import to_bytes as from_base64
from rrn_desktop.errors import DoesNotHold, UserFacingError
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys.keyring import KEYRING_LIMIT
from rrn_desktop.keys.member import verify
from rrn_desktop.keys.roll import Roll
from rrn_desktop.services.handing_out import cancelled
from rrn_desktop.store import backup_manifest
from rrn_desktop.store.backup_copy import Progress, Stopped
from rrn_desktop.store.backup_file import BackupFile, damaged, read_backup
from rrn_desktop.store.desk_ledger import ChainEnd


class BackupNotSigned(DoesNotHold):
    """A backup is not signed by a member of the site that it names."""

    code = "backup_not_signed"


@dataclass(frozen=True, slots=True)
class BackupSeen:
    """A backup whose files are all as its maker signed them.

    ``made_at`` is in UTC, ``roles`` are those of who made it; ``site`` is the fingerprint of the site, to be compared
    with the site's own. ``heads`` says how far its ledger goes.
    """

    path: Path
    made_at: str
    roles: tuple[str, ...]
    site: str
    desk_code: str
    demo: bool
    entries: int
    bytes: int
    heads: tuple[ChainEnd, ...]
    roll: Roll = field(repr=False)
    file: BackupFile = field(repr=False)


def look(path: Path, *, progress: Progress | None = None) -> BackupSeen:
    """Check a backup: its signature, and the SHA-256 of every file in it; no account is needed.

    Raises NotFound, BackupDamaged, BackupNotSigned, StoreNewer, a RollRefused, and Cancelled.
    """
    file = read_backup(path)
    try:
        file.check(progress)
    except Stopped:
        raise cancelled() from None
    manifest = file.manifest
    roll = _roll_of(file)
    if (roll.site_id, roll.seq, roll.head) != (manifest.site, manifest.roll.seq, manifest.roll.head):
        raise damaged()
    return BackupSeen(
        path, manifest.made_at, _signed_by(file, roll), roll.site_id, roll.desk.code, roll.demo,
        manifest.entries, manifest.size, manifest.ends, roll, file,
    )  # fmt: skip


def _roll_of(file: BackupFile) -> Roll:
    return keyrings.read(file.content(backup_manifest.KEYRING, KEYRING_LIMIT)).replayed()


def _signed_by(file: BackupFile, roll: Roll) -> tuple[str, ...]:
    """Return the roles of who made a backup; raises BackupNotSigned."""
    signature, public = file.signature, roll.public_of(file.manifest.made_by)
    member = roll.members.get(file.manifest.made_by)
    active = member is None or member.active
    if public is None or not active or signature.by != file.manifest.made_by:
        raise _not_signed()
    try:
        holds = verify(
            public.sign, backup_manifest.SIGNED_AS, file.manifest_bytes, from_base64(signature.signature)
        )  # fmt: skip
    except ValueError:
        holds = False
    if not holds:
        raise _not_signed()
    return () if member is None else member.roles


def _not_signed() -> UserFacingError:
    return BackupNotSigned(
        "This backup is not signed by anyone who had an account at the place that it names.",
        "Nothing was changed, and nothing in it was used.",
        "Someone may have made or changed it. Take another backup, and tell your lead.",
    )
