"""The backup of the day is made behind the lock or on the way out, and Today says when it could not be."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from rrn_desktop.clock import FixedClock
from rrn_desktop.services import backup_checking, backup_settings
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.site import AUTHOR, CLOCK, OFFICE, PASSPHRASES, enter

NEXT_DAY = FixedClock(CLOCK.moment + timedelta(days=1))


@pytest.fixture
def stick(store: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    session = enter(store, OFFICE)
    backup_settings.set_folder(session, folder)
    session.close()
    return folder


def test_locking_makes_the_backup_of_the_day_and_leaving_makes_no_second_one(
    open_hands: OpenWindow, stick: Path
) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)

    hands.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    hands.wait(lambda: len(list(stick.glob("*.rrnb"))) == 1)
    hands.write(PASSPHRASES[AUTHOR])
    hands.key(Qt.Key.Key_Return)
    hands.wait(lambda: not hands.window.locked)
    hands.window.close()

    (made,) = stick.iterdir()
    assert backup_checking.look(made).entries > 1


def test_closing_the_window_waits_for_the_backup_of_the_day(open_hands: OpenWindow, stick: Path) -> None:
    hands = open_hands(NEXT_DAY)
    case.sign_in(hands, AUTHOR)

    hands.window.close()

    (made,) = stick.iterdir()
    assert backup_checking.look(made).made_at == "2026-05-15T14:41:00Z"


def test_a_stick_that_is_away_keeps_nobody_from_leaving_and_is_told_to_the_office(
    open_hands: OpenWindow, stick: Path
) -> None:
    stick.rmdir()
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.window.close()

    hands = open_hands()
    case.sign_in(hands, OFFICE)

    assert hands.sees("The daily backup was not made")
    assert hands.sees("Put the stick in")
