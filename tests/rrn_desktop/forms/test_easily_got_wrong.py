"""What is easy to get wrong in the cases has a place of its own in the forms."""

from __future__ import annotations

import pytest

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.body import REGIONS
from rrn_desktop.forms.derive import duration_of, notice_facts
from rrn_desktop.forms.navigation import to_do
from rrn_desktop.forms.values import BodyMark, PersonRef, StatedDuration, Unknown
from rrn_desktop.forms.wording import shown
from tests.rrn_desktop.forms.told_cases import form_of, problems_of, told

MORNINGS = (2, 3, 4, 5, 6, 8)


def test_case_3_a_check_that_was_not_wanted_is_no_check_that_was_missed() -> None:
    checks = told("case3").rows("checks")

    said = [(row.get("result"), row.get("when")) for row in checks]

    assert said == [
        ("refused", Unknown("not_known")),
        ("missed", WallTime("2026-10-25T01:00", "+00:00")),
        ("missed", WallTime("2026-10-25T01:15", "+00:00")),
        ("asleep", WallTime("2026-10-25T02:00", "+00:00")),
    ]
    assert checks[3].get("found") == "breathing counted 14"


def test_case_4_the_broken_hearing_aid_is_an_aid_and_what_is_used_until_then_is_asked() -> None:
    answers = told("case4")

    row = answers.rows("damage")[0]

    assert answers.get("damaged") == ("aid",)
    assert (row.get("what"), row.get("aid"), row.get("until")) == ("Left hearing aid", "hearing", Unknown("not_known"))


def test_case_4_the_stated_length_is_kept_as_it_was_said() -> None:
    length = told("case4").get("practices[0].duration")

    assert length == StatedDuration("two to three minutes", None)


def test_case_4_the_words_and_the_idea_of_the_child_reach_the_actions_of_the_review() -> None:
    account, review = told("case4_account"), told("case4_review")

    action = review.rows("actions")[0]

    assert action.get("what") == account.get("wish") == "He should've taken the key out."
    assert action.get("idea_from") == "person"
    assert review.get("person_view") == account.get("words")


def test_case_4_talking_with_the_child_and_with_the_one_who_held_him_are_two_things() -> None:
    staff, child = told("case4_conversation_staff"), told("case4_conversation_person")

    assert (staff.get("with"), child.get("with")) == ("staff", "person")
    assert shown(form_of("case4_conversation_staff").question("with"), staff.get("with")) == "Staff who took part"


def test_case_5_an_aid_that_was_taken_away_is_a_restriction_of_its_own_without_a_touch() -> None:
    practice = told("case5").rows("practices")[0]

    assert shown(form_of("case5").question("practices[].kind"), practice.get("kind")) == "An aid was taken away"
    assert practice.rows("people")[0].get("part") == "decided"
    assert "No touch." in str(practice.get("how"))


def test_case_5_it_was_found_out_on_the_day_after_and_no_child_who_saw_it_is_named() -> None:
    answers = told("case5")

    found = (answers.get("started"), answers.get("found_out"), answers.get("told_by"))

    assert found == (WallTime("2026-11-18T13:10", "+00:00"), WallTime("2026-11-19T09:00", "+00:00"), None)
    assert "Another pupil told the guidance teacher" in str(answers.get("before"))


def test_case_5_the_reason_is_kept_as_it_was_given_and_is_none_of_those_in_the_list() -> None:
    answers, concern = told("case5"), told("case5_concern")

    assert answers.get("reasons") == ("other",)
    assert "“so that she would finish her work”" in str(answers.get("why_needed"))
    assert concern.get("about") == ("practice", "reason")


def test_case_6_a_rule_for_everyone_goes_on_and_is_not_as_long_as_his_distress() -> None:
    answers, form = told("case6"), form_of("case6")

    practice = answers.rows("practices")[0]

    assert (practice.get("kind"), practice.get("people")) == ("blanket", Unknown("none"))
    assert shown(form.question("practices[].end"), practice.get("end")) == "It has not ended yet"
    assert duration_of(form, practice) is None
    assert practice.get("duration") is None
    assert "20 munud" in str(answers.get("impact"))


def test_case_6_welsh_stands_as_it_was_written() -> None:
    answers = told("case6")

    assert answers.get("person") == PersonRef("Osian ap Llŷr")
    assert "chwe phlentyn" in str(answers.get("before"))
    assert answers.get("own_words") == "Triodd ddolen y drws, gan grio."


