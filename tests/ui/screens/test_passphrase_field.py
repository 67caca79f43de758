from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget

from ui.screens.parts.field import PassphraseField
from ui.widgets.buttons import ActionButton
from ui.widgets.measures import column

Show = Callable[[QWidget], QMainWindow]


def _typed(shown: Show) -> tuple[PassphraseField, list[str]]:
    field, sent = PassphraseField(), list[str]()
    field.entered.connect(lambda: sent.append("entered"))
    shown(field)
    field.box.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClicks(field.box, "welcome scramble victim")
    return field, sent


@pytest.mark.parametrize("looked_at", [False, True])
def test_enter_pressed_again_while_words_are_tried_neither_shows_nor_sends_them(looked_at: bool, shown: Show) -> None:
    field, sent = _typed(shown)
    show = field.findChild(ActionButton, "passphrase:show")
    assert isinstance(show, ActionButton)
    if looked_at:
        show.click()

    field.set_busy(True)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)

    assert focused is field.box
    assert field.box.echoMode() == QLineEdit.EchoMode.Password
    assert sent == []
    field.set_busy(False)
    QTest.keyClick(field.box, Qt.Key.Key_Return)
    assert sent == ["entered"]


def test_a_button_that_can_not_be_pressed_just_now_hands_the_focus_to_no_other(shown: Show) -> None:
    first, second, page = ActionButton("Sign and submit"), ActionButton("Back"), QWidget()
    for button in (first, second):
        (page.layout() or column(page)).addWidget(button)
    shown(page)
    first.setFocus(Qt.FocusReason.OtherFocusReason)

    first.setEnabled(False)

    assert not second.hasFocus()
    first.setEnabled(True)
    first.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
