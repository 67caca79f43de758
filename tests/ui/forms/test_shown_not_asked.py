from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Choice, Step
from tests.ui.forms.form_parts import question
from ui.forms.choice_fields import ChoiceField
from ui.forms.dispatch import field_for
from ui.forms.field import FieldContext
from ui.forms.section_page import SectionPage
from ui.forms.time_reading import whole_year
from ui.widgets.labels import PlainLabel

Show = Callable[[QWidget], QMainWindow]
KNOWN = question("date", id="known", label="Day of the incident", derived=True)
ASKED = question("text")


def _page(shown: Show, context: FieldContext, answers: Answers) -> SectionPage:
    page = SectionPage(Step(id="s", title="Review", short="Review", questions=(KNOWN, ASKED)), context)
    shown(page)
    page.refresh(answers, ("known", "asked"))
    page.arrive()
    return page


def test_what_the_program_fills_in_is_shown_and_the_focus_goes_to_what_is_asked(
    shown: Show, context: FieldContext
) -> None:
    page = _page(shown, context, Answers({"known": "2026-05-14"}))

    said = [one.text() for one in page.findChildren(PlainLabel) if one.isVisible()]

    assert "Thursday 14 May 2026" in said
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "asked"


def test_what_the_program_could_not_fill_in_is_not_shown(shown: Show, context: FieldContext) -> None:
    page = _page(shown, context, Answers.empty())

    block = page.block("known")

    assert block is not None
    assert block.isHidden()


def test_three_short_choices_stand_side_by_side_and_longer_ones_do_not(shown: Show, context: FieldContext) -> None:
    short = tuple(Choice(code=code, label=code.title()) for code in ("yes", "partly", "no"))
    both = [
        field_for(question("choice", choices=choices), "asked", context)
        for choices in (short, (*short[:2], Choice(code="long", label="Nothing of the kind at all")))
    ]
    tops = []
    for field in both:
        shown(field)
        assert isinstance(field, ChoiceField)
        tops.append({card.y() for card in field.cards.cards.values()})

    assert len(tops[0]) == 1
    assert len(tops[1]) > 1


def test_a_year_of_two_digits_may_lie_ahead_where_something_is_still_to_come() -> None:
    today = date(2026, 12, 20)

    years = [whole_year(text, today, 2) for text in ("27", "28", "29", "98")]

    assert years == ["2027", "2028", "1929", "1998"]
