from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Timer

import pytest
from pypdf import PdfReader

from rrn_desktop.services.verifying import verify_path
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.sealed import NUMBER, sealed
from tests.journeys.site import AUTHOR, LEAD, copy_of
from ui import dialogs
from ui.tasks import Tasks

PARENTS = "Report for parents and carers"
_STAFF = "Ms Okafor"


@pytest.fixture(scope="module")
def sealed_site(furnished_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store in which the record of case 1 is sealed."""
    made = copy_of(furnished_site, tmp_path_factory.mktemp("sealed"))
    sealed(made)
    return made


@pytest.fixture
def store(sealed_site: Path, tmp_path: Path) -> Path:
    """Return a store of this test's own."""
    return copy_of(sealed_site, tmp_path)


def _export(hands: Hands, way: str) -> None:
    hands.press(f"Incident {NUMBER}")
    hands.press("Export")
    hands.press(way)


def _words(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def _figures(hands: Hands) -> None:
    hands.press("Register")
    hands.press("Export")
    hands.press("Figures")


def _ready(hands: Hands) -> None:
    hands.wait(lambda: hands.heading() == "It is ready")


def _cancelled_before_it_began(hands: Hands, press: Callable[[], None]) -> None:
    """Press a button whose work has to wait until Cancel was pressed."""
    gate, tasks = Event(), hands.window.findChildren(Tasks)[0]
    tasks.run(hands.window, gate.wait, lambda _done: None, lambda _error: None)
    press()
    hands.press("Cancel")
    gate.set()
    hands.wait(lambda: hands.sees("It was stopped before it was ready."))


def test_a_report_for_parents_names_nobody_who_was_replaced_and_holds_when_it_is_checked(
    open_hands: OpenWindow, tmp_path: Path
) -> None:
    hands, out = open_hands(), tmp_path / "report.pdf"
    case.sign_in(hands, AUTHOR)

    _export(hands, PARENTS)
    hands.press("Save as PDF")
    hands.wait(lambda: bool(hands.named("There are 3 problems")) or hands.sees("There are 3 problems"))
    hands.press("Replace it with words")
    hands.fill(f"Words in place of {_STAFF}", "a teaching assistant")
    with dialogs.scripted(tmp_path / "report"):
        hands.press("Save as PDF")
        _ready(hands)
    with dialogs.scripted(True) as script:
        hands.press("Open it")
    hands.press("Done")

    assert script.asked == ["report.pdf"]
    assert "a teaching assistant" in _words(out).lower()
    assert _STAFF not in _words(out).replace(f"{_STAFF}, Teaching assistant", "")
    assert "Dylan" in _words(out)
    assert case.OWN_WORDS not in _words(out)
    assert verify_path(out).holds
    assert hands.heading() == f"Export {NUMBER}"


def test_a_printed_record_is_checked_with_author_exporter_and_pages_apart(
    open_hands: OpenWindow, tmp_path: Path
) -> None:
    hands, out = open_hands(), tmp_path / "record.pdf"
    case.sign_in(hands, AUTHOR)

    _export(hands, "The record as PDF")
    hands.fill("What it is for (optional)", "Asked for by the local authority")
    with dialogs.scripted(out):
        hands.press("Save as PDF")
        _ready(hands)
    hands.press("Switch user")
    hands.press("Check a document")
    with dialogs.scripted(out):
        hands.press("Choose a file")
        hands.wait(lambda: hands.heading() == "record.pdf holds")

    assert case.BEFORE.split(".", maxsplit=1)[0] in _words(out)
    for words in ("Who wrote it: holds", "Who printed or saved it: holds", "What its pages say: holds"):
        assert hands.sees(words), words


def test_a_file_that_is_there_already_is_not_touched(open_hands: OpenWindow, tmp_path: Path) -> None:
    hands, out = open_hands(), tmp_path / "record.pdf"
    out.write_bytes(b"something else")
    case.sign_in(hands, AUTHOR)

    _export(hands, "The record as PDF")
    with dialogs.scripted(out):
        hands.press("Save as PDF")
        hands.wait(lambda: bool([one for one in hands.headings() if one == "There is a problem"]))

    assert out.read_bytes() == b"something else"
    assert hands.named("A file of that name is there already. It was not touched. Choose another name.")


def test_figures_of_a_month_and_a_month_without_any_are_made_and_hold(open_hands: OpenWindow, tmp_path: Path) -> None:
    hands = open_hands()
    case.sign_in(hands, LEAD)

    _figures(hands)
    nil_said = hands.sees("There is no incident in this period.")
    with dialogs.scripted(tmp_path / "april"):
        hands.press("Make the package")
        _ready(hands)
    hands.press("Done")
    _figures_again(hands)
    hands.tab_to("This month (May 2026)")
    counted = hands.sees("1 incident is in this period.")
    with dialogs.scripted(tmp_path / "may"):
        hands.press("Make the package")
        _ready(hands)

    assert (nil_said, counted) == (True, True)
    assert '"nil":true' in (tmp_path / "april" / "manifest.json").read_text("utf-8")
    assert '"nil":false' in (tmp_path / "may" / "manifest.json").read_text("utf-8")
    assert case.PERSON not in (tmp_path / "may" / "incidents.csv").read_text("utf-8")
    assert all(verify_path(tmp_path / month).holds for month in ("april", "may"))


def _figures_again(hands: Hands) -> None:
    if hands.heading() != "Figures":
        hands.press("Export")
        hands.press("Figures")


def test_figures_with_names_need_a_reason(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, LEAD)

    _figures(hands)
    hands.press("With names")
    hands.press("Make the package")

    assert hands.sees("Error: Say why names are needed")


def test_what_is_cancelled_leaves_nothing_behind(open_hands: OpenWindow, tmp_path: Path) -> None:
    hands, out = open_hands(), tmp_path / "out"
    out.mkdir()
    case.sign_in(hands, LEAD)
    hands.press("Register")
    hands.press("Export")

    with dialogs.scripted(out / "records"):
        _cancelled_before_it_began(hands, lambda: hands.press("Save all as PDF"))
    hands.press("Figures")
    hands.press("This month (May 2026)")
    with dialogs.scripted(out / "figures"):
        _cancelled_before_it_began(hands, lambda: hands.press("Make the package"))

    assert list(out.iterdir()) == []


def test_all_records_that_the_register_shows_become_pdf(open_hands: OpenWindow, tmp_path: Path) -> None:
    hands = open_hands()
    case.sign_in(hands, LEAD)
    hands.press("Register")
    # Each search counts at once, however soon after the last letter the next key comes.
    hands.fill("Search", "nothing of the kind")
    hands.press("Export")
    nothing = hands.sees("No record fits"), hands.named("Save all as PDF")[0].isEnabled()
    hands.press("Back")
    hands.fill("Search", "drill")
    hands.press("Export")
    asked = hands.sees("Words: drill · Newest first")

    with dialogs.scripted(tmp_path / "records"):
        hands.press("Save all as PDF")
        _ready(hands)
    hands.press("Done")

    assert (nothing, asked) == ((True, False), True)
    assert [one.name for one in (tmp_path / "records").iterdir()] == [f"{NUMBER}-v1.pdf"]
    assert hands.heading() == "Register"


def test_closing_the_window_stops_what_is_being_made(open_hands: OpenWindow, tmp_path: Path) -> None:
    hands, out, gate = open_hands(), tmp_path / "out", Event()
    out.mkdir()
    case.sign_in(hands, LEAD)
    hands.press("Register")
    hands.press("Export")
    hands.window.findChildren(Tasks)[0].run(hands.window, gate.wait, lambda _done: None, lambda _error: None)

    with dialogs.scripted(out / "records"):
        hands.press("Save all as PDF")
    # The window waits for its work, which begins only after it was told to stop.
    Timer(0.3, gate.set).start()
    hands.window.close()

    assert list(out.iterdir()) == []


def test_what_was_decided_about_names_and_why_names_are_needed_is_asked_about_before_it_goes(
    open_hands: OpenWindow,
) -> None:
    hands = open_hands()
    case.sign_in(hands, LEAD)
    _figures(hands)

    hands.press("With names")
    hands.fill("Why names are needed", "Asked for by the trust")
    with dialogs.scripted(True, False) as script:
        hands.press("Back")
        hands.press("Open record")
        hands.press("Export")
        hands.press(PARENTS)
        hands.press("Replace all names that are not decided yet")
        hands.press("Back")

    assert script.asked == ["Leave without saving?"] * 2
    assert hands.heading() == PARENTS
