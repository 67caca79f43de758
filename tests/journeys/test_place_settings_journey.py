from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from rrn_desktop.services import calendar, directory, own_words, preferences
from rrn_desktop.services.preferences import Preferences
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.site import AUTHOR, COLLEAGUE, LEAD, OFFICE, enter
from ui.dialogs import scripted
from ui.screens.parts.words import tell
from ui.theme import Look, current_look


def open_settings(hands: Hands, name: str, line: str) -> None:
    case.sign_in(hands, name)
    hands.press("Settings")
    hands.wait(lambda: hands.heading() == "Settings" and not hands.sees("Looking at the folder"))
    hands.press(line)


def write_day(hands: Hands, asked: str, *parts: str) -> None:
    for box, part in zip(("Day", "Month", "Year"), parts, strict=True):
        hands.fill(box, part, within=asked)


def rename(hands: Hands, before: str, name: str) -> bool:
    hands.press("Rename", within=before)
    hands.fill("New name", name)
    hands.press("Save the new name")
    return hands.sees(f"{before} is now called {name}.")


def looks_chosen(hands: Hands) -> tuple[list[tuple[Look, Preferences]], str]:
    display = hands.window.display
    looks = [(current_look(), display.chosen())]
    hands.press("Dark", within="look_theme")
    hands.press("Text 125 %", within="look_scale")
    looks.append((current_look(), display.chosen()))
    focus = hands.focus().accessibleName()
    hands.press("Use this computer’s own look")
    return [*looks, (current_look(), display.chosen())], focus


def test_places_are_added_renamed_and_taken_out_of_use_and_words_become_the_sites_own(
    open_hands: OpenWindow, store: Path
) -> None:
    hands = open_hands()
    open_settings(hands, LEAD, "Places and classes")

    hands.press("Add it")
    nameless = hands.sees("Error: Write a name")
    hands.fill("Name of it", "Hall")
    hands.press("Add it")
    twice = hands.sees("There is one of this name already.")
    hands.press("Class", within="places:kind")
    hands.fill("Name of it", "Maple")
    hands.press("Add it")
    added = hands.sees("Maple is offered from now on.")
    hands.press("Take out of use", within="Playground")
    retired = hands.sees("Not offered since Thursday 14 May 2026")
    renamed = rename(hands, "Library", "Reading room")
    hands.press("Back")
    counted = hands.named("Places and classes")[0].accessibleDescription()
    hands.press("Own words")
    hands.fill("Those you support", "pupils")
    hands.fill("Several of these groups", "groups")
    hands.press("Save these words")
    said = (hands.sees("These words are used from now on."), hands.focus().accessibleName())
    hands.press("Back")
    on_today = [hands.named("People"), [one.accessibleName() for one in hands.named("Pupils")]]
    hands.window.close()
    session = enter(store, AUTHOR)

    assert (nameless, twice, added, retired, renamed) == (True,) * 5
    assert (counted, said) == ("3 places, 1 class", (True, "Own words"))
    assert on_today == [[], ["Pupils"]]
    assert tell("people") == "People"
    assert directory.places(session) == ("Corridor", "Hall", "Reading room")
    assert directory.teams(session) == ("Maple",)
    assert own_words.of(session) == {"people": "pupils", "teams": "groups"}
    session.close()


@pytest.mark.long
def test_days_are_entered_and_removed_how_long_is_kept_is_shown_and_a_look_holds_as_soon_as_it_is_chosen(
    open_hands: OpenWindow, store: Path
) -> None:
    hands = open_hands()
    open_settings(hands, OFFICE, "Terms and closures")

    hands.press("Add these days")
    missing = [hands.sees(f"Error: {words}") for words in ("Choose what it is", "Write the first day")]
    hands.press("A term")
    write_day(hands, "First day", "13", "4", "2026")
    write_day(hands, "Last day", "1", "4", "2026")
    hands.fill("What to call it", "Summer term")
    hands.press("Add these days")
    turned = hands.sees("Error: The last day is before the first")
    write_day(hands, "Last day", "22", "7", "2026")
    hands.press("Add these days")
    term = hands.sees("Summer term is entered.") and hands.sees("Monday 13 April 2026 to Wednesday 22 July 2026")
    hands.press("Days when you are closed")
    write_day(hands, "First day", "18", "5", "2026")
    hands.fill("What to call it", "Training day")
    hands.press("Add these days")
    closed = hands.sees("Monday 18 May 2026")
    with scripted(True) as script:
        hands.press("Remove", within="Training day")
    hands.press("Back")
    now = hands.named("Terms and closures")[0].accessibleDescription()
    hands.press("How long records are kept")
    kept = (hands.sees("This program deletes nothing"), hands.sees("Often 25 years from the date of birth"))
    hands.press("Back")
    looks, focus = looks_chosen(hands)
    hands.window.close()
    session = enter(store, AUTHOR)

    assert (missing, turned, term, closed, kept) == ([True, True], True, True, True, (True, True))
    assert script.asked == ["Remove Training day?"]
    assert now == "Summer term, until Wednesday 22 July 2026"
    assert [one.why for one in calendar.listing(session)] == ["Summer term"]
    assert looks == [(Look(), Preferences()), (Look("dark", 1.25), Preferences("dark", 125)), (Look(), Preferences())]
    assert focus == "Text 125 %"
    session.close()


def test_each_finds_their_own_look_again_and_the_window_is_as_it_was_started_in_between(
    open_hands: OpenWindow, store: Path
) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.window.display.choose_theme("dark")
    hands.window.display.choose_size(1.25)
    hands.press("Switch user")
    at_the_door = current_look()
    case.sign_in(hands, COLLEAGUE)
    of_another = current_look()
    hands.press("Switch user")
    case.sign_in(hands, AUTHOR)
    again = current_look()
    for button, menu in (("Display", "_themes"), ("Text size", "_sizes")):
        hands.press(button)
        getattr(hands.window.display, menu).actions()[-1].trigger()
        hands.key(Qt.Key.Key_Escape)
    forgotten = current_look()
    hands.window.close()
    session = enter(store, AUTHOR)

    assert (at_the_door, of_another, again, forgotten) == (Look(), Look(), Look("dark", 1.25), Look())
    assert preferences.chosen(session) == Preferences()
    session.close()


def test_what_is_typed_in_the_settings_and_not_saved_is_asked_about_before_it_goes(
    open_hands: OpenWindow, store: Path
) -> None:
    hands = open_hands()
    open_settings(hands, OFFICE, "Own words")
    hands.fill("Those you support", "pupils")

    hands.tab_to("A group that they belong to")
    with_bell = hands.focus()
    assert isinstance(with_bell, QLineEdit)
    with_bell.setText("gr\aup")
    hands.press("Save these words")
    said_where = hands.named("A group that they belong to")[0].accessibleDescription()
    with scripted(False, True) as script:
        hands.press("Back")
        stayed = hands.heading()
        hands.press("Back")
        left = hands.heading()
        hands.press("Places and classes")
        hands.fill("Name of it", "Den")
        hands.press("Add it")
        hands.press("Back")

    assert "Error: " in said_where
    assert script.asked == ["Leave without saving?"] * 2
    assert (stayed, left, hands.heading()) == ("Own words", "Settings", "Settings")
