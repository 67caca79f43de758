from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPushButton, QWidget

from ui.widgets.accessible import announce
from ui.widgets.banner import Banner
from ui.widgets.bars import StickyFooter, TopBar
from ui.widgets.buttons import TARGET, ActionButton, Chip
from ui.widgets.choice_cards import ChoiceCards, Option
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.focus_ring import FocusRing
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import column, discard
from ui.widgets.pages import FormFrame, Page
from ui.widgets.select_box import SelectBox
from ui.widgets.task_list import Task, TaskItem, TaskList
from ui.widgets.wheel_guard import WheelGuard

Show = Callable[[QWidget], QMainWindow]
OPTIONS = (Option("a", "Apple"), Option("b", "Bread", "Fresh today"), Option("c", "Cheese"), Option("d", "Dates"))


def _role(widget: QWidget) -> QAccessible.Role:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.role()


def test_headings_and_alerts_carry_their_roles_and_words(shown: Show) -> None:
    heading, summary = Heading("What happened?"), ErrorSummary()
    page = QWidget()
    for part in (heading, summary):
        (page.layout() or column(page)).addWidget(part)
    summary.show_problems((("a", "Say it."),))
    shown(page)

    interface = QAccessible.queryAccessibleInterface(heading)

    assert interface is not None
    assert (interface.role(), interface.text(QAccessible.Text.Name)) == (QAccessible.Role.Heading, "What happened?")
    assert _role(summary) == QAccessible.Role.AlertMessage


def test_a_label_never_reads_its_words_as_markup(shown: Show) -> None:
    label = PlainLabel("<b>not bold</b>")

    window = shown(label)

    assert label.textFormat() == Qt.TextFormat.PlainText
    assert window.findChild(PlainLabel).text() == "<b>not bold</b>"  # type: ignore[union-attr]


def test_a_word_without_end_never_makes_a_page_wider_than_its_window(shown: Show) -> None:
    page = Page()
    page.body.addWidget(PlainLabel("x" * 500))

    shown(page)

    assert page.overflow() == 0


@pytest.mark.parametrize("width", [90, 160, 400])
def test_a_button_wraps_its_words_instead_of_cutting_them(width: int, dressed: QApplication) -> None:
    button = ActionButton("Add another hold or restriction", icon="plus")

    height = button.heightForWidth(width)

    assert height >= TARGET
    assert (height > button.heightForWidth(1000)) == (width < 300)


def test_an_ampersand_in_a_button_is_a_letter_and_no_shortcut(dressed: QApplication) -> None:
    button = ActionButton("Salt & vinegar")

    assert button.accessibleName() == "Salt & vinegar"
    assert button.shortcut().isEmpty()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_with_enter_as_with_the_space_bar(key: Qt.Key, shown: Show) -> None:
    button, pressed = ActionButton("Begin"), list[str]()
    button.clicked.connect(lambda: pressed.append(button.words))
    shown(button)

    QTest.keyClick(button, key)

    assert pressed == ["Begin"]


def test_enter_held_down_presses_a_button_once(shown: Show) -> None:
    button, pressed = ActionButton("Sign and submit"), list[str]()
    button.clicked.connect(lambda: pressed.append(button.words))
    shown(button)

    for held in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", held)
        QApplication.sendEvent(button, event)

    assert pressed == ["Sign and submit"]


def test_cards_are_chosen_by_keyboard_alone(shown: Show) -> None:
    cards = ChoiceCards(OPTIONS, name="food")
    told: list[tuple[str, ...]] = []
    cards.chosen.connect(lambda: told.append(cards.codes()))
    shown(cards)
    cards.cards["a"].setFocus()

    QTest.keyClick(cards.cards["a"], Qt.Key.Key_Space)
    QTest.keyClick(cards.cards["a"], Qt.Key.Key_Down)

    assert told[0] == ("a",)
    assert len(told) == 2
    assert len(told[1]) == 1


@pytest.mark.parametrize("many", [False, True])
def test_enter_pressed_once_too_often_answers_no_question(many: bool, shown: Show) -> None:
    cards = ChoiceCards(OPTIONS, many=many, name="food")
    shown(cards)

    QTest.keyClick(cards.cards["b"], Qt.Key.Key_Return)

    assert cards.codes() == ()


def test_a_press_anywhere_on_a_card_counts(shown: Show) -> None:
    cards = ChoiceCards(OPTIONS, many=True, name="food")
    shown(cards)
    card = cards.cards["b"]

    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(card.width() - 4, card.height() - 4))

    assert cards.codes() == ("b",)


def test_cards_stand_in_one_column_where_two_would_break_words(shown: Show) -> None:
    cards = ChoiceCards(OPTIONS, name="food")
    window = shown(cards)
    wide = cards.cards["a"].y() == cards.cards["b"].y()

    window.resize(260, 680)
    QApplication.processEvents()

    assert wide
    assert cards.cards["a"].y() < cards.cards["b"].y()


def test_ticking_from_the_program_says_nothing(shown: Show) -> None:
    cards = ChoiceCards(OPTIONS, name="food")
    told: list[str] = []
    cards.chosen.connect(lambda: told.append("chosen"))
    shown(cards)

    cards.tick(("b",))
    cards.tick(())

    assert told == []
    assert cards.codes() == ()


