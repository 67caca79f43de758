from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from rrn_desktop.services import records
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.sealed import sealed
from tests.journeys.site import AUTHOR, PASSPHRASES, enter
from tests.rrn_desktop.services.school import few
from ui.dialogs import scripted

NUMBER = "2026-A-001"


def _sealed_first(hands: Hands) -> None:
    case.sign_in(hands, AUTHOR)
    hands.press("Record an incident")
    case.write_who_and_where(hands)
    case.write_notice(hands)
    case.write_before(hands)
    hands.press("Check your answers")
    hands.press(case.GO_ON)
    hands.press("Submit as a first record: some answers still to come")
    hands.fill("Passphrase", PASSPHRASES[AUTHOR])
    hands.press("Sign and submit")
    hands.wait(lambda: bool(hands.named("Done")))


def test_a_first_record_is_sealed_with_its_gaps_and_completed_later(open_hands: OpenWindow, store: Path) -> None:
    hands = open_hands()
    _sealed_first(hands)
    said = hands.sees("It is a first record.")
    hands.press("Done")

    hands.press(f"Incident {NUMBER}")
    hands.press("Complete this record")
    still_to_do = "Still to do" in hands.headings()
    hands.press("Holds and restrictions")
    case.write_practice(hands)
    case.write_afterwards_and_why(hands)
    case.write_told_and_words(hands)
    case.sign(hands, AUTHOR)
    hands.window.close()
    session = enter(store, AUTHOR)
    shown = records.show(session, NUMBER)
    session.close()

    assert said
    assert still_to_do
    assert [(one.version, one.status, one.reason) for one in shown.versions] == [
        (1, "first", None),
        (2, "complete", None),
    ]
    assert shown.answers.get("own_words") == case.OWN_WORDS


def test_a_reason_that_is_typed_is_not_called_saved_by_a_lock_and_is_no_hindrance_once_it_is_taken(
    open_hands: OpenWindow, store: Path
) -> None:
    sealed(store)
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.press(f"Incident {NUMBER}")
    hands.press("Amend")
    hands.fill("Why it is amended", "Mr Lewis remembers that it was shorter")

    with scripted(False) as script:
        hands.press("Cancel")
    hands.window.lock()
    locked = hands.sees("What you typed last is not saved yet; it is kept in this window.")
    hands.fill("Passphrase", PASSPHRASES[AUTHOR])
    hands.key(Qt.Key.Key_Return)
    hands.wait(lambda: not hands.window.locked)
    hands.press("Start amending")

    assert (script.asked, locked) == (["Leave without saving?"], True)
    assert hands.sees("Your progress")


def test_the_reason_box_is_left_by_tab(open_hands: OpenWindow, store: Path) -> None:
    sealed(store, few(), first=True)
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.press(f"Incident {NUMBER}")
    hands.press("Complete this record")
    hands.press("How was the person afterwards?")
    box = hands.focus()

    hands.tab_to("Save and continue")

    assert isinstance(box, QPlainTextEdit)
    assert box.toPlainText() == ""
