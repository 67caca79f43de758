"""Answers: paths, rows, and that nothing ever changes in place."""

import pytest
from hypothesis import given, settings

from rrn_desktop.forms.answers import Answers, parts_of
from tests.strategies import answers_for, every_type_definition

FORM = every_type_definition()


def test_an_answer_in_a_row_of_a_row_is_found_by_its_path() -> None:
    start = Answers.empty().with_row("practices").with_row("practices[0].people")

    answers = start.with_answer("practices[0].people[0].part", "held")

    assert answers.get("practices[0].people[0].part") == "held"
    assert start.get("practices[0].people[0].part") is None


def test_taking_a_row_away_moves_the_later_rows_up() -> None:
    answers = Answers({"rows": (Answers({"a": "1"}), Answers({"a": "2"}), Answers({"a": "3"}))})

    left = answers.without_row("rows", 1)

    assert [row.get("a") for row in left.rows("rows")] == ["1", "3"]


def test_taking_the_last_row_away_leaves_the_question_unanswered() -> None:
    answers = Answers.empty().with_row("rows")

    left = answers.without_row("rows", 0)

    assert left == Answers.empty()


def test_the_order_in_which_answers_came_makes_no_difference() -> None:
    one = Answers.empty().with_answer("a", "1").with_answer("b", "2")

    other = Answers.empty().with_answer("b", "2").with_answer("a", "1")

    assert one == other
    assert hash(one) == hash(other)


def test_a_row_that_is_not_there_takes_no_answer() -> None:
    answers = Answers.empty().with_row("rows")

    with pytest.raises(IndexError):
        answers.with_answer("rows[1].a", "1")


@pytest.mark.parametrize("path", ["", "A", "a..b", "a[x]", "a[-1].b", "a[0", "a b", "a[0]b"])
def test_a_path_that_is_none_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="path"):
        parts_of(path)


def test_answers_never_change() -> None:
    answers = Answers({"a": "1"})

    with pytest.raises(AttributeError):
        answers.a = "2"


def test_answers_do_not_show_what_they_hold() -> None:
    answers = Answers({"own_words": "marker-of-a-secret"})

    words = repr(answers)

    assert "marker" not in words


@settings(max_examples=60, deadline=None)
@given(answers=answers_for(FORM))
def test_every_leaf_can_be_got_set_again_and_taken_away(answers: Answers) -> None:
    leaves = dict(answers.leaves())

    for path, value in leaves.items():
        without = answers.with_answer(path, None)
        assert answers.get(path) == value
        assert answers.with_answer(path, value) == answers
        assert without.get(path) is None
        assert without.with_answer(path, value) == answers
