from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition, Step
from rrn_desktop.forms.navigation import pages
from rrn_desktop.forms.registry import definition
from rrn_desktop.forms.rules import Moment
from rrn_desktop.forms.validation import validate
from rrn_desktop.forms.values import Unknown, Value
from rrn_desktop.looks import THEME_NAMES
from tests.ui.accessibility_audit import audit
from tests.ui.forms.form_parts import question
from ui.forms.body_field import BodyField
from ui.forms.check_answers import CheckAnswersPage, check_cards
from ui.forms.dispatch import field_for
from ui.forms.field import FieldContext
from ui.forms.section_page import SectionPage
from ui.theme import Look, apply_look
from ui.widgets.buttons import ActionButton
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.labels import PlainLabel
from ui.widgets.pages import FormFrame

Show = Callable[[QWidget], QMainWindow]
AT = Moment(datetime(2026, 11, 22, 14, 30, tzinfo=UTC), "Europe/London")


class Presenter(QObject):
    """The least that a screen does: new answers from each signal, and the page again."""

    def __init__(self, page: SectionPage, form: Definition, answers: Answers) -> None:
        super().__init__(page)
        self.page, self.form, self.answers = page, form, answers
        page.answered.connect(self.answered)
        page.row_asked.connect(self.row_asked)
        page.remove_asked.connect(self.remove_asked)
        self.show()

    def show(self) -> None:
        states = pages(self.form, self.answers, validate(self.form, self.answers, AT))
        here = next((state for state in states if state.step.id == self.page.step.id), None)
        self.page.refresh(self.answers, here.questions if here else ())

    def answered(self, path: str, value: Value | None) -> None:
        self.answers = self.answers.with_answer(path, value)
        self.show()

    def row_asked(self, path: str) -> None:
        self.answers = self.answers.with_row(path)
        self.show()

    def remove_asked(self, path: str, index: int) -> None:
        self.answers = self.answers.without_row(path, index)
        self.show()


def _incident() -> Definition:
    return definition("incident")


def _step(form: Definition, id_: str) -> Step:
    return next(step for step in form.steps if step.id == id_)


def _page(step_id: str, context: FieldContext, answers: Answers) -> tuple[SectionPage, Presenter]:
    form = _incident()
    page = SectionPage(_step(form, step_id), context)
    return page, Presenter(page, form, answers)


