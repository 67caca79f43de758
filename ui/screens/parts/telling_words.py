"""Whom not to tell, in one line. No Qt here."""

from __future__ import annotations

from rrn_desktop.services.whom_to_tell import NOBODY, WhomToTell
from ui.screens.parts.words import tell


def care_words(said: WhomToTell | None) -> str:
    """Return in one line whom not to tell, or nothing where a file warns of nobody."""
    if said is None or not said.warns:
        return ""
    named = (tell("telling_care_one", who=one.who, reason=one.reason) for one in said.not_to_tell)
    parts = [tell("telling_care", who="; ".join(named))] if said.not_to_tell else []
    return ". ".join((*parts, *([tell("telling_care_nobody")] if said.wish_code == NOBODY else [])))
