"""Leads until a day: someone who stands in for a lead who is away, and stops being one by themselves."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from rrn_desktop.errors import Refused
from rrn_desktop.keys import statements as said
from rrn_desktop.keys.keyring import Keyring
from rrn_desktop.keys.letting_in import check_right, following, given_keys_of_leads
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.rights import LEAD
from rrn_desktop.keys.roll import Roll, RollMember

TO_FINISH = timedelta(hours=12)
"""How long who is signed in when the end comes may go on with what is open; a locked window does not make it longer."""


def make_lead_until(
    keyring: Keyring,
    roll: Roll,
    by: str,
    secrets: MemberSecrets,
    *,
    member: str,
    roles: Collection[str],
    until: datetime,
    at: datetime,
) -> Keyring:
    """Return the keyring with someone who is a lead until a moment and holds the keys of leads; or gives another end.

    ``roles`` are those beside it, which stay when it ends. Raises NoRight when ``by`` may not, and Refused for a
    guest, for someone who is not here, and for a lead without an end.
    """
    given = {*roles, LEAD}
    check_right(roll, by, "lead_until", given, at=at)
    _check_can_be(roll.members.get(member))
    statement = said.LeadUntil(
        *following(roll, by, at, given), member=member, roles=said.roles_of(given), until=said.moment_text(until)
    )
    after = keyring.with_statement(said.signed(statement, {by: secrets}))
    return given_keys_of_leads(after, by, secrets, member)


def lead_end_of(member: RollMember) -> datetime | None:
    """Return the moment at which a lead's time ends, None for one without an end and for anyone else."""
    return None if member.lead_until is None else datetime.fromisoformat(member.lead_until)


def lead_time_is_up(member: RollMember, now: datetime) -> bool:
    """Say whether the end of a lead's time has come."""
    end = lead_end_of(member)
    return end is not None and now >= end


def _check_can_be(member: RollMember | None) -> None:
    if member is None or not member.active or member.is_guest:
        raise Refused(
            "Only a member who is here, and no guest, can be a lead until a day.",
            "Nothing was changed.",
            "Look at the list of members, and choose one of them.",
        )
    if member.is_lead and member.lead_until is None:
        raise Refused(
            "This member is a lead already, without an end.",
            "Nothing was changed.",
            "Take the role of a lead away first, if it should end one day.",
        )
