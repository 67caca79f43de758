from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.forms.time_reading import read_day, read_month, read_time, three_parts, whole_year


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("14:30", "14:30"),
        ("1430", "14:30"),
        ("930", "09:30"),
        ("9.15", "09:15"),
        ("2:05pm", "14:05"),
        ("2.05 p.m.", "14:05"),
        ("205pm", "14:05"),
        ("2 pm", "14:00"),
        ("12 am", "00:00"),
        ("14h30", "14:30"),
        ("11:58:30", "11:58:30"),
        ("115830", "11:58:30"),
        (" 0:05 ", "00:05"),
    ],
)
def test_a_time_is_read_the_way_people_write_it(written: str, read: str) -> None:
    found = read_time(written)

    assert found == read


@pytest.mark.parametrize("written", ["", "14", "14:3", "25:00", "14:60", "13pm", "0pm", "soon", "14:30:99", "1430000"])
def test_what_is_no_time_is_not_guessed(written: str) -> None:
    found = read_time(written)

    assert found is None


@given(st.times())
def test_every_time_written_out_is_read_back_with_its_seconds(moment: object) -> None:
    written = f"{moment:%H:%M:%S}"

    found = read_time(written)

    assert found == written


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_every_day_is_read_back_from_its_three_boxes(day: date) -> None:
    found = read_day(str(day.day), str(day.month), str(day.year))

    assert found == day.isoformat()


@pytest.mark.parametrize(
    ("day", "month", "year"), [("30", "2", "2026"), ("1", "13", "2026"), ("1", "1", "26"), ("", "", "")]
)
def test_what_is_no_day_of_the_calendar_is_not_guessed(day: str, month: str, year: str) -> None:
    found = read_day(day, month, year)

    assert found is None


def test_a_month_may_be_written_as_a_word() -> None:
    found = [read_month(word) for word in ("March", "sep", "11", "frost")]

    assert found == [3, 9, 11, None]


def test_a_year_of_two_digits_is_never_one_to_come() -> None:
    today = date(2026, 11, 22)

    found = [whole_year(text, today) for text in ("26", "98", "2025", "x")]

    assert found == ["2026", "1998", "2025", "x"]


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("24/10/2026", ("24", "10", "2026")),
        ("1.9.26", ("1", "9", "26")),
        ("24 October 2026", ("24", "October", "2026")),
        ("2026-10-24", ("24", "10", "2026")),
        ("24", None),
        ("24/10", None),
        ("9.15", None),
        ("yesterday", None),
    ],
)
def test_a_whole_day_is_taken_apart_and_nothing_else(written: str, parts: tuple[str, str, str] | None) -> None:
    found = three_parts(written)

    assert found == parts
