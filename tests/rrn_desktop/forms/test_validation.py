"""Validation: what blocks a seal, what is a gap, what is only a prompt; times above all."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.derive import duration_of
from rrn_desktop.forms.registry import definition
from rrn_desktop.forms.validation import Moment, validate
from rrn_desktop.forms.values import StatedDuration, Unknown
from tests.rrn_desktop.forms.told_cases import FIRST_RECORDS, NAMES, problems_of
from tests.strategies import answers_for, every_type_definition

INCIDENT = definition("incident")
NOW = Moment(datetime(2026, 11, 22, 12, 0, tzinfo=UTC), "Europe/London")


def wall(local: str, offset: str = "+00:00") -> WallTime:
    return WallTime(local, offset, "Europe/London")


def practice(**values: Any) -> Answers:
    return Answers({"practices": (Answers(values),)})


def codes(answers: Answers, path: str) -> list[tuple[str, str]]:
    return [(one.code, one.kind) for one in validate(INCIDENT, answers, NOW) if one.question == path]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in FIRST_RECORDS])
def test_a_case_has_neither_an_error_nor_a_gap(name: str) -> None:
    problems = problems_of(name)

    assert [one for one in problems if one.kind != "prompt"] == []


def test_an_empty_form_has_a_gap_at_every_required_question_and_no_error() -> None:
    problems = validate(INCIDENT, Answers.empty(), NOW)

    assert {one.kind for one in problems} == {"gap"}
    assert {"person", "started", "place", "practices", "told", "own_words"} <= {one.question for one in problems}


def test_every_gap_has_a_sentence_of_its_own() -> None:
    rows = Answers.empty().with_row("practices").with_row("practices[0].people").with_row("told").with_row("injuries")

    messages = [one.message for one in validate(INCIDENT, rows, NOW)]

    assert all(message.endswith(".") for message in messages)
    assert not any(message.startswith("Please answer") for message in messages)


def test_a_stated_unknown_closes_a_gap() -> None:
    answers = Answers({"place": Unknown("not_known")})

    found = codes(answers, "place")

    assert found == []


def test_blanks_alone_are_no_answer() -> None:
    answers = Answers({"place": "  \t "})

    found = codes(answers, "place")

    assert found == [("missing", "gap")]


def test_an_end_before_its_start_blocks_the_seal() -> None:
    answers = practice(start=wall("2026-11-02T10:43"), end=wall("2026-11-02T10:42:59"))

    found = codes(answers, "practices[0].end")

    assert found == [("end_before_start", "error")]


def test_past_midnight_is_no_error() -> None:
    answers = practice(start=wall("2026-11-02T23:58"), end=wall("2026-11-03T00:04"))

    found = codes(answers, "practices[0].end")

    assert found == []
    assert duration_of(INCIDENT, answers.rows("practices")[0]) == 360


def test_a_time_the_clocks_jumped_over_is_an_error() -> None:
    answers = Answers({"started": wall("2026-03-29T01:30")})

    found = [one for one in validate(INCIDENT, answers, NOW) if one.question == "started"]

    assert [(one.code, one.kind) for one in found] == [("time_not_there", "error")]
    assert "There was no 01:30 on that day" in found[0].message


@pytest.mark.parametrize("offset", ["", "+02:00"])
def test_a_time_that_came_twice_wants_to_know_which_one(offset: str) -> None:
    answers = Answers({"started": wall("2026-10-25T01:25", offset)})

    found = [one for one in validate(INCIDENT, answers, NOW) if one.question == "started"]

    assert [(one.code, one.kind) for one in found] == [("time_came_twice", "error")]
    assert "first or the second" in found[0].message


@pytest.mark.parametrize("offset", ["+00:00", "+01:00"])
def test_a_time_that_came_twice_stands_once_it_is_said_which_one(offset: str) -> None:
    answers = Answers({"started": wall("2026-10-25T01:25", offset)})

    found = codes(answers, "started")

    assert found == []


def test_an_offset_that_the_zone_did_not_have_is_an_error() -> None:
    answers = Answers({"started": wall("2026-05-14T10:40", "+00:00")})

    found = codes(answers, "started")

    assert found == [("wrong_offset", "error")]


def test_seclusion_over_the_night_the_clocks_go_back_lasts_an_hour_longer_than_the_wall_says() -> None:
    row = Answers({"start": wall("2026-10-25T00:31", "+01:00"), "end": wall("2026-10-25T03:05", "+00:00")})

    seconds = duration_of(INCIDENT, row)

    assert seconds == (3 * 60 + 34) * 60


def test_a_night_the_clocks_go_forward_lasts_an_hour_less() -> None:
    row = Answers({"start": wall("2026-03-29T00:50", "+00:00"), "end": wall("2026-03-29T02:10", "+01:00")})

    seconds = duration_of(INCIDENT, row)

    assert seconds == 20 * 60


def test_the_second_of_two_times_is_after_the_first() -> None:
    answers = practice(start=wall("2026-10-25T01:40", "+01:00"), end=wall("2026-10-25T01:25", "+00:00"))

    found = codes(answers, "practices[0].end")

    assert found == []


@pytest.mark.parametrize(
    ("local", "found"),
    [
        ("2026-11-22T12:04", []),
        ("2026-11-22T12:06", [("in_the_future", "error")]),
        ("2027-01-01T00:00", [("in_the_future", "error")]),
    ],
)
def test_what_is_still_to_come_can_not_have_begun(local: str, found: list[tuple[str, str]]) -> None:
    answers = Answers({"started": wall(local)})

    problems = codes(answers, "started")

    assert problems == found


def test_a_very_long_duration_is_a_prompt_and_blocks_nothing() -> None:
    answers = practice(kind="physical_seated", start=wall("2026-11-02T10:00"), end=wall("2026-11-03T10:00"))

    found = codes(answers, "practices[0].end")

    assert found == [("long_hold", "prompt"), ("very_long", "prompt")]


def test_an_hour_of_seclusion_is_not_called_long() -> None:
    answers = practice(kind="seclusion", start=wall("2026-11-02T10:00"), end=wall("2026-11-02T11:00"))

    found = codes(answers, "practices[0].end")

    assert found == []


def test_a_stated_duration_is_kept_word_for_word_and_needs_no_end() -> None:
    answers = practice(start=wall("2026-11-02T10:00"), duration=StatedDuration("maybe half a minute", 30))

    paths = {one.question for one in validate(INCIDENT, answers, NOW)}

    assert answers.get("practices[0].duration") == StatedDuration("maybe half a minute", 30)
    assert "practices[0].end" not in paths
    assert "practices[0].duration" not in paths


def test_words_and_times_that_differ_are_a_prompt() -> None:
    answers = practice(
        start=wall("2026-11-02T10:00"), end=wall("2026-11-02T10:10"), duration=StatedDuration("half a minute", 30)
    )

    found = codes(answers, "practices[0].duration")

    assert found == [("stated_otherwise", "prompt")]


def test_no_one_and_someone_hurt_do_not_go_together() -> None:
    answers = Answers({"injured": ("staff", "none")})

    found = codes(answers, "injured")

    assert found == [("chosen_against", "error")]


def test_pasted_text_that_is_too_long_blocks_the_seal_with_a_sentence() -> None:
    answers = Answers({"before": "x" * 200_000})

    found = [one for one in validate(INCIDENT, answers, NOW) if one.question == "before"]

    assert [(one.code, one.kind) for one in found] == [("too_long", "error")]
    assert "200,000" in found[0].message
    assert found[0].safe


FORM = every_type_definition()


@settings(max_examples=80, deadline=None)
@given(answers=answers_for(FORM), moment=st.datetimes(timezones=st.just(UTC)))
def test_validating_what_can_be_read_never_raises(answers: Answers, moment: datetime) -> None:
    problems = validate(FORM, answers, Moment(moment, "Europe/London"))

    assert all(FORM.find(one.question) is not None for one in problems)


@settings(max_examples=80, deadline=None)
@given(answers=answers_for(INCIDENT))
def test_validating_any_incident_never_raises(answers: Answers) -> None:
    problems = validate(INCIDENT, answers, NOW)

    assert {one.kind for one in problems} <= {"error", "gap", "prompt"}
