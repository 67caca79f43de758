from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from rrn_desktop.errors import StoreFull
from rrn_desktop.services import drafts
from rrn_desktop.services.preferences import Preferences
from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.site import AUTHOR, COLLEAGUE, PASSPHRASES, enter
from ui.idle import LOCK_AFTER, IdleWatch
from ui.system_lock import logind
from ui.system_lock.watching import SystemWatch, watch_system
from ui.theme import Look, current_look

_BOX = "What was happening, and what did you see and hear?"


def _typing(hands: Hands) -> QPlainTextEdit:
    case.sign_in(hands, AUTHOR)
    hands.press("Record an incident")
    case.write_who_and_where(hands)
    case.write_notice(hands)
    hands.fill(_BOX, "He covered his ears")
    box = hands.focus()
    assert isinstance(box, QPlainTextEdit)
    return box


def _unlock(hands: Hands, name: str) -> None:
    hands.write(PASSPHRASES[name])
    hands.key(Qt.Key.Key_Return)


def test_locking_hides_everything_and_unlocking_leads_back_to_the_very_field(open_hands: OpenWindow) -> None:
    hands = open_hands()
    box = _typing(hands)

    hands.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    hidden = (hands.heading(), hands.sees("He covered"), hands.sees(case.PERSON), box.isVisible())
    title = hands.window.windowTitle()
    _unlock(hands, AUTHOR)
    hands.wait(lambda: not hands.window.locked)

    assert hidden == ("Locked", False, False, False)
    assert title == "RRN Desktop demo – Locked"
    assert hands.focus() is box
    assert box.toPlainText() == "He covered his ears"
    assert box.textCursor().position() == len("He covered his ears")


def test_what_was_typed_is_saved_before_the_lock_hides_it(open_hands: OpenWindow, store: Path) -> None:
    hands = open_hands()
    _typing(hands)

    hands.press("Lock now")
    session = hands.window.session
    assert session is not None
    saved = drafts.open_draft(session, drafts.mine(session)[0].id)

    assert saved.answers.get("before") == "He covered his ears"


def test_another_passphrase_does_not_unlock(open_hands: OpenWindow) -> None:
    hands = open_hands()
    _typing(hands)
    hands.press("Lock now")

    _unlock(hands, COLLEAGUE)
    hands.wait(lambda: any(text.startswith("Error:") for text in hands.texts()))

    assert hands.window.locked
    assert hands.sees("Error: This is not your passphrase")
    box = hands.focus()
    assert isinstance(box, QLineEdit)
    assert box.text() == ""


def test_switching_user_from_the_lock_leaves_the_draft_to_its_author(open_hands: OpenWindow) -> None:
    hands = open_hands()
    _typing(hands)
    hands.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    hands.press("Switch user")
    case.sign_in(hands, COLLEAGUE)
    seen_by_colleague = hands.named("Incident 2026-A-001")
    hands.press("Switch user")
    case.sign_in(hands, AUTHOR)
    hands.press("Incident 2026-A-001")

    assert seen_by_colleague == []
    box = hands.focus()
    assert isinstance(box, QPlainTextEdit)
    assert box.toPlainText() == "He covered his ears"


def test_a_lock_is_not_refused_when_the_disk_is_full(open_hands: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = open_hands()
    box = _typing(hands)
    with monkeypatch.context() as patch:
        patch.setattr(drafts, "save", _full_disk)
        hands.write("He covered his ears and ran")

        hands.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        locked = (hands.heading(), hands.sees("is not saved yet"))
        hands.press("Switch user")
        still_locked = hands.window.locked
    hands.tab_to("Passphrase")
    _unlock(hands, AUTHOR)
    hands.wait(lambda: not hands.window.locked)

    assert locked == ("Locked", True)
    assert still_locked
    assert box.toPlainText() == "He covered his ears and ran"


def test_a_window_that_nobody_touches_says_so_and_locks(open_hands: OpenWindow) -> None:
    hands = open_hands()
    _typing(hands)
    app = QApplication.instance()
    assert app is not None
    watch = hands.window.findChild(IdleWatch) or app.findChildren(IdleWatch)[-1]

    watch._last -= LOCK_AFTER - 20
    watch.look()
    hands.settle()
    warned = (hands.window.locked, hands.sees("It saves and locks in 30 seconds"))
    watch._last -= 20
    watch.look()
    hands.settle()

    assert warned == (False, True)
    assert hands.window.locked


def test_the_window_locks_with_the_computer_and_says_why(
    open_hands: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = open_hands()
    system = SystemWatch(hands.window)
    monkeypatch.setattr(logind, "watch", lambda _window: system)
    watch = watch_system(hands.window, "linux")
    system.locked.emit()
    nobody_signed_in = hands.window.locked
    box = _typing(hands)

    system.locked.emit()
    system.locked.emit()
    hands.settle()
    told = (hands.heading(), hands.sees("The computer itself was locked"), hands.sees("He covered"))
    _unlock(hands, AUTHOR)
    hands.wait(lambda: not hands.window.locked)

    assert watch is system
    assert not nobody_signed_in
    assert told == ("Locked", True, False)
    assert hands.focus() is box


def test_theme_and_text_size_change_while_typing_and_keep_words_and_focus(open_hands: OpenWindow) -> None:
    hands = open_hands()
    box = _typing(hands)

    hands.window.display.choose_theme("dark")
    hands.window.display.choose_size(1.5)
    hands.settle()
    kept = (hands.focus() is box, box.toPlainText())
    hands.window.display.choose_theme("light")
    hands.window.display.choose_size(1.0)

    assert kept == (True, "He covered his ears")


def test_whoever_passes_a_locked_window_changes_nobodys_own_look(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.window.display.choose_theme("dark")

    hands.press("Lock now")
    hands.window.display.choose_theme("contrast")
    hands.window.display.choose_size(2.0)
    seen = current_look()
    _unlock(hands, AUTHOR)
    hands.wait(lambda: not hands.window.locked)

    assert seen == Look("contrast", 2.0)
    assert (current_look(), hands.window.display.chosen()) == (Look("dark", 1.0), Preferences("dark", 0))


def test_closing_the_window_saves_what_was_typed(open_hands: OpenWindow, store: Path) -> None:
    hands = open_hands()
    _typing(hands)

    hands.window.close()
    session = enter(store, AUTHOR)
    saved = drafts.open_draft(session, drafts.mine(session)[0].id)
    session.close()

    assert saved.answers.get("before") == "He covered his ears"


def _full_disk(*_things: object) -> None:
    raise StoreFull("There is no room left on the disk.", "What is saved stays safe.", "Make room, then try again.")
