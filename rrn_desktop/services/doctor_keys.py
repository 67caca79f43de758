"""What the doctor sees with a member's keys: every page, the whole ledger, and the heads it must reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from rrn_desktop.clock import SystemClock
from rrn_desktop.errors import EntriesMissing, UserFacingError
from rrn_desktop.keys import slots
from rrn_desktop.keys.changing import register_seeds
from rrn_desktop.keys.derive import DESK_DATABASE, REGISTER_DATABASE, derive
from rrn_desktop.keys.keyring import Keyring
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.rights import LEAD
from rrn_desktop.keys.roll import Roll
from rrn_desktop.keys.slots import OpenedSlot
from rrn_desktop.ledger import verifying
from rrn_desktop.ledger.head import check_ends
from rrn_desktop.services import register_here
from rrn_desktop.services.backup_settings import looks_old
from rrn_desktop.services.doctor_words import WORDS, Found, found
from rrn_desktop.services.opening import DESK, REGISTER, fitting_desk_key, fitting_register_epoch
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

    def desk_key(self, store: Path) -> bytes:
        """Return the key with which the desk is locked; raises NoRight, WrapRefused or KeySwapped."""
        least = self.roll.at(self.slot.roll_head).desk_key.number
        return fitting_desk_key(store / DESK, self.keyring, self.roll, *self._whose, least=least)[1]

    def register_seeds(self) -> Mapping[int, bytes]:
        """Return the seeds of the register by epoch; raises NoRight, WrapRefused, KeySwapped or StoreDamaged."""
        return register_seeds(self.keyring, self.roll, *self._whose)

    @property
    def _whose(self) -> tuple[str, MemberSecrets]:
        return self.slot.slot.member, self.slot.secrets


@dataclass(frozen=True, slots=True)
class Deeper:
    """What was found with a member's keys, and whether the register and what is sealed were looked at."""

    findings: tuple[Found, ...]
    with_register: bool


def look_deeper(store: Path, opened: Opened) -> Deeper:
    """Return what is found with a member's keys; only copies are opened."""
    try:
        desk_key = derive(opened.desk_key(store), DESK_DATABASE)
        seeds = opened.register_seeds() if opened.is_lead else {}
    except UserFacingError as problem:
        return Deeper((Found(problem.code, "keyring.json", problem.what, problem.next_step),), with_register=False)
    seen: list[Found] = []
    with ExitStack() as stack:
        desk = _sound_copy(store / DESK, desk_key, "desk", stack, seen)
        if desk is not None and seeds:
            with desk.read() as connection:
                # Where the desk says that leads read elsewhere, the doctor does not open it here either.
                seeds = seeds if register_here.opens(connection) else {}
        register = None
        if seeds:
            register = _sound_copy(store / REGISTER, _register_key(store, opened, seeds), "register", stack, seen)
        if desk is not None:
            seen += _ledger(store, opened, desk, register, seeds)
    return Deeper(tuple(seen), bool(seeds))


def _register_key(store: Path, opened: Opened, seeds: Mapping[int, bytes]) -> bytes:
    """Return the key of the register as opening finds it: of the newest epoch, or of one before it while that began."""
    least = opened.roll.at(opened.slot.roll_head).register.epoch
    return derive(seeds[fitting_register_epoch(store / REGISTER, seeds, least=least)], REGISTER_DATABASE)


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
    store: Path, opened: Opened, desk: Database, register: Database | None, seeds: Mapping[int, bytes]
) -> Iterator[Found]:
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
