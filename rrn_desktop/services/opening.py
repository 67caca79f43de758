"""Opens and closes the files of a store for one member: lock, keyring, slot, desk, register."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from rrn_desktop.clock import Clock
from rrn_desktop.errors import StoreDamaged
from rrn_desktop.files import sweep_parts
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys import slots
from rrn_desktop.keys.derive import DESK_DATABASE, REGISTER_DATABASE, derive
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


def register_database(store: Path, seed: bytes) -> Database:
    """Open the register's file with the register seed.

    A missing or damaged one is begun anew: the ledger holds everything that was in it.
    """
    path, key = store / REGISTER, derive(seed, REGISTER_DATABASE)
    try:
        return open_register(path, key)
    except StoreDamaged:
        return begin_again(path, key)


def let_through_with_cards(door: Doorway, recovery: MemberSecrets, clock: Clock) -> Held:
    """Open the desk and the register with the recovery keys, which two cards make."""
    try:
        return _open_files(door, RECOVERY, recovery, clock)
    except BaseException:
        door.lock.release()
        raise


def _open_files(
    door: Doorway, member: str, secrets: MemberSecrets, clock: Clock, opened: OpenedSlot | None = None
) -> Held:
    desk_key = shared_key(door.keyring, door.roll, f"desk/{door.roll.desk_key.number}", member, secrets)
    seed = register_seed(door, member, secrets, clock)
    desk = desk_database(door.store, desk_key)
    try:
        if opened is not None:
            _check_and_renew_slot(door, opened, desk)
        if seed is not None and member != RECOVERY and not _opens_register(desk):
            seed = None
        register = None if seed is None else register_database(door.store, seed)
    except BaseException:
        desk.close()
        raise
    return Held(door.store, door.lock, door.keyring, door.roll, secrets, desk, register, seed, clock)


def _opens_register(desk: Database) -> bool:
    with desk.read() as connection:
        return register_here.opens(connection)


def register_seed(door: Doorway, member: str, secrets: MemberSecrets, clock: Clock) -> bytes | None:
    """Return the seed of the register for recovery or who is a lead now, None for anyone else."""
    if member != RECOVERY and LEAD not in door.roll.members[member].roles_at(clock.now()):
        return None
    return shared_key(door.keyring, door.roll, f"register/{door.roll.register.epoch}", member, secrets)


def _check_and_renew_slot(door: Doorway, opened: OpenedSlot, desk: Database) -> None:
    """Refuse an old copy of the slot; write a new one when the roll has grown since."""
    member = opened.slot.member
    with desk.read() as connection:
        seen = desk_directory.slot_seen(connection, member)
    slots.check_revision(opened, seen or None)
    revision = opened.revision
    if opened.roll_head != door.roll.head:
        renewed = slots.renewed(opened, door.roll.seq, door.roll.head)
        slots.save_slot(door.store / SLOTS, renewed)
        revision = renewed.revision
    if revision != seen:
        with desk.write() as connection:
            desk_directory.see_slot(connection, member, revision)
