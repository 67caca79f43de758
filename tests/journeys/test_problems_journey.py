from __future__ import annotations

from PySide6.QtGui import QAccessible

from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.site import AUTHOR, PASSPHRASES
from ui.widgets.error_summary import ErrorSummary


def test_the_summary_of_problems_has_the_focus_and_leads_to_the_field(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.press("Record an incident")
    hands.fill("Name of the person", case.PERSON)
    hands.press(case.GO_ON)

    case.fill_when(hands, "started", "31 2 2026", "10:40")
    hands.press(case.GO_ON)
    summary = hands.focus()
    hands.press("This is not a date. Write it like 22 11 2026.")

    assert isinstance(summary, ErrorSummary)
    interface = QAccessible.queryAccessibleInterface(summary)
    assert interface.role() == QAccessible.Role.AlertMessage
    assert interface.text(QAccessible.Text.Name).startswith("There is a problem")
    assert hands.focus().objectName() == "started.day"


def test_a_time_still_to_come_is_refused_on_its_page_and_before_signing(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.press("Record an incident")
    hands.fill("Name of the person", case.PERSON)
    hands.press(case.GO_ON)
    case.fill_when(hands, "started", "14 5 2027", "10:40")
    hands.fill("Where was it?", case.PLACE)

    hands.press(case.GO_ON)
    on_page = hands.sees("There is a problem")
    hands.press("Check your answers")
    hands.press(case.GO_ON)

    assert on_page
    assert isinstance(hands.focus(), ErrorSummary)
    assert hands.sees("It can't have begun yet")


def test_a_record_without_who_when_and_where_says_so_before_signing(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.press("Record an incident")

    hands.press("Check your answers")
    hands.press(case.GO_ON)

    assert hands.sees("There are 3 problems")
    hands.press("Say who was held or restricted.")
    assert hands.focus().accessibleName() == "Name of the person"


def test_a_wrong_passphrase_seals_nothing(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.press("Record an incident")
    case.write_who_and_where(hands)
    case.write_notice(hands)
    hands.press("Check your answers")
    hands.press(case.GO_ON)

    hands.press("Sign and submit")
    unsaid = bool(hands.named("Say whether to submit a first record"))
    hands.press("Submit as a first record: some answers still to come")
    hands.fill("Passphrase", "not my passphrase at all")
    hands.press("Sign and submit")
    hands.wait(lambda: hands.sees("This is not your passphrase"))
    hands.fill("Passphrase", PASSPHRASES[AUTHOR])
    hands.press("Sign and submit")
    hands.wait(lambda: bool(hands.named("Done")))

    assert unsaid
    assert hands.sees("Record 2026-A-001 is signed")


def test_a_wrong_passphrase_at_the_door_says_so_and_asks_again(open_hands: OpenWindow) -> None:
    hands = open_hands()

    hands.fill("Name", AUTHOR)
    hands.fill("Passphrase", "not my passphrase at all")
    hands.press("Sign in")
    hands.wait(lambda: hands.sees("There is a problem"))

    assert hands.window.session is None
    assert isinstance(hands.focus(), ErrorSummary)
