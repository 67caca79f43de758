"""Signing in: a typed name and passphrase become a session, or one sentence says why not."""

from __future__ import annotations

from hashlib import sha256
from hmac import compare_digest
from pathlib import Path

from rrn_desktop.clock import Clock, SystemClock
from rrn_desktop.errors import NoRight, NotFound
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys.guests import time_is_up
from rrn_desktop.keys.signing_in import open_own
from rrn_desktop.keys.slots import wrong_passphrase
from rrn_desktop.services.desk_start import start_of_session
from rrn_desktop.services.opening import KEYRING, SLOTS, at_the_door, let_through, member_of
from rrn_desktop.services.session import DeskFacts, Held, MemberInfo, Session
from rrn_desktop.store import desk_directory


class GuestTimeUp(NoRight):
    """A guest's time has ended."""

    code = "guest_time_up"


def store_state(store: Path) -> str:
    """Return ``none`` where no store was made yet, ``ready`` where one can be signed in to.

    Raises a StoreUnusable that says what is wrong with it.
    """
    if not store.exists() or not any(store.iterdir()):
        return "none"
    keyrings.load(store / KEYRING).replayed()
    return "ready"


def sign_in(store: Path, name: str, passphrase: str, *, clock: Clock | None = None) -> Session:
    """Return a session for the member with this name or id.

    Takes a second or two: the passphrase is made slow to try on purpose. Raises WrongPassphrase, a StoreUnusable,
    or what else says in one sentence why the store can't be opened now.
    """
    held = let_through(at_the_door(store), name, passphrase, clock or SystemClock())
    try:
        _refuse_if_time_is_up(held)
        session = session_of(held)
        start_of_session(session)
    except BaseException:
        held.let_go()
        raise
    return session


def check_passphrase(session: Session, passphrase: str) -> None:
    """Raise WrongPassphrase unless this is the passphrase of the member who is signed in."""
    if session.demo and session.held.proved is not None:
        # Many write in a demo store at once, thousands of times: what was proved at the door is compared with.
        if not compare_digest(session.held.proved, digest_of(passphrase)):
            raise wrong_passphrase()
        return
    open_own(session.store / SLOTS, session.held.roll, session.member.id, passphrase)


def session_of(held: Held) -> Session:
    """Return the session of the member whose keys are held."""
    return Session(_member(held), facts_of(held), held)


def digest_of(passphrase: str) -> bytes:
    """Return by what a passphrase that was proved before is known again, in a demo store alone."""
    return sha256(passphrase.encode("utf-8", "surrogatepass")).digest()


def _refuse_if_time_is_up(held: Held) -> None:
    """Refuse a guest whose time has ended; one who is signed in by then may finish what is open."""
    if time_is_up(held.roll.members[member_of(held)], held.clock.now()):
        raise GuestTimeUp(
            "Your time here as a guest has ended.",
            "What you signed stands, and what you left unfinished is kept.",
            "Ask whoever is in charge of the shift to give you more time. You can also write without signing in.",
        )


def _member(held: Held) -> MemberInfo:
    identity = member_of(held)
    with held.desk.read() as connection:
        known = desk_directory.member(connection, identity)
    if known is None:
        raise NotFound(
            "This account has no name on this desk.",
            "Your records are safe.",
            "Ask an administrator to add your name again.",
        )
    return MemberInfo(known.id, known.name, known.job_title, held.roll.members[identity].roles_at(held.clock.now()))


def facts_of(held: Held) -> DeskFacts:
    """Return what the opened desk knows of itself."""
    with held.desk.read() as connection:
        facts = [desk_directory.fact(connection, key) or "" for key in ("site_name", "profile", "zone")]
    return DeskFacts(*facts)
