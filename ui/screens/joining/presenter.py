"""What is offered and what stands in the way of an own passphrase. No Qt here."""

from __future__ import annotations

from typing import NamedTuple

from rrn_desktop.services import own_passphrase
from rrn_desktop.services.session import Session
from ui.screens.parts.words import tell

OLD, NEW, AGAIN = "old", "new", "again"


class Typed(NamedTuple):
    """What stands in the boxes; ``old`` is empty where it is not asked."""

    old: str
    new: str
    again: str

    def __repr__(self) -> str:
        return "Typed(hidden)"


class JoiningPresenter:
    """Offers words, checks what is typed and changes the passphrase; the first time the old one is not asked again."""

    def __init__(self, session: Session, *, first: bool) -> None:
        self._session = session
        self.first = first
        self.must = own_passphrase.only_made_up(session)
        self._offered = ""

    def offer(self) -> str:
        """Return other words."""
        self._offered = own_passphrase.offer(self._session)
        return self._offered

    def problems(self, typed: Typed) -> list[tuple[str, str]]:
        """Return what stands in the way, as (box, sentence)."""
        found = [] if typed.old or self.first else [(OLD, tell("passphrase_missing"))]
        why = self._why_not(typed.new)
        if why:
            found.append((NEW, why))
        elif not typed.again:
            found.append((AGAIN, tell("own_missing_again")))
        elif typed.again != typed.new:
            found.append((AGAIN, tell("own_not_same")))
        return found

    def change(self, typed: Typed) -> None:
        """Change the passphrase; slow, so it is run away from the window."""
        if self.first:
            own_passphrase.choose(self._session, typed.new)
        else:
            own_passphrase.change(self._session, typed.old, typed.new)

    def _why_not(self, new: str) -> str:
        if not new:
            return tell("own_missing_new")
        unlike = _unlike(new.split(" "), self._offered.split(" ")) if self.must else ""
        if unlike:
            return unlike
        return own_passphrase.why_not(self._session, new) or ""


def _unlike(words: list[str], offered: list[str]) -> str:
    """Say which of some words are not as they were offered."""
    if len(words) != len(offered):
        return tell("own_not_offered", count=len(offered))
    at = [str(place) for place, (one, other) in enumerate(zip(words, offered, strict=True), start=1) if one != other]
    if not at:
        return ""
    return tell("own_word_unlike" if len(at) == 1 else "own_words_unlike", places=", ".join(at))
