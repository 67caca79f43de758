"""Writing without an account on a disk that refuses: it is said plainly, and what is typed stays on the screen."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from rrn_desktop.errors import StoreFull
from rrn_desktop.services import drafts, inbox
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.site import AUTHOR, CLOCK
from ui import dialogs

DOOR = "I can't sign in: write it now"
FULL, CLOSED = "There is no room left on this disk.", "This folder can't be written to."
TYPED = "He covered his ears and ran"
BOX = "What was happening, and what did you see and hear?"


@contextmanager
def disk_that_says(monkeypatch: pytest.MonkeyPatch, code: int) -> Iterator[None]:
    """The disk's edge: nothing that is written reaches it."""

    def refuse(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        yield


def begin(hands: Hands) -> str:
    hands.press(DOOR)
    hands.fill("Your name", "A. Mensah")
    hands.fill("Your job or role", "Agency nurse")
    hands.press("Begin")
    hands.wait(lambda: hands.heading() == "Write these four words down")
    shown = hands.window.findChildren(QWidget, "inbox:phrase")[-1].accessibleName()
    hands.press("I have written them down")
    case.write_who_and_where(hands)
    case.write_notice(hands)
    hands.fill(BOX, "The bell rang.")
    return shown.removeprefix("Your four words: ")


def text(hands: Hands) -> str:
    box = hands.focus()
    assert isinstance(box, QPlainTextEdit)
    return box.toPlainText()


REFUSALS = pytest.mark.parametrize(("code", "sentence"), [(errno.ENOSPC, FULL), (errno.EROFS, CLOSED)])


@REFUSALS
def test_what_is_typed_stays_on_the_screen_while_the_disk_refuses_and_is_saved_when_it_takes_it(
    open_hands: OpenWindow, store: Path, monkeypatch: pytest.MonkeyPatch, code: int, sentence: str
) -> None:
    hands = open_hands()
    words = begin(hands)

    with disk_that_says(monkeypatch, code), dialogs.scripted(None) as script:
        hands.write(TYPED)
        hands.wait(lambda: hands.sees(sentence))
        not_saved = hands.sees("not saved yet")
        hands.press(case.GO_ON)
        stayed = hands.has("before")
    hands.tab_to(BOX)
    hands.write(f"{TYPED}.")
    hands.wait(lambda: not hands.sees("not saved yet"))
    kept = text(hands)
    hands.window.close()

    assert (not_saved, stayed, kept) == (True, True, f"{TYPED}.")
    assert len(script.asked) == 1
    assert inbox.carry_on(store, words, clock=CLOCK).answers.get("before") == f"{TYPED}."


def test_submitting_on_a_full_disk_says_so_and_can_be_done_again(
    open_hands: OpenWindow, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = open_hands()
    words = begin(hands)
    hands.press("Check your answers")
    hands.press(case.GO_ON)
    hands.press("Submit as a first record: some answers still to come")

    with disk_that_says(monkeypatch, errno.ENOSPC), dialogs.scripted(None) as script:
        hands.press("Submit")
        hands.wait(lambda: bool(script.asked))
        on_the_page = "Submit without signing" in hands.headings()
    still = inbox.carry_on(store, words, clock=CLOCK).answers.get("before")
    hands.press("Submit")
    hands.wait(lambda: hands.heading() == "It is kept")

    assert (on_the_page, still) == (True, "The bell rang.")


@REFUSALS
def test_beginning_where_the_disk_refuses_says_so_names_paper_and_keeps_the_name(
    open_hands: OpenWindow, monkeypatch: pytest.MonkeyPatch, code: int, sentence: str
) -> None:
    hands = open_hands()
    hands.press(DOOR)
    hands.fill("Your name", "A. Mensah")
    hands.fill("Your job or role", "Agency nurse")

    with disk_that_says(monkeypatch, code):
        hands.press("Begin")
        hands.wait(lambda: hands.sees(sentence))
        paper = hands.sees("write it on paper")
        typed = [one.text() for one in hands.window.findChildren(QLineEdit) if one.isVisible() and one.text()]
    hands.press("Begin")
    hands.wait(lambda: hands.heading() == "Write these four words down")

    assert paper
    assert typed == ["A. Mensah", "Agency nurse"]


def test_where_nothing_can_be_written_paper_is_named_and_nothing_is_offered(
    open_hands: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root may write everywhere, so the system's answer is made here.
    monkeypatch.setattr(os, "access", lambda *_: False)
    hands = open_hands()

    hands.press(DOOR)
    hands.wait(lambda: hands.sees("Write it on paper"))

    assert hands.named("Begin") == []
    assert hands.named("Your name") == []


def test_a_record_says_that_it_is_saved_again_once_the_disk_takes_it(
    open_hands: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.press("Record an incident")
    case.write_who_and_where(hands)
    case.write_notice(hands)

    with monkeypatch.context() as patch:
        patch.setattr(drafts, "save", _full)
        hands.fill(BOX, TYPED)
        hands.wait(lambda: hands.sees("not saved yet"))
    hands.write(f"{TYPED}.")
    hands.wait(lambda: not hands.sees("not saved yet"))

    assert text(hands) == f"{TYPED}."


def _full(*_: object) -> None:
    raise StoreFull(FULL, "What is saved stays safe.", "Make room, then try again.")
