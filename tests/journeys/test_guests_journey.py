from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt

from rrn_desktop.clock import FixedClock
from rrn_desktop.services.setup_sheets import words_on
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.site import CLOCK, LEAD
from ui.dialogs import scripted

GUEST = "A. Mensah"


def _let_in(hands: Hands, folder: Path) -> str:
    """Let a guest in and return the passphrase on the sheet."""
    case.sign_in(hands, LEAD)
    hands.press("Guests")
    hands.fill("Name of the guest", GUEST)
    hands.fill("Job or role", "Agency nurse")
    with scripted(folder) as script:
        hands.press("Let in")
    hands.wait(lambda: hands.sees(f"{GUEST} can sign in until"))
    assert script.asked == ["Where to put the sheet with the passphrase"]
    return words_on(next(folder.glob("*.txt")).read_text("utf-8"))


def _sign_in(hands: Hands, passphrase: str) -> None:
    hands.fill("Name", GUEST)
    hands.fill("Passphrase", passphrase)
    hands.key(Qt.Key.Key_Return)


def test_a_guest_is_let_in_for_a_shift_and_records(open_hands: OpenWindow, tmp_path: Path) -> None:
    hands = open_hands()
    passphrase = _let_in(hands, tmp_path / "sheets")
    listed = hands.sees("Agency nurse, until Friday 15 May 2026, 05:41")

    hands.press("Switch user")
    _sign_in(hands, passphrase)
    hands.wait(lambda: hands.window.session is not None)

    assert listed
    assert hands.named("Record an incident")
    assert hands.named("Guests") == []


def test_a_guest_who_is_typed_and_not_let_in_is_asked_about_before_it_goes(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, LEAD)
    hands.press("Guests")
    hands.fill("Name of the guest", GUEST)

    with scripted(False, True) as script:
        hands.press("Switch user")
        stayed = hands.heading()
        hands.press("Back")

    assert script.asked == ["Leave without saving?"] * 2
    assert (stayed, hands.heading()) == ("Guests", "Today")


def test_a_guest_whose_time_is_over_is_told_so_and_given_more_can_sign_in(
    open_hands: OpenWindow, tmp_path: Path
) -> None:
    hands = open_hands()
    passphrase = _let_in(hands, tmp_path / "sheets")
    hands.window.close()
    later = open_hands(FixedClock(CLOCK.now() + timedelta(hours=15)))

    _sign_in(later, passphrase)
    later.wait(lambda: later.sees("There is a problem"))
    case.sign_in(later, LEAD)
    later.press("Guests")
    over = later.sees("Time ended Friday 15 May 2026, 05:41")
    later.press("Give 14 more hours")
    later.press("Switch user")
    _sign_in(later, passphrase)
    later.wait(lambda: later.window.session is not None)

    assert over
    assert later.sees(f"Signed in: {GUEST}")


def test_a_closed_account_is_no_longer_in_the_list(open_hands: OpenWindow, tmp_path: Path) -> None:
    hands = open_hands()
    _let_in(hands, tmp_path / "sheets")

    with scripted(True) as script:
        hands.press("Close the account")
    hands.wait(lambda: hands.sees(f"The account of {GUEST} is closed."))

    assert script.asked == [f"Close the account of {GUEST}?"]
    assert hands.sees("No guest is let in.")


def test_a_guest_needs_a_name_and_an_end_that_can_be(open_hands: OpenWindow, tmp_path: Path) -> None:
    hands = open_hands()
    case.sign_in(hands, LEAD)
    hands.press("Guests")

    hands.press("Let in")
    nameless = hands.sees("Write the name of the guest")
    hands.fill("Name of the guest", GUEST)
    hands.fill("Until (optional)", "tomorrow")
    with scripted(tmp_path / "sheets"):
        hands.press("Let in")
    hands.wait(lambda: hands.sees("Write it like 07:30"))

    assert nameless
    assert hands.sees("There is a problem")
