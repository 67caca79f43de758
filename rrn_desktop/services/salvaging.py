"""Salvaging a damaged store: a new one of what can still be read, with what is lost counted and named.

It is for when no backup will do: the damaged store is only read, row by row and page by page. The new one is checked
like any other; what does not hold in it is told, and its ledger goes on in a new segment.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rrn_desktop.clock import Clock, SystemClock
from rrn_desktop.errors import NoRight, Refused, StoreDamaged, StoreMissing, StoreReadOnly, UserFacingError
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys.derive import DESK_DATABASE, derive
from rrn_desktop.keys.keyring import Keyring
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.recovery import combine, recovery_member
from rrn_desktop.keys.rights import KEEPERS, RECOVERY
from rrn_desktop.keys.roll import Roll
from rrn_desktop.keys.signing_in import open_own
from rrn_desktop.ledger import head, verifying
from rrn_desktop.ledger.appending import recipients_of
from rrn_desktop.ledger.continuing import SALVAGED, begin_segment
from rrn_desktop.ledger.findings import Finding
from rrn_desktop.services import salvaged_facts
from rrn_desktop.services.beside import let_be_seen, part_of
from rrn_desktop.services.inbox_place import INBOX
from rrn_desktop.services.journal import signer
from rrn_desktop.services.lost_numbers import take_up_to, take_without_entry
from rrn_desktop.services.opening import DESK, KEYRING, SLOTS, at_the_door, fitting_desk_key, let_through
from rrn_desktop.services.recovering import cards_of_another_store, session_with_cards
from rrn_desktop.services.salvaged_facts import FactsLost
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import session_of
from rrn_desktop.services.site_setup import refuse_unless_new
from rrn_desktop.store import desk_ledger
from rrn_desktop.store.backup_manifest import is_path
from rrn_desktop.store.connection import open_database
from rrn_desktop.store.desk_ledger import ChainEnd
from rrn_desktop.store.lock import hold
from rrn_desktop.store.salvage import DeskKept, salvage_desk

_LEDGER = "ledger"
_Opening = Callable[[Path], Session]


class NothingToSalvage(StoreDamaged):
    """Not one entry of a desk can be read any more."""

    code = "nothing_to_salvage"


@dataclass(frozen=True, slots=True)
class EntriesLost:
    """A stretch of entries of the ledger that is lost, both ends meant inclusive."""

    device: str
    segment: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A store that was made of what a damaged one still held.

    - ``desk`` counts the pages and rows that were brought over, ``entries`` those of the ledger.
    - ``entries_lost`` are missing from the ledger, as far as it or the head outside still knows of them.
    - ``lost_numbers`` were given out, and nothing says what for; they stay taken.
    - ``files_lost`` could not be read; ``facts`` says what of the desk has to be entered again.
    - ``findings`` is what does not hold in the new ledger, as ``rrn verify`` says it.
    """

    store: Path
    site: str
    demo: bool
    desk: DeskKept
    entries: int
    entries_lost: tuple[EntriesLost, ...]
    lost_numbers: tuple[str, ...]
    files_lost: tuple[str, ...]
    facts: FactsLost
    segment: int
    entry_hash: str
    findings: tuple[Finding, ...] = field(default=())


def salvage(
    damaged: Path,
    store: Path,
    name: str,
    passphrase: str,
    *,
    clock: Clock | None = None,
    last_number: str | None = None,
) -> Salvaged:
    """Make a store of what can be read of a damaged one; an administrator or a lead does it.

    - ``store`` is a folder that is empty or not there; nothing in the damaged one is changed.
    - ``last_number`` is the last number of this year's book that was given out, as paper or people know it.
    Raises Refused or StoreNotLocal for the folder, StoreInUse, WrongPassphrase, NoRight, NothingToSalvage, WrongUsage
    for a number of no book here, and a StoreUnusable where keyring or key files let nobody in; then no store is there.
    """
    at = clock or SystemClock()

    def secrets(roll: Roll) -> tuple[str, MemberSecrets]:
        opened = open_own(damaged / SLOTS, roll, name, passphrase)
        if KEEPERS.isdisjoint(roll.members[opened.slot.member].roles_at(at.now())):
            raise NoRight(
                "Only an administrator or a lead salvages a store.", "Nothing was made.", "Ask your administrator."
            )
        return opened.slot.member, opened.secrets

    def opening(part: Path) -> Session:
        return session_of(let_through(at_the_door(part), name, passphrase, at))

    return _Salvage(damaged, store.absolute(), secrets, opening, last_number).carried_out()


def salvage_with_cards(
    damaged: Path, store: Path, cards: Sequence[str], *, clock: Clock | None = None, last_number: str | None = None
) -> Salvaged:
    """Do the same with the words of two recovery cards; raises a ShareRefused or CardsOfAnotherStore as well."""
    at = clock or SystemClock()

    def secrets(roll: Roll) -> tuple[str, MemberSecrets]:
        recovery = recovery_member(combine(cards))
        if recovery.public() != roll.recovery:
            raise cards_of_another_store()
        return RECOVERY, recovery

    def opening(part: Path) -> Session:
        return session_with_cards(part, cards, at)

    return _Salvage(damaged, store.absolute(), secrets, opening, last_number, by_slot=False).carried_out()


