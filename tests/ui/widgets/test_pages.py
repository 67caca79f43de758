from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPlainTextEdit, QWidget

from rrn_desktop.services.signatures import Signature
from ui.screens.parts.facts import FactList
from ui.screens.parts.field import LabelledField
from ui.screens.parts.list_page import Listed, ListPage
from ui.screens.parts.signature_lines import signature_lines
from ui.widgets.bars import StickyFooter, TopBar
from ui.widgets.buttons import ActionButton
from ui.widgets.choice_cards import ChoiceCards, Option
from ui.widgets.labels import Group, PlainLabel
from ui.widgets.measures import column, sized
from ui.widgets.pages import Card, Page
from ui.widgets.task_list import Task, TaskList

Show = Callable[[QWidget], QMainWindow]


def _seen(widget: QWidget, page: Page) -> bool:
    place = QRect(widget.mapTo(page.viewport(), QPoint(0, 0)), widget.size())
    return page.viewport().rect().contains(place)


def _settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def test_a_box_that_takes_the_focus_is_seen_whole_and_with_its_question(shown: Show) -> None:
    page, card = Page(), Card()
    fields = [LabelledField(f"Question {at}", sized(QPlainTextEdit(), min_height=160), "A hint") for at in range(5)]
    for field in fields:
        card.body.addWidget(field)
    page.body.addWidget(card)
    window = shown(page)
    window.resize(700, 420)
    _settle()

    page.ensureWidgetVisible(fields[3].control, 20, 20)

    assert _seen(fields[3], page)


def test_of_a_question_higher_than_the_window_its_words_are_seen_with_what_has_the_focus(shown: Show) -> None:
    page, card = Page(), Card()
    choices = ChoiceCards([Option(str(at), f"Choice {at}") for at in range(24)])
    question = LabelledField("Question", choices)
    card.body.addWidget(sized(QWidget(), min_height=700))
    card.body.addWidget(question)
    page.body.addWidget(card)
    window = shown(page)
    window.resize(700, 420)
    _settle()

    page.ensureWidgetVisible(choices.cards["2"], 20, 20)

    assert _seen(choices.cards["2"], page)
    assert _seen(question.findChildren(PlainLabel)[0], page)


def test_a_heading_costs_no_part_of_the_question_below_it(shown: Show) -> None:
    page, card = Page(), Card()
    day, time = sized(QLineEdit(), min_height=44), sized(QLineEdit(), min_height=44)
    both = Group()
    boxes = column(both)
    for box in (day, PlainLabel("Time"), time):
        boxes.addWidget(box)
    card.body.addWidget(LabelledField("When did it begin?", both, "As near as you can."))
    card.body.addWidget(sized(QWidget(), min_height=900))
    for part in (sized(QWidget(), min_height=150), card):
        page.body.addWidget(part)
    window = shown(page)
    window.resize(700, 320)
    _settle()

    page.ensureWidgetVisible(day, 20, 20)

    assert _seen(time, page)


def test_a_box_higher_than_the_window_is_seen_from_its_top(shown: Show) -> None:
    page = Page()
    box = sized(QWidget(), min_height=900)
    page.body.addWidget(sized(QWidget(), min_height=600))
    page.body.addWidget(box)
    window = shown(page)
    window.resize(700, 420)
    _settle()

    page.ensureWidgetVisible(box, 20, 20)

    assert 0 <= box.mapTo(page.viewport(), QPoint(0, 0)).y() < 40


def test_on_the_bar_the_name_of_the_place_wraps_before_any_button_does(shown: Show) -> None:
    bar = TopBar()
    window = shown(bar)
    window.resize(1000, 300)

    bar.show_signed_in("Mrs Shah (demo)")
    bar.show_where("Written without signing in")
    _settle()

    labels = {label.text(): label for label in bar.findChildren(PlainLabel)}
    others = [part for part in (*bar.buttons(), labels["RRN Desktop"]) if part.isVisible()]
    assert [part.width() for part in others] == [part.sizeHint().width() for part in others]
    assert labels["Written without signing in"].width() < labels["Written without signing in"].sizeHint().width()


def test_the_foot_of_a_form_stays_one_line_high_beside_large_letters(shown: Show) -> None:
    footer, more = StickyFooter(), ActionButton("Still to do", "quiet")
    footer._line.addWidget(more)
    window = shown(footer)
    # As many letters wide as a window of 1000 pixels is at 200 %.
    window.resize(500, 300)

    footer.set_narrow(True)
    footer.show_saved("14:41")
    _settle()

    buttons = (footer.back, footer.go_on, more)
    assert [button.width() for button in buttons] == [button.sizeHint().width() for button in buttons]


@pytest.mark.parametrize(("width", "lines"), [(600, 1), (330, 3)])
def test_three_short_choices_stand_in_a_row_or_below_each_other(width: int, lines: int, dressed: QApplication) -> None:
    cards = ChoiceCards((Option("y", "Yes"), Option("p", "Partly"), Option("n", "No")), columns=3)

    cards.resize(width, 300)
    cards.show()
    _settle()

    tops = {card.y() for card in cards.cards.values()}
    cards.hide()
    assert len(tops) == lines


def test_the_open_line_of_the_task_list_has_room_for_its_heavier_letters(shown: Show) -> None:
    tasks = TaskList()
    tasks.beside()
    shown(tasks)
    steps = [Task("a", "Place"), Task("b", "Who looks after accounts")]
    tasks.show_tasks(steps, "a")
    _settle()

    tasks.show_tasks(steps, "b")
    _settle()

    item = tasks._items["b"]
    assert item.height() >= item.heightForWidth(item.width())


def test_below_its_name_a_fact_stands_close_to_it(shown: Show) -> None:
    facts = FactList((("File", "report.pdf"), ("Folder", "Documents")))
    page = Page()
    page.body.addWidget(facts)
    page.body.addStretch(1)
    window = shown(page)

    window.resize(300, 300)
    _settle()

    name, words, next_name, _next_words = facts.findChildren(PlainLabel)
    top = words.mapTo(facts, QPoint(0, 0)).y() - (name.mapTo(facts, QPoint(0, 0)).y() + name.height())
    after = next_name.mapTo(facts, QPoint(0, 0)).y() - (words.mapTo(facts, QPoint(0, 0)).y() + words.height())
    assert top < after


def test_the_name_of_a_file_breaks_at_its_joints(shown: Show) -> None:
    label = PlainLabel("pdf_pages_forged_and_signed_again.pdf")
    shown(label)

    lines = label._at(200)._layout

    assert all(lines.text()[lines.lineAt(at).textStart() - 1] == "\u200b" for at in range(1, lines.lineCount()))


def test_a_list_begins_with_the_way_back_like_every_page_to_read(shown: Show) -> None:
    page = ListPage(Listed("left", "Drafts left behind", "Begun by others.", "There is none."))
    shown(page)

    page.show_lines([("1", "Incident 2026-A-001", "Ms Okafor")])
    _settle()

    tops = {widget.accessibleName() or widget.objectName(): widget.y() for widget in page.findChildren(ActionButton)}
    assert tops["Back"] < page._entries[0].y()


def test_a_signature_over_an_addition_names_it_as_people_do() -> None:
    times = "2026-05-14T14:41:00Z"
    signed = [
        Signature("Ms Okafor", "", times, covers, holds=True)
        for covers in ("2026-A-001 told", "2026-A-001 version 2", "version 1")
    ]

    lines = signature_lines(signed)

    assert [line.covers for line in lines] == [
        "Covers 2026-A-001: Someone was told",
        "Covers 2026-A-001 version 2",
        "Covers version 1",
    ]
