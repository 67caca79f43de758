"""``rrn clocks``: what is due after an incident, without a store, and the numbers that a place sets itself."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rrn_desktop.cli.command import Command
from tests.rrn_desktop.services.school import AUTHOR, LEAD

FRIDAY = ("--profile", "eng_home", "--incident", "2026-02-06 21:30")


def by_kind(rrn: Command, *arguments: str) -> dict[str, dict[str, Any]]:
    return {one["kind"]: one for one in rrn.plainly("clocks", *arguments, "--json").result["clocks"]}


def test_a_home_has_24_hours_48_hours_and_5_days_and_each_says_it_is_law(rrn: Command) -> None:
    found = by_kind(rrn, *FRIDAY)

    assert found["record"]["due"] == "2026-02-07T21:30:00+00:00"
    assert found["user_spoken"]["due"] == found["countersign"]["due"] == "2026-02-08T21:30:00+00:00"
    assert found["child_spoken"]["due"] == "2026-02-11T21:30:00+00:00"
    law = {kind for kind, one in found.items() if one["says"] == "required by"}
    assert law == {"record", "user_spoken", "countersign", "child_spoken"}


def test_in_words_each_thing_has_its_time_its_rule_and_how_far_that_was_checked(rrn: Command) -> None:
    said = rrn.plainly("clocks", "--profile", "eng_school", "--incident", "2026-05-14 10:43").out.decode()

    assert "Thursday 14 May 2026, 23:59: Tell each parent what happened\n" in said
    assert "(guidance, as summarised; check)" in said
    assert "(local, check locally)\nWorking days are counted: no term dates are entered for then." in said


def test_each_clock_counts_from_its_own_moment(rrn: Command) -> None:
    more = ("--aware", "2026-11-19 09:00", "--recorded", "2026-11-19 11:00", "--end", "2026-11-18 13:50")

    found = by_kind(rrn, "--profile", "wal_school", "--incident", "2026-11-18 13:10", *more)

    assert found["safeguarding"]["from"] == "2026-11-19T09:00:00+00:00"
    assert found["support"]["due"] == "2026-11-18T13:50:00+00:00"
    assert found["told"]["due"] == "2026-11-18T23:59:59+00:00"


def test_a_time_with_its_offset_says_which_one_is_meant(rrn: Command) -> None:
    due = [
        by_kind(rrn, "--profile", "eng_ward", "--incident", time)["check"]["due"]
        for time in ("2026-10-25T01:25+01:00", "2026-10-25T01:25:00Z")
    ]

    assert due == ["2026-10-25T01:25:00+00:00", "2026-10-25T02:25:00+00:00"]


@pytest.mark.parametrize(
    ("profile", "time", "code", "words"),
    [
        ("atlantis", "2026-02-06 21:30", "not_found", "profile"),
        ("eng_home", "last night", "usage", "can't be read"),
        ("eng_home", "2026-10-25 01:25", "usage", "came twice"),
        ("eng_home", "2026-03-29 01:25", "usage", "never came"),
        ("eng_home", "9999-12-31 23:00", "usage", "year"),
        ("eng_home", "0001-01-01T00:00+01:00", "usage", "can't be read"),
    ],
)
def test_what_can_not_be_reckoned_is_refused_with_its_sentence(
    rrn: Command, profile: str, time: str, code: str, words: str
) -> None:
    said = rrn.plainly("clocks", "--profile", profile, "--incident", time, "--json")

    assert said.code == code
    assert words in said.json["error"]["what"]


def test_a_place_lists_its_time_limits_and_sets_the_numbers_that_are_its_own(rrn: Command) -> None:
    before = {one["id"]: one for one in rrn.as_(AUTHOR, "clocks", "list").result["clocks"]}

    (done,) = rrn.as_(LEAD, "clocks", "set", "support_later", "21").result["clocks"]

    after = {one["id"]: one for one in rrn.as_(AUTHOR, "clocks", "list").result["clocks"]}
    own = {one["id"] for one in before.values() if one["can_set"]}
    assert own == {"complete_first", "support_later", "school_review"}
    assert not any(one["own"] for one in before.values())
    assert done == after["support_later"]
    assert (done["length"], done["says"], done["own"]) == ("21 days", "your own choice", True)
    assert {key: one for key, one in after.items() if key != "support_later"} == {
        key: one for key, one in before.items() if key != "support_later"
    }


def test_what_is_recorded_after_a_number_was_set_is_counted_by_it(rrn: Command) -> None:
    rrn.as_(LEAD, "clocks", "set", "school_review", "2")

    found = rrn.sealed(AUTHOR)["follow_ups"]

    review = next(one for one in found if one["kind"] == "review")
    assert review["due"] == "2026-05-18T23:59:59+01:00"
    assert review["rule"] == "On another day and soon; 2 school days is your own choice"
    assert review["trust"] == "read"


def test_what_can_not_be_set_has_each_its_refusal_by_command(rrn: Command) -> None:
    said = [
        rrn.as_(AUTHOR, "clocks", "set", "support_later", "21"),
        rrn.as_(LEAD, "clocks", "set", "eng_school_authority", "3"),
        rrn.as_(LEAD, "clocks", "set", "nothing", "3"),
        rrn.as_(LEAD, "clocks", "set", "support_later", "soon"),
        rrn.plainly("clocks", "--profile", "eng_home", "--json"),
    ]

    assert [one.code for one in said] == ["no_right", "refused", "not_found", "usage", "usage"]
