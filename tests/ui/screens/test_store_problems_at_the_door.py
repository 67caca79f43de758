from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton

from rrn_desktop.errors import StoreDamaged, StoreInUse, StoreMissing, StoreNewer, StoreReadOnly, UserFacingError
from tests.journeys.hands import Hands
from tests.journeys.site import AUTHOR, CLOCK, PASSPHRASES, enter, make_site
from ui.app import open_window
from ui.arguments import Arguments
from ui.screens.sign_in.store_problem import StoreProblem
from ui.widgets.labels import Alert


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_site(tmp_path_factory.mktemp("door"))


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "store"))


@pytest.fixture
def hands(dressed: QApplication, store: Path, request: pytest.FixtureRequest) -> Iterator[Hands]:
    breaking = getattr(request, "param", None)
    if breaking is not None:
        breaking(store)
    opened = Hands(open_window(dressed, Arguments(store, (1000, 700), 1.0, None), CLOCK))
    opened.window.show()
    opened.window.activateWindow()
    opened.settle()
    yield opened
    opened.window.close()
    opened.window.deleteLater()
    dressed.processEvents()
    dressed.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _no_store(store: Path) -> None:
    shutil.rmtree(store)


def _no_keyring(store: Path) -> None:
    (store / "keyring.json").unlink()


def _cut_keyring(store: Path) -> None:
    keyring = store / "keyring.json"
    keyring.write_bytes(keyring.read_bytes()[:100])


def _newer_keyring(store: Path) -> None:
    keyring = store / "keyring.json"
    keyring.write_text(keyring.read_text("utf-8").replace("rrn-keyring/1", "rrn-keyring/9"), "utf-8")


@pytest.mark.parametrize(
    "hands",
    [_no_keyring, _cut_keyring, _newer_keyring],
    ids=["no keyring", "cut", "newer"],
    indirect=True,
)
def test_a_store_that_cant_be_opened_says_why_and_offers_what_needs_no_store_beside_trying_again(hands: Hands) -> None:
    hands.wait(lambda: hands.sees("The records can’t be opened"))

    screen = hands.window.screen_shown()
    assert screen is not None
    pressable = [one.accessibleName() for one in screen.findChildren(QPushButton) if one.isVisible()]

    assert pressable == ["Try again", "Check a document"]
    assert len([text for text in hands.texts() if text.endswith(".")]) >= 3


@pytest.mark.parametrize("hands", [_no_store], indirect=True)
def test_where_no_store_is_a_site_can_be_set_up_and_one_that_comes_back_is_found(
    hands: Hands, made: Path, store: Path
) -> None:
    hands.wait(lambda: hands.heading() == "Set this place up")
    assert hands.focus().accessibleName() == "Begin"
    shutil.copytree(made, store)

    hands.press("Look again")
    hands.wait(lambda: hands.heading() == "Sign in")

    assert hands.focus().accessibleName() == "Name"


@pytest.mark.parametrize("hands", [_no_keyring], indirect=True)
def test_trying_again_opens_the_door_once_the_store_is_whole(hands: Hands, made: Path, store: Path) -> None:
    hands.wait(lambda: hands.sees("The records can’t be opened"))
    shutil.copy(made / "keyring.json", store / "keyring.json")

    hands.press("Try again")
    hands.wait(lambda: not hands.sees("The records can’t be opened"))

    assert hands.focus().accessibleName() == "Name"


def test_a_store_in_use_says_so_after_the_passphrase(hands: Hands, store: Path) -> None:
    other = enter(store, AUTHOR)

    hands.fill("Name", AUTHOR)
    hands.fill("Passphrase", PASSPHRASES[AUTHOR])
    hands.press("Sign in")
    hands.wait(lambda: hands.sees("The records can’t be opened"))
    other.close()

    hands.press("Try again")
    hands.wait(lambda: not hands.sees("The records can’t be opened"))

    assert hands.focus().accessibleName() == "Passphrase"


def test_each_problem_has_its_own_words(dressed: QApplication) -> None:
    kinds = (StoreMissing, StoreDamaged, StoreNewer, StoreInUse, StoreReadOnly)
    errors: list[UserFacingError] = [kind(f"{kind.code}.", "Safe.", "Next.") for kind in kinds]
    page = StoreProblem()
    said = []

    for error in errors:
        page.tell(error)
        said.append(page.findChildren(Alert)[0].accessibleName())
    page.deleteLater()

    assert len(set(said)) == len(kinds)
    assert all(error.what in words for error, words in zip(errors, said, strict=True))
