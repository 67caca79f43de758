from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from rrn_desktop.keys.passphrase_key import NAME_COST
from rrn_desktop.services import accounts, membership, own_passphrase
from rrn_desktop.services.setup_sheets import words_on
from rrn_desktop.services.signing_in import sign_in
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.site import AUTHOR, CLOCK, LEAD, PASSPHRASES, make_site
from ui.rooms import Rooms
from ui.screens.parts.offered_words import OfferedWords

NEW, OWN = "Ms Bevan", "marmalade trestle nine otters"
TITLE = "Choose your own passphrase"


@pytest.fixture(scope="module")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A store that is no demo, and the words on the sheet of a member who was invited to it."""
    folder = tmp_path_factory.mktemp("real")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts, "cost_for", lambda _roles: NAME_COST)
        store = make_site(folder, demo=False, kdf=NAME_COST)
        session = sign_in(store, LEAD, PASSPHRASES[LEAD], clock=CLOCK)
        invited = membership.invite(session, NEW, "Teacher", ("recorder",), folder / "sheets")
        session.close()
    sheet = next(path for path in invited.files if path.suffix == ".txt")
    return store, words_on(sheet.read_text("utf-8"))


@pytest.fixture
def store(real_site: tuple[Path, str], tmp_path: Path) -> Path:
    return Path(shutil.copytree(real_site[0], tmp_path / "store"))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_passphrase, "cost_for", lambda _roles: NAME_COST)


def enter(hands: Hands, name: str, words: str) -> None:
    hands.fill("Name", name)
    hands.fill("Passphrase", words)
    hands.key(Qt.Key.Key_Return)
    hands.wait(lambda: hands.heading() not in {"", "Sign in"})


def choose(hands: Hands, words: str, again: str) -> None:
    hands.fill("Your new passphrase", words)
    hands.fill("The same once more", again)
    hands.key(Qt.Key.Key_Return)


def test_an_invited_member_chooses_an_own_passphrase_before_anything_else(
    open_hands: OpenWindow, real_site: tuple[Path, str]
) -> None:
    hands = open_hands()
    enter(hands, NEW, real_site[1])
    asked = hands.heading()

    choose(hands, "letmein", "letmein")
    weak = hands.sees("Use at least 12 characters")
    choose(hands, OWN, OWN[:-1])
    slip = hands.sees("This is not the same as above")
    choose(hands, OWN, OWN)
    hands.wait(lambda: hands.heading() == "Your passphrase is changed")
    hands.press("Go on")
    today = hands.heading()
    hands.press("Switch user")
    enter(hands, NEW, OWN)

    assert (asked, weak, slip, today) == (TITLE, True, True, "Today")
    assert hands.heading() == "Today"


def test_closing_locking_and_coming_back_do_not_lead_round_it(
    open_hands: OpenWindow, real_site: tuple[Path, str]
) -> None:
    hands = open_hands()
    enter(hands, NEW, real_site[1])
    hands.window.close()
    later = open_hands()
    enter(later, NEW, real_site[1])

    again = later.heading()
    later.window.lock()
    later.fill("Passphrase", real_site[1])
    later.key(Qt.Key.Key_Return)
    later.wait(lambda: not later.window.locked)

    assert again == TITLE
    assert later.heading() == TITLE
    assert later.named("Cancel") == []


def test_a_colleague_who_signs_in_instead_is_not_led_to_bring_people_in(
    open_hands: OpenWindow, real_site: tuple[Path, str]
) -> None:
    hands = open_hands()
    rooms = hands.window.findChildren(Rooms)[0]

    arrived = []
    for name, words in ((AUTHOR, PASSPHRASES[AUTHOR]), (NEW, real_site[1])):
        rooms._open_sign_in_first(name, True)
        enter(hands, name, words)
        arrived.append(hands.heading())

    assert arrived == ["Today", TITLE]


def test_what_is_done_behind_a_lock_does_not_open_it(open_hands: OpenWindow, real_site: tuple[Path, str]) -> None:
    hands = open_hands()
    enter(hands, NEW, real_site[1])
    hands.fill("Your new passphrase", OWN)
    hands.fill("The same once more", OWN)
    session = hands.window.session
    assert session is not None

    hands.key(Qt.Key.Key_Return)
    hands.window.lock()
    hands.wait(lambda: not own_passphrase.must_choose(session))
    locked = hands.window.locked
    hands.fill("Passphrase", OWN)
    hands.key(Qt.Key.Key_Return)
    hands.wait(lambda: not hands.window.locked)

    assert locked
    assert hands.heading() == "Your passphrase is changed"


def test_whoever_brought_their_own_words_is_not_asked_and_can_change_them(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)

    hands.press("Change my passphrase")
    hands.fill("The passphrase that you have now", OWN)
    choose(hands, OWN, OWN)
    hands.wait(lambda: hands.sees("This is not the passphrase that you have now"))
    hands.fill("The passphrase that you have now", PASSPHRASES[AUTHOR])
    hands.press("Use this passphrase")
    hands.wait(lambda: hands.heading() == "Your passphrase is changed")
    hands.press("Go on")

    assert hands.heading() == "Today"


def test_a_lead_takes_the_words_that_are_offered(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, LEAD)
    hands.press("Change my passphrase")
    offered = hands.window.findChildren(OfferedWords)[0]
    hands.press("Offer other words")
    words = offered.accessibleName().removeprefix("Words for you: ")

    hands.fill("The passphrase that you have now", PASSPHRASES[LEAD])
    choose(hands, OWN, OWN)
    not_offered = hands.sees("These are not the 8 words above")
    slip = f"{words.rsplit(' ', 1)[0]} otters"
    choose(hands, slip, slip)
    one_slip = hands.sees("Word 8 is not as above")
    choose(hands, words, words)
    hands.wait(lambda: hands.heading() == "Your passphrase is changed")

    assert (not_offered, one_slip) == (True, True)
    assert len(words.split()) == 8
