from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPlainTextEdit, QWidget

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.types import ALL_TYPES
from rrn_desktop.forms.values import BodyMark, PersonRef, StatedDuration, Unknown
from tests.ui.forms.form_parts import VALUES, question
from ui.forms.body_field import BodyField
from ui.forms.dispatch import FIELDS, block_for
from ui.forms.field import DirectoryRow, FieldContext
from ui.forms.person_fields import NameBox, PersonField
from ui.forms.question_block import QuestionBlock
from ui.forms.time_fields import WhenField

Show = Callable[[QWidget], QMainWindow]
Told = list[tuple[str, object]]


def _ask(kind: str, context: FieldContext, **more: object) -> tuple[QuestionBlock, Told]:
    block = block_for(question(kind, **more), "asked", context)
    told: Told = []
    block.answered.connect(lambda path, value: told.append((path, value)))
    return block, told


def _box(block: QuestionBlock, name: str) -> QLineEdit:
    box = block.findChild(QLineEdit, name)
    assert box is not None
    return box


def test_every_question_type_has_its_widget() -> None:
    assert set(FIELDS) == set(ALL_TYPES)


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_every_type_shows_its_value_names_its_control_and_takes_the_focus(
    kind: str, context: FieldContext, shown: Show
) -> None:
    block, told = _ask(kind, context)
    shown(block)

    block.set_value(VALUES[kind])
    block.set_problem("Please look again.")
    block.focus_first()

    control = block.field.control
    assert told == []
    assert block.value() == VALUES[kind] == block.field.value()
    assert block.unreadable() is None
    assert control.objectName() == "asked"
    assert control.accessibleName() == "What was it?"
    assert "As near as you can. Error: Please look again." in control.accessibleDescription()
    assert block.isAncestorOf(QApplication.focusWidget() or QWidget())


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_every_type_can_be_emptied_and_set_again(kind: str, context: FieldContext, shown: Show) -> None:
    block, told = _ask(kind, context)
    shown(block)
    block.set_value(VALUES[kind])

    block.set_value(None)
    block.set_value(VALUES[kind])

    assert told == []
    assert block.field.value() == VALUES[kind]


def test_a_group_of_choices_is_a_group_to_screen_readers(context: FieldContext, shown: Show) -> None:
    block, _told = _ask("choice", context)
    shown(block)

    interface = QAccessible.queryAccessibleInterface(block.field.control)

    assert interface is not None
    assert interface.role() == QAccessible.Role.Grouping
    assert interface.text(QAccessible.Text.Name) == "What was it?"


def test_tab_leaves_a_long_text(context: FieldContext, shown: Show) -> None:
    block, _told = _ask("long_text", context, unknowns=("not_known",))
    shown(block)
    block.focus_first()

    QTest.keyClick(block.field.control, Qt.Key.Key_Tab)

    assert not isinstance(QApplication.focusWidget(), QPlainTextEdit)


def test_a_pasted_flood_is_kept_in_the_draft_and_said_to_be_too_long(context: FieldContext, shown: Show) -> None:
    block, told = _ask("long_text", context)
    shown(block)
    box = block.field.control
    assert isinstance(box, QPlainTextEdit)
    QTest.keyClicks(box, "first")
    QApplication.clipboard().setText("x" * 200_000)

    box.paste()

    assert told[-1] == ("asked", "first" + "x" * 200_000)
    assert "200,005 characters" in (block.unreadable() or "")
    assert len(box.toPlainText()) == 200_005


def test_a_count_appears_only_near_the_limit(context: FieldContext, shown: Show) -> None:
    block, _told = _ask("long_text", context, limit=100)
    shown(block)

    block.set_value("x" * 89)
    far = block.field.count.isHidden()  # type: ignore[attr-defined]
    block.set_value("x" * 95)

    assert far
    assert block.field.count.text() == "You can write 5 more characters"  # type: ignore[attr-defined]


@pytest.mark.parametrize("words", ["ŵ ŷ e\u0301", "שלום", "a\u00a0b", "maybe half a minute"])
def test_typed_words_are_told_to_the_letter(words: str, context: FieldContext, shown: Show) -> None:
    block, told = _ask("long_text", context)
    shown(block)
    box = block.field.control
    assert isinstance(box, QPlainTextEdit)

    box.insertPlainText(words)

    assert told[-1] == ("asked", words)


def test_a_stated_unknown_takes_the_answer_away_and_typing_takes_it_back(context: FieldContext, shown: Show) -> None:
    block, told = _ask("text", context, unknowns=("not_known", "declined"))
    shown(block)
    chip = block.findChild(QWidget, "asked?not_known")
    block.set_value("Library")
    assert chip is not None

    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    emptied = _box(block, "asked").text()
    QTest.keyClicks(_box(block, "asked"), "Hall")

    assert emptied == ""
    assert told[0] == ("asked", Unknown("not_known"))
    assert told[-1] == ("asked", "Hall")
    assert not chip.isChecked()  # type: ignore[attr-defined]


