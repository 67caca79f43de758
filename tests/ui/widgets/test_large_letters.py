from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget

from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from ui.forms.dispatch import block_for
from ui.forms.field import FieldContext
from ui.forms.time_boxes import DateBoxes
from ui.screens.parts.field import LabelledField
from ui.screens.people.row_table import Column, RowTable
from ui.theme import Look, apply_look
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import sized
from ui.widgets.pages import Page

Show = Callable[[QWidget], QMainWindow]


@pytest.fixture
def twice_as_large(dressed: QApplication) -> Iterator[None]:
    apply_look(dressed, Look("light", 2.0))
    yield
    apply_look(dressed, Look())


def _page(window_height: int, between: int, shown: Show) -> tuple[Page, Heading, ActionButton]:
    page, title, begin = Page(), Heading("Set this place up"), ActionButton("Begin", "primary")
    for part in (PlainLabel("Section 1 of 9", "hint"), title, sized(QWidget(), min_height=between), begin):
        page.body.addWidget(part)
    page.body.addWidget(ActionButton("Look again"))
    window = shown(page)
    window.resize(700, window_height)
    QApplication.processEvents()
    return page, title, begin


def test_a_page_that_begins_far_below_opens_at_its_title_and_tab_goes_on_from_there(shown: Show) -> None:
    page, title, begin = _page(400, 900, shown)

    page.begin(begin)
    page.ensureWidgetVisible(begin)

    assert (title.hasFocus(), page.verticalScrollBar().value()) == (True, 0)
    QTest.keyClick(title, Qt.Key.Key_Tab)
    assert begin.hasFocus()


def test_a_page_opens_with_its_title_and_its_first_control_where_both_can_be_seen(shown: Show) -> None:
    page, title, begin = _page(400, 240, shown)

    page.begin(begin)
    page.ensureWidgetVisible(begin)

    seen = page.viewport().rect()
    tops = [title.mapTo(page.viewport(), title.rect().topLeft()), begin.mapTo(page.viewport(), begin.rect().topLeft())]
    assert (begin.hasFocus(), [seen.contains(top) for top in tops]) == (True, [True, True])


def test_what_is_wrong_stands_as_far_from_its_bar_in_large_letters(dressed: QApplication, twice_as_large: None) -> None:
    field = LabelledField("Your name", QLineEdit())

    field.show_error("Write your name")

    layout = field.layout()
    assert layout is not None
    assert layout.contentsMargins().left() == 28


def test_of_a_day_that_is_wrong_each_box_is_marked(dressed: QApplication) -> None:
    boxes = DateBoxes("days:first")
    field = LabelledField("First day", boxes)

    field.show_error("Write the first day")

    assert [box.property("invalid") for box in boxes.boxes] == ["true"] * 3


def test_the_way_to_remove_a_row_leaves_room_for_its_heading_and_is_named_in_full(context: FieldContext) -> None:
    definition = registry.definition("incident")
    question = next(one for step in definition.steps for one in step.questions if one.id == "told")
    block = block_for(question, "told", context)

    block.set_value((Answers.empty(),))

    remove = block.findChild(ActionButton, "told[0]:remove")
    assert remove is not None
    assert (remove.words, remove.accessibleName().startswith("Remove ")) == ("Remove", True)
    assert len(remove.accessibleName().split()) > 2


def test_a_row_is_said_in_full_without_what_is_empty(dressed: QApplication) -> None:
    table = RowTable("People", "", [Column("Name", 200), Column("Born", 200), Column("Year group", 200)])

    table.show_rows([("Dylan Pryce", "", "Year 3")])

    assert table.says(0) == "Dylan Pryce. Year group: Year 3."
