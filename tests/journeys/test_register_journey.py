"""The register by keyboard: any words find a record, and one press leads to the person and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QTableView, QWidget

from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.sealed import NUMBER, sealed
from tests.journeys.site import LEAD, copy_of
from ui.screens.parts.entry import Entry


@pytest.fixture(scope="module")
def sealed_site(furnished_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store in which the record of case 1 is sealed."""
    made = copy_of(furnished_site, tmp_path_factory.mktemp("sealed"))
    sealed(made)
    return made


@pytest.fixture
def store(sealed_site: Path, tmp_path: Path) -> Path:
    """Return a store of this test's own."""
    return copy_of(sealed_site, tmp_path)


def _register(hands: Hands) -> QTableView:
    case.sign_in(hands, LEAD)
    hands.press("Register")
    return hands.window.findChildren(QTableView)[0]


def test_a_lead_finds_a_record_by_words_of_its_answers_and_opens_it(open_hands: OpenWindow) -> None:
    hands = open_hands()
    table = _register(hands)

    hands.fill("Search", "nothing of the kind")
    hands.wait(lambda: table.model().rowCount() == 0)
    hands.fill("Search", "DRILL ran ears")
    hands.wait(lambda: table.model().rowCount() == 1)
    hands.press("Open record")

    assert hands.heading() == f"Record {NUMBER}"


def test_a_lead_goes_from_the_register_to_the_person_to_their_record_and_back_again(open_hands: OpenWindow) -> None:
    hands = open_hands()
    _register(hands)

    hands.press("About the person")
    person, headings, counted = hands.heading(), hands.headings(), hands.sees("1 record")
    hands.press(next(one for one in _buttons(hands) if one.startswith(f"{NUMBER}: ")))
    record = hands.heading()
    hands.press("Back")

    assert person == hands.heading() == case.PERSON
    assert {"Their records", "Their file"} <= set(headings)
    assert counted
    assert record == f"Record {NUMBER}"
    hands.press("Back")
    assert hands.heading() == "Register"


def test_what_helps_leads_back_to_the_person(open_hands: OpenWindow) -> None:
    hands = open_hands()
    _register(hands)

    hands.press("About the person")
    hands.press("What helps")
    shown = hands.heading()
    hands.press("Back")

    assert shown == f"What helps {case.PERSON}"
    assert hands.heading() == case.PERSON


def _buttons(hands: Hands) -> list[str]:
    return [one.accessibleName() for one in hands.window.findChildren(Entry) if one.isVisible()]


def test_the_register_is_used_by_keyboard_alone(open_hands: OpenWindow) -> None:
    hands = open_hands()
    table = _register(hands)
    _by_keys(hands, table)

    hands.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    at_search = hands.focus().accessibleName()
    hands.write("drill")
    hands.key(Qt.Key.Key_Return)
    at_table = hands.focus()
    hands.key(Qt.Key.Key_Return)

    assert at_search == "Search"
    assert at_table is table
    assert hands.heading() == f"Record {NUMBER}"


def test_columns_are_chosen_and_ordered_once_and_stay_so_for_the_member(open_hands: OpenWindow) -> None:
    hands = open_hands()
    _register(hands)

    hands.press("Columns")
    hands.press("Where")
    hands.press("Move Status up")
    hands.press("Move Status up")
    focused = hands.focus().accessibleName()
    hands.press("Show these columns")
    chosen = _columns(hands)
    hands.press("Back")
    hands.press("Register")

    assert focused == "Move Status up"
    assert chosen == ["Number", "Status", "When", "Person", "What was used", "Written by"]
    assert _columns(hands) == chosen