def _turn_wheel(widget: QWidget) -> None:
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at,
        QPointF(widget.mapToGlobal(at.toPoint())),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_scrolls_the_page_and_never_changes_a_closed_choice(shown: Show, dressed: QApplication) -> None:
    guard = WheelGuard(dressed)
    page = Page()
    box = SelectBox(OPTIONS)
    box.show_code("a")
    page.body.addWidget(box)
    for _ in range(40):
        page.body.addWidget(PlainLabel("More"))
    shown(page)
    box.setFocus()

    _turn_wheel(box)

    assert box.code() == "a"
    assert page.verticalScrollBar().value() > 0
    dressed.removeEventFilter(guard)
    guard.deleteLater()


def test_the_ring_follows_the_focus_and_stays_inside_the_page_while_it_scrolls(shown: Show) -> None:
    page = Page()
    boxes = [QLineEdit() for _ in range(30)]
    for box in boxes:
        page.body.addWidget(box)
    window = shown(page)
    ring = FocusRing(window)

    boxes[2].setFocus()
    before = ring.target_area()
    page.verticalScrollBar().setValue(60)
    after = ring.target_area()
    page.verticalScrollBar().setValue(900)

    assert before.size() == boxes[2].size()
    assert before.y() - after.y() == 60
    assert ring.target_area().isEmpty()


def test_the_ring_survives_the_death_of_what_it_surrounded(shown: Show) -> None:
    page = QWidget()
    box, other = QLineEdit(), QLineEdit()
    for part in (box, other):
        (page.layout() or column(page)).addWidget(part)
    window = shown(page)
    ring = FocusRing(window)
    box.setFocus()

    discard(box)
    other.setFocus()
    window.grab()

    assert ring.target_area().size() == other.size()


def test_the_task_list_says_each_status_in_words_and_keeps_its_focus(shown: Show) -> None:
    tasks = TaskList()
    asked: list[str] = []
    tasks.chosen.connect(asked.append)
    shown(tasks)
    tasks.show_tasks((Task("a", "Person"), Task("b", "Place", "needs_attention")), "a")
    QApplication.processEvents()
    item = tasks.findChild(TaskItem, "task:b")
    assert item is not None
    item.setFocus()

    tasks.show_tasks((Task("a", "Person", "completed"), Task("b", "Place", "completed")), "b")
    QTest.keyClick(item, Qt.Key.Key_Space)

    assert QApplication.focusWidget() is item
    assert (item.accessibleName(), item.accessibleDescription()) == ("Place", "Completed")
    assert asked == ["b"]


def test_the_bar_holds_real_buttons_and_says_who_is_signed_in(shown: Show) -> None:
    bar = TopBar()
    asked: list[str] = []
    bar.lock_asked.connect(lambda: asked.append("lock"))
    bar.show_signed_in("Ms Okafor")
    shown(bar)

    QTest.keyClick(bar.lock, Qt.Key.Key_Space)

    names = [button.accessibleName() for button in bar.findChildren(QPushButton) if button.isVisible()]
    assert names == ["Display", "Text size", "Help", "Switch user", "Lock now"]
    assert asked == ["lock"]
    assert "Signed in: Ms Okafor" in [label.text() for label in bar.findChildren(PlainLabel)]


def test_a_narrow_window_hides_the_task_list_behind_a_button(shown: Show) -> None:
    frame = FormFrame()
    told: list[bool] = []
    frame.narrow_changed.connect(told.append)
    window = shown(frame)
    frame.show_page(Page())

    window.resize(700, 680)
    QApplication.processEvents()
    hidden = frame.tasks.isHidden()
    frame.open_sections()
    opened = (frame.tasks.isHidden(), frame.footer.isVisible())
    frame.close_sections()

    assert told == [True]
    assert hidden
    assert opened == (False, False)
    assert frame.tasks.isHidden()


def test_the_foot_says_when_the_draft_was_saved(shown: Show) -> None:
    footer = StickyFooter()
    shown(footer)

    footer.show_saved("14:41")
    footer.show_steps(back=False, forward="Sign and submit")

    assert "Draft saved at 14:41" in [label.text() for label in footer.findChildren(PlainLabel)]
    assert not footer.back.isEnabled()
    assert footer.go_on.accessibleName() == "Sign and submit"


def test_a_banner_is_read_as_a_notification(shown: Show) -> None:
    banner = Banner("Saved.", "success")
    shown(banner)

    banner.say("Two things are due.", "warning")

    assert _role(banner) == QAccessible.Role.Notification
    assert banner.accessibleName() == "Two things are due."


def test_a_chip_is_a_switch_that_can_be_checked(shown: Show) -> None:
    chip = Chip("I don’t know")
    shown(chip)

    QTest.keyClick(chip, Qt.Key.Key_Space)

    interface = QAccessible.queryAccessibleInterface(chip)
    assert interface is not None
    assert interface.state().checkable
    assert interface.state().checked


def test_an_announcement_needs_no_screen_reader(shown: Show) -> None:
    label = PlainLabel("Words")
    window = shown(label)

    announce(window, "Section 2", now=True)

    assert window.isVisible()
