"""A place's own numbers: who sets them, what they can't be set for, and that they count from then on."""

from __future__ import annotations

import pytest

from rrn_desktop.errors import NoRight, NotFound, Refused
from rrn_desktop.services import own_numbers, records
from rrn_desktop.services.own_numbers import OwnClock
from rrn_desktop.services.session import Session
from tests.rrn_desktop.services.after_incident import due
from tests.rrn_desktop.services.school import (
    AUTHOR,
    LEAD,
    OFFICE,
    School,
    case,
    few,
    kinds_of_ledger,
    next_version,
    sealed,
    stood,
)


def of(session: Session, clock_id: str) -> OwnClock:
    return next(one for one in own_numbers.listing(session) if one.clock.id == clock_id)


def test_a_lead_sets_a_later_check_and_it_is_counted_by_from_then_on(school: School) -> None:
    before = sealed(school.enter(AUTHOR), few(), first=True).number
    own_numbers.set_number(school.enter(LEAD), "support_later", 21)

    session = school.enter(AUTHOR)
    after = sealed(session, few(), first=True)

    days = [row.due for row in due(session, "support_later")]
    assert before != after.number
    assert days == ["2026-05-28T10:40:00+01:00", "2026-06-04T10:40:00+01:00"]


def test_what_stands_by_its_notice_alone_is_counted_by_it_too(school: School) -> None:
    own_numbers.set_number(school.enter(OFFICE), "school_review", 1)

    session = school.enter(AUTHOR)
    stood(session, few())

    assert [row.due for row in due(session, "review")] == ["2026-05-15T23:59:59+01:00"]


def test_a_number_that_was_set_is_shown_as_the_places_own_choice_and_needs_no_check(school: School) -> None:
    session = school.enter(LEAD)
    untouched = of(session, "support_later")

    own_numbers.set_number(session, "support_later", 1)

    found = of(session, "support_later")
    assert (untouched.clock.says, untouched.own, untouched.can_set) == ("check locally", False, True)
    assert (found.clock.says, found.own, found.can_set) == ("your own choice", True, True)
    assert found.clock.rule == "A later look, when the first days are over; 1 day is your own choice"
    assert kinds_of_ledger(session).count("clock_set") == 1


def test_a_record_changed_later_keeps_the_number_that_it_was_counted_by(school: School) -> None:
    session = school.enter(AUTHOR)
    first = sealed(session, few(), first=True)
    own_numbers.set_number(school.enter(LEAD), "support_later", 2)

    session = school.enter(LEAD)
    draft = records.begin_completion(session, first.number or "")
    next_version(session, draft, lambda _: case(1))

    assert [row.due for row in due(session, "support_later")] == ["2026-05-28T10:43:00+01:00"]


@pytest.mark.parametrize(
    ("clock_id", "amount", "words"),
    [
        ("eng_school_authority", 3, "A law sets"),
        ("eng_school_record", 3, "National guidance sets"),
        ("independent_review", 2, "National guidance sets"),
        ("aid_replaced", 1, "has no number"),
        ("support_later", 0, "can't be right"),
        ("support_later", -14, "can't be right"),
        ("support_later", 367, "can't be right"),
    ],
)
def test_what_is_not_theirs_to_set_and_what_can_not_be_is_refused(
    school: School, clock_id: str, amount: int, words: str
) -> None:
    session = school.enter(LEAD)
    before = own_numbers.listing(session)

    with pytest.raises(Refused, match=words):
        own_numbers.set_number(session, clock_id, amount)

    assert own_numbers.listing(session) == before
    assert "clock_set" not in kinds_of_ledger(session)


def test_a_recorder_sets_nothing(school: School) -> None:
    session = school.enter(AUTHOR)

    with pytest.raises(NoRight):
        own_numbers.set_number(session, "support_later", 21)

    assert not any(one.own for one in own_numbers.listing(session))


def test_a_time_limit_of_another_kind_of_place_is_not_found(school: School) -> None:
    with pytest.raises(NotFound):
        own_numbers.set_number(school.enter(LEAD), "learning_review", 7)
