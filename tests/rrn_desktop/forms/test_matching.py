"""Conditions that stand outside a form, held against its answers."""

from __future__ import annotations

import pytest

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Condition
from rrn_desktop.forms.matching import answered, rows_that_match
from rrn_desktop.forms.registry import definition
from rrn_desktop.forms.values import Unknown
from tests.rrn_desktop.forms.told_cases import told

INCIDENT = definition("incident")
HURT = Condition(path="injured", any_of=("person", "staff", "other"))
AID = Condition(path="damaged", any_of=("aid",))


@pytest.mark.parametrize(
    ("name", "hurt", "aid"), [("case2", True, False), ("case4", False, True), ("case8_5", True, False)]
)
def test_a_condition_holds_for_what_was_answered(name: str, hurt: bool, aid: bool) -> None:
    answers = told(name)

    assert answered(HURT, INCIDENT, answers) is hurt
    assert answered(AID, INCIDENT, answers) is aid


def test_a_stated_unknown_is_no_yes_and_can_be_asked_for() -> None:
    answers = Answers({"injured": Unknown("not_known")})

    assert not answered(HURT, INCIDENT, answers)
    assert answered(Condition(path="injured", states=("not_known",)), INCIDENT, answers)


def test_a_question_that_this_form_does_not_ask_has_no_answer() -> None:
    earlier = definition("incident", 1)

    assert not answered(AID, earlier, Answers.empty())


def test_any_row_will_do_and_a_row_may_look_around_itself() -> None:
    hearing = Condition(path="aid", any_of=("hearing",))
    both = Condition(all=(hearing, AID))

    answers = told("case4")

    assert rows_that_match(hearing, INCIDENT, "damage", answers) == answers.rows("damage")
    assert rows_that_match(both, INCIDENT, "damage", answers)
    assert not rows_that_match(Condition(path="aid", any_of=("sight",)), INCIDENT, "damage", answers)
    assert not rows_that_match(hearing, INCIDENT, "damage", Answers.empty())


def test_rows_of_what_does_not_repeat_there_are_a_bug() -> None:
    with pytest.raises(KeyError):
        rows_that_match(HURT, INCIDENT, "nonsense", Answers.empty())
