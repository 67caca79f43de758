from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rrn_desktop.clock import WallTime
from rrn_desktop.errors import WrongUsage
from rrn_desktop.services import directory, records, register
from rrn_desktop.services.register import Query
from tests.rrn_desktop.services.school import AUTHOR, CHILD, COLLEAGUE, LEAD, School, case, few, next_version, sealed

NOVEMBER = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
# In the order in which they are sealed: (when on the wall, offset, place, who).
WRITTEN = (
    ("2026-05-14T23:59", "+01:00", "Hall", CHILD),
    ("2026-05-15T00:00", "+01:00", "Corridor", "Amara N."),
    ("2026-10-25T00:00", "+01:00", "Library", "Éowyn Ó Baoill"),
    ("2026-10-25T01:30", "+01:00", "Art room, first half past one", "Amara N."),
    ("2026-10-25T01:30", "+00:00", "Art room, second half past one", "Amara N."),
    ("2026-10-25T23:59", "+00:00", "Playground", "zoe smith"),
    ("2026-10-26T00:00", "+00:00", "Gate", "Bob % _ \" ' Jones"),
    ("2026-03-29T00:59", "+00:00", "Before the clocks went forward", CHILD),
    ("2026-03-29T02:00", "+01:00", "After the clocks went forward", CHILD),
)


@pytest.fixture(scope="module")
def filled(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    own = new_school.copy(tmp_path_factory.mktemp("filled"))
    own.at = NOVEMBER
    for count, (local, offset, place, who) in enumerate(WRITTEN):
        session = own.enter(AUTHOR if count % 2 else COLLEAGUE)
        sealed(session, few(place, WallTime(local, offset), who), first=True)
    session = own.enter(AUTHOR)
    next_version(session, records.begin_completion(session, "2026-A-002"), lambda _: case(1))
    next_version(
        session, records.begin_amendment(session, "2026-A-002", "why"), lambda a: a.with_answer("place", "Car park")
    )
    own.leave()
    return own


@pytest.fixture
def site(filled: School, tmp_path: Path) -> School:
    return filled.copy(tmp_path)


def found(site: School, query: Query) -> list[str]:
    session = site.enter(LEAD)
    rows = register.page(session, query)
    site.leave()
    return [row.number[-3:] for row in rows]


@pytest.mark.parametrize(
    ("start", "end", "numbers"),
    [
        ("2026-05-14", "2026-05-14", ["001", "002"]),
        ("2026-05-15", "2026-05-15", []),
        ("2026-10-25", "2026-10-25", ["006", "005", "004", "003"]),
        ("2026-10-26", "2026-10-26", ["007"]),
        ("2026-10-24", "2026-10-24", []),
        ("2026-03-29", "2026-03-29", ["009", "008"]),
        ("2026-10-25", None, ["007", "006", "005", "004", "003"]),
        (None, "2026-03-29", ["009", "008"]),
        ("2026-05-15", "2026-05-14", []),
        ("0001-01-01", "9999-12-31", ["007", "006", "005", "004", "003", "001", "002", "009", "008"]),
    ],
)
def test_a_day_is_a_day_on_the_wall_at_midnight_and_when_the_clocks_change(
    site: School, start: str | None, end: str | None, numbers: list[str]
) -> None:
    query = Query(start=start, end=end)

    shown = found(site, query)

    assert shown == numbers


@pytest.mark.parametrize("day", ["soon", "", "14.5.2026", "2026-02-30", "2026-W20-1", "20260514", "2026-05-14T10:00"])
def test_a_day_that_is_none_is_refused(site: School, day: str) -> None:
    session = site.enter(LEAD)

    with pytest.raises(WrongUsage, match="day to search"):
        register.page(session, Query(start=day))

    site.leave()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("amara", ["005", "004"]),
        ("AMARA", ["005", "004"]),
        ("eowyn", ["003"]),
        ("Éowyn", ["003"]),
        ("2026-A-007", ["007"]),
        ("art half", ["005", "004"]),
        ("car park", ["002"]),
        ("ŵyn", ["001", "002", "009", "008"]),
        ('"', []),
        ("%", []),
        ("nobody", []),
        ("nul \0 amara", []),
        ("amara \udcff", ["005", "004"]),
        ("amara OR 1=1", []),
        ("x" * 10_000, []),
    ],
)
def test_a_search_finds_beginnings_of_words_in_number_name_and_place(
    site: School, text: str, numbers: list[str]
) -> None:
    query = Query(text=text)

    shown = found(site, query)

    assert shown == numbers


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        (Query(sort="number", descending=False), [f"00{count}" for count in range(1, 10)]),
        (Query(sort="number"), [f"00{count}" for count in range(9, 0, -1)]),
        (Query(sort="happened", descending=False), ["008", "009", "002", "001", "003", "004", "005", "006", "007"]),
        (Query(status="amended"), ["002"]),
        (Query(status="complete"), []),
        (Query(form="support"), []),
        (Query(form="incident", status="first", text="gate"), ["007"]),
    ],
)
def test_the_register_sorts_and_filters(site: School, query: Query, numbers: list[str]) -> None:
    shown = found(site, query)

    assert shown == numbers


def test_the_register_sorts_people_without_case_and_accents(site: School) -> None:
    session = site.enter(LEAD)

    rows = register.page(session, Query(sort="person", descending=False))

    people = [row.person for row in rows]
    assert people[0] == "Amara N."
    assert people.index("Éowyn Ó Baoill") < people.index("zoe smith")
    site.leave()


def test_the_register_finds_the_records_of_one_person_by_id(site: School) -> None:
    session = site.enter(LEAD)
    (child,) = [person for person in directory.people(session) if person.name == CHILD]

    rows = register.page(session, Query(person=child.id))

    assert {row.person for row in rows} == {CHILD}
    assert len(rows) == 4
    site.leave()


def test_rows_come_by_their_ids_in_the_order_that_was_asked(site: School) -> None:
    session = site.enter(LEAD)
    wanted = register.ids(session, Query(sort="number"))

    rows = register.rows(session, wanted[2:5])

    assert len(wanted) == 9
    assert [row.number for row in rows] == ["2026-A-007", "2026-A-006", "2026-A-005"]
    assert register.rows(session, []) == ()
    assert register.rows(session, [10**9]) == ()
    site.leave()


def test_a_row_says_in_words_what_happened_when_and_what_is_due(site: School) -> None:
    session = site.enter(LEAD)

    (row,) = register.page(session, Query(text="2026-A-002"))

    assert (row.number, row.version, row.status, row.person, row.place) == (
        "2026-A-002", 3, "amended", CHILD, "Car park",
    )  # fmt: skip
    assert (row.happened, row.happened_at) == ("Thursday 14 May 2026, 10:40", "2026-05-14T10:40:00+01:00")
    assert (row.kinds, row.author_name) == ("Held and walked", AUTHOR)
    assert set(row.due) == {"support", "support_later", "review"}
    assert register.set_aside(session) == ()
    site.leave()


def test_the_two_half_past_ones_are_told_apart_in_words(site: School) -> None:
    session = site.enter(LEAD)

    rows = register.page(session, Query(text="art half"))

    words = [row.happened for row in rows]
    assert len(set(words)) == 2
    assert all("01:30" in text for text in words)
    site.leave()


def test_a_row_does_not_show_names_when_it_is_printed(site: School) -> None:
    session = site.enter(LEAD)

    printed = repr(register.page(session, Query(text="amara")))

    assert not any(word in printed for word in ("Amara", "Art room", AUTHOR, COLLEAGUE))
    site.leave()
