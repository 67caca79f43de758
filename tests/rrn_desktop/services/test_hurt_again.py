"""What was asked for and done is asked for again when something new is added, and the new asking is answered anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rrn_desktop.services.follow_ups import FollowUp, of_incident
from rrn_desktop.services.session import Session
from rrn_desktop.services.today import today
from tests.rrn_desktop.services.after_incident import added
from tests.rrn_desktop.services.school import AUTHOR, COLLEAGUE, LEAD, School, make_school, sealed
from tests.rrn_desktop.services.written_anew import HURT, INJURY, amended, at, whole

UNKNOWN = {"state": "not_known"}


@pytest.fixture(scope="module")
def new_cedar(tmp_path_factory: pytest.TempPathFactory) -> School:
    return make_school(tmp_path_factory.mktemp("cedar"), profile="wal_ward")


@pytest.fixture
def cedar(new_cedar: School, tmp_path: Path) -> Iterator[School]:
    yield from new_cedar.lent(tmp_path)


def told_at(hour: str) -> dict[str, Any]:
    when = at(f"2026-05-14T{hour}")
    return {"whom": "safeguarding", "name": "Mr Rees", "how": "spoken", "when": when, "by": UNKNOWN}


def hurt_and_told(cedar: School) -> tuple[str, str]:
    """Someone was hurt, and safeguarding was told of it at noon."""
    done = sealed(cedar.enter(AUTHOR), whole(**HURT))
    number = done.number or ""
    added(cedar.enter(COLLEAGUE), "told", number, **told_at("12:00"))
    return number, done.record_id


def found_at(cedar: School, number: str, hour: str) -> list[str]:
    done = added(cedar.enter(COLLEAGUE), "injury", number, **INJURY, when=at(f"2026-05-14T{hour}"))
    return [one.due for one in done.follow_ups if one.kind == "safeguarding"]


def asked(session: Session, record: str) -> list[FollowUp]:
    return sorted((one for one in of_incident(session, record) if one.kind == "safeguarding"), key=lambda one: one.due)


def test_an_injury_found_after_safeguarding_was_told_is_told_to_them_too(cedar: School) -> None:
    number, record = hurt_and_told(cedar)

    begun = found_at(cedar, number, "15:00")

    session = cedar.enter(COLLEAGUE)
    assert begun == ["2026-05-14T15:00:00+01:00"]
    assert [one.outcome for one in asked(session, record)] == ["late", "open"]
    assert [one.number for one in today(session).due if (one.kind, one.done_at) == ("safeguarding", None)] == [number]


def test_telling_them_again_answers_it_and_a_second_new_injury_does_not_double_it(cedar: School) -> None:
    number, record = hurt_and_told(cedar)
    found_at(cedar, number, "15:30")
    found_at(cedar, number, "15:00")
    between = [(one.outcome, one.due) for one in asked(cedar.enter(LEAD), record)]

    done = added(cedar.enter(COLLEAGUE), "told", number, **told_at("15:00"))

    assert between == [("late", "2026-05-14T10:40:00+01:00"), ("open", "2026-05-14T15:00:00+01:00")]
    assert [one.kind for one in done.follow_ups_closed] == ["safeguarding"]
    assert [one.outcome for one in asked(cedar.enter(LEAD), record)] == ["late", "in_time"]


def test_what_was_told_before_it_was_found_does_not_answer_it(cedar: School) -> None:
    number, record = hurt_and_told(cedar)
    found_at(cedar, number, "15:00")

    done = added(cedar.enter(COLLEAGUE), "told", number, **told_at("12:30"))
    amended(cedar.enter(AUTHOR), number, told=[told_at("12:00")])

    assert done.follow_ups_closed == ()
    assert [one.outcome for one in asked(cedar.enter(LEAD), record)] == ["late", "open"]


def test_a_third_injury_after_all_was_told_is_asked_for_a_third_time(cedar: School) -> None:
    number, record = hurt_and_told(cedar)
    found_at(cedar, number, "13:00")
    added(cedar.enter(COLLEAGUE), "told", number, **told_at("13:30"))

    found_at(cedar, number, "14:00")

    assert [one.outcome for one in asked(cedar.enter(LEAD), record)] == ["late", "late", "open"]


def test_a_second_aid_that_broke_is_due_though_the_first_was_replaced(cedar: School) -> None:
    done = sealed(cedar.enter(AUTHOR), whole())
    number, record = done.number or "", done.record_id
    aid = {"what": "Left hearing aid", "aid": "hearing", "when": at("2026-05-14T11:00")}
    added(cedar.enter(COLLEAGUE), "damage", number, **aid, until="A spare one")

    added(cedar.enter(COLLEAGUE), "damage", number, **{**aid, "what": "Glasses", "aid": "sight"}, until=UNKNOWN)

    found = [one.outcome for one in of_incident(cedar.enter(LEAD), record) if one.kind == "aid"]
    assert sorted(found) == ["in_time", "open"]
