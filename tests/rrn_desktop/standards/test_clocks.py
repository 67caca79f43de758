"""When things are due, by the clock on the wall."""

from __future__ import annotations

import msgspec
import pytest

from rrn_desktop.clock import WallTime
from rrn_desktop.standards.clocks import DueClock, clocks_of, due


def a_clock(unit: str, amount: int) -> DueClock:
    fields = {
        "id": "x", "profiles": ["p"], "kind": "told", "what": "Tell", "counted_from": "incident_start",
        "unit": unit, "amount": amount, "rule": "a rule", "rule_kind": "local", "trust": "check_locally",
    }  # fmt: skip
    return msgspec.convert(fields, DueClock)


@pytest.mark.parametrize(
    ("unit", "amount", "start", "offset", "expected", "expected_offset"),
    [
        ("at_once", 0, "2026-05-14T10:43:30", "+01:00", "2026-05-14T10:43:30", "+01:00"),
        ("same_day", 0, "2026-05-14T10:43", "+01:00", "2026-05-14T23:59:59", "+01:00"),
        ("hours", 24, "2026-02-06T21:30", "+00:00", "2026-02-07T21:30:00", "+00:00"),
        ("hours", 24, "2026-10-24T12:00", "+01:00", "2026-10-25T11:00:00", "+00:00"),
        ("hours", 2, "2026-03-29T00:30", "+00:00", "2026-03-29T03:30:00", "+01:00"),
        ("days", 5, "2026-02-06T21:30", "+00:00", "2026-02-11T21:30:00", "+00:00"),
        ("days", 1, "2026-10-24T12:00", "+01:00", "2026-10-25T12:00:00", "+00:00"),
        ("days", 1, "2026-10-24T01:30", "+01:00", "2026-10-25T01:30:00", "+00:00"),
        ("days", 1, "2026-03-28T01:30", "+00:00", "2026-03-29T02:30:00", "+01:00"),
        ("same_day", 0, "2026-10-25T00:10", "+01:00", "2026-10-25T23:59:59", "+00:00"),
    ],
)
def test_a_thing_is_due_when_the_wall_clock_says(
    unit: str, amount: int, start: str, offset: str, expected: str, expected_offset: str
) -> None:
    clock = a_clock(unit, amount)

    found = due(clock, WallTime(start, offset))

    assert found == WallTime(expected, expected_offset)


def test_an_english_school_tells_parents_supports_and_reviews() -> None:
    kinds = [clock.kind for clock in clocks_of("eng_school")]

    assert kinds == ["told", "told_written", "support", "review"]


def test_a_rule_that_was_not_read_is_never_called_law() -> None:
    clocks = [clock for profile in ("eng_school", "eng_ward", "wal_school") for clock in clocks_of(profile)]

    assert clocks
    assert all(clock.rule_kind != "law" for clock in clocks if clock.trust != "read")
