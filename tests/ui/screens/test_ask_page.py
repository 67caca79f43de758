from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from tests.ui.accessibility_audit import audit
from ui.screens.parts.ask_page import Ask, AskPage, Given
from ui.widgets.error_summary import ErrorSummary

Show = Callable[[QWidget], QMainWindow]
ALL = Ask(
    "Move it", "It is kept.", "Move", day="New day", reason="Why", hint="For example", missing="Say why", signing="You"
)


@pytest.fixture
def given() -> list[Given]:
    return []


def _page(shown: Show, ask: Ask, given: list[Given]) -> AskPage:
    page = AskPage(ask)
    page.given.connect(given.append)
    shown(page)
    page.focus_first()
    return page


def _press(page: AskPage, name: str) -> None:
    button = next(one for one in page.findChildren(QWidget) if one.accessibleName() == name)
    QTest.keyClick(button, Qt.Key.Key_Space)


def _type(page: AskPage, name: str, words: str) -> None:
    box = next(one for one in page.findChildren(QWidget, name))
    QTest.keyClicks(box, words)


def test_everything_that_is_missing_is_said_at_once(shown: Show, given: list[Given]) -> None:
    page = _page(shown, ALL, given)

    _press(page, "Move")

    assert page.findChildren(ErrorSummary)[0].accessibleName().startswith("There are 3 problems.")
    assert given == []


def test_what_was_given_is_handed_on_and_never_printed(shown: Show, given: list[Given]) -> None:
    page = _page(shown, ALL, given)
    for name, words in (("day.day", "2"), ("day.month", "1"), ("day.year", "2027"), ("reason", "Their wish")):
        _type(page, name, words)
    _type(page, "passphrase", "four plain words here")

    _press(page, "Move")

    assert given == [Given("2027-01-02", "Their wish", "four plain words here")]
    assert "Their wish" not in repr(given)
    assert "four" not in repr(given)


def test_a_day_that_is_none_says_so(shown: Show, given: list[Given]) -> None:
    page = _page(shown, Ask("Move it", "It is kept.", "Move", day="New day"), given)
    for name, words in (("day.day", "31"), ("day.month", "2"), ("day.year", "2027")):
        _type(page, name, words)

    _press(page, "Move")

    assert "This is not a date" in page.findChildren(ErrorSummary)[0].accessibleName()
    assert given == []


def test_a_page_that_asks_everything_stands_in_nobodys_way(shown: Show, given: list[Given]) -> None:
    page = AskPage(ALL)
    window = shown(page)
    page.focus_first()

    _press(page, "Move")
    # What went wrong has its place only after the layout has had its turn.
    for _ in range(4):
        QApplication.processEvents()

    assert audit(window) == ()
