"""Clocks at work: a home whose record came late, a ward in Wales where someone was hurt, an aid that broke."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from rrn_desktop.clock import WallTime
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.services import countersigning
from rrn_desktop.services.calendar import add_closure
from rrn_desktop.services.follow_ups import of_incident, rows_of
from rrn_desktop.services.session import Session
from rrn_desktop.services.today import today
from tests.rrn_desktop.services.after_incident import added, review_signed
from tests.rrn_desktop.services.school import (
    AUTHOR,
    COLLEAGUE,
    LEAD,
    PASSPHRASES,
    School,
    case,
    few,
    make_school,
    sealed,
)

SUNDAY = datetime(2026, 2, 8, 9, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 2, 10, 14, 0, tzinfo=UTC)
WEDNESDAY = datetime(2026, 2, 11, 16, 30, tzinfo=UTC)
CEDAR = datetime(2026, 11, 5, 10, 0, tzinfo=UTC)
HURT = WallTime("2026-11-05T07:30", "+00:00")


@pytest.fixture(scope="module")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> School:
    return make_school(tmp_path_factory.mktemp("home"), profile="eng_home", at=SUNDAY)


@pytest.fixture(scope="module")
def new_cedar(tmp_path_factory: pytest.TempPathFactory) -> School:
    return make_school(tmp_path_factory.mktemp("cedar"), profile="wal_ward", at=CEDAR)


@pytest.fixture
def home(new_home: School, tmp_path: Path) -> Iterator[School]:
    yield from new_home.lent(tmp_path)


@pytest.fixture
def cedar(new_cedar: School, tmp_path: Path) -> Iterator[School]:
    yield from new_cedar.lent(tmp_path)


def talked(whom: str, local: str) -> dict[str, Any]:
    return {
        "when": {"local": local, "offset": "+00:00", "zone": "Europe/London"},
        "with": whom,
        "about": {"state": "not_known"},
    }


def outcome(session: Session, record: str) -> dict[str, str]:
    """Each kind of what the law asks of a home: open, in time or late."""
    law = [one for one in of_incident(session, record) if one.rule_kind == "law"]
    return {one.kind: _how(one.due, one.done_at) for one in law}


def _how(due: str, done_at: str | None) -> str:
    if done_at is None:
        return "open"
    return "late" if datetime.fromisoformat(due) < datetime.fromisoformat(done_at) else "in time"


def test_24_hours_48_hours_and_5_days_have_each_an_outcome_of_their_own(home: School) -> None:
    done = sealed(home.enter(AUTHOR), case(4))
    number, record = done.number or "", done.record_id

    after_sealing = outcome(home.enter(AUTHOR), record)
    added(home.enter(LEAD, TUESDAY), "conversation", number, **talked("staff", "2026-02-10T11:00"))
    countersigning.countersign(home.enter(LEAD, TUESDAY), number, PASSPHRASES[LEAD])
    added(home.enter(LEAD, WEDNESDAY), "conversation", number, **talked("person", "2026-02-11T16:00"))

    assert after_sealing == {"record": "late", "user_spoken": "open", "countersign": "open", "child_spoken": "open"}
    assert outcome(home.enter(LEAD, WEDNESDAY), record) == {
        "record": "late", "user_spoken": "late", "countersign": "late", "child_spoken": "in time",
    }  # fmt: skip
    shown = {one.kind: one.state for one in today(home.enter(LEAD, WEDNESDAY)).due}
    assert {kind for kind, state in shown.items() if state == "done_late"} >= {"record", "user_spoken", "countersign"}


def test_a_child_spoken_to_in_time_and_written_down_too_late_is_late(home: School) -> None:
    done = sealed(home.enter(AUTHOR), case(4))

    thursday = WEDNESDAY + timedelta(days=1)
    added(home.enter(LEAD, thursday), "conversation", done.number or "", **talked("person", "2026-02-11T16:00"))

    assert outcome(home.enter(LEAD, thursday), done.record_id)["child_spoken"] == "late"


def test_a_talk_that_someone_else_had_is_not_that_of_the_registered_person(home: School) -> None:
    done = sealed(home.enter(AUTHOR), case(4))

    talk = added(home.enter(COLLEAGUE), "conversation", done.number or "", **talked("person", "2026-02-08T08:30"))

    assert talk.follow_ups_closed == ()
    assert outcome(home.enter(LEAD), done.record_id)["child_spoken"] == "open"


def test_a_broken_aid_is_due_until_it_is_said_what_is_used(home: School) -> None:
    done = sealed(home.enter(AUTHOR), case(4))
    when = {"local": "2026-02-09T10:00", "offset": "+00:00", "zone": "Europe/London"}
    said = {"what": "Left hearing aid", "aid": "hearing", "when": when}

    number, monday = done.number or "", SUNDAY + timedelta(days=1, hours=2)
    nothing_yet = added(home.enter(COLLEAGUE, monday), "damage", number, **said, until={"state": "none"})
    lent = added(home.enter(COLLEAGUE, monday), "damage", number, **said, until="A spare one from the clinic")

    assert "aid" in {one.kind for one in done.follow_ups}
    assert nothing_yet.follow_ups_closed == ()
    assert [one.kind for one in lent.follow_ups_closed] == ["aid"]


def test_in_wales_an_injury_starts_safeguarding_and_proposes_an_independent_review(cedar: School) -> None:
    unhurt = sealed(cedar.enter(AUTHOR), few(started=HURT), first=True)
    hurt = sealed(cedar.enter(AUTHOR), few(started=HURT).with_answer("injured", ("person",)), first=True)

    for_injury = {one.kind: one for one in hurt.follow_ups}
    assert {"safeguarding", "independent_review"} & {one.kind for one in unhurt.follow_ups} == set()
    assert (for_injury["safeguarding"].due, for_injury["safeguarding"].proposal) == ("2026-11-05T07:30:00+00:00", False)
    assert (for_injury["independent_review"].by, for_injury["independent_review"].proposal) == ("lead", True)


def test_an_injury_found_later_starts_the_same_and_a_reference_answers_it(cedar: School) -> None:
    number = sealed(cedar.enter(AUTHOR), few(started=HURT), first=True).number or ""
    at = {"local": "2026-11-05T11:00", "offset": "+00:00", "zone": "Europe/London"}
    injury = {
        "who": "person", "what": {"state": "not_known"}, "how_it_happened": {"state": "not_known"},
        "treatment": "first_aid", "treatment_by": {"state": "not_known"}, "when": at,
    }  # fmt: skip

    noon = CEDAR + timedelta(hours=2)
    found = added(cedar.enter(COLLEAGUE, noon), "injury", number, **injury)
    told = added(cedar.enter(COLLEAGUE, noon), "reference", number, when=at, whom="safeguarding", reference="SG 14")

    assert {one.kind: one.due for one in found.follow_ups}["safeguarding"] == "2026-11-05T11:00:00+00:00"
    assert [one.kind for one in told.follow_ups_closed] == ["safeguarding"]


def test_only_a_review_with_someone_from_outside_answers_the_proposal_that_someone_independent_holds_it(
    cedar: School,
) -> None:
    hurt = few(started=HURT).with_answer("injured", ("staff",))
    one, other = (sealed(cedar.enter(AUTHOR), hurt, first=True).number or "" for _ in range(2))
    later = CEDAR + timedelta(days=2)

    alone = review_signed(cedar.enter(LEAD, later), one)
    together = review_signed(cedar.enter(LEAD, later), other, outside="Dr Amina Yusuf, from the health board")

    assert {one.kind for one in alone.follow_ups_closed} == {"review"}
    assert {one.kind for one in together.follow_ups_closed} == {"review", "independent_review"}


def test_checks_after_an_injection_count_from_that_injection(cedar: School) -> None:
    definition = registry.definition("incident")
    hold = Answers({"kind": "physical_supine", "start": HURT})
    injection = Answers({"kind": "chemical_injection_rapid", "start": WallTime("2026-11-05T07:37", "+00:00")})
    answers = few(started=HURT).with_answer("practices", (hold, injection))

    found = {one.kind: one for one in rows_of("wal_ward", "r" * 26, definition, answers)}

    assert found["check"].due == "2026-11-05T08:37:00+00:00"
    assert "check" not in {one.kind for one in rows_of("wal_ward", "r" * 26, definition, few(started=HURT))}


def test_what_was_found_out_later_counts_from_then_where_the_clock_says_so(cedar: School) -> None:
    found_out = WallTime("2026-11-05T09:00", "+00:00")
    answers = few(started=HURT).with_answer("injured", ("person",)).with_answer("found_out", found_out)

    due = {one.kind: one.due for one in sealed(cedar.enter(AUTHOR), answers, first=True).follow_ups}

    assert due["safeguarding"] == "2026-11-05T09:00:00+00:00"
    assert due["support"] == "2026-11-05T07:30:00+00:00"


def test_a_version_one_record_still_has_its_clocks() -> None:
    definition = registry.definition("incident", 1)

    found = {one.kind for one in rows_of("eng_home", "r" * 26, definition, few())}

    assert found == {
        "record", "user_spoken", "countersign", "child_spoken", "told", "support", "support_later", "review",
    }  # fmt: skip


def test_without_a_time_of_any_kind_nothing_is_due() -> None:
    definition = registry.definition("incident")

    found = rows_of("eng_home", "r" * 26, definition, few().with_answer("started", None))

    assert found == ()


def test_a_closure_of_the_site_moves_what_is_due_by_school_days(school: School) -> None:
    before = {one.kind: one.due for one in sealed(school.enter(AUTHOR), few(), first=True).follow_ups}
    add_closure(school.enter(LEAD), date(2026, 5, 18), date(2026, 5, 18), "Training day")

    after = {one.kind: one.due for one in sealed(school.enter(AUTHOR), few(), first=True).follow_ups}

    assert before["review"] == "2026-05-21T23:59:59+01:00"
    assert after["review"] == "2026-05-22T23:59:59+01:00"
    assert {kind for kind in after if after[kind] != before[kind]} == {"review"}
