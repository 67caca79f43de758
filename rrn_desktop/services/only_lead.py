"""One lead alone: nobody else can do then what only leads do, and nobody looks over it."""

from __future__ import annotations

from rrn_desktop.keys.guests import time_is_up
from rrn_desktop.services.session import Session


def is_only_lead(session: Session) -> bool:
    """Say whether the member who is signed in is a lead and nobody else here is one."""
    roll, now = session.held.roll, session.held.clock.now()
    leads = [one.id for one in roll.members.values() if one.active and one.is_lead and not time_is_up(one, now)]
    return leads == [session.member.id]
