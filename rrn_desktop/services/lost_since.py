"""What a store knew beyond a backup of it, as far as its head and its list of members can still be read.

Both need no key, so they can be read where the records themselves are damaged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from rrn_desktop.errors import Refused, UserFacingError
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger.head import HeadFile, read_head
from rrn_desktop.services.backup_checking import BackupSeen
from rrn_desktop.services.opening import KEYRING
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_directory, desk_ledger


@dataclass(frozen=True, slots=True)
class Lost:
    """What the old store knew beyond a backup; None where that can't be read any more.

    - ``entries`` counts entries of the ledger, that of the backup itself among them.
    - ``statements`` counts changes of the list of members; those of a shared key, which follow from them, are none.
    - ``left`` are people who left since, and whose accounts are open again: close them again.
    - ``forked`` is true where old store and backup say different things of the same time: one of them was forged, or
      the backup is of another copy of the store.
    """

    entries: int | None
    statements: int | None
    left: tuple[str, ...] = field(default=(), repr=False)
    forked: bool = False

    def says(self) -> tuple[str, ...]:
        """Return the same in sentences, for the one who put the backup back."""
        lines: list[str] = []
        if self.entries == 1:
            lines.append("Nothing was entered after the backup but the entry of the backup itself.")
        elif self.entries:
            lines.append(f"Entries that were made after the backup, its own among them, and are lost: {self.entries}.")
        if self.entries is None or self.statements is None:
            lines.append("How much was lost since can't be read from the old store.")
        if self.statements:
            lines.append(f"Changes of accounts that were made after the backup: {self.statements}. Make them again.")
        lines += [f"{name} had left since, and can sign in again: close that account." for name in self.left]
        if self.forked:
            lines.append(
                "The old store and the backup contradict each other about the time before the backup. Tell your lead, "
                "and keep both."
            )
        return tuple(lines)


def known_beyond(old_store: Path, seen: BackupSeen, session: Session) -> Lost:
    """Compare what is left of a store with a backup of it; nothing in it is changed.

    Raises Refused when it is a store of another site.
    """
    head, roll = _head_of(old_store), _roll_of(old_store)
    if (head is not None and head.site != seen.site) or (roll is not None and roll.site_id != seen.site):
        raise Refused(
            "The old store belongs to another site than the backup.",
            "No store was made, and nothing was changed.",
            "Check both folders, and try again.",
        )
    entries, forked = (None, False) if head is None else _entries(head, seen, session)
    if roll is None:
        return Lost(entries, None, (), forked)
    if _has(seen.roll, roll):
        return Lost(entries, 0, (), forked)
    if not _has(roll, seen.roll):
        return Lost(entries, None, (), forked=True)
    return Lost(entries, _changes(seen.roll, roll), _left(roll, session), forked)


def _changes(then: Roll, now: Roll) -> int:
    keys = now.desk_key.number - then.desk_key.number + now.register.epoch - then.register.epoch
    return now.seq - then.seq - keys


def _head_of(store: Path) -> HeadFile | None:
    try:
        return read_head(store)
    except UserFacingError:
        return None


def _roll_of(store: Path) -> Roll | None:
    try:
        return keyrings.load(store / KEYRING).replayed()
    except UserFacingError:
        return None


def _entries(head: HeadFile, seen: BackupSeen, session: Session) -> tuple[int, bool]:
    """Return how many entries came after the backup, and whether the two ledgers contradict each other."""
    known = {(end.device, end.segment): end.seq for end in seen.heads}
    beyond = sum(max(0, end.seq - known.get((end.device, end.segment), 0)) for end in head.heads)
    with session.held.desk.read() as connection:
        rows = [(end, desk_ledger.row_at(connection, end.device, end.segment, end.seq)) for end in head.heads]
    return beyond, any(row is not None and row.hash != end.hash for end, row in rows)


def _has(roll: Roll, earlier: Roll) -> bool:
    try:
        roll.check_seen(earlier.seq, earlier.head)
    except UserFacingError:
        return False
    return True


def _left(now: Roll, session: Session) -> tuple[str, ...]:
    """Return the names of those who are in again by the backup, and had left by then."""
    gone = [one.id for one in session.held.roll.active() if not now.members[one.id].active]
    with session.held.desk.read() as connection:
        known = [desk_directory.member(connection, who) for who in gone]
    return tuple(one.name for one in known if one is not None)
