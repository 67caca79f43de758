from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from rrn_desktop.services import records
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.site import AUTHOR, COLLEAGUE, LEAD, copy_of, enter

# Typed once: what is asked of it is asked where it was typed.
pytestmark = pytest.mark.xdist_group("case_one")

NUMBER = "2026-A-001"
EXPECTED = json.loads((Path(__file__).parents[1] / "data" / "cases" / "case1.json").read_text("utf-8"))


@pytest.fixture
def store(typed_site: Path, tmp_path: Path) -> Path:
    return copy_of(typed_site, tmp_path)


def test_case_one_is_entered_by_keyboard_alone_and_reads_back_word_for_word(store: Path) -> None:
    session = enter(store, AUTHOR)

    shown = records.show(session, NUMBER)

    session.close()
    body = json.loads(shown.body_text)
    answers = _without_ids(body["answers"])
    assert answers == _with_job_titles(EXPECTED["answers"])
    assert answers["person"]["name"] == "Dylan Ŵyn Pryce"
    assert answers["practices"][0]["duration"]["stated"] == "maybe half a minute"
    assert answers["own_words"] == "it was too loud, I was going to my nan's"
    assert (shown.status, shown.author_name) == ("complete", AUTHOR)
    assert all(signature.holds for signature in shown.signatures)


def test_the_author_reads_every_word_of_the_sealed_record_in_the_window(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)

    hands.press(f"Incident {NUMBER}")

    for words in (case.PERSON, case.BEFORE, case.HOW, case.IMPACT, case.NEEDED, case.NEXT_SHIFT, case.OWN_WORDS):
        assert hands.sees(words), words
    assert hands.sees(f"“{case.STATED}” (30 seconds)")
    assert hands.sees("Holds: Ms Okafor, Teaching assistant")
    assert hands.sees("About the person, as their file stood that day")
    for words in ("SEN support", "Social, emotional and mental health", "White British"):
        assert hands.sees(words), words


def test_a_colleague_sees_the_notice_and_not_a_word_more(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.press("Switch user")

    case.sign_in(hands, COLLEAGUE)

    assert hands.sees("Notice 2026-A-001")
    for words in (case.PERSON, case.PLACE, case.NEXT_SHIFT, "How he is at the next drill", AUTHOR, "Held and walked"):
        assert hands.sees(words), words
    for words in (case.BEFORE, case.HOW, case.IMPACT, case.NEEDED, case.OWN_WORDS, case.STATED):
        assert not hands.sees(words), words
    assert hands.named("Incident 2026-A-001") == []
    assert hands.named("Register") == []


def test_a_lead_finds_the_record_in_the_register_and_opens_it_with_enter(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.press("Switch user")
    case.sign_in(hands, LEAD)

    hands.press("Register")
    hands.fill("Search", "ŵyn")
    table = hands.window.findChildren(QTableView)[0]
    hands.wait(lambda: table.model().rowCount() == 1)
    hands.tab_to("Register")
    hands.key(Qt.Key.Key_Return)

    assert hands.heading() == f"Record {NUMBER}"
    assert hands.sees(case.OWN_WORDS)


def test_a_record_is_amended_with_a_reason_and_the_old_words_stay_readable(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.press(f"Incident {NUMBER}")

    hands.press("Amend")
    hands.press("Start amending")
    refused = hands.sees("There is a problem")
    hands.fill("Why it is amended", "It was the left arm")
    hands.press("Start amending")
    hands.press("Change", within="change:practices")
    hands.fill("How was it done, and how did it end?", "She held his left upper arm.")
    hands.press("Check your answers")
    case.sign(hands, AUTHOR)
    hands.press("Done")
    hands.press(f"Incident {NUMBER}")

    assert refused
    assert hands.sees("What is different from version 1")
    assert hands.sees(case.HOW)
    assert hands.sees("She held his left upper arm.")
    assert hands.sees("Amended, version 2")
    hands.press("Version 1: Complete")
    assert hands.sees("You are reading version 1. There is a later version.")
    assert not hands.sees("She held his left upper arm.")


def _without_ids(answers: object) -> Any:
    return json.loads(json.dumps(answers), object_hook=_no_id)


def _no_id(found: dict[str, Any]) -> Any:
    return {key: value for key, value in found.items() if key != "id"}


def _with_job_titles(answers: dict[str, Any]) -> Any:
    """Return the case as a desk that knows its staff keeps it: their job titles are written beside their names."""
    titles = {"Ms Okafor": "Teaching assistant", "Mr Lewis": "Teacher", "Mrs Shah": "Deputy head"}

    def titled(found: dict[str, Any]) -> Any:
        role = titles.get(found["name"]) if set(found) == {"name"} and isinstance(found["name"], str) else None
        return {**found, "role": role} if role else found

    return json.loads(json.dumps(answers), object_hook=titled)