def test_yes_and_no_has_its_own_card_for_not_known(context: FieldContext, shown: Show) -> None:
    block, told = _ask("yes_no", context, unknowns=("not_known",))
    shown(block)
    card = block.findChild(QWidget, "asked:not_known")
    assert card is not None

    QTest.mouseClick(card, Qt.MouseButton.LeftButton)

    assert told == [("asked", Unknown("not_known"))]
    assert block.findChild(QWidget, "asked?not_known") is None


def test_a_choice_that_stands_alone_takes_the_others_away(context: FieldContext, shown: Show) -> None:
    block, told = _ask("choices", context)
    shown(block)
    block.set_value(("one", "two"))
    cards = {code: block.findChild(QWidget, f"asked:{code}") for code in ("one", "none")}

    for code in ("none", "one"):
        card = cards[code]
        assert card is not None
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)

    assert told == [("asked", ("none",)), ("asked", ("one",))]


def test_a_moment_is_told_with_the_offset_of_its_night(context: FieldContext, shown: Show) -> None:
    block, told = _ask("date_time", context)
    shown(block)

    for name, keys in (("day", "14"), ("month", "5"), ("year", "2026"), ("time", "1043")):
        QTest.keyClicks(_box(block, f"asked.{name}"), keys)

    assert told[-1] == ("asked", WallTime("2026-05-14T10:43", "+01:00", "Europe/London"))


def test_a_whole_day_in_the_first_box_goes_into_all_three(context: FieldContext, shown: Show) -> None:
    block, told = _ask("date_time", context)
    shown(block)
    day = _box(block, "asked.day")
    QTest.keyClicks(_box(block, "asked.time"), "1043")
    day.setFocus()

    QTest.keyClicks(day, "14 May 26")
    QTest.keyClick(day, Qt.Key.Key_Tab)

    assert [_box(block, f"asked.{name}").property("text") for name in ("day", "month", "year")] == ["14", "5", "2026"]
    assert told[-1] == ("asked", WallTime("2026-05-14T10:43", "+01:00", "Europe/London"))


def test_a_time_that_came_twice_asks_which_and_keeps_what_is_typed(context: FieldContext, shown: Show) -> None:
    block, told = _ask("date_time", context)
    shown(block)
    for name, keys in (("day", "25"), ("month", "10"), ("year", "2026"), ("time", "01:25")):
        QTest.keyClicks(_box(block, f"asked.{name}"), keys)
    before = told[-1][1]
    second = block.findChild(QWidget, "asked.which:+00:00")
    assert second is not None

    QTest.mouseClick(second, Qt.MouseButton.LeftButton)

    assert before == WallTime("2026-10-25T01:25", "", "Europe/London")
    assert told[-1][1] == WallTime("2026-10-25T01:25", "+00:00", "Europe/London")
    assert second.accessibleName() == "The second 01:25"


def test_a_time_that_never_came_says_so(context: FieldContext, shown: Show) -> None:
    block, told = _ask("date_time", context)
    shown(block)

    for name, keys in (("day", "29"), ("month", "3"), ("year", "2026"), ("time", "01:30")):
        QTest.keyClicks(_box(block, f"asked.{name}"), keys)

    field = block.field
    assert isinstance(field, WhenField)
    assert field.note.text() == "The clocks went forward that night, so 01:30 did not happen. Check the time."
    assert told[-1][1] == WallTime("2026-03-29T01:30", "", "Europe/London")


def test_use_time_now_fills_in_day_and_time(context: FieldContext, shown: Show) -> None:
    block, told = _ask("date_time", context)
    shown(block)
    button = block.findChild(QWidget, "asked.time.use_time_now")
    assert button is not None

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert told == [("asked", WallTime("2026-11-22T14:30", "+00:00", "Europe/London"))]


def test_a_suggested_day_is_no_answer_until_there_is_a_time(context: FieldContext, shown: Show) -> None:
    block, told = _ask("date_time", context)
    shown(block)
    field = block.field
    assert isinstance(field, WhenField)

    field.suggest_day("2026-05-14")
    untouched = (list(told), block.unreadable())
    QTest.keyClicks(field.times.box, "1043")

    assert untouched == ([], None)
    assert told[-1][1] == WallTime("2026-05-14T10:43", "+01:00", "Europe/London")


def test_a_day_without_its_time_says_what_is_missing(context: FieldContext, shown: Show) -> None:
    block, _told = _ask("date_time", context)
    shown(block)

    for name, keys in (("day", "14"), ("month", "5"), ("year", "2026")):
        QTest.keyClicks(_box(block, f"asked.{name}"), keys)

    assert block.unreadable() == "Write the time too."


