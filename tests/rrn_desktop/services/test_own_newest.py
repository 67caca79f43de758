"""Of many records of one's own only the newest are opened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rrn_desktop.clock import FixedClock
from rrn_desktop.services import backing_up, records, restoring
from rrn_desktop.services.today import today
from tests.rrn_desktop.services.school import (
    AUTHOR,
    COLLEAGUE,
    OFFICE,
    PASSPHRASES,
    School,
    case,
    few,
    next_version,
    sealed,
)


def test_today_holds_the_newest_of_ones_own_records_and_says_how_many_more_there_are(school: School) -> None:
    session = school.enter(AUTHOR)
    first, second, third = (sealed(session, case(1)).number or "" for _ in range(3))
    next_version(
        session, records.begin_amendment(session, first, "The place"), lambda one: one.with_answer("place", "Hall")
    )

    some, all_of_them = today(session, 2), today(session)

    assert [row.number for row in some.my_records] == [first, third]
    assert [row.number for row in all_of_them.my_records] == [first, third, second]
    assert (some.older_records, all_of_them.older_records) == (1, 0)
    assert records.mine(session) == all_of_them.my_records


def test_whose_an_incident_is_is_known_without_opening_it(school: School) -> None:
    session, colleague = school.enter(AUTHOR), school.enter(COLLEAGUE)
    number = sealed(session, few(), first=True).number or ""

    assert records.is_mine(session, number)
    assert not records.is_mine(colleague, number)
    assert not records.is_mine(session, "2026-A-999")


def test_what_was_sealed_after_a_restore_is_newer_than_all_before_it(school: School, tmp_path: Path) -> None:
    author = school.enter(AUTHOR)
    first, second = (sealed(author, case(1)).number or "" for _ in range(2))
    made = backing_up.make(school.enter(OFFICE), tmp_path)
    school.leave()
    restored = restoring.restore(made.path, tmp_path / "new", OFFICE, PASSPHRASES[OFFICE], clock=FixedClock(school.at))
    session = replace(school, store=restored.store).enter(AUTHOR)

    third = sealed(session, few(), first=True).number
    next_version(
        session, records.begin_amendment(session, first, "The place"), lambda one: one.with_answer("place", "Library")
    )
    found = today(session, 2).my_records
    session.close()

    assert [(row.number, row.version) for row in found] == [(first, 2), (third, 1)]
    assert second not in {row.number for row in found}
