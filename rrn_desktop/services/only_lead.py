"""One lead alone: nobody else can do then what only leads do, and nobody looks over it."""

from __future__ import annotations

from rrn_desktop.keys.rights import LEAD
from rrn_desktop.services.session import Session


def is_only_lead(session: Session) -> bool:
    """Say whether the member who is signed in is a lead and nobody else here is one now, not even until a day."""
    now = session.held.clock.now()
    return [one.id for one in session.held.roll.active() if LEAD in one.roles_at(now)] == [session.member.id]
