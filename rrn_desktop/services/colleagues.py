"""Who is offered where a record names staff: those who are here first, then those who have left, with the day.

A record that is written late names who was there, whoever that was; but nobody who has left stands before someone who
is here, or is taken for them.
"""

from __future__ import annotations

from typing import NamedTuple

from rrn_desktop.clock import parse_rfc3339, wall_time
from rrn_desktop.keys.guests import time_is_up
from rrn_desktop.services import directory
from rrn_desktop.services.session import MemberInfo, Session


class Colleague(NamedTuple):
    """A member of staff, and the day they left as ``YYYY-MM-DD``, None while they are here."""

    member: MemberInfo
    left_on: str | None


def listing(session: Session) -> tuple[Colleague, ...]:
    """Return those who are here by name, then those whose account is closed, or whose time as a guest has ended."""
    known = directory.members(session)
    left = left_days(session)
    found = [Colleague(one, left.get(one.id)) for one in known]
    return tuple(sorted(found, key=lambda one: one.left_on is not None))


def left_days(session: Session) -> dict[str, str]:
    """Return the day on which each of those left who are not here, by id, on the wall of the site."""
    now = session.held.clock.now()
    ended = {
        one.id: one.until if one.active and time_is_up(one, now) else one.left_at
        for one in session.held.roll.members.values()
    }
    return {member: wall_time(parse_rfc3339(at), session.zone).local[:10] for member, at in ended.items() if at}
