"""A review is moved to another day with a reason, and those who recorded hear of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from rrn_desktop.errors import NotFound, Refused
from rrn_desktop.services import booking, messages
from rrn_desktop.services.session import Session
from rrn_desktop.services.today import Due, today
from tests.rrn_desktop.services.school import AT, AUTHOR, COLLEAGUE, LEAD, School, case, kinds_of_ledger, sealed

WHY = "The family can come then"


def the_review(session: Session) -> Due:
    return next(one for one in today(session).due if one.kind == "review")


@pytest.fixture
def at_lead(school: School) -> Session:
    sealed(school.enter(AUTHOR), case(1))
    return school.enter(LEAD)


def test_a_booked_review_keeps_its_rule_and_counts_by_its_day(school: School, at_lead: Session) -> None:
    booking.book(at_lead, the_review(at_lead).id, date(2026, 5, 28), WHY)

    found = the_review(at_lead)

    assert (found.booked, found.due) == ("2026-05-28T23:59:59+01:00", "2026-05-21T23:59:59+01:00")
    assert kinds_of_ledger(at_lead).count("review_moved") == 1


def test_who_recorded_is_told_of_the_day_and_the_reason_and_nobody_else_is(school: School, at_lead: Session) -> None:
    booking.book(at_lead, the_review(at_lead).id, date(2026, 5, 28), WHY)

    (told,) = messages.waiting(school.enter(AUTHOR))
    others = messages.waiting(school.enter(COLLEAGUE))

    assert told.kind == "review_moved"
    assert "Thursday 28 May 2026" in told.text
    assert WHY in told.text
    assert others == ()


def test_moved_twice_each_move_says_from_where(school: School, at_lead: Session) -> None:
    booking.book(at_lead, the_review(at_lead).id, date(2026, 5, 28), WHY)
    booking.book(at_lead, the_review(at_lead).id, date(2026, 5, 20), "Sooner after all")

    assert the_review(at_lead).booked == "2026-05-20T23:59:59+01:00"
    assert len(messages.waiting(school.enter(AUTHOR))) == 2


@pytest.mark.parametrize(
    ("when", "reason", "words"),
    [
        (date(2026, 5, 14), WHY, "the day of the incident"),
        (date(2026, 5, 13), WHY, "has passed"),
        (date(2026, 5, 28), "  ", "needs a reason"),
        (date(2226, 5, 28), WHY, "more than a year"),
        (date(9999, 12, 31), WHY, "more than a year"),
    ],
)
def test_a_day_that_can_not_be_is_refused_and_the_review_stays(
    at_lead: Session, when: date, reason: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        booking.book(at_lead, the_review(at_lead).id, when, reason)

    assert the_review(at_lead).booked is None
    assert "review_moved" not in kinds_of_ledger(at_lead)


def test_the_day_of_the_incident_is_refused_before_that_it_has_passed(school: School, at_lead: Session) -> None:
    session = school.enter(LEAD, AT + timedelta(days=3))

    with pytest.raises(Refused, match="the day of the incident"):
        booking.book(session, the_review(session).id, date(2026, 5, 14), WHY)


def test_what_is_not_due_can_not_be_booked(at_lead: Session) -> None:
    with pytest.raises(NotFound):
        booking.book(at_lead, "0" * 26, date(2026, 5, 28), WHY)
