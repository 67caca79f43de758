"""The way back through the screens that were opened from one another. No Qt here."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A screen that can be come back to: what it is, of which record or person, and which of its forms."""

    kind: str
    key: str = ""
    form: str = ""


class Trail:
    """The places passed since Today, each of them once, and how they were left."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._left: dict[Place, object] = {}

    def start(self) -> None:
        """Begin anew: Today is at hand, and nothing is known of the places before."""
        self._places = []
        self._left = {}

    def reach(self, place: Place) -> None:
        """Take note of a place; coming to one again leaves out what lay between."""
        if place in self._places:
            del self._places[self._places.index(place) :]
        self._places.append(place)

    def leave(self, place: Place, how: object) -> None:
        """Take note of what was shown at a place when it was left."""
        self._left[place] = how

    def left(self, place: Place) -> object:
        """Return what was shown at a place that is come back to, or None where it is not."""
        return self._left.get(place) if place in self._places else None

    def here(self) -> Place | None:
        """Return the place that was reached last, or None for Today."""
        return self._places[-1] if self._places else None

    def before(self) -> Place | None:
        """Return the place before that, or None for Today."""
        return self._places[-2] if len(self._places) > 1 else None
