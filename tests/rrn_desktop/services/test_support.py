"""Support straight after an incident: from the notice, by two people at once, and again two weeks later."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rrn_desktop.errors import NotFound
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import drafts, records, sealing, support
from rrn_desktop.services.session import Session
from tests.rrn_desktop.services.after_incident import (
    NEXT_DAY,
    WEEK_LATER,
    day_of,
    due,
    filled,
    signed,
    support_answers,
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
    sealed,
    stood,
)


def staff_in(session: Session, number: str) -> list[str]:
    rows = support.begin(session, number).answers.rows("staff")
    return [who.name for row in rows if isinstance(who := row.get("who"), PersonRef)]


def test_support_starts_from_the_notice_while_the_record_is_still_being_written(school: School) -> None:
    number = stood(school.enter(AUTHOR), few()).number
    assert number is not None

    done = support_signed(school.enter(COLLEAGUE), number)

    assert (done.form, done.number) == ("support", number)
    shown = records.show(school.enter(COLLEAGUE), number, form="support")
    assert shown.answers.get("person_now") == "He is drawing. He says his arm is fine."


def test_support_given_before_the_record_was_signed_is_not_asked_for_again(school: School) -> None:
    author = school.enter(AUTHOR)
    draft = stood(author, case(1))
    support_signed(school.enter(COLLEAGUE, AT + timedelta(minutes=5)), str(draft.number))

    author = school.enter(AUTHOR, AT + timedelta(hours=2))
    sealing.seal(author, drafts.open_draft(author, draft.id), PASSPHRASES[AUTHOR])

    assert due(author, "support") == []
    assert [one.kind for one in due(author, "support_later")] == ["support_later"]


def test_the_author_finds_everyone_who_took_part_among_the_staff_to_ask(school: School) -> None:
    author = school.enter(AUTHOR)
    number = str(sealed(author, case(1)).number)

    assert staff_in(author, number) == [AUTHOR, COLLEAGUE]
    assert staff_in(school.enter(LEAD), number) == [AUTHOR, COLLEAGUE]


def test_a_colleague_who_may_not_read_the_record_finds_only_the_one_whom_the_notice_names(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)

    assert staff_in(school.enter(COLLEAGUE), number) == [AUTHOR]


def test_two_people_who_do_the_same_support_know_of_each_other_and_both_are_kept(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    first = school.enter(AUTHOR)
    mine = drafts.save(first, filled(support.begin(first, number), support_answers(AT)))

    second = school.enter(COLLEAGUE)
    told = support.in_progress(second, number)
    support_signed(second, number, person_now="He is asleep.")
    first = school.enter(AUTHOR)
    told_too = support.in_progress(first, number)
    signed(first, drafts.open_draft(first, mine.id))

    assert told == (f"{AUTHOR} is writing this too, since Thursday 14 May 2026, 17:00.",)
    assert told_too == (f"{COLLEAGUE} signed this support on Thursday 14 May 2026, 17:00.",)
    assert due(first, "support") == []
    assert [one.kind for one in due(first, "support_later")] == ["support_later"]


def test_the_same_support_signed_only_the_next_day_does_not_end_the_matter(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    support_signed(school.enter(AUTHOR), number)

    late = school.enter(COLLEAGUE, NEXT_DAY)
    done = signed(late, filled(support.begin(late, number), support_answers(AT)))

    assert done.follow_ups_closed == ()
    assert len(due(late, "support_later")) == 1


def test_the_same_support_by_two_people_of_a_night_shift_does_not_end_the_matter(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    support_signed(school.enter(AUTHOR, AT + timedelta(hours=6)), number)

    after_midnight = support_signed(school.enter(COLLEAGUE, AT + timedelta(hours=9)), number)

    assert after_midnight.follow_ups_closed == ()


def test_asking_again_on_a_later_day_answers_the_later_check(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    support_signed(school.enter(AUTHOR), number)

    later = school.enter(COLLEAGUE, WEEK_LATER)
    done = support_signed(later, number)

    assert [one.kind for one in done.follow_ups_closed] == ["support_later"]
    assert due(later, "support", "support_later") == []


def test_a_day_named_for_asking_again_is_when_the_later_check_waits(school: School) -> None:
    author = school.enter(AUTHOR)
    number = str(sealed(author, case(1)).number)

    support_signed(author, number, next_check="2026-05-20")

    (later,) = due(author, "support_later")
    assert later.booked is not None
    assert day_of(later.booked) == "2026-05-20"


def test_asking_again_and_naming_another_day_leaves_the_later_check_open_for_it(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    support_signed(school.enter(AUTHOR), number)

    later = school.enter(AUTHOR, WEEK_LATER)
    support_signed(later, number, next_check="2026-06-12")

    (still,) = due(later, "support_later")
    assert day_of(str(still.booked)) == "2026-06-12"


def test_support_goes_on_where_the_member_left_it(school: School) -> None:
    author = school.enter(AUTHOR)
    number = str(sealed(author, case(1)).number)
    left = drafts.save(author, filled(support.begin(author, number), support_answers(AT)))

    again = support.begin(school.enter(AUTHOR), number)

    assert again == left


def test_support_of_an_incident_that_is_not_here_has_its_sentence(school: School) -> None:
    author = school.enter(AUTHOR)
    draft = stood(author, few())
    drafts.give_up(author, draft, "Written twice.")

    with pytest.raises(NotFound, match="no incident"):
        support.begin(author, "2026-A-077")
    with pytest.raises(NotFound, match="another desk"):
        support.begin(author, "2026-Q-001")
    with pytest.raises(NotFound, match="not the number"):
        support.begin(author, "yesterday")
    with pytest.raises(NotFound, match="given up"):
        support.begin(author, str(draft.number))