def _found(page: QWidget, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def _press(page: QWidget, name: str) -> None:
    QTest.mouseClick(_found(page, name), Qt.MouseButton.LeftButton)


def test_rows_are_added_numbered_and_carry_their_paths(context: FieldContext, shown: Show) -> None:
    page, presenter = _page("practices", context, Answers.empty())
    shown(page)

    _press(page, "practices:add")
    _press(page, "practices:add")
    _press(page, "practices[1].people:add")

    assert len(presenter.answers.rows("practices")) == 2
    assert page.block("practices[1].people[0].who") is not None
    assert page.findChild(QWidget, "practices[1].start") is not None
    assert _found(page, "practices[1].people[0]").accessibleName().endswith(" 1")


def test_a_new_row_takes_the_focus(context: FieldContext, shown: Show) -> None:
    page, _presenter = _page("practices", context, Answers.empty())
    shown(page)

    _press(page, "practices:add")

    block = page.block("practices[0].kind")
    assert block is not None
    assert block.isAncestorOf(QApplication.focusWidget() or QWidget())


def test_removing_a_row_moves_the_later_ones_up(context: FieldContext, shown: Show) -> None:
    rows = (Answers({"kind": "seclusion"}), Answers({"kind": "locked"}))
    page, presenter = _page("practices", context, Answers({"practices": rows}))
    shown(page)

    _press(page, "practices[0]:remove")

    assert presenter.answers.rows("practices") == (Answers({"kind": "locked"}),)
    block = page.block("practices[0].kind")
    assert block is not None
    assert block.value() == "locked"
    assert page.block("practices[1].kind") is None


def test_what_is_half_typed_survives_a_refresh(context: FieldContext, shown: Show) -> None:
    page, presenter = _page("when_where", context, Answers.empty())
    shown(page)
    day = page.findChild(QLineEdit, "started.day")
    assert day is not None
    day.setFocus()
    QTest.keyClicks(day, "14")

    presenter.answered("place", "Library")

    assert day.text() == "14"
    assert QApplication.focusWidget() is day
    assert page.unreadable() == (("started", "Fill in the day, the month and the year."),)


def test_questions_come_and_go_with_the_answers_that_make_them_matter(context: FieldContext, shown: Show) -> None:
    page, presenter = _page("impact", context, Answers.empty())
    shown(page)
    block = page.block("injuries")
    assert block is not None
    before = block.isHidden()

    presenter.answered("injured", ("person",))

    assert before
    assert not block.isHidden()


def test_the_summary_says_the_problems_and_leads_to_the_field(context: FieldContext, shown: Show) -> None:
    page, _presenter = _page("when_where", context, Answers.empty())
    shown(page)

    page.show_problems((("started", "Say when it began."), ("place", "Say where it was.")))
    told = (page.summary.accessibleName(), QApplication.focusWidget())
    page.summary.followed.emit("place")

    assert told == ("There are 2 problems. Say when it began. Say where it was.", page.summary)
    assert (QApplication.focusWidget() or QWidget()).objectName() == "place"
    assert _found(page, "place").accessibleDescription().endswith("Error: Say where it was.")


def test_the_same_problem_twice_is_told_apart_by_its_question_or_its_row(context: FieldContext, shown: Show) -> None:
    dates, _ = _page("when_where", context, Answers({}))
    rows, presenter = _page("practices", context, Answers({}).with_row("practices"))
    presenter.row_asked("practices")
    shown(dates)

    dates.show_problems((("started", "This is not a date."), ("found_out", "This is not a date.")))
    rows.show_problems((("practices[0].kind", "Choose what it was."), ("practices[1].kind", "Choose what it was.")))

    said = [[link.words for link in page.summary.findChildren(ActionButton)] for page in (dates, rows)]
    assert said == [
        ["When did it begin? This is not a date.", "When did you find out? This is not a date."],
        ["Hold or restriction 1: Choose what it was.", "Hold or restriction 2: Choose what it was."],
    ]


def test_one_problem_is_called_a_problem_and_goes_away_with_it(shown: Show) -> None:
    summary = ErrorSummary()
    shown(summary)

    summary.show_problems((("a", "Say it."),))
    one = summary.accessibleName()
    summary.show_problems(())

    assert one == "There is a problem. Say it."
    assert summary.isHidden()


def test_the_check_page_says_answers_unknowns_and_gaps_in_words(context: FieldContext, shown: Show) -> None:
    form = _incident()
    answers = Answers({"place": Unknown("not_known"), "started": WallTime("2026-05-14T10:43", "+01:00")})
    problems = validate(form, answers, AT)
    page = CheckAnswersPage()
    asked: list[str] = []
    page.change_asked.connect(asked.append)
    shown(page)

    page.show_cards(check_cards(form, pages(form, answers, problems), answers, problems))
    _press(page, "change:when_where")

    labels = {label.objectName(): label.text() for label in page.findChildren(PlainLabel)}
    words = {path: labels[f"check:{path}"] for path in ("started", "place", "before")}
    assert words == {"started": "Thursday 14 May 2026, 10:43", "place": "Not known", "before": "Not answered yet"}
    assert asked == ["when_where"]


def test_an_optional_question_says_so_in_its_label(context: FieldContext, shown: Show) -> None:
    step = Step(id="s", title="T", short="S", questions=(question("text", optional=True),))
    page = SectionPage(step, context)
    shown(page)

    page.refresh(Answers.empty(), {"asked"})

    assert _found(page, "asked").accessibleName() == "What was it? (optional)"


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_page_scrolls_sideways_or_stands_in_anyones_way(
    theme: str, scale: float, context: FieldContext, dressed: QApplication, shown: Show
) -> None:
    form = _incident()
    rows = (Answers({"kind": "seclusion", "people": (Answers(),)}),)
    answers = Answers({"practices": rows, "injured": ("person",), "injuries": (Answers({"who": "person"}),)})
    apply_look(dressed, Look(theme, scale))  # type: ignore[arg-type]
    frame = FormFrame()
    shown(frame)
    found: list[object] = []

    for step in form.steps:
        page = SectionPage(step, context)
        Presenter(page, form, answers)
        frame.show_page(page)
        dressed.processEvents()
        page.arrive()
        found += [(step.id, page.overflow())] if page.overflow() else []
        found += [(step.id, finding) for finding in audit(frame.window(), tabs=scale == 1.0 and theme == "light")]
    narrow = frame.narrow
    apply_look(dressed, Look())

    assert found == []
    assert narrow == (scale == 2.0)


def test_a_new_text_size_keeps_what_is_typed_and_where_the_focus_is(
    context: FieldContext, dressed: QApplication, shown: Show
) -> None:
    page, _presenter = _page("when_where", context, Answers.empty())
    frame = FormFrame()
    shown(frame)
    frame.show_page(page)
    day = _found(page, "started.day")
    dressed.processEvents()
    day.setFocus()
    QTest.keyClicks(day, "14")

    apply_look(dressed, Look("dark", 2.0))
    dressed.processEvents()
    large = (frame.narrow, page.overflow(), day.height() >= 88, day.property("text"), QApplication.focusWidget() is day)
    apply_look(dressed, Look())

    assert large == (True, 0, True, "14", True)


def test_the_picture_stands_above_the_list_where_there_is_no_room_beside_it(context: FieldContext, shown: Show) -> None:
    field = field_for(question("body_map"), "asked", context)
    assert isinstance(field, BodyField)
    window = shown(field)
    place = field.boxes["front", "face"]
    beside = place.mapTo(window, QPoint(0, 0)).x() > field.pictures["back"].mapTo(window, QPoint(0, 0)).x()

    window.resize(480, 900)
    QApplication.processEvents()

    below = place.mapTo(window, QPoint(0, 0)).y() > field.pictures["front"].mapTo(window, QPoint(0, 0)).y() + 300
    assert beside
    assert below
