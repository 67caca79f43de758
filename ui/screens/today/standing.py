"""What a lead must know for as long as it is so. No Qt here."""

from __future__ import annotations

from rrn_desktop.services.today import Today
from ui.screens.parts.words import tell


def standing_words(today: Today) -> str:
    """Return that they are the only lead, or read the records of others elsewhere; no words where neither is so."""
    said = (("only_lead", today.only_lead), ("register_elsewhere", today.register_elsewhere))
    return " ".join(tell(key) for key, so in said if so)
