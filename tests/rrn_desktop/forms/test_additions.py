"""The kinds of additions, support and the review: what each asks, and what it does not."""

from __future__ import annotations

import pytest

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.counting import count
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.registry import additions, definition
from rrn_desktop.forms.rules import asked
from rrn_desktop.forms.validation import validate
from rrn_desktop.forms.values import PersonRef, Unknown
from tests.rrn_desktop.forms.told_cases import NOW

KINDS = (
    "told", "observation", "check", "account", "other_account", "conversation", "injury", "damage", "reference",
    "question", "answer", "concern", "correction",
)  # fmt: skip
INCIDENT = definition("incident")
SUPPORT = definition("support")
REVIEW = definition("review")
SEEN = WallTime("2026-11-02T11:00", "+00:00")


def paths(form: Definition, answers: Answers) -> list[str]:
    return [one.path for one in asked(form, answers)]


def found(form: Definition, answers: Answers) -> dict[str, str]:
    return {one.question: one.code for one in validate(form, answers, NOW)}


def test_the_kinds_come_in_the_order_of_their_file() -> None:
    kinds = additions()

    assert tuple(kind.form for kind in kinds) == KINDS
    assert {kind.family for kind in kinds} == {"additions"}
    assert len({kind.title for kind in kinds}) == len(KINDS)


def test_what_is_no_addition_is_of_no_family() -> None:
    families = {definition(form).family for form in ("incident", "support", "review", "staff_support", "card")}

    assert families == {""}


@pytest.mark.parametrize("kind", additions(), ids=lambda kind: kind.form)
def test_an_addition_is_one_short_page(kind: Definition) -> None:
    free_text = sum(question.type == "long_text" for question in kind.questions)

    assert len(kind.steps) == 1
    assert len(kind.questions) <= 8
    assert free_text <= 1


@pytest.mark.parametrize("kind", [kind for kind in additions() if kind.inside], ids=lambda kind: kind.form)
def test_an_addition_asks_what_the_incident_form_asks_in_the_same_words(kind: Definition) -> None:
    inside = INCIDENT.question(kind.inside)

    rows = inside.questions or (inside,)

    own = {question.label: question.type for question in kind.questions}
    assert {question.label: question.type for question in rows}.items() <= own.items()


def test_being_told_in_writing_and_being_told_by_word_are_two() -> None:
    codes = {choice.code for choice in definition("told").question("how").choices}

    assert {"spoken", "phone", "written", "email", "not_told"} == codes


def test_not_telling_someone_asks_why_and_not_when() -> None:
    answers = Answers({"whom": "parent", "how": "not_told"})

    shown = paths(definition("told"), answers)

    assert "withheld" in shown
    assert not {"when", "by", "said"} & set(shown)


def test_an_account_that_is_stopped_needs_no_words_and_can_be_asked_for_again() -> None:
    answers = Answers({"when": SEEN, "way": "stopped"})

    account = definition("account")

    assert {"words", "ask_again_on"} <= set(paths(account, answers))
    assert found(account, answers) == {}
    assert found(account, answers.with_answer("words", "It was too loud")) == {}


@pytest.mark.parametrize("way", ["declined", "ask_again"])
def test_an_account_that_is_not_given_asks_for_no_words(way: str) -> None:
    answers = Answers({"when": SEEN, "way": way, "ask_again_on": "2026-11-01"})

    account = definition("account")

    assert not {"words", "wish"} & set(paths(account, answers))
    assert found(account, answers) == {"ask_again_on": "asked_again_before"}


def test_an_account_that_is_given_wants_its_words() -> None:
    answers = Answers({"when": SEEN, "way": "scribed"})

    assert found(definition("account"), answers) == {"words": "missing"}


def test_a_check_that_was_missed_asks_nobody_who_did_it() -> None:
    check = definition("check")

    missed, refused = (paths(check, Answers({"result": result})) for result in ("missed", "refused"))

    assert not {"by", "looked_at"} & set(missed)
    assert {"by", "looked_at", "found"} <= set(refused)


