"""Moving a review, and the file of reviews for a calendar program."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import icalendar
import pytest

from rrn_desktop.errors import NoRight, NotFound, Refused
from rrn_desktop.services import review_calendar, reviews
from rrn_desktop.services.session import Session
from tests.rrn_desktop.services.after_incident import NEXT_DAY, WEEK_LATER, day_of, due, review_signed
from tests.rrn_desktop.services.school import (
    AUTHOR,
    CHILD,
    COLLEAGUE,
    LEAD,
    OFFICE,
    SITE,
    School,
    case,
    kinds_of_ledger,
    sealed,
)

REASON = "The interpreter can come then."


@pytest.fixture
def number(school: School) -> str:
    return str(sealed(school.enter(AUTHOR), case(1)).number)


def events(session: Session, out: Path) -> list[dict[str, str]]:
    written = review_calendar.ics(session, out=out)
    calendar = icalendar.Calendar.from_ical(out.read_bytes())
    found = calendar.walk("VEVENT")
    assert written.files[0].rows == len(found)
    return [
        {
            "uid": str(one["UID"]),
            "summary": str(one["SUMMARY"]),
            "day": str(one.decoded("DTSTART")),
            "sequence": str(one["SEQUENCE"]),
        }
        for one in found
    ]


def test_a_review_is_one_whole_day_in_a_calendar(school: School, number: str, tmp_path: Path) -> None:
    lead = school.enter(LEAD)
    (review,) = due(lead, "review")

    (event,) = events(lead, tmp_path / "reviews.ics")

    assert event["summary"] == f"Learning review {number}"
    assert event["day"] == day_of(str(review.due))
    assert b"DTSTART;VALUE=DATE:" in (tmp_path / "reviews.ics").read_bytes()


def test_the_file_names_no_person_no_member_of_staff_and_no_place(school: School, number: str, tmp_path: Path) -> None:
    lead = school.enter(LEAD)
    reviews.move(lead, number, date(2026, 5, 20), REASON)

    review_calendar.ics(lead, out=tmp_path / "reviews.ics")

    text = (tmp_path / "reviews.ics").read_text("utf-8").replace("\r\n ", "")
    for name in (CHILD, "Dylan", AUTHOR, COLLEAGUE, LEAD, OFFICE, SITE, "Corridor", "interpreter"):
        assert name not in text


def test_a_review_that_was_moved_keeps_its_mark_and_has_a_later_sequence(
    school: School, number: str, tmp_path: Path
) -> None:
    lead = school.enter(LEAD)
    (before,) = events(lead, tmp_path / "before.ics")

    reviews.move(lead, number, date(2026, 5, 22), REASON)
    (after,) = events(lead, tmp_path / "after.ics")

    assert after == {**before, "day": "2026-05-22", "sequence": "1"}
    assert "review_moved" in kinds_of_ledger(lead)


def test_a_review_that_was_held_is_in_no_calendar_any_more(school: School, number: str, tmp_path: Path) -> None:
    lead = school.enter(LEAD, NEXT_DAY)
    review_signed(lead, number)

    assert events(lead, tmp_path / "reviews.ics") == []
    with pytest.raises(NotFound, match="No learning review is due"):
        reviews.move(lead, number, date(2026, 5, 22), REASON)


def test_a_file_that_is_there_is_not_touched_and_a_folder_that_is_not_has_its_sentence(
    school: School, number: str, tmp_path: Path
) -> None:
    lead, there = school.enter(LEAD), tmp_path / "reviews.ics"
    there.write_text("mine", "utf-8")

    with pytest.raises(Refused, match="there already"):
        review_calendar.ics(lead, out=there)
    with pytest.raises(NotFound, match="not there"):
        review_calendar.ics(lead, out=tmp_path / "nowhere" / "reviews.ics")

    assert there.read_text("utf-8") == "mine"


def test_what_was_written_for_a_calendar_is_kept_in_the_ledger(school: School, number: str, tmp_path: Path) -> None:
    lead = school.enter(LEAD)

    events(lead, tmp_path / "reviews.ics")

    assert kinds_of_ledger(lead)[-1] == "export"


@pytest.mark.parametrize(
    ("day", "reason", "says"),
    [
        (date(2026, 5, 14), REASON, "day of the incident"),
        (date(2026, 5, 15), REASON, "passed"),
        (date(2026, 5, 29), "  ", "needs a reason"),
    ],
)
def test_a_review_is_not_booked_on_the_incidents_day_in_the_past_or_without_a_reason(
    school: School, number: str, day: date, reason: str, says: str
) -> None:
    lead = school.enter(LEAD, WEEK_LATER)

    with pytest.raises(Refused, match=says):
        reviews.move(lead, number, day, reason)

    assert [one.booked for one in due(lead, "review")] == [None]


def test_only_a_lead_moves_a_review(school: School, number: str) -> None:
    with pytest.raises(NoRight):
        reviews.move(school.enter(AUTHOR), number, date(2026, 5, 22), REASON)
