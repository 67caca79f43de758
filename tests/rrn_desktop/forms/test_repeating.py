"""An incident begun like an earlier one: quick to record, never copied blindly."""

from __future__ import annotations

import pytest

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.reading import write_answers
from rrn_desktop.forms.registry import definition
from rrn_desktop.forms.repeating import begun_from
from rrn_desktop.forms.values import Unknown
from tests.rrn_desktop.forms.told_cases import told

INCIDENT = definition("incident")


def test_a_sixth_morning_begins_with_who_where_and_what_and_nothing_that_happened() -> None:
    found = begun_from(INCIDENT, told("case8_6"))

    assert write_answers(INCIDENT, found) == {
        "person": {"name": "Mrs E. Rowlands"},
        "place": "Cedar Ward",
        "practices": [{"kind": "physical_other", "people": [{"part": "held"}, {"part": "held"}], "planned": "planned"}],
        "reasons": ["care"],
        "plan": "followed",
    }


def test_neither_words_nor_times_nor_injuries_nor_who_was_told_are_ever_marked_to_carry() -> None:
    carried = {path: question for path, question in INCIDENT.walk() if question.carry}

    assert {question.privacy for question in carried.values()} <= {"desk", "record"}
    assert not {question.type for question in carried.values()} & {"long_text", "date_time", "date", "time", "duration"}
    assert not {"told", "injuries", "injured", "impact", "damage", "checks", "own_words", "next_shift"} & set(carried)
    assert "practices[].agreed" not in carried


@pytest.mark.parametrize("name", ["case1", "case2", "case3", "case8_5"])
def test_what_is_carried_is_a_part_of_what_was_said(name: str) -> None:
    earlier = told(name)

    begun = begun_from(INCIDENT, earlier)

    said = {(path, value) for path, value in earlier.leaves() if not isinstance(value, Unknown)}
    assert {value for _, value in begun.leaves()} <= {value for _, value in said}
    assert begun.get("person") == earlier.get("person")


def test_what_was_not_known_then_is_asked_again() -> None:
    begun = begun_from(INCIDENT, Answers({"plan": Unknown("not_known"), "place": Unknown("not_known")}))

    assert begun == Answers.empty()


def test_a_code_that_is_no_longer_offered_is_left_out() -> None:
    begun = begun_from(INCIDENT, Answers({"plan": "followed", "reasons": ("care", "since_retired")}))

    assert begun == Answers({"plan": "followed"})


def test_a_row_with_nothing_to_carry_is_no_row() -> None:
    begun = begun_from(INCIDENT, Answers({"practices": (Answers({"how": "Firmly"}), Answers({"kind": "seclusion"}))}))

    assert begun == Answers({"practices": (Answers({"kind": "seclusion"}),)})


def test_a_form_that_marks_nothing_begins_empty() -> None:
    begun = begun_from(definition("support"), told("case9_support"))

    assert begun == Answers.empty()
