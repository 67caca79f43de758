"""Opens and closes the files of a store for one member: lock, keyring, slot, desk, register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rrn_desktop.clock import Clock
from rrn_desktop.errors import StoreDamaged
from rrn_desktop.files import sweep_parts
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys import slots
from rrn_desktop.keys.changing import desk_numbers, register_seeds
from rrn_desktop.keys.derive import DESK_DATABASE, REGISTER_DATABASE, derive
from rrn_desktop.keys.keyring import REGISTER as REGISTER_EPOCH
from rrn_desktop.keys.keyring import Keyring, shared_key
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.rights import LEAD, RECOVERY
from rrn_desktop.keys.roll import Roll
from rrn_desktop.keys.signing_in import open_own
from rrn_desktop.keys.slots import OpenedSlot
from rrn_desktop.ledger.catching_up import begin_again, open_register
from rrn_desktop.services import register_here
from rrn_desktop.services.session import Held
from rrn_desktop.store import desk_directory
from rrn_desktop.store.connection import Database, open_database
from rrn_desktop.store.location import refuse_if_not_local
from rrn_desktop.store.lock import StoreLock, hold
from rrn_desktop.store.page_check import is_locked_with

KEYRING, SLOTS, DESK, REGISTER = "keyring.json", "slots", "desk.db", "register.db"


@dataclass(frozen=True, slots=True)
class Doorway:
    """A store whose keyring was read and whose lock is held, before anyone has proved who they are."""

    store: Path
    lock: StoreLock
    keyring: Keyring = field(repr=False)
    roll: Roll = field(repr=False)


def at_the_door(store: Path) -> Doorway:
    """Take the lock of a store and read its keyring; raises a StoreUnusable that says why not."""
    refuse_if_not_local(store)
    lock = hold(store)
    try:
        for folder in (store, store / SLOTS):
            sweep_parts(folder)
        keyring = keyrings.load(store / KEYRING)
        return Doorway(store, lock, keyring, keyring.replayed())
    except BaseException:
        lock.release()
        raise


def let_through(door: Doorway, name: str, passphrase: str, clock: Clock) -> Held:
    """Open the desk, and for a lead the register unless it may not be opened on this PC, with a member's passphrase."""
    try:
        opened = open_own(door.store / SLOTS, door.roll, name, passphrase)
        return _open_files(door, opened.slot.member, opened.secrets, clock, opened)
    except BaseException:
        door.lock.release()
        raise


def member_of(held: Held) -> str:
    """Return the id of the member whose keys are held."""
    public = held.secrets.public()
    return next(one.id for one in held.roll.members.values() if one.sign == public.sign)


def desk_database(store: Path, desk_key: bytes, *, create: bool = False) -> Database:
    """Open the desk's file with the desk key."""
    return open_database(store / DESK, derive(desk_key, DESK_DATABASE), "desk", create=create, proved=True)


def register_database(store: Path, seeds: Mapping[int, bytes], *, least: int | None = None) -> tuple[Database, int]:
    """Open the register's file with the seed of the newest epoch, or of one from ``least`` on; return of which.

    A missing or damaged one is begun anew: the ledger holds everything that was in it. So is one under the key of an
    epoch that is over, which whoever was a lead then could have made.
    """
    path, epoch = store / REGISTER, max(seeds)
    found = fitting_register_epoch(path, seeds, least=least)
    try:
        return open_register(path, derive(seeds[found], REGISTER_DATABASE)), found
    except StoreDamaged:
        return begin_again(path, derive(seeds[epoch], REGISTER_DATABASE)), epoch


def fitting_register_epoch(path: Path, seeds: Mapping[int, bytes], *, least: int | None = None) -> int:
    """Return the epoch with whose key a register is locked: one before the newest, from ``least`` on, or the newest."""
    newest = max(seeds)
    before = range(least or newest, newest)
    return next((one for one in before if is_locked_with(path, derive(seeds[one], REGISTER_DATABASE))), newest)


