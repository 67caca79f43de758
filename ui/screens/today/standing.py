"""What a lead must know for as long as it is so. No Qt here."""

from __future__ import annotations

from rrn_desktop.forms.wording import day_words
from rrn_desktop.services.today import Today
from ui.screens.parts.words import tell


def standing_words(today: Today) -> str:
    """Return what is so for a lead or an administrator, in sentences; no words where nothing is.

    They are the only lead or one until a day, read the records of others elsewhere, or a key is to be changed.
    """
    known = (("only_lead", today.only_lead), ("register_elsewhere", today.register_elsewhere))
    said = [tell(key) for key, so in known if so]
    if today.lead_time is not None:
        key = "lead_time_over" if today.lead_time.over else "lead_time"
        said.insert(0, tell(key, day=day_words(today.lead_time.until)))
    if today.keys_owed is not None:
        said.append(tell("keys_owed_by_itself" if today.keys_owed.by_itself else "keys_owed_waits"))
    return " ".join(said)