def test_case_7_two_incidents_of_one_day_are_two_records_and_one_review_looks_at_both() -> None:
    first, second = told("case7_1"), told("case7_2")

    kinds = [one.rows("practices")[0].get("kind") for one in (first, second)]

    assert kinds == ["physical_escort", "seclusion"]
    assert (first.get("started"), second.get("started")) == (
        WallTime("2026-01-12T12:31", "+00:00"), WallTime("2026-01-12T14:05", "+00:00"),
    )  # fmt: skip
    assert [row.get("number") for row in told("case7_review").rows("also")] == ["2026-A-002"]


@pytest.mark.parametrize("name", ["case7_1", "case7_2"])
def test_case_7_whom_not_to_tell_is_kept_for_each_with_its_own_reason(name: str) -> None:
    form, rows = form_of(name), told(name).rows("told")

    said = [(row.get("name"), shown(form.question("told[].withheld"), row.get("withheld"))) for row in rows]

    assert said == [
        ("Father", "A court order"),
        ("Mother, who lives abroad", "The person does not want it, and may decide"),
    ]
    assert notice_facts(form, told(name)).next_shift.startswith("Father is not to be given any information")


def test_case_8_six_mornings_are_six_uses_and_one_of_them_hurt_her() -> None:
    mornings = {day: told(f"case8_{day}") for day in MORNINGS}

    hurt = [day for day, answers in mornings.items() if answers.get("injured") == ("person",)]

    assert len({answers.get("started") for answers in mornings.values()}) == 6
    assert hurt == [5]
    assert mornings[5].rows("injuries")[0].get("what") == (BodyMark("front", "left_hand", "other", "skin tear, 2 cm"),)
    assert "left_hand" in REGIONS["front"]


@pytest.mark.parametrize("day", MORNINGS)
def test_case_8_what_is_in_the_plan_is_recorded_and_is_not_called_agreed(day: int) -> None:
    answers = told(f"case8_{day}")

    row = answers.rows("practices")[0]

    assert (row.get("planned"), row.get("agreed"), answers.get("plan")) == ("planned", "refused", "followed")
    assert answers.get("own_words") == "na"


def test_case_8_the_morning_without_a_hold_is_kept_and_reaches_review_and_card() -> None:
    good, review, card = told("case8_good_day"), told("case8_review"), told("case8_card")

    when = good.get("when")

    assert isinstance(when, WallTime)
    assert when.local.startswith("2026-11-07")
    assert good.get("helped") == "A Welsh-speaking nurse sang with her. No hold was needed."
    assert "sang with her" in str(review.get("worked"))
    assert "sings with her" in str(card.get("helps"))
    assert good.get("person") == card.get("person") == PersonRef("Mrs E. Rowlands")


def test_case_8_one_review_looks_at_all_six() -> None:
    also = [row.get("number") for row in told("case8_review").rows("also")]

    assert also == [f"2026-A-00{number}" for number in range(2, 7)]


def test_case_9_a_first_record_stands_with_three_stated_unknowns_and_names_what_is_still_to_do() -> None:
    answers, form = told("case9"), form_of("case9")

    unknown = [path for path, value in answers.leaves() if isinstance(value, Unknown)]
    gaps = problems_of("case9")

    assert sorted(unknown) == ["impact", "injured", "plan"]
    assert {one.kind for one in gaps} == {"gap"}
    assert not any(form.question(one.question).first for one in gaps)
    assert {one.question for one in to_do(form, gaps)} >= {"told", "own_words", "practices[0].agreed"}


def test_case_9_the_notice_says_what_to_watch_before_anyone_else_was_told() -> None:
    facts = notice_facts(form_of("case9"), told("case9"))

    assert facts.person == PersonRef("Mr T.")
    assert facts.kinds == ("physical_other",)
    assert "Watch him" in facts.next_shift
    assert not facts.told


def test_case_9_the_wrong_arm_stays_in_the_record_and_the_right_one_stands_beside_it() -> None:
    record, correction = told("case9"), told("case9_correction")

    assert "right arm" in str(record.get("practices[0].how"))
    assert (correction.get("wrong"), correction.get("right")) == ("His right arm was held.", "It was his left arm.")


def test_case_9_a_missed_observation_and_a_brother_told_later_are_additions_of_their_own() -> None:
    check, brother = told("case9_check"), told("case9_told")

    assert check.get("result") == "missed"
    assert (brother.get("whom"), brother.get("name")) == ("relative", "His brother")
    assert brother.get("when") == WallTime("2026-05-03T09:10", "+01:00")
