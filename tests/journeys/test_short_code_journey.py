from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from rrn_desktop.services import session_code
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.site import AUTHOR, COLLEAGUE, PASSPHRASES
from ui.screens.parts.words import tell

COPIED = "He covered his ears"
CODE, CHOOSE = "47k1", "Short code for the next locks (optional)"


def _lock(hands: Hands) -> None:
    hands.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert hands.window.locked


def _open_with_passphrase(hands: Hands, *, choose: str = "") -> None:
    if choose:
        hands.fill(CHOOSE, choose)
    hands.fill("Passphrase", PASSPHRASES[AUTHOR])
    hands.key(Qt.Key.Key_Return)
    hands.wait(lambda: not hands.window.locked)


def _try(hands: Hands, code: str) -> None:
    hands.write(code)
    hands.key(Qt.Key.Key_Return)


@pytest.fixture
def hands(open_hands: OpenWindow) -> Hands:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    return hands


def test_a_code_chosen_at_one_lock_opens_the_next_one_and_ends_when_its_member_signs_out(hands: Hands) -> None:
    _lock(hands)
    hands.fill(CHOOSE, "1234")
    hands.fill("Passphrase", PASSPHRASES[AUTHOR])
    hands.key(Qt.Key.Key_Return)
    too_plain = (hands.window.locked, hands.sees("Anyone would try this code first"))
    _open_with_passphrase(hands, choose=CODE)

    _lock(hands)
    asked = (hands.focus().accessibleName(), hands.has("passphrase"))
    _try(hands, CODE)
    opened = not hands.window.locked
    hands.press("Switch user")
    case.sign_in(hands, COLLEAGUE)
    _lock(hands)

    assert too_plain == (True, True)
    assert asked == ("Short code", False)
    assert opened
    assert hands.focus().accessibleName() == "Passphrase"


def test_three_wrong_codes_leave_the_passphrase_alone_and_nothing_typed_in_the_boxes(hands: Hands) -> None:
    _lock(hands)
    _open_with_passphrase(hands, choose=CODE)
    _lock(hands)

    said = []
    for _time in range(3):
        _try(hands, "9999")
        said.append(next(text for text in hands.texts() if text.startswith("Error:")))
    box = hands.focus()

    assert said[:2] == [
        "Error: This is not your short code. You have 2 tries left.",
        "Error: This is not your short code. You have one try left.",
    ]
    assert "Write your passphrase" in said[2]
    assert isinstance(box, QLineEdit)
    assert (box.accessibleName(), box.text(), hands.window.locked) == ("Passphrase", "", True)
    _open_with_passphrase(hands)


def test_a_code_is_over_after_its_time_even_while_nobody_looks(hands: Hands) -> None:
    _lock(hands)
    _open_with_passphrase(hands, choose=CODE)
    _lock(hands)
    lock = hands.window._lock
    assert lock is not None
    assert lock._code is not None
    time_to_the_end = lock._ends.remainingTime()

    lock._code._locked_at -= session_code.GOOD_FOR
    _try(hands, CODE)
    refused = (hands.window.locked, hands.focus().accessibleName())
    _open_with_passphrase(hands)
    _lock(hands)
    lock._ends.timeout.emit()
    hands.settle()

    assert time_to_the_end == pytest.approx(session_code.GOOD_FOR * 1000, rel=0.05)
    assert refused == (True, "Passphrase")
    assert hands.sees("they are over")
    assert hands.focus().accessibleName() == "Passphrase"


def test_whoever_has_forgotten_the_code_writes_the_passphrase(hands: Hands) -> None:
    _lock(hands)
    _open_with_passphrase(hands, choose=CODE)
    _lock(hands)

    hands.press("Use your passphrase")
    _open_with_passphrase(hands)

    assert not hands.window.locked


def test_what_was_copied_here_is_gone_after_a_lock_and_after_switching_user(hands: Hands) -> None:
    clipboard = QApplication.clipboard()
    clipboard.setText(COPIED)
    _lock(hands)
    after_lock = clipboard.text()
    _open_with_passphrase(hands)

    clipboard.setText(COPIED)
    hands.press("Switch user")

    assert (after_lock, clipboard.text()) == ("", "")


def test_what_another_program_put_on_the_clipboard_stays(hands: Hands) -> None:
    clipboard = QApplication.clipboard()
    clipboard.setText(COPIED)
    focus = hands.focus()
    focus.clearFocus()
    clipboard.setText("A shopping list")
    focus.setFocus()

    _lock(hands)

    assert clipboard.text() == "A shopping list"


def test_the_words_say_what_the_code_does() -> None:
    said = [int(number) for number in re.findall(r"\d+", tell("code_choose_hint"))]

    assert said == [session_code.SHORTEST, session_code.LONGEST, session_code.GOOD_FOR / 60]
    assert str(round(session_code.GOOD_FOR / 60)) in tell("code_over")
