"""Reasons that someone gives in a few words: for a change, for a draft given up."""

from __future__ import annotations

from rrn_desktop.errors import Refused
from rrn_desktop.forms.texts import flaw_of_text

LONGEST_REASON = 2_000


def checked_reason(reason: str, *, needed: str, safe: str) -> str:
    """Return a reason without blanks around it; raises Refused for none, and for what can't be kept as it is."""
    trimmed = reason.strip()
    if not trimmed:
        raise Refused(needed, safe, "Write why, in a few words.")
    flaw = flaw_of_text(trimmed, LONGEST_REASON, lines=True)
    if flaw is not None:
        raise Refused(flaw.what, safe, flaw.next_step)
    return trimmed
