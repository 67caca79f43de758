from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from rrn_desktop.errors import StoreFull
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import additions, inbox, records
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.site import AUTHOR, LEAD, PASSPHRASES, enter
from ui.idle import LOCK_AFTER, IdleWatch

DOOR, WRITER = "I can't sign in: write it now", "A. Mensah"
NUMBER = "2026-A-001"


def _begin(hands: Hands) -> str:
    """Begin without an account and return the four words that were shown."""
    hands.press(DOOR)
    hands.fill("Your name", WRITER)
    hands.fill("Your job or role", "Agency nurse")
    hands.press("Begin")
    hands.wait(lambda: hands.heading() == "Write these four words down")
    shown = hands.window.findChildren(QWidget, "inbox:phrase")[-1].accessibleName()
    hands.press("I have written them down")
    return shown.removeprefix("Your four words: ")


def _write_until_before(hands: Hands) -> None:
    case.write_who_and_where(hands)
    case.write_notice(hands)
    hands.fill("What was happening, and what did you see and hear?", case.BEFORE)


def _submit(hands: Hands) -> None:
    hands.press("Check your answers")
    hands.press(case.GO_ON)
    hands.press("Submit as a first record: some answers still to come")
    hands.press("Submit")
    hands.wait(lambda: hands.heading() == "It is kept")


def _lock(hands: Hands) -> None:
    hands.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_someone_without_an_account_records_and_the_next_who_signs_in_sees_the_notice(
    open_hands: OpenWindow, store: Path
) -> None:
    hands = open_hands()

    words = _begin(hands)
    _write_until_before(hands)
    _submit(hands)
    hands.press("Done")
    case.sign_in(hands, AUTHOR)
    seen = (hands.sees(f"Notice {NUMBER}"), hands.sees("A. Mensah (no account)"), hands.sees(case.BEFORE))
    hands.window.close()
    session = enter(store, LEAD)
    shown = records.show(session, NUMBER)
    session.close()

    assert len(words.split()) == 4
    assert seen == (True, True, False)
    person = shown.answers.get("person")
    assert isinstance(person, PersonRef)
    assert (person.name, shown.answers.get("before")) == (case.PERSON, case.BEFORE)
    assert (shown.status, shown.author_name) == ("first", WRITER)


def test_the_lock_hides_what_is_written_and_only_the_four_words_bring_it_back(open_hands: OpenWindow) -> None:
    hands = open_hands()
    words = _begin(hands)
    _write_until_before(hands)
    box = hands.focus()

    _lock(hands)
    hidden = (hands.heading(), hands.sees(case.PERSON), box.isVisible(), hands.named("Lock now"))
    hands.fill("Your four words", "one two three four")
    hands.key(Qt.Key.Key_Return)
    hands.wait(lambda: any(text.startswith("Error:") for text in hands.texts()))
    still = hands.heading()
    hands.fill("Your four words", words.upper())
    hands.key(Qt.Key.Key_Return)
    hands.wait(box.isVisible)

    assert hidden == ("Locked", False, False, [])
    assert still == "Locked"
    assert hands.focus() is box
    assert isinstance(box, QPlainTextEdit)
    assert box.toPlainText() == case.BEFORE


def test_what_was_begun_is_carried_on_with_the_words_after_the_window_was_closed(
    open_hands: OpenWindow, store: Path
) -> None:
    hands = open_hands()
    words = _begin(hands)
    _write_until_before(hands)
    hands.window.close()

    again = open_hands()
    again.press(DOOR)
    again.fill("Your four words", words)
    again.press("Carry on")
    again.wait(lambda: bool(again.named("Lock now")))
    again.press("Before")

    boxes = [one for one in again.window.findChildren(QPlainTextEdit) if one.isVisible()]
    assert boxes[0].toPlainText() == case.BEFORE


def test_the_writer_corrects_with_the_same_words_and_the_first_words_stand(open_hands: OpenWindow, store: Path) -> None:
    hands = open_hands()
    words = _begin(hands)
    _write_until_before(hands)
    _submit(hands)
    hands.press("Done")

    hands.press(DOOR)
    hands.fill("Your four words", words)
    hands.press("Write a correction")
    hands.wait(lambda: bool(hands.named("Lock now")))
    _write_correction(hands)
    hands.window.close()
    session = enter(store, LEAD)
    added = additions.of_number(session, NUMBER)
    session.close()

    assert [(one.form, one.author_name) for one in added] == [("correction", WRITER)]
    assert added[0].answers.get("right") == "It was the left arm."


