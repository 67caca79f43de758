"""Setting a place up by keyboard alone: how long it takes, what it makes, and what it never leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shamir_mnemonic.wordlist import WORDLIST

from rrn_desktop.services import calendar, directory, only_lead, register_here
from rrn_desktop.services.signing_in import sign_in, store_state
from tests.journeys.hands import Hands
from tests.journeys.site import CLOCK
from ui import dialogs
from ui.app import open_window
from ui.arguments import Arguments
from ui.theme import Look, apply_look, current_look
from ui.widgets.accessible import install_roles

GO_ON = "Continue"
TERMS = "Autumn term, 2/9/2026 to 18/12/2026\nSpring term, 5/1/2027 to 26/3/2027"
LEAD, OFFICE = "Priya Shah", "Tom Reed"
KEYS_A_MINUTE = 110
"""Of someone who copies words with few fingers: 22 words a minute."""
SECONDS_A_STEP = 6
"""To read what is asked, and to choose or to look up what to type."""
MINUTES = 10


class Counter(QObject):
    """Counts every key that goes down, once, where it arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        if event.type() == QEvent.Type.KeyPress and watched is QApplication.focusWidget():
            self.keys += 1
        return False


class SetUpHands(Hands):
    """Hands that count what they choose and fill in."""

    steps = 0

    def press(self, name: str, *, within: str = "") -> None:
        self.steps += 1
        super().press(name, within=within)

    def fill(self, name: str, words: str, *, within: str = "") -> None:
        self.steps += 1
        super().fill(name, words, within=within)


@pytest.fixture
def hands(qapp: QApplication, tmp_path: Path) -> Iterator[SetUpHands]:
    """The window of a PC on which nobody has set anything up."""
    install_roles()
    if not qapp.styleSheet() or current_look() != Look():
        apply_look(qapp, Look())
    window = open_window(qapp, Arguments(tmp_path / "data" / "store", (1000, 700), 1.0, None), CLOCK)
    found = SetUpHands(window)
    window.show()
    window.activateWindow()
    found.wait(lambda: found.heading() == "Set this place up")
    yield found
    with dialogs.scripted(True):
        window.close()
    window.deleteLater()
    qapp.processEvents()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def tell_place(hands: Hands) -> None:
    hands.press("Begin")
    hands.fill("Name of this place", "Hafod Lane Primary")
    hands.press("School in England")
    hands.press(GO_ON)


def tell_you(hands: Hands) -> str:
    """Type the words that are offered, and return them."""
    hands.fill("Your name", LEAD)
    hands.fill("Your job (optional)", "Deputy head")
    offered = hands.window.findChildren(QWidget, "set_up:words")[-1].accessibleName()
    words = offered.removeprefix("Words for you: ")
    hands.fill("Your passphrase", words)
    hands.fill("The same once more", words)
    hands.press(GO_ON)
    return words


def tell_rest(hands: Hands, *, terms: str = "", staff: Path | None = None) -> None:
    if staff is not None:
        with dialogs.scripted(staff):
            hands.press("Take them from a file")
    hands.press(GO_ON)
    hands.fill("Rooms and places, one on each line (optional)", "Hall\nLibrary\nPlayground")
    hands.press(GO_ON)
    if terms:
        hands.fill("Terms, one on each line (optional)", terms)
    hands.press(GO_ON)
    hands.press(GO_ON)


def empty(hands: Hands, box: str) -> None:
    hands.tab_to(box)
    hands.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.key(Qt.Key.Key_Delete)


def up_to_the_cards(hands: Hands, *, terms: str = "", staff: Path | None = None) -> str:
    tell_place(hands)
    words = tell_you(hands)
    hands.press("I do")
    hands.press(GO_ON)
    tell_rest(hands, terms=terms, staff=staff)
    return words


def save_cards(hands: Hands, folder: Path) -> Path:
    """Save the cards, and return the folder of their own that they lie in."""
    folder.mkdir(exist_ok=True)
    with dialogs.scripted(folder):
        hands.press("Choose where")
        hands.wait(lambda: bool(hands.named("Open recovery card 1")))
    (own,) = folder.iterdir()
    return own


def words_of(card: Path, page_number: int = 1) -> str:
    """Read the words of a card, or of a first passphrase, off its page."""
    page = pypdf.PdfReader(card).pages[page_number - 1].extract_text()
    lines = [line.split() for line in page.splitlines()]
    return " ".join(word for line in lines if set(line) <= set(WORDLIST) for word in line)


