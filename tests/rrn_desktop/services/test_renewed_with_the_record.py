"""A record that is completed or amended begins, moves and ends what is due after it; additions keep what they ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from rrn_desktop.clock import WallTime
from rrn_desktop.services.booking import book
from rrn_desktop.services.today import today
from tests.rrn_desktop.services.after_incident import added, moment
from tests.rrn_desktop.services.school import AT, AUTHOR, COLLEAGUE, LEAD, School, few, make_school, sealed
from tests.rrn_desktop.services.written_anew import (
    BROKEN,
    HURT,
    INJURY,
    WHOLE,
    amended,
    at,
    completed,
    outcome,
    standing,
    whole,
)

START = WallTime("2026-05-14T10:40", "+01:00")
TOLD = {"whom": "safeguarding", "name": "Mr Rees", "how": "spoken", "when": at("2026-05-14T16:00")}
INJECTION = {
    "kind": "chemical_injection_rapid", "start": at("2026-05-14T10:50"), "duration": {"state": "not_known"},
    "people": {"state": "not_known"}, "planned": "unplanned", "agreed": "refused", "how": {"state": "not_known"},
}  # fmt: skip


@pytest.fixture(scope="module")
def new_cedar(tmp_path_factory: pytest.TempPathFactory) -> School:
    return make_school(tmp_path_factory.mktemp("cedar"), profile="wal_ward")


@pytest.fixture
def cedar(new_cedar: School, tmp_path: Path) -> Iterator[School]:
    yield from new_cedar.lent(tmp_path)


def first(cedar: School) -> tuple[str, str]:
    done = sealed(cedar.enter(AUTHOR), few(started=START), first=True)
    return done.number or "", done.record_id


def test_an_injury_added_on_completing_starts_safeguarding_and_proposes_an_independent_review(cedar: School) -> None:
    number, record = first(cedar)

    done = completed(cedar.enter(AUTHOR), number, **HURT)

    assert {"safeguarding", "independent_review"} <= {one.kind for one in done.follow_ups}
    assert outcome(cedar.enter(LEAD), record, "safeguarding") == "open"


def test_damage_added_on_amending_starts_the_replacing_of_the_aid(cedar: School) -> None:
    number, record = first(cedar)
    session = cedar.enter(AUTHOR)
    completed(session, number)

    amended(session, number, **BROKEN)

    assert outcome(session, record, "aid") == "open"


def test_a_practice_added_later_starts_its_checks_from_that_practice(cedar: School) -> None:
    number, record = first(cedar)
    session = cedar.enter(AUTHOR)
    completed(session, number)

    before = outcome(session, record, "check")
    amended(session, number, practices=[INJECTION])

    found = standing(session, record, "check")
    assert before == "never asked for"
    assert found is not None
    assert found.due == "2026-05-14T11:50:00+01:00"


def test_a_corrected_start_moves_what_is_open_and_not_what_is_done_or_booked(cedar: School) -> None:
    number, record = first(cedar)
    completed(cedar.enter(AUTHOR), number)
    lead = cedar.enter(LEAD)
    before = {kind: standing(lead, record, kind) for kind in ("told", "record", "review")}
    review = before["review"]
    assert review is not None
    book(lead, review.id, date(2026, 5, 20), "The family can come then")

    amended(lead, number, started=at("2026-05-13T22:40"))

    told, record_made, booked = (standing(lead, record, kind) for kind in ("told", "record", "review"))
    assert told is not None
    assert told.due == "2026-05-13T23:59:59+01:00"
    assert record_made == before["record"]
    assert booked is not None
    assert (booked.due, booked.booked) == (review.due, "2026-05-20T23:59:59+01:00")


def test_an_injury_taken_out_again_is_asked_for_no_more_and_is_on_nobodys_today(cedar: School) -> None:
    number, record = first(cedar)
    completed(cedar.enter(AUTHOR), number, **HURT)
    session = cedar.enter(LEAD)

    amended(session, number, **WHOLE)

    assert outcome(session, record, "safeguarding") == "no_longer_asked"
    assert outcome(session, record, "independent_review") == "no_longer_asked"
    assert {"safeguarding", "independent_review"} & {one.kind for one in today(session).due} == set()
    assert outcome(session, record, "told") == "open"


def test_an_aid_and_a_practice_taken_out_again_are_asked_for_no_more(cedar: School) -> None:
    session = cedar.enter(AUTHOR)
    done = sealed(session, whole(started=START, **BROKEN, practices=[INJECTION]))
    number, record = done.number or "", done.record_id
    asked = [outcome(session, record, kind) for kind in ("aid", "check")]

    amended(session, number, **WHOLE, practices=[{**INJECTION, "kind": "physical_standing"}])

    assert asked == ["open", "open"]
    assert [outcome(session, record, kind) for kind in ("aid", "check")] == ["no_longer_asked"] * 2


def test_what_was_done_stays_done_when_it_would_no_longer_be_asked_for(cedar: School) -> None:
    session = cedar.enter(AUTHOR)
    done = sealed(session, whole(started=START, **HURT))
    number, record = done.number or "", done.record_id
    added(session, "told", number, **TOLD, by={"state": "not_known"})

    amended(session, number, **WHOLE)

    assert outcome(session, record, "safeguarding") == "late"
    assert outcome(session, record, "independent_review") == "no_longer_asked"


def test_an_injury_put_back_is_asked_for_again(cedar: School) -> None:
    session = cedar.enter(AUTHOR)
    done = sealed(session, whole(started=START, **HURT))
    number, record = done.number or "", done.record_id

    amended(session, number, **WHOLE)
    amended(session, number, **HURT)

    assert outcome(session, record, "safeguarding") == "open"


def test_what_an_addition_asks_for_stays_when_the_record_says_that_nobody_was_hurt(cedar: School) -> None:
    session = cedar.enter(AUTHOR)
    done = sealed(session, whole(started=START, **HURT))
    number, record = done.number or "", done.record_id
    noon = {**INJURY, "when": at("2026-05-14T12:00")}
    added(cedar.enter(COLLEAGUE), "injury", number, **noon)

    both = standing(cedar.enter(LEAD), record, "safeguarding")
    amended(cedar.enter(AUTHOR), number, **WHOLE)
    left = standing(cedar.enter(LEAD), record, "safeguarding")

    assert both is not None
    assert left is not None
    assert both.due == "2026-05-14T10:40:00+01:00"
    assert (left.outcome, left.due) == ("open", "2026-05-14T12:00:00+01:00")


def test_an_addition_makes_nothing_due_later_than_it_was(cedar: School) -> None:
    number, record = first(cedar)
    for hour in ("12:00", "15:00", "11:00"):
        added(cedar.enter(COLLEAGUE), "injury", number, **INJURY, when=at(f"2026-05-14T{hour}"))

    found = standing(cedar.enter(LEAD), record, "safeguarding")

    assert found is not None
    assert found.due == "2026-05-14T11:00:00+01:00"


def test_another_version_is_no_later_making_of_the_record(school: School) -> None:
    withheld = [{"whom": "parent", "how": "not_told", "withheld": "harm"}]
    done = sealed(school.enter(AUTHOR), whole(told=withheld))
    session = school.enter(AUTHOR, AT + timedelta(days=1))

    amended(session, done.number or "", place="Library")

    found = standing(session, done.record_id, "told_authority")
    assert found is not None
    assert found.due == moment_text()


def moment_text() -> str:
    made = moment(AT, minutes=0)
    return f"{made['local']}:00{made['offset']}"
