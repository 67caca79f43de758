from __future__ import annotations

from pathlib import Path

import pytest

from rrn_desktop.services import directory
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.site import AUTHOR, LEAD, OFFICE
from ui.dialogs import scripted
from ui.widgets.buttons import ActionButton
from ui.widgets.select_box import SelectBox

LIST = (
    "Adno,Preferred Forename,Preferred Surname,DOB,Reg,House\n"
    "1,Dylan Ŵyn,Pryce,03/02/2018,3C,Red\n"
    "2,Aminata,Sow,30/11/2015,6B,Blue\n"
    "3,Mair,Ó Briain,31/02/2016,4A,Red\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pupils.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def open_list(hands: Hands, file: Path) -> None:
    hands.press("People")
    with scripted(file):
        hands.press("Add from a list")
        hands.wait(lambda: hands.heading() == "What is in each column?")


def names(hands: Hands) -> list[str]:
    session = hands.window.session
    assert session is not None
    return [one.name for one in directory.people(session)]


def test_a_list_is_looked_at_row_by_row_then_taken_in(open_hands: OpenWindow, file: Path, tmp_path: Path) -> None:
    hands = open_hands()
    case.sign_in(hands, OFFICE)
    open_list(hands, file)
    taken_for = {one.accessibleName(): one.currentText() for one in hands.window.findChildren(SelectBox)}

    hands.press("See what would happen")
    hands.wait(lambda: hands.heading() == "What would happen")
    counted = [hands.sees(f"1 {words}") for words in ("person is added", "person is updated", "row can’t be read")]
    why = hands.sees("Row 4: Left out. DOB: There is no such day.")
    before = names(hands)
    with scripted(tmp_path / "left out.csv"):
        hands.press("Save the rows that are left out")
    saved = hands.sees("Saved as left out.csv")
    hands.press("Save these changes")
    hands.wait(lambda: hands.heading() == "People")

    assert taken_for["Reg"] == "Year group or class"
    assert taken_for["House"] == "Leave out"
    assert counted == [True, True, True]
    assert (why, saved) == (True, True)
    assert before == ["Dylan Ŵyn Pryce"]
    assert names(hands) == ["Aminata Sow", "Dylan Ŵyn Pryce"]
    assert "Ó Briain" in (tmp_path / "left out.csv").read_text("utf-8-sig")
    assert hands.sees("Done: 1 person is added; 1 person is updated; 1 row can’t be read and is left out.")


def test_what_was_left_out_can_still_be_saved_afterwards(open_hands: OpenWindow, file: Path, tmp_path: Path) -> None:
    hands = open_hands()
    case.sign_in(hands, OFFICE)
    open_list(hands, file)
    hands.press("See what would happen")
    hands.wait(lambda: hands.heading() == "What would happen")
    hands.press("Save these changes")
    hands.wait(lambda: hands.heading() == "People")

    with scripted(tmp_path / "left out.csv"):
        hands.press("Save the rows that are left out")

    assert hands.sees("Saved as left out.csv")
    assert hands.named("Save the rows that are left out") == []


def test_columns_are_chosen_again_and_a_list_without_names_is_refused(open_hands: OpenWindow, file: Path) -> None:
    hands = open_hands()
    case.sign_in(hands, LEAD)
    file.write_text("Enwau,Born\nMair Jones,2016-03-04\n", encoding="utf-8")
    open_list(hands, file)

    hands.press("See what would happen")
    hands.wait(lambda: hands.sees("There is a problem"))
    why = [one.accessibleName() for one in hands.window.findChildren(ActionButton) if one.isVisible()]
    box = next(one for one in hands.window.findChildren(SelectBox) if one.accessibleName() == "Enwau")
    hands.tab_to("Enwau")
    box.show_code("name")
    hands.press("See what would happen")
    hands.wait(lambda: hands.heading() == "What would happen")
    hands.press("Choose the columns again")
    again = hands.heading()
    hands.press("Cancel")

    assert any(words.startswith("No column holds the names.") for words in why)
    assert again == "What is in each column?"
    assert hands.heading() == "People"
    assert names(hands) == ["Dylan Ŵyn Pryce"]


def test_what_is_no_list_is_said_and_nothing_else_happens(open_hands: OpenWindow, file: Path) -> None:
    hands = open_hands()
    case.sign_in(hands, LEAD)
    file.write_bytes(b"PK\x03\x04")
    hands.press("People")

    with scripted(file, True) as script:
        hands.press("Add from a list")
        hands.wait(lambda: len(script.asked) == 2)

    assert hands.heading() == "People"


def test_one_person_is_added_and_what_is_typed_wrongly_is_said_at_its_box(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, LEAD)
    hands.press("People")
    hands.press("Add one person")

    hands.press("Add this person")
    nameless = hands.sees("Write the name")
    hands.fill("Name", "Mair Jones")
    hands.fill("Date of birth (optional)", "31 2 2016")
    hands.press("Add this person")
    no_day = hands.sees("There is no such day")
    hands.fill("Date of birth (optional)", "3 2 2016")
    hands.press("Add this person")

    assert (nameless, no_day) == (True, True)
    assert hands.sees("Mair Jones is added.")
    assert names(hands) == ["Dylan Ŵyn Pryce", "Mair Jones"]


def test_a_recorder_does_not_see_the_way_to_people(open_hands: OpenWindow) -> None:
    hands = open_hands()

    case.sign_in(hands, AUTHOR)

    assert hands.named("People") == []
