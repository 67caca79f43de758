"""Case 7 by command: two incidents of one day, an adult who decides who is told, and whom nobody may tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.rrn_desktop.cli.stories import ONE, TUTOR
from tests.rrn_desktop.cli.whole_case import Played
from tests.rrn_desktop.services.printed import bare, text_of

pytestmark = pytest.mark.xdist_group("case7")

TWO = "2026-A-002"


@pytest.fixture
def college(played: Callable[[str], Played]) -> Played:
    return played("case7")


def test_an_hour_and_a_half_apart_they_are_two_records_and_one_review_looked_at_both(college: Played) -> None:
    due, paper = college.later("today").result["due"], college.folder / "second.pdf"
    college.later("export", "pdf", TWO, "--out", paper)

    assert college.incidents == {"case7_1": ONE, "case7_2": TWO}
    assert [one for one in due if one["kind"] == "review"] == []
    assert bare("A learning review looked at this incident together with another one.") in text_of(paper.read_bytes())


def test_telling_no_parent_is_an_answer_where_the_student_decides_and_where_a_court_did(college: Played) -> None:
    closed = [{one["kind"] for one in college.said[place].result["follow_ups_closed"]} for place in (0, 1)]

    assert closed == [{"record", "told"}] * 2


def test_a_door_held_shut_asks_about_the_liberty_of_an_adult_and_gives_no_verdict(college: Played) -> None:
    first, second = (
        {one["kind"]: one for one in college.said[place].result["follow_ups"]} for place in (0, 1)
    )  # fmt: skip

    assert "liberty" not in first
    assert (second["liberty"]["proposal"], second["liberty"]["trust"]) == (True, "check_locally")
    assert "whether it did is not for this program to say" in second["liberty"]["rule"]
    assert [one["kind"] for one in college.said[3].result["follow_ups_closed"]] == ["liberty"]


def test_whoever_signs_in_reads_whom_not_to_tell_before_they_pick_up_the_phone(college: Played) -> None:
    notices = {one["number"]: one for one in college.at("2026-01-12T16:00+00:00", TUTOR, "today").result["notices"]}
    person = college.later("people", "show", "Student T.").result["people"][0]

    assert (notices[ONE]["told"], notices[TWO]["told"]) == ("for_a_reason", "told")
    assert all(one["next_shift"].startswith("Father is not to be given any") for one in notices.values())
    assert [row["who"] for row in person["details"]["not_to_tell"]] == ["Father", "Mother, who lives abroad"]