def test_a_search_is_saved_chosen_renamed_removed_and_put_back_by_keyboard(open_hands: OpenWindow) -> None:
    hands = open_hands()
    table = _register(hands)

    hands.fill("Search", "drill")
    hands.press("Saved searches")
    asked = hands.texts()
    hands.press("Save this search")
    nameless = hands.sees("Error: The search has no name yet. Write a name for it.")
    hands.fill("Name of the search", "Drills")
    hands.key(Qt.Key.Key_Return)
    saved = hands.sees("“Drills” is saved.")
    hands.press("Rename “Drills”")
    hands.write("Loud days")
    hands.press("Save the name")
    renamed = hands.focus().accessibleName()
    hands.press("Back")
    hands.fill("Search", "nothing of the kind")
    hands.wait(lambda: table.model().rowCount() == 0)
    hands.tab_to("Saved search")
    hands.key(Qt.Key.Key_Down)
    hands.wait(lambda: table.model().rowCount() == 1)
    chosen = _said(hands, "search"), _said(hands, "view")
    hands.press("Saved searches")
    hands.press("Remove “Loud days”")
    removed = hands.sees("You have not saved a search yet."), hands.focus().accessibleName()
    hands.press("Put it back")
    hands.press("Show “Loud days”")

    assert "Words: drill · Newest first" in asked
    assert (nameless, saved, renamed) == (True, True, "Show “Loud days”")
    assert chosen == ("drill", "Loud days")
    assert removed == (True, "Put it back")
    assert (hands.heading(), _said(hands, "view")) == ("Register", "Loud days")


def test_days_that_are_counted_take_the_place_of_dates_and_lead_to_their_figures_and_back(
    open_hands: OpenWindow,
) -> None:
    hands = open_hands()
    table = _register(hands)

    hands.tab_to("Days")
    hands.key(Qt.Key.Key_Down)
    hands.wait(lambda: table.model().rowCount() == 1)
    dates = [hands.has("from"), hands.has("to")]
    hands.press("Export")
    hands.press("Figures")
    figures = hands.heading(), [box.text() for box in hands.window.findChildren(QLineEdit) if box.isVisible()][:6]
    hands.press("Back")
    again = _said(hands, "days")
    hands.press("Show all")

    assert dates == [False, False]
    assert figures == ("Figures", ["8", "5", "2026", "14", "5", "2026"])
    assert again == "Last 7 days"
    assert [hands.has("from"), hands.has("to"), _said(hands, "days")] == [True, True, "From and to"]


def test_a_number_and_a_time_are_whole_also_when_the_text_is_made_larger_later(open_hands: OpenWindow) -> None:
    hands = open_hands()
    table = _register(hands)

    missing = {}
    for scale in (1.0, 2.0):
        hands.window.display.choose_size(scale)
        hands.settle()
        words, beside = table.fontMetrics(), round(27 * scale)
        for at, longest in enumerate(("2026-AB-1234", "28 September 2026, 20:48")):
            missing[(scale, longest)] = words.horizontalAdvance(longest) + beside - table.columnWidth(at)
        missing[(scale, "a row")] = words.height() - table.rowHeight(0)

    assert {where: lack for where, lack in missing.items() if lack > 0} == {}


def test_the_register_is_as_it_was_left_for_who_comes_back_from_a_record_but_not_from_today(
    open_hands: OpenWindow,
) -> None:
    hands = open_hands()
    _register(hands)

    hands.fill("Search", "drill")
    hands.key(Qt.Key.Key_Return)
    hands.press("Open record")
    hands.press("Back")
    back = _said(hands, "search"), hands.sees("1 record"), hands.focus().accessibleName()
    hands.press("Back")
    hands.press("Register")

    assert back == ("drill", True, "Register")
    assert _said(hands, "search") == ""


def _said(hands: Hands, object_name: str) -> str:
    """Return what stands in a box of the filters."""
    box = next(one for one in hands.window.findChildren(QWidget) if one.objectName() == object_name)
    assert isinstance(box, QLineEdit | QComboBox)
    return box.text() if isinstance(box, QLineEdit) else box.currentText()


def _by_keys(hands: Hands, table: QTableView) -> None:
    """Go to the last record and back to the first, by one key each."""
    hands.tab_to("Register")
    for key, wanted in ((Qt.Key.Key_End, table.model().rowCount() - 1), (Qt.Key.Key_Home, 0)):
        hands.key(key)
        assert table.currentIndex().row() == wanted


def _columns(hands: Hands) -> list[str]:
    model = hands.window.findChildren(QTableView)[-1].model()
    return [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
