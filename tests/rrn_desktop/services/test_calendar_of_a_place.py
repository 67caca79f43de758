"""Closures and terms of a place: who enters them, what is refused, and that the ledger keeps it."""

from __future__ import annotations

from datetime import date

import pytest

from rrn_desktop.errors import NoRight, NotFound, Refused
from rrn_desktop.services import calendar
from rrn_desktop.standards.calendar import Calendar, Closed, Term
from tests.rrn_desktop.services.school import AUTHOR, LEAD, OFFICE, School, kinds_of_ledger

MONDAY = date(2026, 5, 18)
TERM = (date(2026, 4, 13), date(2026, 5, 22))


def test_a_lead_and_an_administrator_enter_and_everyone_counts_by_it(school: School) -> None:
    closed = calendar.add_closure(school.enter(LEAD), MONDAY, MONDAY, " Training day ")
    term = calendar.add_term(school.enter(OFFICE), *TERM, "Spring")

    session = school.enter(AUTHOR)

    assert calendar.listing(session) == (term, closed)
    assert closed.why == "Training day"
    assert calendar.calendar_of(session) == Calendar(
        "england", (Closed(MONDAY, MONDAY, "Training day"),), (Term(*TERM, "Spring"),)
    )


def test_what_was_taken_away_counts_no_more_and_the_ledger_keeps_both(school: School) -> None:
    session = school.enter(LEAD)
    closed = calendar.add_closure(session, MONDAY, MONDAY, "Training day")

    calendar.remove(session, closed.id)

    assert calendar.calendar_of(session) == Calendar("england")
    assert kinds_of_ledger(session).count("calendar_changed") == 2
    with pytest.raises(NotFound):
        calendar.remove(session, closed.id)


def test_a_recorder_enters_nothing_and_takes_nothing_away(school: School) -> None:
    closed = calendar.add_closure(school.enter(LEAD), MONDAY, MONDAY, "Training day")
    session = school.enter(AUTHOR)

    with pytest.raises(NoRight):
        calendar.add_closure(session, MONDAY, MONDAY, "A day off")
    with pytest.raises(NoRight):
        calendar.remove(session, closed.id)

    assert calendar.listing(session) == (closed,)


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        (MONDAY, date(2026, 5, 17), "Backwards"),
        (date(26, 5, 18), date(26, 5, 18), "A year of two digits"),
        (MONDAY, date(2027, 5, 19), "More than a year"),
        (MONDAY, MONDAY, "   "),
        (MONDAY, MONDAY, "two\nlines"),
        (MONDAY, MONDAY, "x" * 121),
    ],
)
def test_days_that_can_not_be_are_refused_and_nothing_is_kept(school: School, start: date, end: date, why: str) -> None:
    session = school.enter(LEAD)

    with pytest.raises(Refused):
        calendar.add_term(session, start, end, why)

    assert calendar.listing(session) == ()
    assert "calendar_changed" not in kinds_of_ledger(session)
