"""What was written without an account begins what its answers ask for, as soon as a lead is there to open them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.answers import Answers
from rrn_desktop.services import inbox, records, setting_aside, taking_in, voiding
from rrn_desktop.services.session import Session
from tests.rrn_desktop.ledger.forger import drop_triggers
from tests.rrn_desktop.services.night import DAY_NURSE, SET_UP, answers_of, begun, may, standing, who_when_where
from tests.rrn_desktop.services.school import LEAD, PASSPHRASES, School, few, make_school, next_version
from tests.rrn_desktop.services.written_anew import BROKEN, HURT, at, outcome, whole, with_said
from tests.rrn_desktop.services.written_anew import standing as stands

ONE = "2026-A-001"
TOLD = [{"whom": "relative", "name": "His brother", "how": "phone", "when": at("2026-05-03T02:20"),
         "by": {"state": "not_known"}}]  # fmt: skip


@pytest.fixture(scope="module")
def new_cedar(tmp_path_factory: pytest.TempPathFactory) -> School:
    return make_school(tmp_path_factory.mktemp("cedar"), profile="wal_ward", at=SET_UP)


@pytest.fixture
def cedar(new_cedar: School, tmp_path: Path) -> Iterator[School]:
    yield from new_cedar.lent(tmp_path)


def written(cedar: School, answers: Answers) -> str:
    """Handed in at night as a first record; returns the record's id."""
    draft = standing(begun(cedar, answers))
    inbox.seal(draft, first=True)
    return draft.record


def hurt() -> Answers:
    return with_said(who_when_where(), **HURT)


def how_it_stands(session: Session, record: str, *kinds: str) -> list[str]:
    return [outcome(session, record, kind) for kind in kinds]


def test_an_injury_starts_safeguarding_and_proposes_an_independent_review_once_a_lead_signs_in(cedar: School) -> None:
    record = written(cedar, hurt())
    by_day = how_it_stands(cedar.enter(DAY_NURSE, may(7, 15)), record, "safeguarding", "independent_review")

    lead = cedar.enter(LEAD, may(9))

    assert by_day == ["never asked for", "never asked for"]
    assert how_it_stands(lead, record, "safeguarding", "independent_review") == ["open", "open"]


def test_a_broken_aid_is_due_and_whoever_was_told_at_night_was_told_then(cedar: School) -> None:
    record = written(cedar, with_said(who_when_where(), **BROKEN, told=TOLD))
    by_day = outcome(cedar.enter(DAY_NURSE, may(7, 15)), record, "told")

    lead = cedar.enter(LEAD, may(9, day=5))

    told = stands(lead, record, "told")
    assert by_day == "open"
    assert outcome(lead, record, "aid") == "open"
    assert told is not None
    assert (told.outcome, told.done_at) == ("in_time", "2026-05-03T01:20:00Z")


def test_what_a_lead_set_aside_is_not_put_back_at_the_next_sign_in(cedar: School) -> None:
    record = written(cedar, hurt())
    lead = cedar.enter(LEAD, may(9))
    proposed = stands(lead, record, "independent_review")
    assert proposed is not None
    setting_aside.set_aside(lead, proposed.id, "The health board holds one already")

    again = cedar.enter(LEAD, may(10))

    assert outcome(again, record, "independent_review") == "set_aside"


def test_a_lead_who_is_there_already_starts_it_by_confirming(cedar: School) -> None:
    lead = cedar.enter(LEAD, may(2))
    record = written(cedar, hurt())
    taking_in.take_in(lead)

    before = outcome(lead, record, "safeguarding")
    taking_in.confirm(lead, ONE, PASSPHRASES[LEAD])

    assert before == "never asked for"
    assert outcome(lead, record, "safeguarding") == "open"


def test_nothing_is_due_again_for_a_record_that_was_entered_in_error(cedar: School) -> None:
    lead = cedar.enter(LEAD, may(2))
    record = written(cedar, hurt())
    taking_in.take_in(lead)
    voiding.void(lead, ONE, "It belongs to another ward.", PASSPHRASES[LEAD])

    again = cedar.enter(LEAD, may(9))

    assert outcome(again, record, "safeguarding") == "never asked for"


def test_what_a_lead_wrote_since_counts_and_not_what_was_taken_in(cedar: School) -> None:
    lead = cedar.enter(LEAD, datetime(2026, 5, 14, 16, 0, tzinfo=UTC))
    record = written(cedar, hurt())
    taking_in.take_in(lead)
    started = few().get("started")
    assert isinstance(started, WallTime)
    next_version(lead, records.begin_completion(lead, ONE), lambda _: whole(started))

    again = cedar.enter(LEAD, datetime(2026, 5, 14, 17, 0, tzinfo=UTC))

    assert outcome(again, record, "safeguarding") == "never asked for"


def test_one_that_can_not_be_read_keeps_no_lead_from_signing_in(cedar: School) -> None:
    record = written(cedar, answers_of("case9"))
    session = cedar.enter(DAY_NURSE, may(7, 15))
    with session.held.desk.write() as connection:
        drop_triggers(connection)
        connection.exec_driver_sql(
            "UPDATE bodies SET box = ? WHERE hash IN (SELECT hash FROM ledger WHERE kind = 'taken_in')", (b"spoilt",)
        )

    lead = cedar.enter(LEAD, may(9))

    assert outcome(lead, record, "support") == "open"
