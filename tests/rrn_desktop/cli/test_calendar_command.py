"""``rrn calendar``: closures and terms by command, and what is due counted by them."""

from __future__ import annotations

from tests.rrn_desktop.cli.command import Command
from tests.rrn_desktop.services.school import AUTHOR, LEAD, OFFICE

CLOSED = ("calendar", "closed", "2026-05-18", "2026-05-18", "--why", "Training day")


def test_a_closure_entered_by_command_moves_a_review_by_a_school_day(rrn: Command) -> None:
    before = rrn.sealed(AUTHOR)
    rrn.as_(OFFICE, *CLOSED)
    after = rrn.sealed(AUTHOR)

    days = [next(one["due"] for one in each["follow_ups"] if one["kind"] == "review") for each in (before, after)]

    assert days == ["2026-05-21T23:59:59+01:00", "2026-05-22T23:59:59+01:00"]


def test_what_was_entered_is_listed_and_can_be_taken_away(rrn: Command) -> None:
    rrn.as_(LEAD, "calendar", "term", "2026-04-13", "2026-05-22", "--why", "Spring term")
    (entry,) = rrn.as_(AUTHOR, "calendar", "list").result["entries"]

    left = rrn.as_(LEAD, "calendar", "remove", entry["id"])

    assert (entry["kind"], entry["start"], entry["end"], entry["why"]) == (
        "term", "2026-04-13", "2026-05-22", "Spring term",
    )  # fmt: skip
    assert left.result["entries"] == []


def test_a_recorder_a_bad_day_and_an_unknown_entry_have_each_their_refusal(rrn: Command) -> None:
    nobody = rrn.as_(AUTHOR, *CLOSED)
    no_day = rrn.as_(LEAD, "calendar", "closed", "18.5.2026", "2026-05-18", "--why", "Training day")
    unknown = rrn.as_(LEAD, "calendar", "remove", "0" * 26)

    assert [said.code for said in (nobody, no_day, unknown)] == ["no_right", "usage", "not_found"]
    assert rrn.as_(LEAD, "calendar", "list").result["entries"] == []
