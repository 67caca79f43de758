"""What the people, the place and its teams are called here: the site's own words where it has some. No Qt here."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from rrn_desktop.errors import UserFacingError
from ui.screens.parts.words import OwnWords, use_own_words

if TYPE_CHECKING:
    from rrn_desktop.services.session import Session

PERSON, PEOPLE, PLACE, TEAM = "person", "people", "place", "team"

AROUND: Final[dict[str, tuple[str, str]]] = {
    "notice_person": (PERSON, "{Own}"),
    "column_person": (PERSON, "{Own}"),
    "sort_person_up": (PERSON, "{Own}, A to Z"),
    "sort_person_down": (PERSON, "{Own}, Z to A"),
    "search_hint": (PERSON, "Number, {own}, place, or any words in the record"),
    "person_page": (PERSON, "One {own}"),
    "person_page_open": (PERSON, "About the {own}"),
    "person_records_none": (PERSON, "There is no record of this {own}."),
    "person_add_title": (PERSON, "Add one {own}"),
    "person_add": (PERSON, "Add this {own}"),
    "people": (PEOPLE, "{Own}"),
    "people_add": (PERSON, "Add one {own}"),
    "people_open": (PERSON, "Open this {own}"),
    "people_count_one": (PERSON, "1 {own}"),
    "people_count": (PEOPLE, "{count} {own}"),
    "people_gone_title": (PEOPLE, "{Own} who have left"),
    "people_year_group": (TEAM, "Year group or {own}"),
    "person_year_group": (TEAM, "Year group or {own} (optional)"),
    "list_choose": (PEOPLE, "Choose a list of {own}"),
    "list_added_one": (PERSON, "1 {own} is added"),
    "list_added": (PEOPLE, "{count} {own} are added"),
    "list_updated_one": (PERSON, "1 {own} is updated"),
    "list_updated": (PEOPLE, "{count} {own} are updated"),
    "list_unchanged_one": (PERSON, "1 {own} stays as they are"),
    "list_unchanged": (PEOPLE, "{count} {own} stay as they are"),
    "list_doing": (PEOPLE, "Adding and updating {own}. This takes a moment."),
    "name_is_person": (PERSON, "the {own}"),
    "done_card": (PERSON, "It is shown first whenever a record for this {own} is begun."),
    "done_good_day": (PERSON, "What helped is shown with the card of this {own} from now on."),
    "due_rule_local": (PLACE, "Rule of this {own}: {rule}"),
}
"""By the key of the words of a screen: which own word they hold, and what stands around it."""


def put_in_place(session: Session | None) -> None:
    """Let the screens use the words of the site where someone is signed in, and the usual ones without."""
    use_own_words({})
    if session is None:
        return
    from rrn_desktop.services import own_words

    # What can't be read now is met on the first screen, which says so.
    with suppress(UserFacingError):
        own = own_words.of(session)
        here = {key: (around, own[which]) for key, (which, around) in AROUND.items() if which in own}
        use_own_words({key: OwnWords(around, word, upper(word)) for key, (around, word) in here.items()})


def called(session: Session, key: str) -> str:
    """Return what something is called here, by the site or else by its profile, such as "ward"."""
    from rrn_desktop.services import own_words

    return next(one.said for one in own_words.listing(session) if one.key == key)


def upper(words: str) -> str:
    """Return words with a capital at the beginning."""
    return words[:1].upper() + words[1:]
