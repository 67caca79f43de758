"""New keys after someone left: the desk's for anyone, the register's for a lead.

A lead or an administrator who lets someone out changes them at once. Where someone closed an account who may not change
a key, or a lead's time ended by itself, a change is owed: the roll shows that, and it stays owed until it is done.
Several who left owe one change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from rrn_desktop.clock import parse_rfc3339, wall_time
from rrn_desktop.errors import NoRight, Refused, StoreDamaged, UserFacingError
from rrn_desktop.keys import changing
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys.derive import DESK_DATABASE, REGISTER_DATABASE, derive
from rrn_desktop.keys.keyring import Keyring, shared_key
from rrn_desktop.keys.rights import KEEPERS, LEAD
from rrn_desktop.ledger.appending import About
from rrn_desktop.ledger.catching_up import begin_again, catch_up
from rrn_desktop.services.accounts import keep_keyring
from rrn_desktop.services.handing_out import cancelled
from rrn_desktop.services.journal import log
from rrn_desktop.services.opening import KEYRING
from rrn_desktop.services.session import Session
from rrn_desktop.store.backup_copy import FOLDER, Progress, Stopped
from rrn_desktop.store.connection import Database
from rrn_desktop.store.rekeying import CopyDoesNotHold, change_key

_ROLL = "roll"
QUICK = 256 * 1024 * 1024
"""Up to how large a file is given another key without anyone asking: some seconds."""


@dataclass(frozen=True, slots=True)
class KeysOwed:
    """What this member can do about keys that someone held who left.

    ``desk`` and ``register`` count who left since each of the two keys changed last; ``unfinished`` says that a change
    was begun, and that a file still has its key of before. Of the register nothing is said to who can't change it.
    ``by_itself`` says that it is done at the lock or on the way out without anyone asking; a large store waits.
    """

    desk: int = 0
    register: int = 0
    unfinished: bool = False
    by_itself: bool = True

    @property
    def any(self) -> bool:
        """Say whether anything is owed."""
        return bool(self.desk or self.register or self.unfinished)


@dataclass(frozen=True, slots=True)
class KeysChanged:
    """Which keys were changed, what is still owed, and what stood in the way."""

    desk: bool = False
    register: bool = False
    owed: KeysOwed = KeysOwed()
    problem: UserFacingError | None = None


def owed(session: Session) -> KeysOwed:
    """Return what is owed as far as this member can change it: nothing for who is neither lead nor administrator."""
    held, for_desk, for_register = session.held, may_change_desk(session), may_change_register(session)
    unfinished = (for_desk and _desk_is_behind(session)) or (for_register and _register_is_behind(session))
    return KeysOwed(
        len(held.roll.out_since_desk_key) if for_desk else 0,
        len(held.roll.out_since_epoch) if for_register else 0,
        unfinished,
        _is_quick(held.desk.path) and (held.register is None or _is_quick(held.register.path)),
    )


def may_change_desk(session: Session) -> bool:
    """Say whether this member may change the key of the desk."""
    return not KEEPERS.isdisjoint(_roles(session))


def may_change_register(session: Session) -> bool:
    """Say whether this member may change the key of the register: a lead without an end."""
    own = session.held.roll.members.get(session.member.id)
    return own is not None and LEAD in _roles(session) and own.lead_until is None


def _roles(session: Session) -> Collection[str]:
    own = session.held.roll.members.get(session.member.id)
    return () if own is None or not own.active else own.roles_at(session.held.clock.now())


def change(session: Session, *, anyway: bool = False, progress: Progress | None = None) -> KeysChanged:
    """Change the keys for which that is owed, with ``anyway`` all that this member may change; slow.

    ``progress`` is told done and whole, in hundredths, and answers whether to go on. Raises NoRight, Cancelled,
    Refused, and a StoreUnusable: then what was changed until then stays so, the rest is as it was, and all of it opens.
    """
    if not may_change_desk(session):
        raise NoRight("Only a lead or an administrator changes keys.", "Nothing was changed.", "Ask your lead.")
    held = session.held
    register = may_change_register(session) and (
        anyway or bool(held.roll.out_since_epoch) or _register_is_behind(session)
    )
    desk = anyway or bool(held.roll.out_since_desk_key) or _desk_is_behind(session)
    try:
        steps = _Steps(progress, register + desk)
        if register:
            _change_register(session, steps.next(), anyway=anyway)
        if desk:
            _change_desk(session, steps.next(), anyway=anyway)
    except Stopped:
        raise cancelled() from None
    return KeysChanged(desk, register, owed(session))


def after_leaving(session: Session, progress: Progress | None = None) -> KeysChanged:
    """Change what is owed now that someone is out, as far as this member may; what stands in the way is told.

    Never raises: they are out in any case.
    """
    if not owed(session).any:
        return KeysChanged()
    before = session.held.desk_number, session.held.roll.register.epoch
    try:
        return change(session, progress=progress)
    except UserFacingError as problem:
        after = session.held.desk_number, session.held.roll.register.epoch
        return KeysChanged(after[0] > before[0], after[1] > before[1], owed(session), problem)


def finish(session: Session) -> None:
    """Finish what a kill or a refusal cut off, at the sign-in of anyone who can; never raises.

    A file that is large waits for a lead or an administrator who asks.
    """
    held = session.held
    with suppress(UserFacingError):
        if _desk_is_behind(session) and _is_quick(held.desk.path):
            _change_desk(session, None, begun=True)
        else:
            _forget_former_desk_keys(session)
    with suppress(UserFacingError):
        if held.register is not None and _register_is_behind(session) and _is_quick(held.register.path):
            _change_register(session, None, begun=True)


def daily(session: Session) -> None:
    """Change what is owed where nobody waits for it, once a day and where it is quick; never raises.

    For the lock and the way out of a lead or an administrator: on a ward guests come and go each day.
    """
    found, held = owed(session), session.held
    if not found.any or session.clock_doubted or not held.desk.waits:
        return
    if found.by_itself and not _changed_today(session):
        with suppress(UserFacingError):
            change(session)


def _desk_is_behind(session: Session) -> bool:
    return session.held.desk_number < session.held.roll.desk_key.number


def _register_is_behind(session: Session) -> bool:
    held = session.held
    return held.register is not None and held.register_number < held.roll.register.epoch


def _is_quick(path: Path) -> bool:
    try:
        return path.stat().st_size <= QUICK
    except OSError:
        return False


def _changed_today(session: Session) -> bool:
    """Say whether a key was changed today, by the clock on the wall."""
    last = session.held.roll.keys_at
    return last is not None and wall_time(parse_rfc3339(last), session.zone).local[:10] == session.wall().local[:10]


def _change_desk(session: Session, progress: Progress | None, *, anyway: bool = False, begun: bool = False) -> None:
    """Lock the desk with a new key, or with that of the roll where that change was only ``begun``."""
    held, who = session.held, session.member.id
    _refuse_while_gathering(held.desk)
    if not begun and (anyway or held.roll.out_since_desk_key):
        keyring, key = changing.change_desk_key(held.keyring, held.roll, who, held.secrets, at=held.clock.now())
    else:
        keyring = held.keyring
        key = shared_key(keyring, held.roll, f"desk/{held.roll.desk_key.number}", who, held.secrets)
    change_key(held.desk, derive(key, DESK_DATABASE), _keeping(session, keyring), progress)
    session.held = replace(session.held, desk_number=session.held.roll.desk_key.number)
    # From here on it is done; what fails of the rest is done at the next sign-in.
    with suppress(UserFacingError):
        _forget_former_desk_keys(session)
    _forget_copies(held.desk.path)
    with suppress(UserFacingError):
        log(session, About(_ROLL))


def _change_register(session: Session, progress: Progress | None, *, anyway: bool = False, begun: bool = False) -> None:
    """Begin a new epoch and lock the register with its key, or do only that where it was ``begun``."""
    held, who = session.held, session.member.id
    seeds = held.register_seeds or changing.register_seeds(held.keyring, held.roll, who, held.secrets)
    keyring, epoch = held.keyring, held.roll.register.epoch
    if not begun and (anyway or held.roll.out_since_epoch):
        keyring, seed = changing.begin_epoch(
            held.keyring, held.roll, who, held.secrets, former=seeds[epoch], at=held.clock.now()
        )  # fmt: skip
        seeds = {epoch + 1: seed, **seeds}
    keep = _keeping(session, keyring, seeds)
    if held.register is None:
        # Where it is not opened on this PC, what may lie here is begun anew when it is.
        keep()
    else:
        _lock_register(session, held.register, seeds, keep, progress)
        _forget_copies(held.register.path)
    with suppress(UserFacingError):
        log(session, About(_ROLL))


def _lock_register(
    session: Session,
    register: Database,
    seeds: Mapping[int, bytes],
    keep: Callable[[], None],
    progress: Progress | None,
) -> None:
    _refuse_while_gathering(register)
    key = derive(seeds[max(seeds)], REGISTER_DATABASE)
    try:
        change_key(register, key, keep, progress)
    except (StoreDamaged, CopyDoesNotHold):
        # The ledger holds all that was in it.
        keep()
        register.close()
        session.held = replace(session.held, register=begin_again(register.path, key))
        catch_up(session.held.desk, session.register(), session.held.roll, session.held.register_seeds)
    session.held = replace(session.held, register_number=max(seeds))


def _keeping(session: Session, keyring: Keyring, seeds: Mapping[int, bytes] | None = None) -> Callable[[], None]:
    """Return what makes a changed keyring last and lets this session go by it; it raises as ``keep_keyring`` does."""
    changed = keyring is not session.held.keyring

    def keep() -> None:
        held = session.held
        if changed and keyring is not held.keyring:
            keep_keyring(session, keyring, None if held.register is None else seeds)
        session.readers.clear()

    return keep


def _forget_former_desk_keys(session: Session) -> None:
    """Drop the desk keys of before from the keyring, once the desk has that of now."""
    held = session.held
    only = held.keyring.without_desk_keys(held.roll.desk_key.number)
    if _desk_is_behind(session) or only.wraps == held.keyring.wraps:
        return
    keyrings.save(session.store / KEYRING, only)
    session.held = replace(held, keyring=only)


def _forget_copies(path: Path) -> None:
    """Remove copies of a file that were made before it was brought up to date: they are locked with the old key."""
    for copy in (path.parent / FOLDER).glob(f"{path.stem}-before-version-*.db"):
        with suppress(OSError):
            copy.unlink()


def _refuse_while_gathering(database: Database) -> None:
    if not database.waits:
        raise Refused("A demo store is being made just now.", "Nothing was changed.", "Wait until it is made.")


class _Steps:
    """Shares one progress out among the steps that there are, in hundredths."""

    def __init__(self, progress: Progress | None, count: int) -> None:
        self._progress, self._parts = progress, iter(_parts(count))

    def next(self) -> Progress | None:
        """Return the progress of the next step."""
        told, (start, share) = self._progress, next(self._parts)
        # The checks of a copy take about as long as the copy.
        return None if told is None else lambda done, whole: told(start + share * done // max(2 * whole, 1), 100)


def _parts(count: int) -> Iterator[tuple[int, int]]:
    return ((100 * at // count, 100 // count) for at in range(count))