def print_papers(hands: Hands) -> None:
    """Open one paper after another, as if to print it."""
    cards = ("recovery card 1", "recovery card 2", "recovery card 3")
    papers = (*cards, "the fingerprint of this place", "the first passphrases of 3 colleagues")
    with dialogs.scripted(*(True for _paper in papers)) as opened:
        for paper in papers:
            hands.press(f"Open {paper}")
    files = (*(f"recovery-share-{number}.pdf" for number in (1, 2, 3)), "site-fingerprint.pdf", "first-passphrases.pdf")
    assert opened.asked == list(files)


def _delete_the_files(hands: Hands, own: Path) -> None:
    """They are gone only after a yes."""
    with dialogs.scripted(False):
        hands.press("Delete the files of the cards")
    assert own.exists()
    with dialogs.scripted(True):
        hands.press("Delete the files of the cards")


def check_what_was_made(hands: Hands) -> None:
    session = hands.window.session
    assert session is not None
    assert (session.site_name, session.profile, session.desk_code, session.demo) == (
        "Hafod Lane Primary", "eng_school", "A", False,
    )  # fmt: skip
    assert set(session.member.roles) == {"lead", "administrator"}
    assert directory.places(session) == ("Hall", "Library", "Playground")
    assert register_here.opens_for(session)
    assert only_lead.is_only_lead(session)
    assert {one.name: one.roles for one in directory.members(session) if one.id != session.member.id} == {
        "Ama Okafor": ("recorder",), "Joe Lewis": ("in_charge", "recorder"), "Nia Rees": ("recorder",),
    }  # fmt: skip
    assert [(one.why, one.start, one.end) for one in calendar.listing(session)] == [
        ("Autumn term", "2026-09-02", "2026-12-18"), ("Spring term", "2027-01-05", "2027-03-26"),
    ]  # fmt: skip


def test_a_small_place_with_its_colleagues_and_terms_is_set_up_within_ten_minutes_and_people_come_next(
    hands: SetUpHands, qapp: QApplication, tmp_path: Path
) -> None:
    store, counter = tmp_path / "data" / "store", Counter()
    staff = tmp_path / "staff.csv"
    staff.write_text("Name,Job,Role\nAma Okafor,Teaching assistant,\nJoe Lewis,Teacher,in charge\nNia Rees,Head,\n")
    qapp.installEventFilter(counter)

    passphrase = up_to_the_cards(hands, terms=TERMS, staff=staff)
    assert hands.sees("You are lead and administrator, so you keep no card.")
    own = save_cards(hands, tmp_path / "stick")
    print_papers(hands)
    of_joe = words_of(own / "first-passphrases.pdf", 3)
    hands.press(GO_ON)
    hands.fill("The words of one card", words_of(own / "recovery-share-3.pdf").upper())
    hands.fill("The words of another card", words_of(own / "recovery-share-1.pdf"))
    assert store_state(store) == "none"
    hands.press("Make the store")
    hands.wait(lambda: hands.heading() == "This place is set up")
    _delete_the_files(hands, own)
    hands.press("Sign in and bring in the list of people")
    hands.wait(lambda: hands.focus().accessibleName() == "Passphrase")
    hands.fill("Passphrase", passphrase)
    hands.press("Sign in")
    hands.wait(lambda: hands.heading() == "People")

    qapp.removeEventFilter(counter)
    minutes = counter.keys / KEYS_A_MINUTE + hands.steps * SECONDS_A_STEP / 60
    assert hands.focus().accessibleName() == "Add from a list"
    assert not own.exists()
    assert minutes < MINUTES, f"{counter.keys} keys and {hands.steps} steps take {minutes:.1f} minutes"
    assert (counter.keys < 740, hands.steps <= 33) == (True, True), (counter.keys, hands.steps)
    check_what_was_made(hands)
    hands.press("Back")
    assert hands.heading() == "Today"
    assert hands.sees("You are the only lead here.")
    hands.window.close()
    sign_in(store, "Joe Lewis", of_joe, clock=CLOCK).close()


