"""The way back through the screens that were opened from one another. No Qt here."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A screen that can be come back to: what it is, of which record or person, and which of its forms."""

    kind: str
    key: str = ""
    form: str = ""


class Trail:
    """The places passed since Today, each of them once."""

    def __init__(self) -> None:
        self._places: list[Place] = []

    def start(self) -> None:
        """Begin anew: Today is at hand."""
        self._places = []

    def reach(self, place: Place) -> None:
        """Take note of a place; coming to one again leaves out what lay between."""
        if place in self._places:
            del self._places[self._places.index(place) :]
        self._places.append(place)

    def here(self) -> Place | None:
        """Return the place that was reached last, or None for Today."""
        return self._places[-1] if self._places else None

    def before(self) -> Place | None:
        """Return the place before that, or None for Today."""
        return self._places[-2] if len(self._places) > 1 else None
