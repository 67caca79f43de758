"""The register by keyboard: any words find a record, and one press leads to the person and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QTableView

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