def test_where_someone_else_looks_after_accounts_their_first_passphrase_lies_with_the_cards(
    hands: SetUpHands, tmp_path: Path
) -> None:
    tell_place(hands)
    tell_you(hands)
    hands.press("Someone else")
    hands.fill("Their name", OFFICE)
    hands.press(GO_ON)
    hands.fill("Colleagues, one on each line (optional)", f"Ama Okafor, Teacher, {OFFICE}\n{LEAD}")
    hands.press(GO_ON)
    assert hands.sees("Error: Line 1: this role does not exist.")
    hands.fill("Colleagues, one on each line (optional)", f"{LEAD}, lead")
    hands.press(GO_ON)
    assert hands.sees("Error: Line 1: someone of this name is here already.")
    empty(hands, "Colleagues, one on each line (optional)")
    hands.press(GO_ON)
    hands.fill("Rooms and places, one on each line (optional)", "Hall")
    hands.press(GO_ON)
    hands.fill("Terms, one on each line (optional)", "Autumn term from September")
    hands.press(GO_ON)
    assert hands.sees("Error: Line 1: write two days")
    empty(hands, "Terms, one on each line (optional)")
    hands.press(GO_ON)
    hands.press("No")
    hands.press(GO_ON)

    own = save_cards(hands, tmp_path / "stick")
    assert hands.named(f"Open the first passphrase of {OFFICE}")
    assert hands.sees("Give each card to a different person.")
    assert len(words_of(own / "first-passphrase-2.pdf").split()) == 8


def test_nothing_is_made_of_words_that_do_not_hold_and_nothing_is_left_of_what_is_given_up(
    hands: SetUpHands, tmp_path: Path
) -> None:
    store, stick = tmp_path / "data" / "store", tmp_path / "stick"
    up_to_the_cards(hands)
    own = save_cards(hands, stick)

    # Cards of answers that changed are of no use.
    hands.press("This place")
    hands.fill("Name of this place", "Hafod Road Primary")
    hands.press("Prove two cards")
    assert hands.named("Save the cards before you go on")
    assert hands.sees("You changed something since cards were saved")
    assert not own.exists()

    # A wrong word is named by its place.
    own = save_cards(hands, stick)
    hands.press(GO_ON)
    one, two = (words_of(own / f"recovery-share-{number}.pdf").split() for number in (1, 2))
    hands.fill("The words of one card", " ".join([*one[:6], "kettle", *one[7:]]))
    hands.fill("The words of another card", " ".join(two[:-1]))
    hands.press("Make the store")
    assert hands.sees("Error: Word 7 is not as on card 1.")
    assert hands.sees("Error: There are 19 words here, and card 2 has 20. Look from word 20 on")
    assert hands.focus().objectName() == "error_summary"
    assert store_state(store) == "none"

    # Whoever closes the window now is asked, and leaves nothing.
    with dialogs.scripted(False, True) as script:
        hands.window.close()
        stayed = hands.window.isVisible()
        hands.window.close()
    assert (stayed, script.asked) == (True, ["Leave without saving?"] * 2)
    assert list(stick.iterdir()) == []
    assert not (tmp_path / "data").exists()


def test_each_page_says_what_it_lacks_and_leads_there(hands: SetUpHands) -> None:
    hands.press("Begin")
    hands.press(GO_ON)

    assert hands.sees("Error: Write what the place is called")
    hands.press("Choose what kind of place it is")
    assert hands.focus().accessibleName() == "Children's home in England"
    hands.fill("Name of this place", "Hafod Lane Primary")
    hands.press("Recovery cards")
    assert hands.sees("Error: Choose what kind of place it is")
    hands.press("School in England")
    hands.press(GO_ON)
    hands.fill("Your name", LEAD)
    words = hands.window.findChildren(QWidget, "set_up:words")[-1].accessibleName().removeprefix("Words for you: ")
    hands.fill("Your passphrase", words.replace(" ", " X", 1))
    hands.fill("The same once more", words)
    hands.press(GO_ON)
    assert hands.sees("Error: Word 2 is not as above. Capital letters count")
    assert hands.sees("Error: This is not the same as the passphrase above")
    hands.fill("Your passphrase", "hafod lane primary")
    hands.press(GO_ON)
    assert hands.sees("Error: These are not the 8 words above, with one space between each")


@pytest.mark.long
def test_closing_the_window_while_the_store_is_made_leaves_a_whole_store_and_its_cards(
    hands: SetUpHands, tmp_path: Path
) -> None:
    passphrase = up_to_the_cards(hands)
    own = save_cards(hands, tmp_path / "stick")
    hands.press(GO_ON)
    hands.fill("The words of one card", words_of(own / "recovery-share-1.pdf"))
    hands.fill("The words of another card", words_of(own / "recovery-share-2.pdf"))

    hands.press("Make the store")
    hands.window.close()

    assert len(list(own.iterdir())) == 4
    sign_in(tmp_path / "data" / "store", LEAD, passphrase, clock=CLOCK).close()
