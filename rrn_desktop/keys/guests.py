"""Guests: recorders whom the one in charge of a shift lets in until a set end."""

from __future__ import annotations

from datetime import datetime

from rrn_desktop.errors import Refused
from rrn_desktop.keys import statements as said
from rrn_desktop.keys.keyring import Keyring
from rrn_desktop.keys.letting_in import check_right, following, given_desk_key
from rrn_desktop.keys.member import MemberPublic, MemberSecrets
from rrn_desktop.keys.rights import RECORDER
from rrn_desktop.keys.roll import Roll, RollMember


def let_in_guest(
    keyring: Keyring,
    roll: Roll,
    by: str,
    secrets: MemberSecrets,
    *,
    member: str,
    public: MemberPublic,
    until: datetime,
    at: datetime,
) -> Keyring:
    """Return the keyring with a guest, who is a recorder and holds the desk key until they are let out.

    Raises NoRight when ``by`` may not let guests in.
    """
    check_right(roll, by, "guest_in", (RECORDER,), at=at)
    new = said.MemberStated(member, said.roles_of([RECORDER]), public.sign, public.receive)
    statement = said.GuestIn(*following(roll, by, at), member=new, until=said.moment_text(until))
    after = keyring.with_statement(said.signed(statement, {by: secrets}))
    return given_desk_key(after, by, secrets, member)


def renew_guest(
    keyring: Keyring, roll: Roll, by: str, secrets: MemberSecrets, *, member: str, until: datetime, at: datetime
) -> Keyring:
    """Return the keyring with another end of a guest's time.

    Raises NoRight when ``by`` may not, and Refused for someone who is here and no guest.
    """
    check_right(roll, by, "guest_until", (), at=at)
    check_guest(roll, member)
    statement = said.GuestUntil(*following(roll, by, at), member=member, until=said.moment_text(until))
    return keyring.with_statement(said.signed(statement, {by: secrets}))


def end_of(member: RollMember) -> datetime | None:
    """Return the moment at which a guest's time ends, None for anyone else."""
    return None if member.until is None else datetime.fromisoformat(member.until)


def time_is_up(member: RollMember, now: datetime) -> bool:
    """Say whether a guest's time has ended; only signing in asks this, and nothing in the roll depends on it."""
    end = end_of(member)
    return end is not None and now >= end


def check_guest(roll: Roll, member: str) -> RollMember:
    """Return a guest who has not been let out; raises Refused for anyone else."""
    found = roll.members.get(member)
    if found is None or not found.active or not found.is_guest:
        raise Refused(
            "This is not the account of a guest who is here now.",
            "Nothing was changed.",
            "Look at the list of guests. An account that is closed stays closed: let the person in again.",
        )
    return found
