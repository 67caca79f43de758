"""A first record is not the full one: it stays due to be completed, and a full record is due until there is one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from rrn_desktop.services import inbox, own_numbers, records
from rrn_desktop.services.today import today
from tests.rrn_desktop.services.night import DAY_NURSE, answers_of, begun, may, standing
from tests.rrn_desktop.services.school import (
    AT,
    AUTHOR,
    COLLEAGUE,
    LEAD,
    School,
    few,
    make_school,
    next_version,
    sealed,
)
from tests.rrn_desktop.services.written_anew import completed, outcome, whole
from tests.rrn_desktop.services.written_anew import standing as stands


@pytest.fixture(scope="module")
def new_glen(tmp_path_factory: pytest.TempPathFactory) -> School:
    return make_school(tmp_path_factory.mktemp("glen"), profile="sco_school")


@pytest.fixture
def glen(new_glen: School, tmp_path: Path) -> Iterator[School]:
    yield from new_glen.lent(tmp_path)


def test_a_first_record_is_no_full_record_and_completing_it_is(glen: School) -> None:
    session = glen.enter(AUTHOR)
    done = sealed(session, few(), first=True)
    number, record = done.number or "", done.record_id
    before = [outcome(session, record, kind) for kind in ("record", "complete")]

    completed(session, number)

    assert before == ["open", "open"]
    assert [outcome(session, record, kind) for kind in ("record", "complete")] == ["in_time", "in_time"]


def test_a_record_that_is_complete_at_once_leaves_nothing_to_complete(glen: School) -> None:
    session = glen.enter(AUTHOR)

    done = sealed(session, whole())

    assert outcome(session, done.record_id, "record") == "in_time"
    assert outcome(session, done.record_id, "complete") == "never asked for"


def test_making_a_record_is_answered_by_a_first_one_which_is_due_to_be_completed_next_working_day(
    school: School,
) -> None:
    session = school.enter(AUTHOR)

    done = sealed(session, few(), first=True)

    to_complete = stands(session, done.record_id, "complete")
    assert outcome(session, done.record_id, "record") == "in_time"
    assert to_complete is not None
    assert (to_complete.outcome, to_complete.due) == ("open", "2026-05-15T23:59:59+01:00")
    assert (to_complete.by, to_complete.form, to_complete.rule_kind) == ("anyone", "record", "local")
    assert to_complete.rule.endswith("; 1 working day is your own choice")


def test_everyone_sees_that_it_is_due_and_when_it_was_completed_late(school: School) -> None:
    number = sealed(school.enter(AUTHOR), few(), first=True).number or ""
    week_later = AT + timedelta(days=6)
    seen = {one.kind: (one.number, one.state) for one in today(school.enter(COLLEAGUE, week_later)).due}

    lead = school.enter(LEAD, week_later)
    next_version(lead, records.begin_completion(lead, number), lambda _: whole())

    after = {one.kind: one.state for one in today(lead).due}
    assert seen["complete"] == (number, "late")
    assert after["complete"] == "done_late"


def test_a_place_sets_its_own_number_for_completing(school: School) -> None:
    own_numbers.set_number(school.enter(LEAD), "complete_first", 3)

    session = school.enter(AUTHOR)
    done = sealed(session, few(), first=True)

    to_complete = stands(session, done.record_id, "complete")
    assert to_complete is not None
    assert to_complete.due == "2026-05-19T23:59:59+01:00"
    assert to_complete.rule.endswith("; 3 working days is your own choice")


def test_a_first_record_written_without_an_account_is_due_to_be_completed_within_a_day(night: School) -> None:
    draft = standing(begun(night, answers_of("case9")))
    inbox.seal(draft, first=True)

    by_day = stands(night.enter(DAY_NURSE, may(7, 15)), draft.record, "complete")
    by_lead = stands(night.enter(LEAD, may(9)), draft.record, "complete")

    assert by_day is not None
    assert (by_day.outcome, by_day.due) == ("open", "2026-05-04T02:25:00+01:00")
    assert by_lead == by_day