@dataclass(frozen=True, slots=True)
class _Salvage:
    """One salvage: from where, to where, and by whose keys."""

    damaged: Path
    store: Path
    secrets: Callable[[Roll], tuple[str, MemberSecrets]]
    opening: _Opening
    last_number: str | None
    by_slot: bool = True

    def carried_out(self) -> Salvaged:
        """Bring everything over; raises as ``salvage`` says."""
        refuse_unless_new(self.store)
        _refuse_inside(self.store, self.damaged)
        with _kept_out(self.damaged):
            keyring = keyrings.load(self.damaged / KEYRING)
            roll = keyring.replayed()
            key = self._key(keyring, roll)
            with part_of(self.store) as part:
                kept = salvage_desk(self.damaged / DESK, key, part / DESK)
                if not next(one.kept for one in kept.tables if one.table == _LEDGER):
                    raise _nothing()
                lost = tuple(_copy_files(self.damaged, part))
                facts = self._made_whole(part, key, roll)
                session = self.opening(part)
                try:
                    salvaged = self._continued(session, kept, lost, facts)
                finally:
                    session.close()
                let_be_seen(part, self.store)
        return salvaged

    def _key(self, keyring: Keyring, roll: Roll) -> bytes:
        if self.by_slot and not any((self.damaged / SLOTS).glob("*.json")):
            raise _no_key_files()
        member, secrets = self.secrets(roll)
        return derive(fitting_desk_key(self.damaged / DESK, keyring, roll, member, secrets)[1], DESK_DATABASE)

    def _made_whole(self, part: Path, key: bytes, roll: Roll) -> FactsLost:
        """Give the new desk what nobody could sign in without, and a head of its own."""
        desk = open_database(part / DESK, key, "desk", proved=True)
        try:
            with desk.write() as connection:
                facts = salvaged_facts.filled_in(connection, part, roll)
            with desk.read() as connection:
                head.write_head(part, roll.site_id, desk_ledger.ends(connection))
        finally:
            desk.close()
        return facts

    def _continued(self, session: Session, kept: DeskKept, files: tuple[str, ...], facts: FactsLost) -> Salvaged:
        held = session.held
        with held.desk.read() as connection:
            entries, lost = desk_ledger.count(connection), tuple(self._entries_lost(desk_ledger.gaps(connection)))
            lost += tuple(self._cut_off(desk_ledger.ends(connection)))
        readers = recipients_of(held.roll, *(() if session.member.id == RECOVERY else (session.member.id,)))
        details = {"rows": kept.rows, "pages_lost": len(kept.pages.lost), "entries_lost": _count(lost)}
        with held.desk.write() as connection:
            appended, _ = begin_segment(
                connection, held.roll, signer(session), at=held.clock.now(), details=details, recipients=readers,
                kind=SALVAGED,
            )  # fmt: skip
            numbers = take_without_entry(connection, session)
            numbers += take_up_to(connection, session, self.last_number)
        head.settle_head(held.desk, session.store, held.roll.site_id)
        held.desk.checkpoint()
        found = verifying.verify_store(held.desk, session.store, held.roll, seeds=held.register_seeds)
        return Salvaged(
            self.store, held.roll.site_id, held.roll.demo, kept, entries, lost, numbers, files, facts,
            appended.row.segment, appended.row.hash, found.findings,
        )  # fmt: skip

    def _entries_lost(self, gaps: Sequence[tuple[str, int, int, int]]) -> Iterator[EntriesLost]:
        return (EntriesLost(*gap) for gap in gaps)

    def _cut_off(self, ends: Sequence[ChainEnd]) -> Iterator[EntriesLost]:
        """Give what the head outside knows of beyond the last entry of each segment."""
        try:
            kept = head.read_head(self.damaged).heads
        except UserFacingError:
            return
        there = {(end.device, end.segment): end.seq for end in ends}
        for end in kept:
            last = there.get((end.device, end.segment), 0)
            if end.seq > last:
                yield EntriesLost(end.device, end.segment, last + 1, end.seq)


def _refuse_inside(store: Path, damaged: Path) -> None:
    if store.resolve().is_relative_to(damaged.resolve()):
        raise Refused(
            "This folder lies inside the damaged store, and nothing in that is changed.",
            "No store was made.",
            "Choose a folder beside it, or on another disk.",
        )


@contextmanager
def _kept_out(damaged: Path) -> Iterator[None]:
    """Keep others out while the damaged store is read, where this account may write there at all."""
    try:
        lock = hold(damaged)
    except StoreReadOnly:
        yield
        return
    with lock:
        yield


def _copy_files(damaged: Path, part: Path) -> Iterator[str]:
    """Copy what lies beside the desk and is needed; give the name of each file that can't be read."""
    (part / SLOTS).mkdir(mode=0o700)
    found = [damaged / KEYRING, *(path for folder in (SLOTS, INBOX) for path in (damaged / folder).rglob("*.json"))]
    for path in sorted(found):
        name = path.relative_to(damaged).as_posix()
        if not is_path(name):
            continue
        try:
            data = path.read_bytes()
        except OSError:
            yield name
            continue
        target = part / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target.write_bytes(data)
        shutil.copymode(path, target)


def _count(lost: Sequence[EntriesLost]) -> int:
    return sum(one.last - one.first + 1 for one in lost)


def _no_key_files() -> StoreMissing:
    return StoreMissing(
        "The key files are not there, so no passphrase opens these records.",
        "Nothing was changed, and no store was made.",
        "Give two recovery cards instead, or put the key files of a backup back.",
    )


def _nothing() -> NothingToSalvage:
    return NothingToSalvage(
        "Not one entry of these records can be read any more.",
        "Nothing was changed, and no store was made.",
        "Keep a copy of the folder as it is, then bring back a backup: rrn restore.",
    )
