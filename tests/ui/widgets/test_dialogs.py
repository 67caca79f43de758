from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMainWindow, QPushButton, QWidget

from rrn_desktop.errors import StoreFull
from tests.ui.accessibility_audit import Finding, audit
from ui import dialogs, show_error
from ui.widgets.choice_cards import Option
from ui.widgets.labels import PlainLabel

Show = Callable[[QWidget], QMainWindow]


def _sheet() -> QDialog:
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, QDialog)
    return sheet


def _press(name: str) -> None:
    button = next(one for one in _sheet().findChildren(QPushButton) if one.accessibleName() == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_script_answers_and_remembers_what_was_asked() -> None:
    with dialogs.scripted(True, None, Path("a.json")) as script:
        answers = (
            dialogs.ask(None, "Remove this row?", yes="Remove"),
            dialogs.ask_text(None, "Why?", "Reason"),
            dialogs.save_path(None, "Save", "a.json"),
        )

    assert answers == (True, None, Path("a.json"))
    assert script.asked == ["Remove this row?", "Why?", "Save"]


def test_a_question_nobody_scripted_fails_the_test() -> None:
    with dialogs.scripted(), pytest.raises(AssertionError, match="Remove"):
        dialogs.ask(None, "Remove this row?", yes="Remove")


def test_a_real_sheet_is_answered_by_its_button_and_holds_up_to_the_audit(shown: Show) -> None:
    window = shown(QWidget())
    found: list[Finding] = []

    def act() -> None:
        found.extend(audit(_sheet()))
        _press("Remove")

    QTimer.singleShot(50, act)
    answer = dialogs.ask(window, "Remove this row?", "What you wrote in it is lost.", yes="Remove", danger=True)

    assert answer
    assert found == []


def test_escape_leaves_a_sheet_without_doing_anything(shown: Show) -> None:
    window = shown(QWidget())

    QTimer.singleShot(50, lambda: QTest.keyClick(_sheet(), Qt.Key.Key_Escape))
    answer = dialogs.ask(window, "Remove this row?", yes="Remove")

    assert not answer


def test_a_typed_reason_comes_back_without_blanks_round_it(shown: Show) -> None:
    window = shown(QWidget())

    def act() -> None:
        box = _sheet().findChild(QLineEdit, "answer")
        assert box is not None
        QTest.keyClicks(box, "  wrong arm ")
        QTest.keyClick(box, Qt.Key.Key_Return)

    QTimer.singleShot(50, act)
    answer = dialogs.ask_text(window, "Why change it?", "Reason")

    assert answer == "wrong arm"


def test_a_choice_is_made_among_cards(shown: Show) -> None:
    window = shown(QWidget())

    def act() -> None:
        card = _sheet().findChild(QWidget, "options:dark")
        assert card is not None
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
        _press("Choose")

    QTimer.singleShot(50, act)
    answer = dialogs.choose(window, "Display", (Option("light", "Light"), Option("dark", "Dark")), "light")

    assert answer == "dark"


def test_a_told_error_says_its_three_sentences(shown: Show) -> None:
    window = shown(QWidget())
    said: list[str] = []

    def act() -> None:
        said.extend(label.text() for label in _sheet().findChildren(PlainLabel))
        _press("Close")

    QTimer.singleShot(50, act)
    show_error.show_error(window, StoreFull("The disk is full.", "Your draft is safe.", "Make room, then try again."))

    assert said[-3:] == ["The disk is full.", "Your draft is safe.", "Make room, then try again."]


def test_a_crash_sheet_shows_a_code_and_no_word_of_the_fault(shown: Show) -> None:
    window = shown(QWidget())
    said: list[str] = []

    def fault() -> None:
        raise ValueError("Dylan was held")

    def act() -> None:
        said.extend(label.text() for label in _sheet().findChildren(PlainLabel))
        _press("Close")

    QTimer.singleShot(50, act)
    try:
        fault()
    except ValueError as error:
        show_error.show_error(window, error)
        code = show_error.crash_code(error)

    assert "Dylan" not in " ".join(said)
    assert code in said[-1]


def test_the_same_fault_is_shown_once_a_session() -> None:
    def fault() -> None:
        raise KeyError("again")

    with dialogs.scripted(None) as script:
        for _ in range(3):
            try:
                fault()
            except KeyError as error:
                show_error.show_error(None, error)

    assert len(script.asked) == 1
