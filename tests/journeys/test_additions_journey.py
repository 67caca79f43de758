"""What anyone on the desk adds to an incident, through the real widgets, read back from the store."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from rrn_desktop.forms.values import WallTime
from rrn_desktop.services import additions
from rrn_desktop.services import today as todays
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.sealed import NUMBER, begun, sealed, signed_in, untold
from tests.journeys.site import AUTHOR, COLLEAGUE, LEAD, PASSPHRASES


def _at_the_incident(hands: Hands, name: str) -> None:
    case.sign_in(hands, name)
    hands.press(f"Open {NUMBER}")


def _tell_the_parent(hands: Hands) -> None:
    hands.press("Add")
    hands.press("Someone was told")
    hands.press("Parent")
    hands.press("By phone")
    hands.fill("Time", "15:20", within="when")
    hands.fill("Who told them?", "Mr Lewis")
    hands.fill("What did they say? (optional)", "She asks who held him.")


def test_who_was_told_is_added_and_signed_on_one_page_and_closes_what_was_due(
    open_hands: OpenWindow, store: Path
) -> None:
    sealed(store, untold(), first=True)
    hands = open_hands()
    _at_the_incident(hands, COLLEAGUE)

    _tell_the_parent(hands)
    hands.fill("Passphrase", PASSPHRASES[COLLEAGUE])
    hands.key(Qt.Key.Key_Return)
    hands.wait(lambda: bool(hands.named("Done")))

    assert hands.heading() == f"Added to {NUMBER}"
    assert "This is done now" in hands.headings()
    assert hands.sees("Tell each parent what happened")
    hands.press("Done")
    assert hands.heading() == f"Incident {NUMBER}"
    assert hands.sees("She asks who held him.")
    hands.window.close()
    session = signed_in(store, COLLEAGUE)
    (added,) = additions.of_number(session, NUMBER)
    due = [one.what for one in todays.today(session).due if one.state != "done_late"]
    session.close()
    assert (added.form, added.author_name) == ("told", COLLEAGUE)
    assert added.answers.get("when") == WallTime("2026-05-14T15:20", "+01:00", "Europe/London")
    assert "Tell each parent what happened" not in due


def test_what_is_missing_and_a_wrong_passphrase_are_said_on_the_same_page(open_hands: OpenWindow, store: Path) -> None:
    sealed(store)
    hands = open_hands()
    _at_the_incident(hands, COLLEAGUE)
    hands.press("Add")
    hands.press("Something seen or heard")

    hands.press("Sign and submit")
    missing = hands.sees("There are 3 problems")
    hands.fill("Time", "11:10", within="when")
    hands.fill("What did you see or hear?", "He draws in the library.")
    hands.press("Calm")
    hands.fill("Passphrase", "not my passphrase at all")
    hands.press("Sign and submit")
    hands.wait(lambda: hands.sees("There is a problem"))

    assert missing
    assert hands.sees("Error: This is not your passphrase")
    hands.key(Qt.Key.Key_Tab)
    hands.key(Qt.Key.Key_Space)
    assert hands.focus().accessibleName() == "Passphrase"
    assert hands.named("Done") == []


def test_an_addition_that_was_left_waits_among_the_drafts(open_hands: OpenWindow, store: Path) -> None:
    sealed(store)
    hands = open_hands()
    _at_the_incident(hands, COLLEAGUE)
    hands.press("Add")
    hands.press("A concern")
    hands.fill("What worries you?", "It was very loud.")

    hands.press("Back")
    back_at = hands.heading()
    hands.press("Back")
    hands.press(f"A concern, {NUMBER}")

    assert back_at == f"Incident {NUMBER}"
    box = hands.tab_to("What worries you?")
    assert "It was very loud." in box.property("plainText")


def test_a_colleague_reads_their_own_addition_and_a_lead_reads_all_in_order_of_time(
    open_hands: OpenWindow, store: Path
) -> None:
    sealed(store)
    hands = open_hands()
    _at_the_incident(hands, COLLEAGUE)
    _tell_the_parent(hands)
    hands.fill("Passphrase", PASSPHRASES[COLLEAGUE])
    hands.press("Sign and submit")
    hands.wait(lambda: bool(hands.named("Done")))
    hands.press("Switch user")
    _at_the_incident(hands, AUTHOR)
    hidden = not hands.sees("She asks who held him.")
    hands.press("Switch user")
    _at_the_incident(hands, LEAD)

    hands.press("Read the record")

    assert hidden
    assert hands.named("1 thing was added to this record")
    lines = hands.texts()
    began = next(at for at, words in enumerate(lines) if words == "It began")
    held = next(at for at, words in enumerate(lines) if words.startswith("Hold or restriction: Held and walked"))
    told = next(at for at, words in enumerate(lines) if words == "Someone was told")
    assert began < held < told


def test_the_incident_at_hand_has_not_a_word_of_the_record(open_hands: OpenWindow, store: Path) -> None:
    sealed(store)
    hands = open_hands()

    _at_the_incident(hands, COLLEAGUE)

    assert hands.sees(case.PERSON)
    for words in (case.BEFORE, case.HOW, case.IMPACT, case.NEEDED, case.OWN_WORDS, case.STATED):
        assert not hands.sees(words), words
    assert hands.named("Read the record") == []
    assert hands.named("Learning review") == []


def test_something_can_be_added_while_the_record_is_still_being_written(open_hands: OpenWindow, store: Path) -> None:
    begun(store)
    hands = open_hands()
    _at_the_incident(hands, COLLEAGUE)

    _tell_the_parent(hands)
    hands.fill("Passphrase", PASSPHRASES[COLLEAGUE])
    hands.press("Sign and submit")
    hands.wait(lambda: bool(hands.named("Done")))
    hands.window.close()

    session = signed_in(store, COLLEAGUE)
    added = [one.form for one in additions.of_number(session, NUMBER)]
    session.close()
    assert added == ["told"]
