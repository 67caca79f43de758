"""Worked examples of when things are due: reckoned by hand, each held against what the program says."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rrn_desktop.clock import WallTime, read_wall
from rrn_desktop.standards import clocks
from rrn_desktop.standards.calendar import Calendar, Closed, Term
from rrn_desktop.standards.clocks import DueClock, Moments, due
from rrn_desktop.standards.loader import profile

FILE = Path(__file__).resolve().parents[2] / "data" / "clocks.toml"
EXAMPLES: list[dict[str, Any]] = tomllib.loads(FILE.read_text("utf-8"))["example"]


def the_clock(example: dict[str, Any]) -> DueClock:
    if "clock" in example:
        found = clocks.clock(example["clock"])
        assert found is not None
        return found
    fields = {
        "id": "x", "profiles": [], "kind": "x", "what": "X", "rule": "x", "rule_kind": "local",
        "trust": "check_locally", "unit": example["unit"], "amount": example.get("amount", 0),
        "counted_from": example.get("counted_from", "incident_start"),
    }  # fmt: skip
    return msgspec.convert(fields, DueClock)


def the_moments(example: dict[str, Any]) -> Moments:
    def at(key: str) -> WallTime | None:
        return read_wall(example[key], "Europe/London") if key in example else None

    start = at("start")
    assert start is not None
    return Moments(start, end=at("end"), use=at("use"), aware=at("aware"), recorded=at("recorded"))


def the_calendar(example: dict[str, Any], clock: DueClock) -> Calendar:
    nation = example["nation"] if "nation" in example else profile(clock.profiles[0]).nation
    day = date.fromisoformat
    closures = [Closed(day(first), day(last)) for first, last in example.get("closures", [])]
    terms = [Term(day(first), day(last)) for first, last in example.get("terms", [])]
    return Calendar(nation, tuple(closures), tuple(terms))


def without_nation(example: dict[str, Any]) -> dict[str, Any]:
    """An example that counts no days of a calendar needs no nation."""
    return {"nation": "england", **example} if "clock" not in example else example


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["says"])
def test_a_thing_is_due_when_it_was_reckoned_by_hand(example: dict[str, Any]) -> None:
    clock = the_clock(example)

    found = due(clock, the_moments(example), the_calendar(without_nation(example), clock))

    assert found.rfc3339() == example["due"]


def test_there_are_forty_examples_and_more_with_each_unit_among_them() -> None:
    units = {the_clock(example).unit for example in EXAMPLES}

    assert len(EXAMPLES) >= 40
    assert units == {
        "at_once", "minutes", "hours", "days", "school_days", "working_days", "same_day", "weeks",
    }  # fmt: skip


def test_each_example_says_something_of_its_own() -> None:
    assert len({example["says"] for example in EXAMPLES}) == len(EXAMPLES)
