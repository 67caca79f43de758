"""Clocks as data: which profile has which, how far each rule was checked, and what sets it going."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from rrn_desktop.clock import WallTime
from rrn_desktop.forms import registry
from rrn_desktop.forms.definition import Condition, Definition
from rrn_desktop.standards.calendar import Calendar
from rrn_desktop.standards.clocks import DueClock, Match, Moments, clock, clocks_of, due, due_words
from rrn_desktop.standards.loader import profiles

EVERY = tuple({one.id: one for profile in profiles() for one in clocks_of(profile.id)}.values())
START = WallTime("2026-02-06T21:30", "+00:00")
END = WallTime("2026-02-06T21:33", "+00:00")


@pytest.mark.parametrize(
    ("profile", "kinds"),
    [
        ("eng_school", ["record", "told", "told_written", "told_authority"]),
        ("eng_home", ["record", "user_spoken", "countersign", "child_spoken", "told"]),
        ("eng_ward", ["record", "told", "check"]),
        ("eng_post16", ["record", "told", "liberty"]),
        ("sco_school", ["told", "told", "told_authority", "record", "told_written"]),
        ("wal_school", ["record", "told", "safeguarding"]),
        ("wal_ward", ["check", "record", "told", "safeguarding"]),
    ],
)
def test_a_profile_has_clocks_of_its_own_and_those_that_everyone_has(profile: str, kinds: list[str]) -> None:
    found = [one.kind for one in clocks_of(profile)]

    assert found == [*kinds, "complete", "support", "aid", "support_later", "review", "independent_review", "reason"]


def test_every_clock_names_profiles_that_are_there() -> None:
    known = {one.id for one in profiles()}

    assert len(EVERY) == len({one.id for one in EVERY})
    assert all(set(one.profiles) <= known for one in EVERY)


def test_a_rule_that_was_not_read_is_never_called_law() -> None:
    laws = {one.id for one in EVERY if one.rule_kind == "law"}

    assert all(one.trust == "read" for one in EVERY if one.rule_kind == "law")
    assert {"eng_home_record", "eng_home_user_spoken", "eng_home_signed", "eng_home_child_spoken"} <= laws


def test_a_number_that_nobody_fixed_is_a_local_choice_and_says_check_locally() -> None:
    local = [one for one in EVERY if one.rule_kind == "local"]

    assert local
    assert all((one.trust, one.says) == ("check_locally", "check locally") for one in local)


LOCAL = [one for one in EVERY if one.rule_kind == "local"]


@pytest.mark.parametrize("one", LOCAL, ids=lambda one: one.id)
def test_a_local_rule_says_in_words_which_choice_it_is(one: DueClock) -> None:
    assert one.rule.endswith(f"; {one.length} is your own choice")


@pytest.mark.parametrize("one", [one for one in LOCAL if one.most], ids=lambda one: one.id)
def test_a_number_of_a_places_own_counts_and_is_in_the_rule(one: DueClock) -> None:
    own = {each.id: each for each in clocks_of(one.profiles[0], {one.id: 1, "of_a_later_version": 9})}[one.id]

    assert (own.amount, own.says) == (1, "your own choice")
    assert own.rule == one.rule.replace(one.length, own.length)
    assert own.length.startswith("1 ")
    assert not own.length.endswith("s")
    sooner = due(own, Moments(START), Calendar("england")).instant() < due_by(one)
    assert sooner == (one.amount > 1)


def due_by(one: DueClock) -> datetime:
    return due(one, Moments(START), Calendar("england")).instant()


def test_what_a_page_may_say_of_a_rule_follows_how_far_it_was_checked() -> None:
    says = {one.id: one.says for one in EVERY}

    assert says["eng_home_record"] == "required by"
    assert says["sco_school_authority"] == "asked for by"
    assert says["eng_school_told_parent"] == "asked for by, as summarised; check"
    assert says["ward_review"] == "check locally"


def test_any_injury_starts_a_safeguarding_duty_in_wales_and_proposes_an_independent_review_anywhere() -> None:
    hurt = Match("incident", where=Condition(path="injured", any_of=("person", "staff", "other")))
    begun = {profile.id: {one.kind: one for one in clocks_of(profile.id)} for profile in profiles()}

    welsh = {profile for profile, kinds in begun.items() if "safeguarding" in kinds}
    assert welsh == {"wal_school", "wal_ward"}
    assert all(hurt in begun[profile]["safeguarding"].begun_by for profile in welsh)
    assert all(hurt in kinds["independent_review"].begun_by for kinds in begun.values())
    assert all(kinds["independent_review"].proposal for kinds in begun.values())


def test_a_reason_that_is_not_in_the_list_goes_to_safeguarding_anywhere_as_a_proposal() -> None:
    found = {profile.id: {one.kind: one for one in clocks_of(profile.id)}["reason"] for profile in profiles()}

    asked = Match("incident", where=Condition(path="reasons", any_of=("other",)))
    assert all(one.begun_by == (asked,) and one.proposal for one in found.values())
    assert all(one.says == "check locally" for one in found.values())


def test_keeping_an_adult_student_in_a_room_asks_about_their_liberty_and_gives_no_verdict() -> None:
    (liberty,) = (one for one in EVERY if one.kind == "liberty")

    assert liberty.profiles == ("eng_post16",)
    assert (liberty.proposal, liberty.by) == (True, "anyone")
    assert "whether it did is not for this program to say" in liberty.rule


def test_one_check_after_an_injection_answers_what_asks_for_the_first_one_and_its_rule_asks_for_more() -> None:
    checks = next(one for one in EVERY if one.kind == "check")

    assert checks.what.startswith("First check of the body after the injection, within the hour")
    assert (checks.amount, checks.unit, checks.trust, checks.rule_kind) == (1, "hours", "read", "guidance")
    assert "at least every hour" in checks.rule


def test_what_only_sometimes_is_due_says_when_in_words() -> None:
    assert all(bool(one.begun_by) == one.only_when.startswith("if ") for one in EVERY)


def test_a_clock_is_found_by_its_id_and_one_of_another_version_is_not() -> None:
    assert clock("eng_home_record") == clocks_of("eng_home")[0]
    assert clock("from_a_later_version") is None


def test_a_moment_that_is_not_known_is_no_earlier_than_the_start() -> None:
    moments = Moments(START, end=END)

    assert moments.of("incident_end") == END
    assert moments.of("use") == moments.of("awareness") == moments.of("record_made") == START


def test_what_went_on_when_it_was_recorded_is_supported_from_its_first_use() -> None:
    moments = Moments(START, use=END)

    assert moments.of("incident_end") == END


def test_at_once_is_due_the_moment_it_ended() -> None:
    support = next(one for one in clocks_of("eng_home") if one.kind == "support")

    found = due(support, Moments(START, end=END), Calendar("england"))

    assert found == END


def _conditions(one: DueClock) -> Iterator[tuple[Match, Condition]]:
    for match in (*one.begun_by, *one.answered_by):
        if match.where is not None:
            yield from ((match, part) for part in _parts(match.where))


def _parts(condition: Condition) -> Iterator[Condition]:
    yield condition
    for part in (*condition.all, *condition.any, *condition.none):
        yield from _parts(part)


def _newest(form: str) -> Definition | None:
    return next((one for one in reversed(registry.released()) if one.form == form), None)


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.id)
def test_each_condition_asks_for_answers_that_the_form_can_give(one: DueClock) -> None:
    for match, condition in _conditions(one):
        form = _newest(match.form)
        if form is None or condition.path is None:
            continue
        question = form.find(f"{match.rows}[].{condition.path}" if match.rows else condition.path)

        assert question is not None, (match.form, match.rows, condition.path)
        assert set(condition.any_of) <= {choice.code for choice in question.choices}


@pytest.mark.parametrize(
    "local", ["2026-11-23T17:53", "2026-11-23T17:53:00", "2026-11-23T17:53:06", "2026-11-23T17:53:59"]
)
def test_what_is_due_is_told_to_the_minute(local: str) -> None:
    words = due_words(WallTime(local, "+00:00", "Europe/London"))

    assert words == "Monday 23 November 2026, 17:53"
