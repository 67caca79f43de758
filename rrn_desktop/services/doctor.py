"""The doctor: looks at a store in any state, names each damage, and changes nothing.

Without an account it looks at what needs no key. With one it also checks every page, the whole ledger and the heads.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from rrn_desktop.errors import StoreDamaged, StoreInUse, StoreMissing, StoreReadOnly, UserFacingError, WrongPassphrase
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys import slots
from rrn_desktop.keys.keyring import Keyring
from rrn_desktop.keys.passphrase_key import check_kdf
from rrn_desktop.keys.roll import Roll
from rrn_desktop.keys.signing_in import open_own
from rrn_desktop.ledger import head
from rrn_desktop.services import inbox_aside
from rrn_desktop.services.doctor_keys import Opened, look_deeper
from rrn_desktop.services.doctor_of_demo import lead_of_demo
from rrn_desktop.services.doctor_words import Found, found
from rrn_desktop.services.opening import DESK, KEYRING, REGISTER, SLOTS
from rrn_desktop.store.file_check import MISSING, look_at_file, look_at_log
from rrn_desktop.store.location import refuse_if_not_local
from rrn_desktop.store.lock import hold

_ROOM = 200 * 1024 * 1024
_PAGES = f"the pages of {DESK} and {REGISTER}, the ledger and the heads: they need an account"
_REGISTER = (
    f"the pages of {REGISTER}, and what is sealed: they need a lead's account, on a PC where the register is opened"
)


@dataclass(frozen=True, slots=True)
class Examined:
    """A store that was looked at; ``sound`` when nothing found does harm. ``not_checked`` says what was left out."""

    store: Path
    sound: bool
    findings: tuple[Found, ...]
    not_checked: tuple[str, ...]


def examine(store: Path, *, name: str | None = None, passphrase: str = "") -> Examined:
    """Look at a store; with a name and a passphrase also at what needs their keys, in a demo store with a lead's.

    Nothing in the store is changed. Raises WrongPassphrase, and StoreFull where there is no room for a copy to look at;
    everything else that is wrong is a finding.
    """
    if not store.is_dir():
        return _examined(store, [found(MISSING, store.name)], ("everything",))
    seen = [*_place(store), *_databases(store), *_small_files(store)]
    who = (name, passphrase) if name is not None else lead_of_demo(store)
    if who is None:
        return _examined(store, seen, (_PAGES,))
    with _held(store, seen) as ours:
        opened = _opened(store, *who, seen, asked=name is not None) if ours else None
        if opened is None:
            return _examined(store, seen, (_PAGES,))
        said = {one.says for one in seen}
        deeper = look_deeper(store, opened)
        seen += [one for one in deeper.findings if one.says not in said]
    return _examined(store, seen, () if deeper.with_register else (_REGISTER,))


def _examined(store: Path, seen: list[Found], left_out: tuple[str, ...]) -> Examined:
    once = tuple(dict.fromkeys(seen))
    return Examined(store, not any(one.harm for one in once), once, left_out)


def _place(store: Path) -> Iterator[Found]:
    try:
        refuse_if_not_local(store)
    except UserFacingError as problem:
        yield _as_found(problem, problem.code, None)
    with suppress(OSError):
        if shutil.disk_usage(store).free < _ROOM:
            yield found("little_room")
    for one in inbox_aside.set_aside(store):
        yield found("inbox_set_aside", one.name)


def _databases(store: Path) -> Iterator[Found]:
    for file in (DESK, REGISTER):
        for code in look_at_file(store / file):
            yield found(code, file) if file == DESK else _of_register(code, file)
        log = look_at_log(store / f"{file}-wal")
        if log is not None:
            yield found(log, file) if file == DESK else _of_register(log, file)


def _of_register(code: str, file: str) -> Found:
    """Return what is wrong with the register: whatever it is, all that was in it is in the ledger."""
    if code == MISSING:
        return found("register_missing", file)
    return found(code, file) if code in {"file_read_only", "file_not_encrypted", "log_torn"} else _damaged(file)


def _damaged(file: str) -> Found:
    return found("register_damaged", file)


def _small_files(store: Path) -> Iterator[Found]:
    roll: Roll | None = None
    try:
        roll = keyrings.load(store / KEYRING).replayed()
    except UserFacingError as problem:
        yield _as_found(problem, _code("keyring", problem), KEYRING)
    try:
        kept = head.read_head(store)
        if roll is not None and kept.site != roll.site_id:
            yield _as_found(head.other_site(), "head_of_another_site", head.NAME)
    except UserFacingError as problem:
        yield _as_found(problem, _code("head", problem), head.NAME)
    if not (store / SLOTS).is_dir():
        yield found("slots_missing", SLOTS)
    elif roll is not None:
        yield from _slots(store / SLOTS, roll)


def _slots(folder: Path, roll: Roll) -> Iterator[Found]:
    there = {path.stem: path for path in sorted(folder.glob("*.json"))}
    for member in roll.active():
        if member.id not in there:
            yield found("slot_missing", f"{SLOTS}/{member.id}.json")
    for who, path in there.items():
        try:
            slot = slots.load_slot(path)
            slots.check_place(slot, roll.site_id, who)
            check_kdf(slot.kdf)
            owner = roll.members.get(who)
            if owner is None:
                yield _as_found(slots.changed(), "slot_of_nobody", f"{SLOTS}/{path.name}")
            else:
                slots.check_owner(slot, owner.sign)
        except UserFacingError as problem:
            yield _as_found(problem, _code("slot", problem), f"{SLOTS}/{path.name}")


def _code(of: str, problem: UserFacingError) -> str:
    """Return the code of what is wrong with one of the small files: its own, where the error's is that of any file."""
    if isinstance(problem, StoreMissing):
        return f"{of}_missing"
    return f"{of}_damaged" if isinstance(problem, StoreDamaged) else problem.code


def _as_found(problem: UserFacingError, code: str, file: str | None) -> Found:
    return Found(code, file, problem.what, problem.next_step)


@contextmanager
def _held(store: Path, seen: list[Found]) -> Iterator[bool]:
    """Keep others out while files are copied; say whether that was possible."""
    try:
        lock = hold(store)
    except StoreInUse:
        seen.append(found("store_in_use"))
        yield False
        return
    except StoreReadOnly:
        # Where we can't write, nobody of this account can, and to look is allowed.
        seen.append(found("file_read_only", store.name))
        yield True
        return
    with lock:
        yield True


def _opened(store: Path, name: str, passphrase: str, seen: list[Found], *, asked: bool) -> Opened | None:
    """Return a member's keys, or None and a finding where keyring or key file do not let them in."""
    try:
        keyring: Keyring = keyrings.load(store / KEYRING)
        roll = keyring.replayed()
        return Opened(keyring, roll, open_own(store / SLOTS, roll, name, passphrase))
    except WrongPassphrase:
        # Where a key file is gone, it may be theirs: then no passphrase fits.
        if asked and not {"slots_missing", "slot_missing"} & {one.code for one in seen}:
            raise
        return None
    except UserFacingError as problem:
        if problem.what not in {one.says for one in seen}:
            seen.append(_as_found(problem, problem.code, None))
        return None
