from __future__ import annotations

import json
from pathlib import Path
from threading import Event

import pytest

from rrn_desktop.services import exporting
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.sealed import NUMBER, sealed, signed_in
from tests.journeys.site import AUTHOR, copy_of
from ui import dialogs
from ui.screens.checking.view import CheckScreen
from ui.tasks import Tasks

ATTACKS = Path(__file__).parents[1] / "data" / "attacks"
_ATTACKS = {
    "pdf_saved_by_another_tool.pdf": {
        "Another program opened this document and saved it again, which broke its electronic signature.",
        "Who wrote it: holds",
        "Who printed or saved it: does not hold",
    },
    "pdf_pages_forged_and_signed_again.pdf": {
        "The pages do not show what the document was made from.",
        "Who wrote it: holds",
        "Who printed or saved it: holds",
        "What its pages say: does not hold",
    },
}


@pytest.fixture(scope="module")
def handed_out(furnished_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a record as signed JSON, and one of which a word was changed."""
    folder = tmp_path_factory.mktemp("handed-out")
    store = copy_of(furnished_site, folder)
    sealed(store)
    documents = folder / "documents"
    documents.mkdir()
    session = signed_in(store, AUTHOR)
    exporting.export_json(session, NUMBER, documents / "good.json")
    session.close()
    whole = json.loads((documents / "good.json").read_text("utf-8"))
    whole["entries"][0]["body"] = whole["entries"][0]["body"].replace("half a minute", "two seconds")
    edited = json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (documents / "edited.json").write_text(edited, "utf-8")
    return documents


def test_a_document_is_checked_without_an_account(open_hands: OpenWindow, handed_out: Path) -> None:
    hands = open_hands()
    hands.press("Check a document")

    with dialogs.scripted(handed_out / "good.json"):
        hands.press("Choose a file")
    hands.wait(lambda: hands.heading() == "good.json holds")

    assert hands.window.session is None
    assert hands.sees("Who wrote it: holds")
    assert hands.sees("Holds: Ms Okafor, Teaching assistant")
    assert hands.sees("Compare it with the sheet “Fingerprint of this site”")


def test_a_changed_word_is_told_and_not_what_the_word_was(open_hands: OpenWindow, handed_out: Path) -> None:
    hands = open_hands()
    hands.press("Check a document")

    with dialogs.scripted(handed_out / "edited.json"):
        hands.press("Choose a file")
    hands.wait(lambda: hands.heading() == "edited.json does not hold")

    assert hands.sees("Don’t rely on it.")
    assert hands.sees("Who wrote it: does not hold")
    assert hands.sees("What was sealed in this entry was changed.")
    assert not hands.sees("two seconds")


def test_a_folder_is_checked_whole_and_what_does_not_hold_comes_first(open_hands: OpenWindow, handed_out: Path) -> None:
    hands = open_hands()
    hands.press("Check a document")

    with dialogs.scripted(handed_out):
        hands.press("Choose a folder")
    hands.wait(lambda: hands.sees("1 of 2 documents does not hold. It comes first."))
    hands.press("edited.json")

    assert hands.heading() == "edited.json does not hold"
    hands.press("Back")
    assert hands.heading() == "Check a document"
    hands.press("Back")
    assert hands.heading() == "Sign in"


def test_a_folder_of_records_and_an_empty_one_are_told_for_what_they_are(
    open_hands: OpenWindow, store: Path, tmp_path: Path
) -> None:
    hands = open_hands()
    (tmp_path / "empty").mkdir()
    hands.press("Check a document")

    with dialogs.scripted(store, tmp_path / "empty"):
        hands.press("Choose a folder")
        hands.wait(lambda: hands.sees("This folder holds the records themselves, and is no document."))
        hands.press("Choose a folder")
        hands.wait(lambda: hands.sees("There is nothing in this folder."))

    assert hands.heading() == "Check a document"


def test_someone_signed_in_is_told_whether_it_is_of_their_own_site(open_hands: OpenWindow, handed_out: Path) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.press("Check a document")

    with dialogs.scripted(handed_out / "good.json"):
        hands.press("Choose a file")
    hands.wait(lambda: hands.heading() == "good.json holds")

    assert hands.sees("This is the fingerprint of your own site.")
    hands.press("Back")
    hands.press("Back")
    assert hands.heading() == "Today"


def test_attacks_on_a_printed_record_are_told_for_what_they_are(open_hands: OpenWindow) -> None:
    hands = open_hands()
    hands.press("Check a document")
    told: dict[str, set[str]] = {}

    for name in _ATTACKS:
        with dialogs.scripted(ATTACKS / name):
            hands.press("Choose a file")
        hands.wait(lambda name=name: hands.heading().startswith(name))  # type: ignore[misc]
        assert hands.heading() == f"{name} does not hold"
        told[name] = set(hands.texts())
        hands.press("Back")

    assert [name for name, words in _ATTACKS.items() if not words <= told[name]] == []


def test_what_a_newer_version_wrote_is_not_called_broken(open_hands: OpenWindow) -> None:
    hands = open_hands()
    hands.press("Check a document")

    with dialogs.scripted(ATTACKS / "json_newer.json"):
        hands.press("Choose a file")
    hands.wait(lambda: hands.heading() == "json_newer.json can’t be checked here")

    assert not hands.sees("Don’t rely on it.")


def test_leaving_stops_the_check_of_a_folder_so_that_nobody_waits_to_sign_in(
    open_hands: OpenWindow, handed_out: Path
) -> None:
    hands, gate = open_hands(), Event()
    tasks = hands.window.findChildren(Tasks)[0]
    hands.press("Check a document")
    tasks.run(hands.window, gate.wait, lambda _done: None, lambda _error: None)

    with dialogs.scripted(handed_out):
        hands.press("Choose a folder")
    screen = hands.window.screen_shown()
    assert isinstance(screen, CheckScreen)
    progress = screen._progress
    hands.press("Back")
    gate.set()
    hands.wait(lambda: not tasks.busy)

    assert progress is not None
    assert progress(0, 1) is False
    assert hands.heading() == "Sign in"
