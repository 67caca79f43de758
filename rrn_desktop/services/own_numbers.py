"""A place's own numbers for time limits that no law and no guidance sets, such as the later check after 14 days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rrn_desktop.errors import NoRight, NotFound, Refused
from rrn_desktop.ledger.appending import About
from rrn_desktop.services.journal import note, settled
from rrn_desktop.services.session import Session
from rrn_desktop.standards.clocks import DueClock, clocks_of
from rrn_desktop.store import desk_directory
from rrn_desktop.store.connection import Connection

_FACT = "clock/{}"
_SET = "clock_set"
_LOCAL = "local"
_UNTOUCHED = "The time limits are as they were."


@dataclass(frozen=True, slots=True)
class OwnClock:
    """A time limit of this place: ``own`` when the place set its number, ``can_set`` when it may."""

    clock: DueClock
    own: bool
    can_set: bool


def listing(session: Session) -> tuple[OwnClock, ...]:
    """Return the time limits of this place, with its own numbers in them."""
    own = numbers_of(session)
    return tuple(OwnClock(one, one.id in own, _is_ours(one)) for one in clocks_of(session.profile, own))


def numbers_of(session: Session) -> Mapping[str, int]:
    """Return the numbers that this place set itself, by clock."""
    with session.held.desk.read() as connection:
        return numbers_within(connection, session.profile)


def numbers_within(connection: Connection, profile_id: str) -> Mapping[str, int]:
    """Return the same inside a transaction."""
    # A number may have been kept for what a later version of the program knows to be law.
    ours = {_FACT.format(one.id): one.id for one in clocks_of(profile_id) if _is_ours(one)}
    kept = desk_directory.facts(connection, tuple(ours))
    return {one: int(kept[key]) for key, one in ours.items() if key in kept}


def set_number(session: Session, clock_id: str, amount: int) -> OwnClock:
    """Set a number of this place's own; what is recorded from then on is counted by it, and the ledger keeps it.

    Raises NoRight for anyone but a lead or an administrator, NotFound for a time limit that is not there, and Refused
    for one that law or guidance sets, one that has no number, and a number that can't be.
    """
    if not session.member.is_keeper:
        raise NoRight("Only a lead or an administrator sets time limits.", _UNTOUCHED, "Ask your lead or your office.")
    before = next((one.clock for one in listing(session) if one.clock.id == clock_id), None)
    if before is None:
        raise NotFound("There is no time limit of that name here.", _UNTOUCHED, "Look at the list: rrn clocks list.")
    _check(before, amount)
    with session.held.desk.write() as connection:
        desk_directory.put_fact(connection, _FACT.format(clock_id), str(amount))
        details = {"clock": clock_id, "unit": before.unit, "before": before.amount, "amount": amount}
        note(connection, session, About(_SET), details)
    settled(session)
    return OwnClock(before.with_number(amount), own=True, can_set=True)


def _is_ours(clock: DueClock) -> bool:
    return clock.rule_kind == _LOCAL and bool(clock.most)


def _check(clock: DueClock, amount: int) -> None:
    if clock.rule_kind != _LOCAL:
        sets = "A law" if clock.rule_kind == "law" else "National guidance"
        raise Refused(f"{sets} sets this time limit.", _UNTOUCHED, "Only numbers that are your own choice can be set.")
    if not clock.most:
        raise Refused(
            "This time limit has no number.",
            _UNTOUCHED,
            f"It is due {'at once' if clock.unit == 'at_once' else 'the same day'}. Choose another one from the list.",
        )
    if not 1 <= amount <= clock.most:
        words = clock.unit.replace("_", " ")
        raise Refused("This number can't be right.", _UNTOUCHED, f"Choose from 1 to {clock.most} {words}.")
