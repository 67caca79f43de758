from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ui.screens.parts.due_line import DueLine
from ui.screens.today.cards import LINES_AT_ONCE, MESSAGES_AT_ONCE, DueCard, NewsCard
from ui.screens.today.presenter import DueSection, News
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import PlainLabel

Show = Callable[[QWidget], QMainWindow]
MANY = tuple(News(f"m{one}", "You said, we did", f"2026-A-{one:03}", "The door is mended.") for one in range(8))


def _read_buttons(card: NewsCard) -> list[str]:
    found = (button.objectName() for button in card.findChildren(ActionButton))
    return [name.removeprefix("news:") for name in found if name.startswith("news:")]


def test_many_messages_leave_room_for_what_is_due(shown: Show) -> None:
    card = NewsCard()
    shown(card)

    card.show_news(MANY)

    assert _read_buttons(card) == ["m0", "m1", "m2"]
    more = card.findChild(ActionButton, "today:more_messages")
    assert isinstance(more, ActionButton)
    assert (more.words, more.isVisible()) == ("Show 5 more", True)


def test_the_others_stand_there_once_they_are_asked_for_and_stay(shown: Show) -> None:
    card = NewsCard()
    shown(card)
    card.show_news(MANY)
    more = card.findChild(ActionButton, "today:more_messages")
    assert isinstance(more, ActionButton)

    QTest.keyClick(more, Qt.Key.Key_Return)

    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == f"news:m{MESSAGES_AT_ONCE}"
    assert not more.isVisible()
    card.show_news(MANY[1:])
    assert _read_buttons(card) == [one.key for one in MANY[1:]]


def test_after_one_was_read_the_focus_is_on_the_next(shown: Show) -> None:
    card = NewsCard()
    shown(card)
    card.show_news(MANY[1:])

    moved = card.focus_next()

    focused = QApplication.focusWidget()
    assert focused is not None
    assert (moved, focused.objectName()) == (True, "news:m1")
    card.show_news(())
    assert not card.focus_next()


def test_of_what_is_due_in_one_manner_forty_stand_there_and_the_rest_behind_a_button(shown: Show) -> None:
    card = DueCard("What is due")
    shown(card)
    lines = tuple(DueLine(f"2026-A-{one:03}: Make the record", "Late", True) for one in range(LINES_AT_ONCE + 5))

    card.show_due((DueSection("Late (45)", lines),))

    told = [label.text() for label in card.findChildren(PlainLabel)]
    assert (lines[LINES_AT_ONCE - 1].what in told, lines[LINES_AT_ONCE].what in told) == (True, False)
    [more] = [button for button in card.findChildren(ActionButton) if button.words == "Show 5 more"]
    more.click()
    told = [label.text() for label in card.findChildren(PlainLabel)]
    assert lines[-1].what in told
    assert "Show 5 more" not in [button.words for button in card.findChildren(ActionButton)]
