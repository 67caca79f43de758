"""Learning reviews: on another day, led by someone uninvolved, with the person's own ideas in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rrn_desktop.clock import WallTime
from rrn_desktop.errors import AnswersRefused, NoRight, NotFound
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.ledger import sealing as ledger_sealing
from rrn_desktop.services import drafts, messages, records, reviews, sealing
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import Session
from rrn_desktop.services.verifying import verify_store
from tests.rrn_desktop.services.after_incident import (
    NEXT_DAY,
    WEEK_LATER,
    added,
    day_of,
    due,
    filled,
    moment,
    review_answers,
    review_signed,
    signed,
    support_signed,
)
from tests.rrn_desktop.services.school import (
    AT,
    AUTHOR,
    COLLEAGUE,
    LEAD,
    PASSPHRASES,
    School,
    case,
    few,
    kinds_of_ledger,
    sealed,
    stood,
)

IDEA = "Take the key out before."
WORDS = "He was scared I'd fall."


@pytest.fixture
def number(school: School) -> str:
    return str(sealed(school.enter(AUTHOR), case(1)).number)


def lead_was_there(answers: Answers) -> Answers:
    row = Answers({"who": PersonRef(LEAD), "part": "held"})
    return answers.with_answer("practices[0].people", (*answers.rows("practices")[0].rows("people"), row))


def codes(session: Session, draft: Draft) -> list[tuple[str, str, str]]:
    return [(one.question, one.code, one.kind) for one in sealing.problems(session, draft) if one.kind != "gap"]


def account(session: Session, number: str, **more: Any) -> None:
    said = {"when": moment(session.held.clock.now()), "way": "scribed", "words": WORDS, **more}
    added(session, "account", number, **{key: value for key, value in said.items() if value is not None})


def test_only_a_lead_holds_a_review(school: School, number: str) -> None:
    for name in (AUTHOR, COLLEAGUE):
        with pytest.raises(NoRight, match="Only a lead"):
            reviews.begin(school.enter(name), [number])


def test_a_review_begins_with_the_day_who_leads_it_and_what_the_person_wishes(school: School, number: str) -> None:
    account(school.enter(COLLEAGUE), number, wish=IDEA)

    draft = reviews.begin(school.enter(LEAD, NEXT_DAY), [number])

    held_by = draft.answers.get("held_by")
    assert draft.answers.get("incident_on") == "2026-05-14"
    assert isinstance(held_by, PersonRef)
    assert (held_by.name, held_by.id) == (LEAD, school.member(LEAD))
    assert [(row.get("what"), row.get("idea_from")) for row in draft.answers.rows("actions")] == [
        (f"{IDEA} (“{WORDS}”)", "person")
    ]


def test_the_persons_words_alone_stand_among_the_actions_too(school: School, number: str) -> None:
    account(school.enter(COLLEAGUE), number)

    draft = reviews.begin(school.enter(LEAD, NEXT_DAY), [number])

    assert [row.get("what") for row in draft.answers.rows("actions")] == [f"“{WORDS}”"]


def test_words_that_are_too_long_for_an_action_leave_the_wish_whole(school: School, number: str) -> None:
    account(school.enter(COLLEAGUE), number, wish=IDEA, words="It was so loud. " * 100)

    draft = reviews.begin(school.enter(LEAD, NEXT_DAY), [number])

    assert [row.get("what") for row in draft.answers.rows("actions")] == [IDEA]


def test_long_words_without_a_wish_are_begun_and_said_to_go_on(school: School, number: str) -> None:
    account(school.enter(COLLEAGUE), number, words="It was so loud. " * 100)

    (row,) = reviews.begin(school.enter(LEAD, NEXT_DAY), [number]).answers.rows("actions")

    assert str(row.get("what")).startswith("“It was so loud.")
    assert str(row.get("what")).endswith(" …")


def test_an_idea_that_no_action_takes_up_is_pointed_out(school: School, number: str) -> None:
    account(school.enter(COLLEAGUE), number, wish=IDEA)
    lead = school.enter(LEAD, NEXT_DAY)

    without = filled(reviews.begin(lead, [number]), review_answers(NEXT_DAY))
    taken_up = replace(without, answers=reviews.begin(lead, [number]).answers)

    assert ("actions", "persons_idea", "prompt") in codes(lead, without)
    assert "persons_idea" not in [code for _, code, _ in codes(lead, taken_up)]


def test_an_account_that_upset_and_was_stopped_is_asked_again_on_the_day_that_was_named(
    school: School, number: str
) -> None:
    colleague = school.enter(COLLEAGUE)
    account(colleague, number, way="stopped", words="No. Go away.", ask_again_on="2026-05-18")
    (waiting,) = due(colleague, "account_again")
    begun = reviews.begin(school.enter(LEAD, NEXT_DAY), [number])

    account(school.enter(COLLEAGUE, WEEK_LATER), number, wish=IDEA)

    assert (waiting.form, day_of(str(waiting.due))) == ("account", "2026-05-18")
    assert begun.answers.rows("actions") == ()
    assert due(school.enter(LEAD, WEEK_LATER), "account_again") == []
    ideas = reviews.begin(school.enter(LEAD, WEEK_LATER), [number]).answers.rows("actions")
    assert [row.get("what") for row in ideas] == [f"{IDEA} (“{WORDS}”)"]


def test_an_account_stopped_twice_waits_for_the_later_day_alone(school: School, number: str) -> None:
    colleague = school.enter(COLLEAGUE)
    account(colleague, number, way="stopped", words="No.", ask_again_on="2026-05-18")
    account(colleague, number, way="declined", words=None, ask_again_on="2026-05-25")

    assert [day_of(str(one.due)) for one in due(colleague, "account_again")] == ["2026-05-25"]


def test_declining_without_another_day_leaves_the_day_that_was_named(school: School, number: str) -> None:
    colleague = school.enter(COLLEAGUE)
    account(colleague, number, way="stopped", words="No.", ask_again_on="2026-05-18")
    account(colleague, number, way="ask_again", words=None)

    assert [day_of(str(one.due)) for one in due(colleague, "account_again")] == ["2026-05-18"]


def test_a_review_held_the_same_day_is_pointed_out_and_not_stopped(school: School, number: str) -> None:
    lead = school.enter(LEAD)
    draft = filled(reviews.begin(lead, [number]), review_answers(AT))

    found = codes(lead, draft)
    signed(lead, draft)

    assert found == [("held_on", "same_day", "prompt")]
    assert due(lead, "review") == []


def test_a_review_that_was_not_held_says_why_and_that_is_an_answer(school: School, number: str) -> None:
    lead = school.enter(LEAD, NEXT_DAY)
    said = {"held": "not_held", "not_held_why": "declined", "ask_again_on": "2026-06-01"}

    done = signed(lead, filled(reviews.begin(lead, [number]), said))

    assert "review" in [one.kind for one in done.follow_ups_closed]
    assert [day_of(str(one.due)) for one in due(lead, "account_again")] == ["2026-06-01"]
    assert records.show(lead, number, form="review").answers.get("not_held_why") == "declined"


def test_a_lead_who_took_part_names_someone_from_outside(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), lead_was_there(case(1))).number)
    lead = school.enter(LEAD, NEXT_DAY)
    draft = filled(reviews.begin(lead, [number]), review_answers(NEXT_DAY))

    with pytest.raises(AnswersRefused) as problem:
        signed(lead, draft)
    named = filled(drafts.open_draft(lead, draft.id), {"outside": "R. Hughes, behaviour support, Northshire"})
    done = signed(lead, named)

    assert reviews.involved(lead, number)
    assert problem.value.question == "outside"
    assert done.number == number


def test_a_lead_who_wrote_the_record_was_involved_and_one_who_only_told_the_parents_was_not(
    school: School, number: str
) -> None:
    lead = school.enter(LEAD)
    own = str(sealed(lead, case(1)).number)

    assert reviews.involved(lead, own)
    assert not reviews.involved(lead, number)
    assert ("outside", "involved", "error") in codes(lead, filled(reviews.begin(lead, [own]), review_answers(NEXT_DAY)))


def test_it_is_the_one_who_led_it_who_must_not_have_been_part_of_it(school: School, number: str) -> None:
    lead = school.enter(LEAD, NEXT_DAY)
    by_author = filled(reviews.begin(lead, [number]), review_answers(NEXT_DAY, held_by={"name": AUTHOR}))
    own = str(sealed(lead, case(1)).number)
    by_other = filled(reviews.begin(lead, [own]), review_answers(NEXT_DAY, held_by={"name": "Mr Khan, Oak School"}))

    assert ("outside", "involved", "error") in codes(lead, by_author)
    assert "involved" not in [code for _, code, _ in codes(lead, by_other)]


def test_one_review_of_several_incidents_closes_what_was_due_for_each(school: School, number: str) -> None:
    second = str(sealed(school.enter(AUTHOR), case(1)).number)
    third = str(sealed(school.enter(AUTHOR), case(1)).number)

    lead = school.enter(LEAD, NEXT_DAY)
    review_signed(lead, number, second)

    (left,) = due(lead, "review")
    assert left.record == records.show(lead, third).record


@pytest.mark.parametrize(
    ("other", "code"), [("2026-A-044", "not_found"), ("2026-Q-001", "not_found"), ("2026-A-001", "twice")]
)
def test_another_incident_that_is_not_one_is_named_at_its_row(
    school: School, number: str, other: str, code: str
) -> None:
    lead = school.enter(LEAD, NEXT_DAY)

    draft = filled(reviews.begin(lead, [number]), review_answers(NEXT_DAY, also=[{"number": other}]))

    assert codes(lead, draft) == [("also[0].number", code, "error")]


def test_a_review_on_the_day_of_the_other_incident_is_pointed_out(school: School, number: str) -> None:
    lead = school.enter(LEAD, NEXT_DAY)
    begun = stood(lead, few(started=WallTime("2026-05-15T09:00", "+01:00")))
    other = str(sealing.seal(lead, begun, PASSPHRASES[LEAD], first=True).number)

    draft = filled(reviews.begin(lead, [number, other]), review_answers(NEXT_DAY, outside="R. Hughes"))

    assert ("held_on", "same_day", "prompt") in codes(lead, draft)


def test_those_who_recorded_hear_what_came_of_it_and_the_one_who_tells_does_not(school: School, number: str) -> None:
    support_signed(school.enter(COLLEAGUE), number)
    lead = school.enter(LEAD, NEXT_DAY)

    review_signed(lead, number, you_said="You said the drill was too loud. We now tell him the day before.")

    told = {name: [one.text for one in messages.waiting(school.enter(name))] for name in (AUTHOR, COLLEAGUE, LEAD)}
    sentence = "You said the drill was too loud. We now tell him the day before."
    assert told == {AUTHOR: [sentence], COLLEAGUE: [sentence], LEAD: []}
    assert kinds_of_ledger(lead).count("you_said") == 1
    assert verify_store(school.enter(LEAD)).holds


def test_what_came_of_it_is_told_once_when_the_power_goes_after_the_commit(
    school: School, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = school.enter(LEAD, NEXT_DAY)
    said = review_answers(NEXT_DAY, you_said="We now tell him the day before.", person_part="ask_again",
                          ask_again_on="2026-05-20")  # fmt: skip
    draft = drafts.save(lead, filled(reviews.begin(lead, [number]), said))

    def crash(*_: object) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(ledger_sealing, "write_head", crash)
        with pytest.raises(RuntimeError):
            sealing.seal(lead, draft, PASSPHRASES[LEAD])
    sealing.seal(school.enter(LEAD, NEXT_DAY), draft, PASSPHRASES[LEAD])

    again = school.enter(LEAD, NEXT_DAY)
    assert (kinds_of_ledger(again).count("review"), kinds_of_ledger(again).count("you_said")) == (1, 1)
    assert len(due(again, "account_again")) == 1


def test_a_review_that_tells_nobody_anything_leaves_no_message(school: School, number: str) -> None:
    lead = school.enter(LEAD, NEXT_DAY)

    review_signed(lead, number)

    assert "you_said" not in kinds_of_ledger(lead)
    assert messages.waiting(school.enter(AUTHOR)) == ()


def test_a_recorder_reads_no_review(school: School, number: str) -> None:
    review_signed(school.enter(LEAD, NEXT_DAY), number)

    with pytest.raises(NoRight):
        records.show(school.enter(AUTHOR), number, form="review")


def test_an_incident_that_is_still_being_written_has_no_review_yet(school: School) -> None:
    number = str(stood(school.enter(AUTHOR), few()).number)

    with pytest.raises(NotFound, match="no sealed record"):
        reviews.begin(school.enter(LEAD, NEXT_DAY), [number])


def test_a_review_goes_on_where_the_lead_left_it(school: School, number: str) -> None:
    lead = school.enter(LEAD, NEXT_DAY)
    left = drafts.save(lead, filled(reviews.begin(lead, [number]), review_answers(NEXT_DAY)))

    assert reviews.begin(school.enter(LEAD, WEEK_LATER), [number]) == left
