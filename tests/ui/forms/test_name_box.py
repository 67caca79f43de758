"""The line that offers names, used with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QMainWindow, QWidget

from ui.forms.field import DirectoryRow
from ui.forms.person_fields import NameBox

Show = Callable[[QWidget], QMainWindow]
DYLAN = DirectoryRow("p1", "Dylan Ŵyn Pryce", "born 3 March 2012")
TWIN = DirectoryRow("p9", "Dylan Wynne", "born 4 May 2011")


def _typed(shown: Show, words: str) -> tuple[NameBox, list[DirectoryRow | None], QAbstractItemView]:
    box, told = NameBox((DYLAN, TWIN)), list[DirectoryRow | None]()
    box.picked.connect(told.append)
    shown(box)
    box.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClicks(box, words)
    popup = box.completer().popup()
    assert popup is not None
    return box, told, popup


def test_enter_picks_the_only_name_offered(shown: Show) -> None:
    box, told, popup = _typed(shown, "pry")

    QTest.keyClick(popup, Qt.Key.Key_Return)

    assert told[-1] == DYLAN
    assert (box.text(), popup.isVisible()) == (DYLAN.name, False)


def test_of_several_names_enter_goes_to_the_first_and_picks_it_when_pressed_again(shown: Show) -> None:
    box, told, popup = _typed(shown, "dylan wyn")

    QTest.keyClick(popup, Qt.Key.Key_Return)

    assert (told[-1], box.text()) == (DYLAN, DYLAN.name)
    assert (popup.isVisible(), popup.currentIndex().row()) == (True, 0)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert (told[-1], box.text(), popup.isVisible()) == (DYLAN, DYLAN.name, False)


def test_whose_name_stands_in_the_line_is_who_is_told_also_when_the_list_is_put_away(shown: Show) -> None:
    box, told, popup = _typed(shown, "dylan wyn")

    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Escape)

    assert (told[-1], box.text(), popup.isVisible()) == (TWIN, TWIN.name, False)


def test_going_up_from_the_first_name_brings_back_what_was_typed(shown: Show) -> None:
    box, told, popup = _typed(shown, "dylan wyn")

    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Up)

    assert (told[-1], box.text()) == (None, "dylan wyn")


def test_enter_leaves_a_name_that_is_not_offered_as_it_was_typed(shown: Show) -> None:
    box, told, popup = _typed(shown, "Osian ap Llyr")

    QTest.keyClick(box, Qt.Key.Key_Return)

    assert not popup.isVisible()
    assert (told[-1], box.text()) == (None, "Osian ap Llyr")
