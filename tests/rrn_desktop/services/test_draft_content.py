from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.values import UNKNOWN_STATES, BodyMark, PersonRef, StatedDuration, Unknown
from rrn_desktop.services.draft_content import DraftContent, from_bytes, kept, to_bytes, typed
from tests.strategies import answers_for, every_type_definition

# Python's own texts: NUL, halves of characters, right to left, combining. Two halves that belong together are one
# character in JSON, so a half that opens a pair is left to the test that says so.
ANY_TEXT = st.text(st.characters(exclude_categories=()) | st.sampled_from("\0\udc00\u202e\u0301\U0001f9d2")).filter(
    lambda text: not any("\ud800" <= sign <= "\udbff" for sign in text)
)
_PEOPLE = st.builds(PersonRef, ANY_TEXT, st.none() | ANY_TEXT, st.none() | ANY_TEXT)
_MARKS = st.lists(st.builds(BodyMark, ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT), min_size=1, max_size=3).map(tuple)
ANY_VALUE: st.SearchStrategy[Any] = st.one_of(
    ANY_TEXT,
    st.integers(),
    st.builds(WallTime, ANY_TEXT, ANY_TEXT, ANY_TEXT),
    st.builds(StatedDuration, ANY_TEXT, st.none() | st.integers()),
    _PEOPLE,
    st.sampled_from(UNKNOWN_STATES).map(Unknown),
    _MARKS,
    st.lists(ANY_TEXT, min_size=1, max_size=4).map(tuple),
)
_KEYS = st.from_regex(r"\A[a-z][a-z0-9_]{0,8}\Z")
_FLAT = st.dictionaries(_KEYS, ANY_VALUE, max_size=4).map(Answers)
ANY_ANSWERS = st.recursive(
    _FLAT,
    lambda rows: st.dictionaries(_KEYS, ANY_VALUE | st.lists(rows, min_size=1, max_size=3).map(tuple), max_size=4).map(
        Answers
    ),
    max_leaves=6,
)


def content(answers: Answers) -> DraftContent:
    return DraftContent(
        form_version=1,
        profile="eng_school",
        version=1,
        reason=None,
        previous=None,
        started_at=WallTime("2026-05-14T10:40", "+01:00"),
        at_question="practices[0].how",
        answers=kept(answers),
    )


@given(ANY_ANSWERS)
def test_whatever_was_typed_comes_out_of_a_draft_as_it_went_in(answers: Answers) -> None:
    came_back = typed(from_bytes(to_bytes(content(answers))).answers)

    assert came_back == answers


@given(answers_for(every_type_definition()))
def test_answers_of_every_type_come_out_of_a_draft_as_they_went_in(answers: Answers) -> None:
    came_back = typed(from_bytes(to_bytes(content(answers))).answers)

    assert came_back == answers
    assert all(type(value) is type(came_back.get(key)) for key, value in answers.items())


def test_two_halves_of_one_character_come_back_as_that_character() -> None:
    answers = Answers({"before": "\ud83e\uddd2 hid"})

    came_back = typed(from_bytes(to_bytes(content(answers))).answers)

    assert came_back.get("before") == "\U0001f9d2 hid"


def test_the_rest_of_a_draft_is_kept_with_its_answers() -> None:
    before = content(Answers({"place": "Hall"}))

    after = from_bytes(to_bytes(before))

    assert after == before
    assert to_bytes(before).isascii()


def test_a_draft_shows_nothing_of_its_content_when_it_is_printed() -> None:
    inside = content(Answers({"place": "Corridor by the gate"}))

    printed = repr(inside)

    assert printed == "DraftContent(hidden)"


@pytest.mark.parametrize("part", ["answers", "at_question"])
def test_a_draft_of_another_shape_is_no_draft(part: str) -> None:
    data = to_bytes(content(Answers())).replace(f'"{part}"'.encode(), b'"else"')

    with pytest.raises(ValueError, match=r"else|required"):
        from_bytes(data)
