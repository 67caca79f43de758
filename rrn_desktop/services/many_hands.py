"""Several members at one desk at once, each with keys of their own: how the made-up life of a demo store is written.

On a real desk one member is signed in at a time. A demo holds years of many people's work; to sign in anew for each
piece of it would take hours. What they do goes through the same services, and is signed by each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

from rrn_desktop.clock import Clock
from rrn_desktop.errors import Refused
from rrn_desktop.keys.signing_in import open_own
from rrn_desktop.ledger.appending import About
from rrn_desktop.ledger.sealing import settle
from rrn_desktop.services import changing_keys
from rrn_desktop.services.desk_start import catch_up_register
from rrn_desktop.services.journal import log
from rrn_desktop.services.opening import SLOTS, Doorway, at_the_door, let_through, register_database, seeds_of
from rrn_desktop.services.session import Held, Session
from rrn_desktop.services.signing_in import digest_of, session_of
from rrn_desktop.store import problems
from rrn_desktop.store.connection import Database


@contextmanager
def all_signed_in(store: Path, passphrases: Mapping[str, str], clock: Clock) -> Iterator[dict[str, Session]]:
    """Give a session for each member, by id, on a demo store; what they do waits for the disk once, at the end.

    Each passphrase is proved once. Raises Refused for a store that is no demo, what signing in raises, and StoreDamaged
    where the files do not pass their checks in the end.
    """
    door = at_the_door(store)
    if not door.roll.demo:
        door.lock.release()
        raise Refused(
            "Only in a demo store do several members write at once.",
            "Nothing was opened, and nothing was changed.",
            "Sign in to this store as one member.",
        )
    all_held = _opened(door, passphrases, clock)
    desk = next(iter(all_held.values())).desk
    register = next((held.register for held in all_held.values() if held.register is not None), None)
    try:
        with desk.without_waiting(), register.without_waiting() if register else nullcontext():
            sessions = {member: session_of(held) for member, held in all_held.items()}
            yield sessions
        settle(desk, store, door.roll.site_id)
        _change_keys_owed(sessions)
        _refuse_unless_sound(desk, register)
    finally:
        for database in (register, desk):
            if database is not None:
                database.close()
        door.lock.release()


def come_in(session: Session) -> None:
    """Keep in the ledger that a member came to the desk, as signing in does."""
    log(session, About("sign_in"))


def keep(session: Session) -> None:
    """Keep what all of them did until now; what was not kept yet is held in memory."""
    for database in (session.held.desk, session.held.register):
        if database is not None:
            database.keep()


def read_up(lead: Session) -> None:
    """Bring the register up to date, so that a lead who signs in does not wait for it."""
    catch_up_register(lead)


def hear_of_changes(sessions: Mapping[str, Session], by: Session) -> None:
    """Let every session know the list of members as one of them has changed it."""
    for session in sessions.values():
        session.held = replace(session.held, keyring=by.held.keyring, roll=by.held.roll)


def _change_keys_owed(sessions: Mapping[str, Session]) -> None:
    """Change the keys of who left on the way: while all was gathered, no file could be given another one."""
    lead = next((one for one in sessions.values() if changing_keys.may_change_register(one)), None)
    if lead is not None:
        changing_keys.change(lead)


def _refuse_unless_sound(*databases: Database | None) -> None:
    """Raise StoreDamaged for a file that does not pass the engine's checks: nothing else waited for the disk."""
    if any(database is not None and database.check() for database in databases):
        raise problems.damaged()


def _opened(door: Doorway, passphrases: Mapping[str, str], clock: Clock) -> dict[str, Held]:
    """Open both files once, and with them the keys of each member."""
    (first, words), *others = passphrases.items()
    # Lets go of everything itself, should it refuse.
    held = let_through(door, first, words, clock)
    all_held = {first: replace(held, proved=digest_of(words))}
    register = held.register
    try:
        for member, passphrase in others:
            secrets = open_own(door.store / SLOTS, door.roll, member, passphrase).secrets
            seeds = seeds_of(door, member, secrets, clock)
            if seeds and register is None:
                register, _ = register_database(door.store, seeds)
            own = (register, door.roll.register.epoch) if seeds else (None, 0)
            all_held[member] = replace(
                held, secrets=secrets, register=own[0], register_seeds=seeds, register_number=own[1],
                proved=digest_of(passphrase),
            )  # fmt: skip
    except BaseException:
        replace(held, register=register).let_go()
        raise
    return all_held
