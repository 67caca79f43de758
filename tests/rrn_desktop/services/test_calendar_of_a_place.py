"""Closures and terms of a place: who enters them, what is refused, and that the ledger keeps it."""

from __future__ import annotations

from datetime import date

import pytest

from rrn_desktop.errors import NoRight, NotFound, Refused
from rrn_desktop.ledger.opening import open_note
from rrn_desktop.services import booking, calendar, own_numbers
from rrn_desktop.services.reading import reader
from rrn_desktop.services.session import Session
from rrn_desktop.standards.calendar import Calendar, Closed, Term
from rrn_desktop.store import desk_ledger
from rrn_desktop.store.desk_follow_ups import FollowUp
from tests.rrn_desktop.services.after_incident import due
from tests.rrn_desktop.services.school import AUTHOR, LEAD, OFFICE, School, few, kinds_of_ledger, sealed

MONDAY = date(2026, 5, 18)
TERM = (date(2026, 4, 13), date(2026, 5, 22))


def counted_by(session: Session) -> Calendar:
    with session.held.desk.read() as connection:
        return calendar.calendar_within(connection, session.profile)


def test_a_lead_and_an_administrator_enter_and_everyone_counts_by_it(school: School) -> None:
    closed = calendar.add_closure(school.enter(LEAD), MONDAY, MONDAY, " Training day ")
    term = calendar.add_term(school.enter(OFFICE), *TERM, "Spring")

    session = school.enter(AUTHOR)

    assert calendar.listing(session) == (term, closed)
    assert closed.why == "Training day"
    assert counted_by(session) == Calendar(
        "england", (Closed(MONDAY, MONDAY, "Training day"),), (Term(*TERM, "Spring"),)
    )


def test_what_was_taken_away_counts_no_more_and_the_ledger_keeps_both(school: School) -> None:
    session = school.enter(LEAD)
    closed = calendar.add_closure(session, MONDAY, MONDAY, "Training day")

    calendar.remove(session, closed.id)

    assert counted_by(session) == Calendar("england")
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


def review_of(session: Session) -> FollowUp:
    return due(session, "review")[0]


def test_a_closure_entered_later_moves_what_is_open_and_taking_it_away_moves_it_back(school: School) -> None:
    sealed(school.enter(AUTHOR), few(), first=True)
    session = school.enter(OFFICE)
    before = {row.id: row.due for row in due(session)}
    review = review_of(session).id

    closed = calendar.add_closure(session, MONDAY, MONDAY, "Training day")
    during = {row.id: row.due for row in due(session)}
    calendar.remove(session, closed.id)
    after = {row.id: row.due for row in due(session)}

    assert before[review] == "2026-05-21T23:59:59+01:00"
    assert during == {**before, review: "2026-05-22T23:59:59+01:00"}
    assert after == before


def test_a_term_entered_later_moves_what_is_counted_in_school_days(school: School) -> None:
    sealed(school.enter(AUTHOR), few(), first=True)
    session = school.enter(LEAD)

    calendar.add_term(session, date(2026, 4, 13), date(2026, 5, 15), "Spring")
    calendar.add_term(session, date(2026, 6, 1), date(2026, 7, 20), "Summer")

    assert review_of(session).due == "2026-06-04T23:59:59+01:00"


def test_what_is_booked_stays_on_its_day_when_the_calendar_changes(school: School) -> None:
    sealed(school.enter(AUTHOR), few(), first=True)
    session = school.enter(LEAD)
    booking.book(session, review_of(session).id, date(2026, 5, 20), "The family can come then")

    calendar.add_closure(session, MONDAY, MONDAY, "Training day")

    assert (review_of(session).due, review_of(session).booked) == (
        "2026-05-21T23:59:59+01:00", "2026-05-20T23:59:59+01:00",
    )  # fmt: skip


def test_counted_again_each_keeps_the_number_that_it_was_recorded_by(school: School) -> None:
    sealed(school.enter(AUTHOR), few(), first=True)
    session = school.enter(LEAD)
    own_numbers.set_number(session, "school_review", 2)

    calendar.add_closure(session, MONDAY, MONDAY, "Training day")

    assert review_of(session).due == "2026-05-22T23:59:59+01:00"


def test_the_ledger_keeps_how_much_a_change_of_the_calendar_moved(school: School) -> None:
    sealed(school.enter(AUTHOR), few(), first=True)
    session = school.enter(LEAD)

    calendar.add_closure(session, MONDAY, MONDAY, "Training day")
    calendar.add_closure(session, date(2026, 7, 6), date(2026, 7, 6), "Sports day")

    assert moved(session) == [1, 0]


def moved(session: Session) -> list[int]:
    by = reader(session)
    with session.held.desk.read() as connection:
        end = desk_ledger.ends(connection)[0]
        page = desk_ledger.page_of_entries(connection, end.device, end.segment, 0, 100)
    notes = [open_note(one, by, session.held.roll) for one in page if one.row.kind == "calendar_changed"]
    return [note.details["moved"] for note in notes]
