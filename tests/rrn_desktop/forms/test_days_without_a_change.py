from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rrn_desktop.clock import WallTime, clocks_stay, offsets_of
from rrn_desktop.forms.wording import moment_words

# Clocks that change at 1, at midnight, at half past midnight, by half an hour, not at all, and that left a day out.
ZONES = (
    "Europe/London", "America/Havana", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia",
    "Africa/Casablanca", "America/Sao_Paulo",
)  # fmt: skip


def times_of(day: str) -> list[str]:
    start = datetime.fromisoformat(day)
    return [(start + timedelta(minutes=minutes)).isoformat(timespec="minutes") for minutes in range(0, 24 * 60, 10)]


@settings(max_examples=40)
@given(st.dates(date(1975, 1, 1), date(2037, 12, 30)), st.sampled_from(ZONES))
def test_where_the_clocks_stay_each_time_of_the_day_comes_once(day: date, zone: str) -> None:
    text = day.isoformat()

    stays = clocks_stay(text, zone)

    assert not stays or all(len(offsets_of(time, zone)) == 1 for time in times_of(text))


@pytest.mark.parametrize(
    ("day", "zone", "stays"),
    [
        ("2026-10-25", "Europe/London", False),
        ("2026-03-29", "Europe/London", False),
        ("2026-10-24", "Europe/London", True),
        ("2026-10-26", "Europe/London", True),
        # From half past midnight back to half past eleven: both days have times that come twice.
        ("2010-11-06", "America/St_Johns", False),
        ("2010-11-07", "America/St_Johns", False),
        ("2026-10-25", "UTC", True),
    ],
)
def test_a_day_on_which_the_clocks_change_is_known(day: str, zone: str, *, stays: bool) -> None:
    found = clocks_stay(day, zone)

    assert found is stays


@pytest.mark.parametrize(
    ("local", "offset", "words"),
    [
        ("2026-10-25T01:30", "+01:00", "Sunday 25 October 2026, 01:30 (the first 01:30 of that night)"),
        ("2026-10-25T01:30", "+00:00", "Sunday 25 October 2026, 01:30 (the second 01:30 of that night)"),
        ("2026-10-25T03:30", "+00:00", "Sunday 25 October 2026, 03:30"),
        ("2026-10-24T01:30", "+01:00", "Saturday 24 October 2026, 01:30"),
        ("9999-12-31T01:30", "+00:00", "Friday 31 December 9999, 01:30"),
        ("2026-13-01T01:30", "+00:00", "2026-13-01, 01:30"),
    ],
)
def test_only_a_time_that_came_twice_says_which_one_is_meant(local: str, offset: str, words: str) -> None:
    said = moment_words(WallTime(local, offset, "Europe/London"))

    assert said == words
