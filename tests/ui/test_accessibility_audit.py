from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QPlainTextEdit, QPushButton, QWidget

from tests.ui.accessibility_audit import audit
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import column

Show = Callable[[QWidget], QMainWindow]


def _page(*parts: QWidget) -> QWidget:
    page = QWidget()
    page.setProperty("kind", "page")
    stack = column(page, spacing=10, margins=(20, 20, 20, 20))
    for part in parts:
        stack.addWidget(part)
    return page


def _named(box: QLineEdit | QPlainTextEdit | QPushButton, name: str = "Name") -> QWidget:
    box.setAccessibleName(name)
    return box


def test_a_sound_page_has_no_findings(shown: Show) -> None:
    window = shown(_page(PlainLabel("Words", "hint"), _named(QLineEdit()), ActionButton("Save", "primary")))

    findings = audit(window)

    assert findings == ()


def test_a_field_without_a_name_is_found(shown: Show) -> None:
    window = shown(_page(QLineEdit()))

    kinds = {finding.kind for finding in audit(window)}

    assert kinds == {"nameless"}


def test_a_button_that_is_too_small_is_found(shown: Show) -> None:
    small = QPushButton("x")
    small.setFixedSize(18, 18)
    window = shown(_page(_named(small)))

    kinds = {finding.kind for finding in audit(window)}

    assert kinds == {"small"}


def test_pale_words_are_found(shown: Show) -> None:
    pale = QLabel("Pale words that nobody can read")
    pale.setStyleSheet("color: #C9C9C9;")
    window = shown(_page(pale, _named(QLineEdit())))

    kinds = {finding.kind for finding in audit(window)}

    assert kinds == {"contrast"}


def test_words_that_are_cut_off_are_found(shown: Show) -> None:
    low, slim = PlainLabel("Words that need more than one line in so little room"), ActionButton("Save and continue")
    low.setFixedSize(120, 20)
    slim.setFixedWidth(60)
    window = shown(_page(low, slim))

    kinds = [finding.kind for finding in audit(window, tabs=False)]

    assert set(kinds) == {"cut"}
    assert len(kinds) >= 2


def test_a_box_that_tab_does_not_leave_is_found(shown: Show) -> None:
    trap = QPlainTextEdit()
    window = shown(_page(_named(trap), _named(QLineEdit())))
    trap.setFocus()

    kinds = {finding.kind for finding in audit(window)}

    assert "trap" in kinds


def test_a_control_outside_the_tab_order_is_found(shown: Show) -> None:
    class Stuck(QLineEdit):
        def focusNextPrevChild(self, _forwards: bool) -> bool:  # noqa: N802
            first.setFocus()
            return True

    first, stuck, last = QLineEdit(), Stuck(), QLineEdit()
    window = shown(_page(_named(first), _named(stuck), _named(last)))
    first.setFocus()

    kinds = {finding.kind for finding in audit(window)}

    assert kinds == {"unreachable"}


def test_the_walk_leaves_an_application_behind_that_still_works(shown: Show, dressed: QApplication) -> None:
    window = shown(_page(_named(QLineEdit())))

    audit(window)

    assert dressed.activeWindow() is window


def test_tab_that_goes_from_the_foot_to_the_middle_and_then_to_the_top_is_found(shown: Show) -> None:
    boxes = [QLineEdit() for _ in range(4)]
    window = shown(_page(*(_named(box, f"Box {number}") for number, box in enumerate(boxes))))
    for before, now in ((0, 2), (2, 1), (1, 3)):
        QWidget.setTabOrder(boxes[before], boxes[now])

    found = [finding for finding in audit(window) if finding.kind == "order"]

    assert [finding.says for finding in found] == [
        "comes after QLineEdit Box 2, which stands below it",
        "comes after QLineEdit Box 3, which stands below it",
    ]
