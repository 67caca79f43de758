"""What the doctor sees with a member's keys: every page, the whole ledger, and the heads it must reach."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from rrn_desktop.clock import SystemClock
from rrn_desktop.errors import EntriesMissing, UserFacingError
from rrn_desktop.keys import slots
from rrn_desktop.keys.derive import DESK_DATABASE, REGISTER_DATABASE, derive
from rrn_desktop.keys.keyring import Keyring, shared_key
from rrn_desktop.keys.rights import LEAD
from rrn_desktop.keys.roll import Roll
from rrn_desktop.keys.slots import OpenedSlot
from rrn_desktop.ledger import verifying
from rrn_desktop.ledger.head import check_ends
from rrn_desktop.services import register_here
from rrn_desktop.services.backup_settings import looks_old
from rrn_desktop.services.doctor_words import WORDS, Found, found
from rrn_desktop.services.opening import DESK, REGISTER
from rrn_desktop.store import desk_directory, register_versions
from rrn_desktop.store.connection import Database, Kind, open_database
from rrn_desktop.store.deep_check import copied, look_inside

_NEXT = "Tell your lead, and keep a copy of the folder. All that does not hold is named by: rrn verify."


@dataclass(frozen=True, slots=True)
class Opened:
    """A member's keys, and the list of who is who."""

    keyring: Keyring = field(repr=False)
    roll: Roll = field(repr=False)
    slot: OpenedSlot = field(repr=False)

    @property
    def is_lead(self) -> bool:
        """Say whether they are a lead now, who holds the key of the register."""
        return LEAD in self.roll.members[self.slot.slot.member].roles_at(SystemClock().now())

    def key(self, name: str) -> bytes:
        """Return a shared key; raises NoRight, WrapRefused or KeySwapped."""
        return shared_key(self.keyring, self.roll, name, self.slot.slot.member, self.slot.secrets)


@dataclass(frozen=True, slots=True)
class Deeper:
    """What was found with a member's keys, and whether the register and what is sealed were looked at."""

    findings: tuple[Found, ...]
    with_register: bool


def look_deeper(store: Path, opened: Opened) -> Deeper:
    """Return what is found with a member's keys; only copies are opened."""
    try:
        desk_key = derive(opened.key(f"desk/{opened.roll.desk_key.number}"), DESK_DATABASE)
        seed = opened.key(f"register/{opened.roll.register.epoch}") if opened.is_lead else None
    except UserFacingError as problem:
        return Deeper((Found(problem.code, "keyring.json", problem.what, problem.next_step),), with_register=False)
    seen: list[Found] = []
    with ExitStack() as stack:
        desk = _sound_copy(store / DESK, desk_key, "desk", stack, seen)
        if desk is not None and seed is not None:
            with desk.read() as connection:
                # Where the desk says that leads read elsewhere, the doctor does not open it here either.
                seed = seed if register_here.opens(connection) else None
        register = None
        if seed is not None:
            register = _sound_copy(store / REGISTER, derive(seed, REGISTER_DATABASE), "register", stack, seen)
        if desk is not None:
            seen += _ledger(store, opened, desk, register, seed)
    return Deeper(tuple(seen), seed is not None)


def _sound_copy(path: Path, key: bytes, kind: Kind, stack: ExitStack, seen: list[Found]) -> Database | None:
    """Return a copy of a database opened, or None where the file is away or something is wrong with it."""
    if not path.is_file() or not path.stat().st_size:
        return None
    copy = stack.enter_context(copied(path))
    wrong = look_inside(copy, key, kind)
    if wrong:
        whole = [found(one.code, path.name, one.pages) for one in wrong]
        seen += whole if kind == "desk" else [found("register_damaged", path.name)]
        return None
    try:
        database = open_database(copy, key, kind, proved=True)
    except UserFacingError as problem:
        seen.append(Found(problem.code, path.name, problem.what, problem.next_step))
        return None
    stack.callback(database.close)
    return database


def _ledger(
    store: Path, opened: Opened, desk: Database, register: Database | None, seed: bytes | None
) -> Iterator[Found]:
    seeds = None if seed is None else {opened.roll.register.epoch: seed}
    try:
        checked = verifying.verify_store(desk, store, opened.roll, seeds=seeds)
        for one in checked.findings:
            yield found(one.code) if one.code in WORDS else Found(one.code, DESK, one.says, _NEXT)
        if register is not None and EntriesMissing.code not in {one.code for one in checked.findings}:
            yield from _register_ahead(desk, register)
        yield from _of_desk(opened, desk)
    except UserFacingError as problem:
        yield Found(problem.code, DESK, problem.what, problem.next_step)


def _register_ahead(desk: Database, register: Database) -> Iterator[Found]:
    with register.read() as connection:
        seen = register_versions.heads(connection)
    try:
        with desk.read() as connection:
            check_ends(connection, seen)
    except EntriesMissing:
        yield found("register_ahead", DESK)


def _of_desk(opened: Opened, desk: Database) -> Iterator[Found]:
    """Give what the desk knows of key files and backups."""
    with desk.read() as connection:
        seen = desk_directory.slot_seen(connection, opened.slot.slot.member)
        backups = looks_old(connection, SystemClock().now())
    try:
        slots.check_revision(opened.slot, seen or None)
    except UserFacingError as problem:
        yield Found(problem.code, f"slots/{opened.slot.slot.member}.json", problem.what, problem.next_step)
    if backups and not opened.roll.demo:
        yield found(backups)
