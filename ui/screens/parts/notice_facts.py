"""What a notice says, line by line. No Qt here."""

from __future__ import annotations

from rrn_desktop.services.notices import Notice
from ui.screens.parts.words import tell

_FIELDS = ("person", "happened", "place", "kinds", "writer", "next_shift", "watching", "told")


def notice_facts(notice: Notice, *, without: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    """Return the lines of a notice that say something, in the order in which they matter."""
    facts = []
    for field in _FIELDS:
        words = getattr(notice, field)
        if words and field not in without:
            facts.append((tell(f"notice_{field}"), tell(f"told_{words}") if field == "told" else words))
    if "status" not in without:
        facts.append((tell("notice_status"), tell(f"notice_{notice.status}")))
    return tuple(facts)


def notice_title(notice: Notice) -> str:
    """Return what a notice is called."""
    return tell("notice_of", number=notice.number) if notice.number else tell("notice_new")
