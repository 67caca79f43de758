from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from rrn_desktop.services import drafts
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.site import AUTHOR, LEAD, PASSPHRASES
from ui.screens.help.view import HelpScreen

_BOX = "What was happening, and what did you see and hear?"


def _help(hands: Hands) -> HelpScreen | None:
    page = hands.window._help.page()
    assert page is None or isinstance(page, HelpScreen)
    return page


def _part(hands: Hands) -> tuple[str, str]:
    page = _help(hands)
    assert page is not None
    return page._pages.code(), page._guide.part_shown()


def test_help_opens_without_an_account_and_back_leads_to_the_very_box(open_hands: OpenWindow) -> None:
    hands = open_hands()
    hands.write("Ms O")
    box = hands.focus()

    hands.key(Qt.Key.Key_F1)
    part, title = _part(hands), hands.window.windowTitle()
    hands.press("Back")

    assert part == ("recorder", "Sign in")
    assert title == "RRN Desktop – Help"
    assert _help(hands) is None
    assert hands.focus() is box


def test_escape_leads_back_from_the_help_to_the_very_box(open_hands: OpenWindow) -> None:
    hands = open_hands()
    hands.write("Ms O")
    box = hands.focus()

    hands.key(Qt.Key.Key_F1)
    hands.key(Qt.Key.Key_Escape)

    assert _help(hands) is None
    assert hands.focus() is box


def test_help_over_a_form_loses_nothing_and_ends_when_the_window_locks(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.press("Record an incident")
    case.write_who_and_where(hands)
    case.write_notice(hands)
    hands.fill(_BOX, "He covered his ears")
    box = hands.focus()
    assert isinstance(box, QPlainTextEdit)

    hands.key(Qt.Key.Key_F1)
    part = _part(hands)
    hands.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    behind = _help(hands)
    hands.key(Qt.Key.Key_F1)
    locked_part, still_locked = _part(hands), hands.window.locked
    hands.press("Back")
    hands.write(PASSPHRASES[AUTHOR])
    hands.key(Qt.Key.Key_Return)
    hands.wait(lambda: not hands.window.locked)
    session = hands.window.session

    assert part == ("recorder", "Record an incident")
    assert behind is None
    assert (locked_part, still_locked) == (("recorder", "When you are called away"), True)
    assert hands.focus() is box
    assert session is not None
    assert drafts.open_draft(session, drafts.mine(session)[0].id).answers.get("before") == "He covered his ears"


def test_a_lead_gets_the_guide_for_leads_and_another_screen_ends_the_help(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, LEAD)
    hands.press("Register")

    hands.press("Help")
    part = _part(hands)
    hands.press("Switch user")

    assert part == ("lead", "The register")
    assert _help(hands) is None
    assert hands.heading() == "Sign in"
