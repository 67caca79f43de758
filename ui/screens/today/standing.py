"""What a lead must know for as long as it is so. No Qt here."""

from __future__ import annotations

from rrn_desktop.forms.wording import day_words
from rrn_desktop.services.today import Today
from ui.screens.parts.words import tell


def standing_words(today: Today) -> str:
    """Return that they are the only lead or one until a day, or read the records of others elsewhere; else no words."""
    known = (("only_lead", today.only_lead), ("register_elsewhere", today.register_elsewhere))
    said = [tell(key) for key, so in known if so]
    if today.lead_time is not None:
        key = "lead_time_over" if today.lead_time.over else "lead_time"
        said.insert(0, tell(key, day=day_words(today.lead_time.until)))
    return " ".join(said)
