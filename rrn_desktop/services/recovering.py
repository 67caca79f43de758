"""What two recovery cards do when nobody who could help can sign in: new keys for someone, and their drafts as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rrn_desktop.clock import Clock, SystemClock
from rrn_desktop.errors import DoesNotHold
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys.recovery import combine, recovery_member
from rrn_desktop.keys.rights import LEAD, RECOVERY
from rrn_desktop.ledger.appending import About
from rrn_desktop.ledger.head import settle_head
from rrn_desktop.services.journal import log
from rrn_desktop.services.membership import GivenAgain, new_keys
from rrn_desktop.services.opening import KEYRING, at_the_door, let_through_with_cards
from rrn_desktop.services.session import MemberInfo, Session
from rrn_desktop.services.signing_in import facts_of

_CARDS_USED = "cards_used"


class CardsOfAnotherStore(DoesNotHold):
    """Two cards fit together, and belong to another store."""

    code = "cards_of_another_store"


def new_keys_with_cards(
    store: Path, cards: Sequence[str], name_or_id: str, out_dir: Path, *, clock: Clock | None = None
) -> GivenAgain:
    """Give a member new keys with the words of two recovery cards; the ledger keeps that cards were used.

    Everything that was theirs opens again, drafts too. Raises a ShareRefused for words that can't be used, and
    CardsOfAnotherStore for cards that are not of this store.
    """
    with _opened(store, cards, clock or SystemClock()) as session:
        return new_keys(session, name_or_id, out_dir)


def session_with_cards(store: Path, cards: Sequence[str], clock: Clock) -> Session:
    """Open a store as the recovery member, who is nobody and may do what a lead may do; nothing is written yet.

    Raises a ShareRefused for words that can't be used, CardsOfAnotherStore, and a StoreUnusable.
    """
    recovery = recovery_member(combine(cards))
    door = at_the_door(store)
    if recovery.public() != door.roll.recovery:
        door.lock.release()
        raise cards_of_another_store()
    held = let_through_with_cards(door, recovery, clock)
    try:
        return Session(MemberInfo(RECOVERY, "", "", (LEAD,)), facts_of(held), held)
    except BaseException:
        held.let_go()
        raise


@contextmanager
def _opened(store: Path, cards: Sequence[str], clock: Clock) -> Iterator[Session]:
    """Open a store with two cards, and keep that they were used."""
    session = session_with_cards(store, cards, clock)
    try:
        settle_head(session.held.desk, store, session.held.roll.site_id)
        log(session, About(_CARDS_USED))
        yield session
    finally:
        session.close()


def cards_of_another_store() -> CardsOfAnotherStore:
    """Return the sentence for two cards that are none of a store."""
    return CardsOfAnotherStore(
        "These two cards belong together, but not to this store.",
        "Nothing was opened, and nothing was changed.",
        "Check the name of the site on the cards, and that this is the right store.",
    )


def is_demo(store: Path) -> bool:
    """Say whether a store is for showing and trying out, before anyone has proved who they are."""
    return keyrings.load(store / KEYRING).replayed().demo
