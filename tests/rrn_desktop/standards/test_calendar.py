"""Working days and school days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rrn_desktop.clock import WallTime
from rrn_desktop.standards.calendar import NATIONS, Calendar, Closed, Term
from rrn_desktop.standards.clocks import Moments, clocks_of, note_of
from rrn_desktop.standards.loader import profiles

TERM = Term(date(2026, 6, 1), date(2026, 7, 21), "Summer")
NEXT = Term(date(2026, 9, 2), date(2026, 10, 23), "Autumn")
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("nation", "day", "works"),
    [
        ("england", date(2026, 4, 6), False),
        ("scotland", date(2026, 4, 6), True),
        ("scotland", date(2026, 1, 2), False),
        ("england", date(2026, 1, 2), True),
        ("scotland", date(2026, 8, 3), False),
        ("england", date(2026, 8, 31), False),
        ("scotland", date(2026, 8, 31), True),
        ("northern_ireland", date(2026, 7, 13), False),
        ("wales", date(2026, 12, 28), False),
        ("wales", date(2026, 12, 26), False),
    ],
)
def test_each_nation_has_its_bank_holidays(nation: str, day: date, works: bool) -> None:
    assert Calendar(nation).is_working_day(day) is works


def test_every_profile_is_of_a_nation_whose_holidays_are_known() -> None:
    assert {profile.nation for profile in profiles()} <= set(NATIONS)


def test_both_days_of_a_closure_belong_to_it() -> None:
    calendar = Calendar("england", closures=(Closed(date(2026, 5, 13), date(2026, 5, 14)),))

    works = [calendar.is_working_day(date(2026, 5, day)) for day in (12, 13, 14, 15)]

    assert works == [True, False, False, True]


def test_there_is_no_school_between_two_terms_and_beyond_them_nobody_knows() -> None:
    calendar = Calendar("england", terms=(NEXT, TERM))

    assert not calendar.is_school_day(date(2026, 8, 5))
    assert calendar.is_school_day(date(2026, 9, 2))
    assert calendar.is_school_day(date(2026, 11, 3))
    assert [calendar.knows_terms_of(date(2026, month, 5)) for month in (5, 8, 11)] == [False, True, False]


def test_without_term_dates_a_count_of_school_days_says_so() -> None:
    review = next(clock for clock in clocks_of("eng_school") if clock.kind == "review")
    moments = Moments(WallTime("2026-06-09T10:00", "+01:00"))

    said = [note_of(review, moments, Calendar("england", terms=terms)) for terms in ((), (TERM,), (NEXT,))]

    assert said[0] == said[2] == "Working days are counted: no term dates are entered for then."
    assert said[1] == ""


def test_only_a_count_of_school_days_has_a_note() -> None:
    moments = Moments(WallTime("2026-06-09T10:00", "+01:00"))

    noted = [clock.kind for clock in clocks_of("eng_school") if note_of(clock, moments, Calendar("england"))]

    assert noted == ["review"]


def test_a_site_closed_for_good_still_gets_a_day() -> None:
    calendar = Calendar("england", closures=(Closed(date(2020, 1, 1), date(2999, 12, 31)),))

    found = calendar.working_day_after(date(2026, 5, 14), 5)

    assert found > date(2026, 5, 14)


@given(DAYS, st.integers(1, 30), st.sampled_from(sorted(NATIONS)))
def test_a_working_day_so_many_after_a_day_has_just_so_many_between(day: date, count: int, nation: str) -> None:
    calendar = Calendar(nation)

    found = calendar.working_day_after(day, count)

    between = [day + timedelta(days=step) for step in range(1, (found - day).days + 1)]
    assert sum(calendar.is_working_day(one) for one in between) == count
    assert calendar.is_working_day(found)


@given(DAYS, st.integers(1, 30))
def test_a_school_day_is_never_earlier_than_the_working_day_of_the_same_count(day: date, count: int) -> None:
    calendar = Calendar("wales", terms=(TERM, NEXT))

    found = calendar.school_day_after(day, count)

    assert found >= calendar.working_day_after(day, count)
