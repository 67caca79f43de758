"""Answers in plain words, and what changed between two versions."""

from __future__ import annotations

import pytest

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.differences import differences
from rrn_desktop.forms.registry import definition
from rrn_desktop.forms.values import BodyMark, PersonRef, StatedDuration, Unknown, Value
from rrn_desktop.forms.wording import duration_words, label_of, shown

INCIDENT = definition("incident")


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("started", WallTime("2026-05-14T10:43", "+01:00"), "Thursday 14 May 2026, 10:43"),
        ("started", WallTime("2026-03-09T11:58:30", "+00:00"), "Monday 9 March 2026, 11:58:30"),
        (
            "started",
            WallTime("2026-10-25T01:25", "+00:00"),
            "Sunday 25 October 2026, 01:25 (the second 01:25 of that night)",
        ),
        (
            "started",
            WallTime("2026-10-25T01:10", "+01:00"),
            "Sunday 25 October 2026, 01:10 (the first 01:10 of that night)",
        ),
        ("practices[0].duration", StatedDuration("maybe half a minute", 30), "“maybe half a minute” (30 seconds)"),
        ("practices[0].duration", StatedDuration("a while"), "“a while”"),
        ("practices[0].end", Unknown("none"), "It has not ended yet"),
        (
            "practices[0].people[0].who",
            PersonRef("Ms Okafor", None, "teaching assistant"),
            "Ms Okafor, teaching assistant",
        ),
        ("practices[0].kind", "seclusion", "Kept alone in a room (seclusion)"),
        ("triggers", ("noise", "change"), "Noise or a crowd; A change of plan"),
        ("triggers", Unknown("not_known"), "Not known"),
        ("own_words", Unknown("declined"), "They did not want to say"),
        (
            "injuries[0].what",
            (BodyMark("front", "left_forearm", "red_mark", "wrist"), BodyMark("back", "upper_back", "graze")),
            "Left forearm (front): red mark, wrist; Upper back (back): graze",
        ),
        ("place", None, ""),
    ],
)
def test_an_answer_is_shown_in_plain_words(path: str, value: Value | None, words: str) -> None:
    question = INCIDENT.question(path)

    found = shown(question, value)

    assert found == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (30, "30 seconds"),
        (60, "1 minute"),
        (12_840, "3 hours 34 minutes"),
        (90_061, "1 day 1 hour 1 minute 1 second"),
    ],
)
def test_seconds_are_said_in_words(seconds: int, words: str) -> None:
    found = duration_words(seconds)

    assert found == words


def test_a_label_names_the_rows_around_it() -> None:
    found = label_of(INCIDENT, "practices[1].people[0].part")

    assert found == "Hold or restriction 2: Member of staff 1: What was their part?"


def test_differences_say_what_changed_was_added_and_was_taken_away() -> None:
    old = Answers({"place": "Corridor", "impact": "Calm", "practices": (Answers({"kind": "seclusion"}),)})
    new = old.with_answer("place", "Library").with_answer("impact", None).with_answer("practices[0].planned", "planned")

    found = differences(INCIDENT, old, new)

    assert [(one.path, one.before, one.after) for one in found] == [
        ("place", "Corridor", "Library"),
        ("practices[0].planned", "", "Yes, as the plan says"),
        ("impact", "Calm", ""),
    ]
    assert found[1].label == "Hold or restriction 1: Was it planned?"


def test_the_same_answers_have_no_differences() -> None:
    answers = Answers({"place": "Corridor"})

    found = differences(INCIDENT, answers, answers)

    assert found == ()
