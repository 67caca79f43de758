"""Leads until a day: who stands in for a lead who is away, how long, and what is left of it afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from rrn_desktop.clock import WallTime, offsets_of
from rrn_desktop.errors import Refused, WrongUsage
from rrn_desktop.keys.deputies import lead_end_of, lead_time_is_up, make_lead_until
from rrn_desktop.keys.letting_in import change_roles
from rrn_desktop.keys.rights import LEAD, RECORDER, ROLES
from rrn_desktop.keys.roll import LONGEST_LEAD, RollMember
from rrn_desktop.services.accounts import find, take_effect
from rrn_desktop.services.directory import last_day, members
from rrn_desktop.services.session import MemberInfo, Session


def lead_until(session: Session, name_or_id: str, day: str, *, roles: Sequence[str] | None = None) -> MemberInfo:
    """Make a member a lead to the end of a day (``2026-12-05``) on the wall of this place, or give another day.

    ``roles`` are those that they have besides and keep afterwards, their roles of now without any. Raises NoRight for
    anyone but a lead without an end, WrongUsage for what is no day or no role, and Refused for a day that can't be.
    """
    member, held = find(session, name_or_id), session.held
    end = _end_of(session, day)
    besides = _besides(member.roles if roles is None else roles)
    keyring = make_lead_until(
        held.keyring, held.roll, session.member.id, held.secrets,
        member=member.id, roles=besides, until=end, at=held.clock.now(),
    )  # fmt: skip
    changed = replace(member, roles=keyring.replayed().members[member.id].roles, lead_until=last_day(end, session.zone))
    take_effect(session, keyring, [changed])
    return changed


@dataclass(frozen=True, slots=True)
class LeadTime:
    """The last day of a lead's time, as ``2026-12-05``, and whether it is over."""

    until: str
    over: bool


def own_time(session: Session) -> LeadTime | None:
    """Return the time of the lead who is signed in where it has an end, or had; None for all others."""
    member = session.held.roll.members.get(session.member.id)
    end = None if member is None else lead_end_of(member)
    if member is None or end is None:
        return None
    return LeadTime(last_day(end, session.zone), lead_time_is_up(member, session.held.clock.now()))


def end_what_is_over(session: Session) -> int:
    """Take the role and the keys of leads away from those whose time is over; return from how many.

    Only a lead without an end does, and not while the clock of this PC is known to be wrong.
    """
    held = session.held
    own = held.roll.members.get(session.member.id)
    if own is None or not own.is_lead or own.lead_until is not None or session.clock_doubted:
        return 0
    now = held.clock.now()
    over = [one for one in held.roll.active() if lead_time_is_up(one, now)]
    for one in over:
        _end(session, one, now)
    return len(over)


def _end(session: Session, listed: RollMember, now: datetime) -> None:
    held, left = session.held, listed.roles_at(now)
    keyring = change_roles(
        held.keyring, held.roll, session.member.id, held.secrets, member=listed.id, roles=left, at=now
    )  # fmt: skip
    # Of someone whose name the desk has lost there is no row; their time ends all the same, and nobody is kept out.
    named = [replace(one, roles=left, lead_until=None) for one in members(session) if one.id == listed.id]
    take_effect(session, keyring, named)


def _besides(roles: Sequence[str]) -> tuple[str, ...]:
    """Return the roles beside that of a lead; who has none other records."""
    if not set(roles) <= set(ROLES):
        raise WrongUsage("There is a role that does not exist.", "Nothing was changed.", f"Roles: {', '.join(ROLES)}.")
    return tuple(role for role in roles if role != LEAD) or (RECORDER,)


def _end_of(session: Session, day: str) -> datetime:
    """Return the end of a day on the wall as a moment in UTC."""
    try:
        after = date.fromisoformat(day.strip()) + timedelta(days=1)
    except (ValueError, OverflowError):
        raise WrongUsage(
            "The day until which someone is a lead can't be read.",
            "Nothing was changed.",
            "Write it with year, month and day, like 2026-12-05.",
        ) from None
    end = _midnight(after, session.zone)
    now = session.held.clock.now()
    if not now < end <= now + LONGEST_LEAD:
        raise Refused(
            "A lead's time ends today at the earliest, and within a year.",
            "Nothing was changed.",
            "Choose another day. You can give more time later, as often as it takes.",
        )
    return end


def _midnight(day: date, zone: str) -> datetime:
    """Return the moment at which a day begins, an hour later where the clocks jump over midnight."""
    for local in (f"{day}T00:00", f"{day}T01:00"):
        offsets = offsets_of(local, zone)
        if offsets:
            return WallTime(local, offsets[0], zone).instant().astimezone(UTC)
    raise Refused("This day does not begin here.", "Nothing was changed.", "Choose another day.")
