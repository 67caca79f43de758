"""A home whose lead wrote the record: another lead signs that it is accurate, or the only lead says that they are both.

What counts as late, of a second signature, is what was due: no more, and by the day that was booked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rrn_desktop.errors import Refused
from rrn_desktop.services import membership, records
from rrn_desktop.services.countersigning import countersign
from rrn_desktop.services.own_records import may_sign_own
from rrn_desktop.services.session import Session
from rrn_desktop.services.today import today
from rrn_desktop.services.verifying import verify_store
from rrn_desktop.store import desk_follow_ups
from tests.rrn_desktop.services.school import AUTHOR, COLLEAGUE, LEAD, PASSPHRASES, School, case, make_school, sealed
from tests.rrn_desktop.services.test_marks_of_strangers import marked
from tests.rrn_desktop.services.written_anew import amended, outcome, standing

SUNDAY = datetime(2026, 2, 8, 9, 0, tzinfo=UTC)
SIGN = "Registered person: sign the record to confirm that it is accurate"


@pytest.fixture(scope="module")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> School:
    return make_school(tmp_path_factory.mktemp("home"), profile="eng_home", at=SUNDAY)


@pytest.fixture
def home(new_home: School, tmp_path: Path) -> Iterator[School]:
    yield from new_home.lent(tmp_path)


def written(session: Session) -> tuple[str, str]:
    done = sealed(session, case(4))
    return done.number or "", done.record_id


def with_second_lead(home: School) -> None:
    membership.give_roles(home.enter(LEAD), COLLEAGUE, ("recorder", "lead"))


def asked(session: Session, record: str) -> list[str]:
    return [one.what for one in today(session).due if (one.kind, one.record) == ("countersign", record)]


def test_the_only_lead_confirms_an_own_record_and_it_is_said_whose_hand_that_is(home: School) -> None:
    session = home.enter(LEAD)
    number, record = written(session)
    before = asked(session, record)

    second = countersign(session, number, PASSPHRASES[LEAD])

    shown = records.show(session, number).signatures
    assert before == [f"{SIGN}; the only lead here wrote it, and signs it too"]
    assert (second.kind, second.own, second.by) == ("countersign", True, LEAD)
    assert [(one.kind, one.own) for one in shown] == [("author", False), ("countersign", True)]
    assert outcome(session, record, "countersign") in {"in_time", "late"}
    assert verify_store(session).findings == ()


def test_where_there_is_another_lead_they_sign_and_what_is_due_says_so(home: School) -> None:
    number, record = written(home.enter(LEAD))
    with_second_lead(home)
    session = home.enter(LEAD)
    before = asked(session, record)

    with pytest.raises(Refused):
        countersign(session, number, PASSPHRASES[LEAD])
    second = countersign(home.enter(COLLEAGUE), number, PASSPHRASES[COLLEAGUE])

    assert before == [f"{SIGN}; a lead wrote it, so another lead signs"]
    assert (second.own, second.by) == (False, COLLEAGUE)
    assert outcome(home.enter(LEAD), record, "countersign") != "open"


def test_a_mark_on_an_own_record_counts_for_nothing_while_another_lead_is_there(home: School) -> None:
    with_second_lead(home)
    session = home.enter(LEAD)
    done = sealed(session, case(4))
    marked(session, "countersign", str(done.number), {"entry": done.entry_hash, "own": True})

    assert [one.kind for one in records.show(session, str(done.number)).signatures] == ["author"]


def test_what_the_only_lead_signed_still_counts_when_another_lead_has_come(home: School) -> None:
    session = home.enter(LEAD)
    number, _ = written(session)
    countersign(session, number, PASSPHRASES[LEAD])
    with_second_lead(home)

    shown = records.show(home.enter(COLLEAGUE), number).signatures

    assert [(one.kind, one.own) for one in shown] == [("author", False), ("countersign", True)]


def test_what_is_due_says_nothing_more_of_a_record_that_a_recorder_wrote(home: School) -> None:
    number, record = written(home.enter(AUTHOR))
    session = home.enter(LEAD)

    assert asked(session, record) == [SIGN]
    assert not may_sign_own(session, records.show(session, number).record, home.member(AUTHOR))


def test_a_second_signature_on_a_later_version_is_not_late_when_the_first_was_in_time(home: School) -> None:
    number, _ = written(home.enter(AUTHOR))
    lead = home.enter(LEAD)
    first = countersign(lead, number, PASSPHRASES[LEAD])
    amended(home.enter(AUTHOR), number, place="Hall")

    much_later = home.enter(LEAD, SUNDAY + timedelta(days=9))
    again = countersign(much_later, number, PASSPHRASES[LEAD])

    assert [first.late, again.late] == [False, False]


def test_a_second_signature_by_the_end_of_the_day_that_was_booked_is_not_late(home: School) -> None:
    number, record = written(home.enter(AUTHOR))
    session = home.enter(LEAD)
    due = standing(session, record, "countersign")
    assert due is not None
    with session.held.desk.write() as connection:
        desk_follow_ups.book(connection, due.id, "2026-02-16T23:59:59+00:00")

    monday = home.enter(LEAD, datetime(2026, 2, 16, 9, 0, tzinfo=UTC))
    second = countersign(monday, number, PASSPHRASES[LEAD])

    assert not second.late
    assert outcome(monday, record, "countersign") == "in_time"
