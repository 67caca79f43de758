"""Putting a backup back: a new store beside whatever is left of the old one, whole or not at all.

Its ledger goes on in a new segment whose first entry names the head that it continues. What the lost store knew
beyond the backup is told, as far as its head and its list of members can still be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rrn_desktop.clock import Clock, SystemClock
from rrn_desktop.errors import NoRight
from rrn_desktop.keys.rights import RECOVERY
from rrn_desktop.ledger import head, verifying
from rrn_desktop.ledger.appending import recipients_of
from rrn_desktop.ledger.continuing import begin_segment
from rrn_desktop.ledger.findings import Finding
from rrn_desktop.services.backup_checking import BackupSeen, look
from rrn_desktop.services.beside import let_be_seen, part_of
from rrn_desktop.services.handing_out import cancelled
from rrn_desktop.services.journal import signer
from rrn_desktop.services.lost_numbers import take_up_to
from rrn_desktop.services.lost_since import Lost, known_beyond
from rrn_desktop.services.opening import SLOTS, at_the_door, let_through
from rrn_desktop.services.recovering import session_with_cards
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import session_of
from rrn_desktop.services.site_setup import refuse_unless_new
from rrn_desktop.store.backup_copy import Progress, Stopped

_Opening = Callable[[Path], Session]


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that stands again as a store.

    - ``continues`` is the entry that the new ``segment`` follows, ``entry_hash`` the first one of it.
    - ``lost`` says what the old store knew beyond the backup, None when nobody named an old store.
    - ``lost_numbers`` were given out after the backup and stay taken.
    - ``findings`` is what does not hold in the ledger, as ``rrn verify`` says it; it was so when the backup was made.
    """

    store: Path
    site: str
    demo: bool
    made_at: str
    entries: int
    segment: int
    continues: str
    entry_hash: str
    lost: Lost | None
    lost_numbers: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=())


def restore(
    path: Path,
    store: Path,
    name: str,
    passphrase: str,
    *,
    clock: Clock | None = None,
    old_store: Path | None = None,
    last_number: str | None = None,
    progress: Progress | None = None,
) -> Restored:
    """Make a store of a backup in a folder that is empty or not there; an administrator or a lead does it.

    - Name and passphrase are those of when the backup was made.
    - ``old_store`` is what is left of the store before: it is compared, and not changed.
    - ``last_number`` is the last number of this year's book that was given out, as paper or people know it: those
      between are never given out again.
    Raises what ``backup_checking.look`` does, Refused or StoreNotLocal for the folder, WrongPassphrase, NoRight,
    WrongUsage for a number of no book here, Cancelled, and a StoreUnusable; then no store is there.
    """

    def opening(part: Path) -> Session:
        return session_of(let_through(at_the_door(part), name, passphrase, clock or SystemClock()))

    return _restored(path, store, opening, _Wishes(old_store, last_number, progress))


def restore_with_cards(
    path: Path,
    store: Path,
    cards: Sequence[str],
    *,
    clock: Clock | None = None,
    old_store: Path | None = None,
    last_number: str | None = None,
    progress: Progress | None = None,
) -> Restored:
    """Do the same with the words of two recovery cards, where nobody knows a passphrase of then.

    Raises a ShareRefused or CardsOfAnotherStore as well.
    """

    def opening(part: Path) -> Session:
        return session_with_cards(part, cards, clock or SystemClock())

    return _restored(path, store, opening, _Wishes(old_store, last_number, progress))


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What else is asked of a restore."""

    old_store: Path | None
    last_number: str | None
    progress: Progress | None


def _restored(path: Path, store: Path, opening: _Opening, wishes: _Wishes) -> Restored:
    store = store.absolute()
    refuse_unless_new(store)
    seen = look(path, progress=wishes.progress)
    with _unpacked(seen, store, wishes.progress) as part:
        session = opening(part)
        try:
            restored = _continued(session, seen, store, wishes)
        finally:
            session.close()
        # Whoever opens the store next takes a lock of their own.
        let_be_seen(part, store)
    return restored


@contextmanager
def _unpacked(seen: BackupSeen, store: Path, progress: Progress | None) -> Iterator[Path]:
    """Give the files of a backup in a folder that nobody takes for a store; it is removed unless it became one."""
    with part_of(store) as part:
        try:
            seen.file.unpack(part, progress)
        except Stopped:
            raise cancelled() from None
        (part / SLOTS).mkdir(mode=0o700, exist_ok=True)
        yield part


def _continued(session: Session, seen: BackupSeen, store: Path, wishes: _Wishes) -> Restored:
    if not session.member.is_keeper:
        raise NoRight(
            "Only an administrator or a lead puts a backup back.", "Nothing was made.", "Ask your administrator."
        )
    held = session.held
    roll = held.roll
    with held.desk.read() as connection:
        head.check_ends(connection, seen.heads)
    lost = None if wishes.old_store is None else known_beyond(wishes.old_store, seen, session)
    found = verifying.verify_store(held.desk, session.store, roll)
    readers = recipients_of(roll, *(() if session.member.id == RECOVERY else (session.member.id,)))
    details = {"made_at": seen.made_at, "lost_entries": None if lost is None else lost.entries}
    with held.desk.write() as connection:
        appended, last = begin_segment(
            connection, roll, signer(session), at=held.clock.now(), details=details, recipients=readers
        )
        numbers = take_up_to(connection, session, wishes.last_number)
    # Looking at the ledger wrote nothing; the head is written now, with the new segment in it.
    head.settle_head(held.desk, session.store, roll.site_id)
    held.desk.checkpoint()
    return Restored(
        store, roll.site_id, roll.demo, seen.made_at, seen.entries, appended.row.segment, last.hash,
        appended.row.hash, lost, numbers, found.findings,
    )  # fmt: skip