def test_a_duration_keeps_the_words_and_takes_numbers_beside_them(context: FieldContext, shown: Show) -> None:
    block, told = _ask("duration", context)
    shown(block)

    QTest.keyClicks(_box(block, "asked.stated"), "maybe half a minute")
    QTest.keyClicks(_box(block, "asked.seconds"), "30")

    assert told[-1] == ("asked", StatedDuration("maybe half a minute", 30))


def test_a_number_that_is_none_is_said_and_not_told(context: FieldContext, shown: Show) -> None:
    block, told = _ask("number", context)
    shown(block)

    QTest.keyClicks(_box(block, "asked"), "many")

    assert told == []
    assert block.unreadable() == "This is not a whole number. Write it with digits, like 12."


def test_a_name_is_found_without_its_marks_and_picked_with_the_keyboard(context: FieldContext, shown: Show) -> None:
    block, told = _ask("person", context)
    shown(block)
    box = _box(block, "asked")
    block.focus_first()

    QTest.keyClicks(box, "wyn")
    popup = box.completer().popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)

    assert told[-1] == ("asked", PersonRef("Dylan Ŵyn Pryce", "p1"))
    assert box.text() == "Dylan Ŵyn Pryce"


def test_a_name_outside_the_directory_is_kept_as_typed(context: FieldContext, shown: Show) -> None:
    block, told = _ask("person", context)
    shown(block)

    QTest.keyClicks(_box(block, "asked"), "Osian ap Ll")
    _box(block, "asked").insert("ŷr")

    assert told[-1] == ("asked", PersonRef("Osian ap Llŷr"))
    field = block.field
    assert isinstance(field, PersonField)
    assert field.known.text() == "Not in the list; kept as you typed it"


def test_a_member_of_staff_brings_the_role_which_can_be_changed(context: FieldContext, shown: Show) -> None:
    block, told = _ask("staff", context)
    shown(block)
    box = _box(block, "asked")
    assert isinstance(box, NameBox)

    QTest.keyClicks(box, "Mr Lewis")
    known = told[-1][1]
    QTest.keyClicks(_box(block, "asked.role"), ", cover")

    assert known == PersonRef("Mr Lewis", "s2", "Teacher")
    assert told[-1][1] == PersonRef("Mr Lewis", "s2", "Teacher, cover")


def test_who_has_left_is_offered_last_and_never_taken_for_who_is_here(context: FieldContext, shown: Show) -> None:
    gone = DirectoryRow("s0", "Mr Lewis", "Teacher, left on 2 May 2026", "Teacher", here=False)
    before = DirectoryRow("s3", "Mrs Lewin", "left on 2 May 2026", here=False)
    block, told = _ask("staff", replace(context, staff=(*context.staff, gone, before)))
    shown(block)
    box = _box(block, "asked")
    assert isinstance(box, NameBox)

    QTest.keyClicks(box, "lew")
    model = box.completer().model()
    offered = [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]
    box.selectAll()
    QTest.keyClicks(box, "Mr Lewis")
    same_name = told[-1][1]
    box.selectAll()
    QTest.keyClicks(box, "Mrs Lewin")

    assert offered == [
        "Mr Lewis · Teacher", "Mr Lewis · Teacher, left on 2 May 2026", "Mrs Lewin · left on 2 May 2026",
    ]  # fmt: skip
    assert same_name == PersonRef("Mr Lewis", "s2", "Teacher")
    assert told[-1][1] == PersonRef("Mrs Lewin", "s3", "Teacher")


def test_a_press_on_the_picture_ticks_the_list_and_asks_what_is_there(context: FieldContext, shown: Show) -> None:
    block, told = _ask("body_map", context)
    shown(block)
    field = block.field
    assert isinstance(field, BodyField)
    picture = field.pictures["back"]

    QTest.mouseClick(
        picture, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, picture.centre_of("left_forearm").toPoint()
    )
    waiting = block.unreadable()
    field.marks["back", "left_forearm"].kind.setCurrentIndex(1)
    field.marks["back", "left_forearm"].kind.activated.emit(1)

    assert field.boxes["back", "left_forearm"].isChecked()
    assert waiting == "Say what is there: Left forearm (Back)"
    assert told == [("asked", (BodyMark("back", "left_forearm", "graze"),))]


def test_left_and_right_are_the_persons_own(context: FieldContext, shown: Show) -> None:
    block, _told = _ask("body_map", context)
    shown(block)
    field = block.field
    assert isinstance(field, BodyField)

    front, back = (field.pictures[view].centre_of("left_hand").x() for view in ("front", "back"))

    middle = field.pictures["front"].width() / 2
    assert back < middle < front
