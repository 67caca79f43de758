"""One thing that is due, in words. No Qt here."""

from __future__ import annotations

from typing import NamedTuple

from rrn_desktop.services.today import Due
from ui.screens.parts.words import tell


class DueLine(NamedTuple):
    """What is due, by when, and whether that has passed."""

    what: str
    when: str
    late: bool

    @classmethod
    def of(cls, due: Due, *, numbered: bool = False) -> DueLine:
        """Return a line of what is due, with the number of its record where it stands among others."""
        what = f"{due.number}: {due.what}" if numbered and due.number else due.what
        return cls(what, tell("due_late", words=due.due_words) if due.late else due.due_words, due.late)
