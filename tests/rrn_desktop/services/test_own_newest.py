"""Of many records of one's own only the newest are opened."""

from __future__ import annotations

from rrn_desktop.services import records
from rrn_desktop.services.today import today
from tests.rrn_desktop.services.school import AUTHOR, COLLEAGUE, School, case, few, next_version, sealed


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
