"""What is set for a place, in words: what staff choose from, and what things are called. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rrn_desktop.forms.wording import day_words
from rrn_desktop.services import own_words, places
from rrn_desktop.services.own_words import Word
from rrn_desktop.services.places import Named, PlaceKind
from rrn_desktop.services.session import Session
from ui.screens.parts.own_naming import called, put_in_place, upper
from ui.screens.parts.words import tell
from ui.screens.settings.about_place import KeptLine, about_lines, keeping_lines
from ui.screens.settings.calendar_presenter import CalendarPresenter


class PlaceLine(NamedTuple):
    """A place or a team: its name, since when it is not offered, in words, and whether it is."""

    key: str
    kind: PlaceKind
    name: str
    detail: str
    offered: bool


class PlacePresenter:
    """Reads and changes what is set for a place; a change raises the sentence that says why not."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.calendar = CalendarPresenter(session)

    # Places and teams

    def places_title(self) -> str:
        """Return what the list of places and teams is called here."""
        return tell("places", teams=called(self._session, "teams"))

    def team_title(self, *, many: bool = False) -> str:
        """Return what a team is called here, or several of them, as a heading begins."""
        return upper(called(self._session, "teams" if many else "team"))

    def places_words(self) -> str:
        """Return how many places and teams are offered."""
        offered = [one.kind for one in self.lines() if one.offered]
        rooms, teams = offered.count("place"), offered.count("team")
        said = tell("places_count_one") if rooms == 1 else tell("places_count", count=rooms)
        word = called(self._session, "team" if teams == 1 else "teams")
        count = tell("teams_count", teams=word, count=teams) if teams else tell("teams_count_none", teams=word)
        return tell("places_detail", places=said, teams=count)

    def lines(self) -> tuple[PlaceLine, ...]:
        """Return every place and every team, those first that are offered."""
        found = (_place(one) for one in places.listing(self._session))
        return tuple(sorted(found, key=lambda one: not one.offered))

    def add(self, kind: PlaceKind, name: str) -> str:
        """Add a place or a team, and return what was done."""
        return tell("places_added", name=places.add(self._session, kind, name).name)

    def rename(self, key: str, name: str) -> str:
        """Give a place or a team another name, and return what was done."""
        before = next(one.name for one in self.lines() if one.key == key)
        return tell("places_renamed", before=before, name=places.rename(self._session, key, name).name)

    def turn(self, key: str) -> str:
        """Take a place or a team out of use, or offer it again, and return what was done."""
        there = next(one for one in self.lines() if one.key == key)
        act = places.retire if there.offered else places.bring_back
        act(self._session, key)
        return tell("places_retired" if there.offered else "places_came_back", name=there.name)

    # Own words

    def words(self) -> tuple[Word, ...]:
        """Return each word with the usual and the own one."""
        return own_words.listing(self._session)

    def words_said(self) -> str:
        """Return which words are the site's own."""
        own = [one.own for one in self.words() if one.own]
        return ", ".join(own) or tell("own_naming_none")

    def say(self, words: Mapping[str, str]) -> str:
        """Use these words, and return what was done."""
        own_words.say(self._session, words)
        put_in_place(self._session)
        return tell("own_naming_saved")

    # What is shown and not changed

    def keeping(self) -> tuple[KeptLine, ...]:
        """Return how long records are kept in a place of this kind."""
        return keeping_lines(self._session)

    def about(self) -> tuple[tuple[str, str], ...]:
        """Return what this place and this desk are."""
        return about_lines(self._session)


def _place(one: Named) -> PlaceLine:
    detail = tell("places_retired_on", day=day_words(one.retired_on)) if one.retired_on else ""
    return PlaceLine(one.id, one.kind, one.name, detail, not one.retired_on)
