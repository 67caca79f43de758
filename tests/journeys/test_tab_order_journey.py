"""Tab goes through a page as it is read: the bar, the list of sections, the questions, and what leads on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.journeys import case_one as case
from tests.journeys.conftest import OpenWindow
from tests.journeys.hands import Hands
from tests.journeys.site import AUTHOR
from tests.ui.accessibility_audit import audit


def _by_tab(hands: Hands, times: int) -> list[str]:
    found = []
    for _ in range(times):
        QTest.keyClick(hands.focus(), Qt.Key.Key_Tab)
        found.append(hands.focus().objectName())
    return found


def test_from_the_first_question_of_a_new_record_tab_leads_to_save_and_continue(open_hands: OpenWindow) -> None:
    hands = open_hands()
    case.sign_in(hands, AUTHOR)
    hands.press("Record an incident")
    first = QApplication.focusWidget()

    passed = _by_tab(hands, 4)

    assert first is not None
    assert first.objectName() == "person"
    assert passed == ["told_by", "told_by.role", "footer:back", "footer:continue"]
    assert [one for one in audit(hands.window) if one.kind in {"order", "unreachable", "trap"}] == []