def test_support_in_a_simple_case_asks_no_more_than_twelve_questions() -> None:
    offer = Answers({"what": "quiet_place", "answer": "accepted"})
    staff = Answers({"who": PersonRef("A"), "how": "all_right"})

    asks = count(SUPPORT, Answers({"offers": (offer, offer), "staff": (staff, staff), "others": "supported"}))

    assert asks.asked <= 12
    assert asks.free_text == 2


def test_support_can_be_stopped_with_every_answer_for_later() -> None:
    answers = Answers(
        {
            "checked_at": SEEN,
            "person_now": Unknown("not_asked"),
            "body_checked": "later",
            "offers": Unknown("none"),
            "staff": Unknown("none"),
            "others": "none",
        }
    )

    assert found(SUPPORT, answers) == {}


def test_support_for_staff_names_who_may_read_it_and_no_one_else_is_asked_for() -> None:
    staff = definition("staff_support")

    readers = staff.question("readers")

    assert readers.optional
    assert [question.type for question in readers.questions] == ["staff"]
    assert [question.id for question in staff.questions if question.type in ("person", "staff")] == ["who"]


def test_a_review_that_is_not_held_asks_why_and_little_more() -> None:
    answers = Answers({"held": "not_held", "not_held_why": "left"})

    shown = paths(REVIEW, answers)

    assert shown == ["incident_on", "held", "not_held_why", "not_held_note", "you_said"]
    assert found(REVIEW, answers) == {}


@pytest.mark.parametrize("why", ["team_review", "duplicate"])
def test_a_review_held_elsewhere_asks_for_the_other_number(why: str) -> None:
    answers = Answers({"held": "not_held", "not_held_why": why})

    assert found(REVIEW, answers) == {"not_held_note": "missing"}


def test_a_person_who_may_be_asked_again_gets_a_day() -> None:
    held = Answers({"held": "held", "person_part": "ask_again"})
    not_held = Answers({"held": "not_held", "not_held_why": "declined"})

    assert all("ask_again_on" in paths(REVIEW, answers) for answers in (held, not_held))


@pytest.mark.parametrize(
    ("held_on", "codes"),
    [
        ("2026-11-02T23:30", ["same_day"]),
        ("2026-11-03T00:30", []),
        ("2026-11-23T09:00", ["in_the_future"]),
    ],
)
def test_a_review_on_the_day_itself_is_a_prompt_and_blocks_nothing(held_on: str, codes: list[str]) -> None:
    answers = Answers({"incident_on": "2026-11-02", "held": "held", "held_on": WallTime(held_on, "+00:00")})

    problems = [one for one in validate(REVIEW, answers, NOW) if one.question == "held_on"]

    assert [one.code for one in problems] == codes
    assert all(one.kind == "prompt" for one in problems if one.code == "same_day")


def test_a_review_that_does_not_know_the_day_of_the_incident_can_still_be_written() -> None:
    answers = Answers({"held": "held", "held_on": SEEN})

    assert not {"incident_on", "held_on"} & set(found(REVIEW, answers))


def test_what_the_program_fills_in_is_neither_asked_nor_typed() -> None:
    without = count(REVIEW, Answers.empty())

    filled = count(REVIEW, Answers({"incident_on": "2026-11-02"}))

    assert filled.asked == without.asked
    assert (filled.typed, filled.derived) == (0, 1)


def test_the_five_plain_questions_are_put_alike() -> None:
    five = [REVIEW.question(key) for key in ("best_interest", "not_punish", "least_force_time", "trained")]

    assert {question.choices for question in five} == {REVIEW.question("harm_if_nothing").choices}
    assert len({question.label for question in five}) == 4


@pytest.mark.parametrize("form", ["card", "good_day"])
def test_what_goes_to_the_desk_is_short_and_of_the_desk(form: str) -> None:
    desk = [question for question in definition(form).questions if question.privacy == "desk"]

    long = [question.limit for question in desk if question.type == "long_text"]

    assert {question.id for question in desk} >= {"person"}
    assert long
    assert all(limit is not None and limit <= 600 for limit in long)
