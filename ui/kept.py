"""What was typed and not saved by someone who is not signed in any more, and where; in memory alone. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    # Loading the store takes longer than showing the window, which comes first.
    from rrn_desktop.services.session import Session
    from ui.trail import Place


class PutBack(NamedTuple):
    """What is typed again, and where."""

    place: Place
    typed: Mapping[str, Any]

    def __repr__(self) -> str:
        return "PutBack(hidden)"


class Kept:
    """A box for each writer, which only they open; it goes with the window."""

    def __init__(self) -> None:
        self._boxes: dict[str, tuple[Place, bytes]] = {}

    def keep(self, session: Session, place: Place, typed: Mapping[str, Any]) -> None:
        """Keep what whoever is still signed in typed at a place."""
        from rrn_desktop.services import kept_typing

        self._boxes[session.member.id] = (place, kept_typing.closed(session, typed))

    def give_back(self, session: Session) -> PutBack | None:
        """Return what whoever signed in had typed, and keep it no longer."""
        found = self._boxes.pop(session.member.id, None)
        if found is None:
            return None
        from rrn_desktop.services import kept_typing

        place, box = found
        typed = kept_typing.opened(session, box)
        return None if typed is None else PutBack(place, typed)

    def is_kept_for(self, member: str) -> bool:
        """Return whether something is kept for a member."""
        return member in self._boxes

    @property
    def anything(self) -> bool:
        """Return whether something is kept for anyone."""
        return bool(self._boxes)
