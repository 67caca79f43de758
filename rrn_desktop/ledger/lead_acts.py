"""What only a lead does: an entry of such a kind by anyone else does not hold, whichever program wrote it."""

from __future__ import annotations

from rrn_desktop.keys.rights import RECOVERY
from rrn_desktop.keys.roll import Roll

LEADS_ONLY = frozenset({"card", "countersign", "draft_opened", "review", "review_moved", "you_said"})


def is_by_lead(member: str, then: Roll) -> bool:
    """Say whether who made an entry was a lead in the roll that it names; two recovery cards act as a lead."""
    found = then.members.get(member)
    return member == RECOVERY or (found is not None and found.is_lead)
