from __future__ import annotations

from pathlib import Path

import pytest

from rrn_desktop.services import backup_checking, backup_settings, register_here
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.site import AUTHOR, LEAD, OFFICE, enter
from ui.dialogs import scripted
from ui.progress import Progress


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def open_settings(hands: Hands, name: str) -> None:
    case.sign_in(hands, name)
    hands.press("Settings")
    hands.wait(lambda: looked(hands))


def looked(hands: Hands) -> bool:
    return hands.heading() == "Settings" and not hands.sees("Looking at the folder")


def choose(hands: Hands, stick: Path) -> None:
    with scripted(stick):
        hands.press("Choose a folder")
        hands.wait(lambda: hands.named("Back up now") != [] and looked(hands))


def test_a_folder_is_chosen_and_a_backup_made_which_is_there_when_the_settings_are_opened_again(
    open_hands: OpenWindow, store: Path, stick: Path
) -> None:
    hands = open_hands()
    open_settings(hands, OFFICE)
    none = hands.sees("so nothing is backed up")

    choose(hands, stick)
    never = hands.sees("None yet")
    hands.press("Back up now")
    hands.wait(lambda: hands.sees("The backup is made and was read again") and looked(hands))
    focus = hands.focus().accessibleName()
    hands.window.close()
    hands = open_hands()
    open_settings(hands, LEAD)

    (made,) = stick.iterdir()
    assert (none, never, focus) == (True, True, "Back up now")
    assert backup_checking.look(made).entries > 1
    assert hands.sees(str(stick))
    assert hands.sees("14 May 2026, 15:41, so there is one for today")
    assert hands.sees("14 May 2026, 15:41")


def test_cancel_leaves_no_backup_and_the_folder_can_be_given_up(
    open_hands: OpenWindow, store: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = open_hands()
    open_settings(hands, LEAD)
    choose(hands, stick)

    # Cancel is pressed at the first step, however fast the computer is.
    monkeypatch.setattr(Progress, "__call__", lambda self, _done, _whole: self._stop.wait(20) is False)
    hands.press("Back up now")
    stay = hands.sees("Stay on this page until it is made")
    hands.press("Cancel")
    hands.wait(lambda: hands.named("Back up now") != [])
    left = list(stick.iterdir())
    with scripted(True) as script:
        hands.press("Stop backups")
        hands.wait(lambda: hands.sees("so nothing is backed up"))
    hands.window.close()
    session = enter(store, LEAD)

    assert (stay, left, script.asked) == (True, [], ["Stop backups?"])
    assert backup_settings.settings(session).folder is None
    session.close()


def test_a_stick_that_is_away_is_said_with_what_to_do(open_hands: OpenWindow, stick: Path) -> None:
    hands = open_hands()
    open_settings(hands, OFFICE)
    choose(hands, stick)
    stick.rmdir()

    hands.press("Back up now")
    hands.wait(lambda: hands.sees("The folder for backups is not there."))

    assert hands.sees("Put the stick in")
    assert hands.focus().accessibleName() == "Back up now"


def test_the_office_shuts_the_register_here_and_only_a_lead_opens_it_again(open_hands: OpenWindow, store: Path) -> None:
    hands = open_hands()
    open_settings(hands, OFFICE)

    hands.press("No")
    hands.press("Save")
    shut = hands.sees("nobody reads the records of others on this computer")
    hands.press("Yes")
    hands.press("Save")
    refused = hands.sees("Only a lead lets the register be opened on this PC.")
    hands.window.close()
    hands = open_hands()
    open_settings(hands, LEAD)
    elsewhere = hands.window.session is not None and register_here.is_elsewhere(hands.window.session)
    hands.press("Yes")
    hands.press("Save")
    hands.window.close()
    session = enter(store, LEAD)

    assert (shut, refused, elsewhere) == (True, True, True)
    assert register_here.opens_for(session)
    assert session.is_lead
    session.close()


def test_a_recorder_does_not_see_the_way_to_the_settings(open_hands: OpenWindow) -> None:
    hands = open_hands()

    case.sign_in(hands, AUTHOR)

    assert hands.named("Settings") == []