def _write_correction(hands: Hands) -> None:
    case.fill_when(hands, "when", "14 5 2026", "15:30")
    wrong, right = (
        next(one for one in hands.window.findChildren(QLineEdit) if one.objectName() == path and one.isVisible())
        for path in ("wrong", "right")
    )
    hands.fill(wrong.accessibleName(), "It says that it was the right arm.", within="block:wrong")
    hands.fill(right.accessibleName(), "It was the left arm.", within="block:right")
    hands.press(case.GO_ON)
    hands.press("Submit")
    hands.wait(lambda: hands.heading() == "It is kept")


def test_a_lead_confirms_who_wrote_it(open_hands: OpenWindow, store: Path) -> None:
    hands = open_hands()
    _begin(hands)
    _write_until_before(hands)
    _submit(hands)
    hands.press("Done")
    case.sign_in(hands, LEAD)

    hands.press("1 record was written without signing in, and nobody has confirmed who wrote it")
    hands.press("I know who wrote it")
    said = hands.sees("It says that it was written by A. Mensah, Agency nurse.")
    hands.fill("Passphrase", "not my passphrase at all")
    hands.press("Confirm")
    hands.wait(lambda: hands.sees("This is not your passphrase"))
    hands.fill("Passphrase", PASSPHRASES[LEAD])
    hands.press("Confirm")
    hands.wait(lambda: hands.sees(f"It is confirmed who wrote {NUMBER}"))

    assert said
    assert hands.sees("No record waits to be confirmed.")


def test_a_name_and_a_job_are_asked_for_before_anything_is_begun(open_hands: OpenWindow, store: Path) -> None:
    hands = open_hands()
    hands.press(DOOR)

    hands.press("Begin")

    assert hands.sees("There are 2 problems")
    assert not _items(store)


def _items(store: Path) -> list[Path]:
    return [path for path in (store / "inbox").glob("*.json") if path.name != "about.json"]


def test_words_that_lead_nowhere_say_so_and_lose_nothing(open_hands: OpenWindow) -> None:
    hands = open_hands()
    hands.press(DOOR)

    hands.fill("Your four words", "velvet harbour seven kettles")
    hands.press("Carry on")
    hands.wait(lambda: hands.sees("There is a problem"))

    assert hands.sees("Check each word on your note")


def test_a_window_that_nobody_touches_locks_without_a_session_too(open_hands: OpenWindow) -> None:
    hands = open_hands()
    _begin(hands)
    hands.fill("Name of the person", case.PERSON)
    watch = hands.window.findChild(IdleWatch)
    assert watch is not None

    watch._last -= LOCK_AFTER + 1
    watch.look()
    hands.settle()

    assert (hands.heading(), hands.sees(case.PERSON)) == ("Locked", False)


def test_a_store_in_use_elsewhere_keeps_nobody_from_writing(open_hands: OpenWindow, store: Path) -> None:
    other = enter(store, AUTHOR)
    hands = open_hands()
    hands.fill("Name", AUTHOR)
    hands.fill("Passphrase", PASSPHRASES[AUTHOR])
    hands.press("Sign in")
    hands.wait(lambda: hands.sees("The records can’t be opened"))

    words = _begin(hands)
    hands.fill("Name of the person", case.PERSON)
    hands.window.close()
    other.close()

    assert len(words.split()) == 4
    assert _items(store)


def test_a_lock_is_not_refused_when_the_disk_is_full_and_keeps_what_was_typed(
    open_hands: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = open_hands()
    words = _begin(hands)
    _write_until_before(hands)
    box = hands.focus()
    with monkeypatch.context() as patch:
        patch.setattr(inbox, "save", _full_disk)
        hands.write("He covered his ears and ran")

        _lock(hands)
        locked = (hands.heading(), hands.sees("could not be saved yet"), hands.named("Sign in"))
    hands.fill("Your four words", words)
    hands.key(Qt.Key.Key_Return)
    hands.wait(box.isVisible)

    assert locked == ("Locked", True, [])
    assert isinstance(box, QPlainTextEdit)
    assert box.toPlainText() == "He covered his ears and ran"


def _full_disk(*_things: object) -> None:
    raise StoreFull("There is no room left on the disk.", "What is saved stays safe.", "Make room, then try again.")