def fitting_desk_key(
    path: Path, keyring: Keyring, roll: Roll, who: str, secrets: MemberSecrets, *, least: int = 1
) -> tuple[int, bytes]:
    """Return the desk key with which a desk is locked, and its number.

    It is that of now, or one before it from ``least`` on where a change was begun and not finished. Raises NoRight for
    who does not hold that of now, WrapRefused and KeySwapped.
    """
    newest = roll.desk_key.number
    key = shared_key(keyring, roll, f"desk/{newest}", who, secrets)
    former = [number for number in desk_numbers(keyring, who) if least <= number < newest]
    if not former or is_locked_with(path, derive(key, DESK_DATABASE)):
        return newest, key
    for number in former:
        older = shared_key(keyring, roll, f"desk/{number}", who, secrets)
        if is_locked_with(path, derive(older, DESK_DATABASE)):
            return number, older
    return newest, key


def let_through_with_cards(door: Doorway, recovery: MemberSecrets, clock: Clock) -> Held:
    """Open the desk and the register with the recovery keys, which two cards make."""
    try:
        return _open_files(door, RECOVERY, recovery, clock)
    except BaseException:
        door.lock.release()
        raise


def seeds_of(door: Doorway, member: str, secrets: MemberSecrets, clock: Clock) -> Mapping[int, bytes]:
    """Return the seeds of the register by epoch for recovery or who is a lead now, none for anyone else.

    A lead until a day holds none of an epoch that began when their time was over by the clock of then: they record,
    also where that clock was ahead and has been put right since.
    """
    own = None if member == RECOVERY else door.roll.members[member]
    if own is not None and LEAD not in own.roles_at(clock.now()):
        return {}
    newest = f"{REGISTER_EPOCH}{door.roll.register.epoch}"
    if own is not None and own.lead_until is not None and door.keyring.find(newest, member) is None:
        return {}
    return register_seeds(door.keyring, door.roll, member, secrets)


def _open_files(
    door: Doorway, member: str, secrets: MemberSecrets, clock: Clock, opened: OpenedSlot | None = None
) -> Held:
    # What a member has seen done is not undone: then a file under a key of before was put back.
    seen = None if opened is None else door.roll.at(opened.roll_head)
    number, desk_key = fitting_desk_key(
        door.store / DESK, door.keyring, door.roll, member, secrets, least=seen.desk_key.number if seen else 1
    )  # fmt: skip
    seeds = seeds_of(door, member, secrets, clock)
    desk = desk_database(door.store, desk_key)
    register, epoch = None, 0
    try:
        if opened is not None:
            slots.check_revision(opened, _revision_seen(desk, member) or None)
        if seeds and member != RECOVERY and not _opens_register(desk):
            seeds = {}
        if seeds:
            register, epoch = register_database(door.store, seeds, least=seen.register.epoch if seen else None)
        if opened is not None:
            _renew_slot(door, opened, desk, door.roll.last_under(number, epoch or door.roll.register.epoch))
    except BaseException:
        for database in (register, desk):
            if database is not None:
                database.close()
        raise
    return Held(
        door.store, door.lock, door.keyring, door.roll, secrets, desk, register, seeds, clock, number, epoch
    )  # fmt: skip


def _opens_register(desk: Database) -> bool:
    with desk.read() as connection:
        return register_here.opens(connection)


def _revision_seen(desk: Database, member: str) -> int:
    with desk.read() as connection:
        return desk_directory.slot_seen(connection, member)


def _renew_slot(door: Doorway, opened: OpenedSlot, desk: Database, settled: Roll) -> None:
    """Write a new slot when the roll has grown since, as far as the files have come; keep its revision."""
    member, revision = opened.slot.member, opened.revision
    if opened.roll_head != settled.head:
        renewed = slots.renewed(opened, settled.seq, settled.head)
        slots.save_slot(door.store / SLOTS, renewed)
        revision = renewed.revision
    if revision != _revision_seen(desk, member):
        with desk.write() as connection:
            desk_directory.see_slot(connection, member, revision)
