"""Whatever page of a desk is lost, all rows of the others are brought over, and those that are lost are counted."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rrn_desktop.errors import StoreMissing, StoreNewer
from rrn_desktop.store import desk_directory, desk_drafts, migrate
from rrn_desktop.store.connection import connect, open_database
from rrn_desktop.store.desk_directory import Person
from rrn_desktop.store.desk_drafts import DraftRow
from rrn_desktop.store.page_check import PAGE
from rrn_desktop.store.salvage import DeskKept, salvage_desk
from rrn_desktop.store.salvage_shapes import shapes
from rrn_desktop.store.salvage_trees import values_in
from tests.damage.damages import flip, pages

KEY = bytes(range(32))
PEOPLE, DRAFTS, MOST_IN_A_PAGE = 400, 40, 12
# Ten lie in a page, some in several: so the tree of the people has three storeys.
_LONG = "Ŵyn " * 90


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "desk.db"
    database = open_database(path, KEY, "desk", create=True)
    with database.write() as connection:
        for at in range(PEOPLE):
            details = {"needs": _LONG * (30 if at % 50 == 0 else 1)}
            desk_directory.put_person(connection, Person(f"person-{at:04}", f"Name {at}", None, details))
        for at in range(DRAFTS):
            number = f"2026-A-{at + 1:03}"
            row = DraftRow(f"d{at}", "a", "incident", number, f"r{at}", 1, "new", bytes(9_000), b"w", b"r", "t")
            desk_drafts.save_draft(connection, row)
    database.close()
    return path


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    return tmp_path


def salvaged(damaged: bytes | Path, bench: Path) -> tuple[DeskKept, Path]:
    new, broken = bench / f"{secrets.token_hex(4)}.db", bench / "broken.db"
    if isinstance(damaged, bytes):
        broken.write_bytes(damaged)
    return salvage_desk(broken if isinstance(damaged, bytes) else damaged, KEY, new), new


def people_in(path: Path) -> dict[str, tuple[object, ...]]:
    connection = connect(path, KEY)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {row[1]: tuple(row) for row in connection.execute("SELECT rowid, * FROM people")}
    finally:
        connection.close()


def counted(kept: DeskKept, table: str) -> tuple[int, int, bool]:
    one = next(one for one in kept.tables if one.table == table)
    return one.kept, one.lost, one.exact


def test_a_sound_desk_is_brought_over_row_by_row_under_the_same_row_numbers(desk: Path, bench: Path) -> None:
    before = desk.read_bytes()

    kept, new = salvaged(desk, bench)

    assert (kept.pages.lost, kept.unplaced) == ((), 0)
    assert counted(kept, "people") == (PEOPLE, 0, True)
    assert counted(kept, "drafts") == (DRAFTS, 0, True)
    assert people_in(new) == people_in(desk)
    assert desk.read_bytes() == before


def check_without(desk: Path, lost: int, bench: Path) -> None:
    """Lose one page: what is not there is counted, and what is there is as it was."""
    broken = bytearray(desk.read_bytes())
    flip((lost - 1) * PAGE + 900)(broken)

    kept, new = salvaged(bytes(broken), bench)

    there, were = people_in(new), people_in(desk)
    assert kept.pages.lost == (lost,)
    assert there.items() <= were.items()
    assert counted(kept, "people")[:2] == (len(there), len(were) - len(there))
    assert counted(kept, "drafts")[0] + counted(kept, "drafts")[1] == DRAFTS
    # One page is lost, not what hangs on it.
    assert len(were) - len(there) <= MOST_IN_A_PAGE
    assert counted(kept, "drafts")[1] <= MOST_IN_A_PAGE
    new.unlink()


def test_a_lost_page_takes_only_its_own_rows_with_it(desk: Path, bench: Path) -> None:
    whole = desk.stat().st_size // PAGE

    for lost in (1, 2, whole // 3, whole - 1):
        check_without(desk, lost, bench)


@pytest.mark.long
def test_each_page_takes_only_its_own_rows_with_it(desk: Path, bench: Path) -> None:
    for lost in range(1, desk.stat().st_size // PAGE + 1):
        check_without(desk, lost, bench)


def test_pages_that_were_swapped_a_changed_salt_and_another_kind_of_head_cost_nothing(desk: Path, bench: Path) -> None:
    swapped, salt = bytearray(desk.read_bytes()), bytearray(desk.read_bytes())
    pages(20, 40)(swapped)
    flip(5, 64)(salt)

    found = [salvaged(bytes(damaged), bench) for damaged in (swapped, salt)]

    assert [kept.pages.put_back for kept, _ in found] == [2, 0]
    assert [kept.pages.lost for kept, _ in found] == [(), ()]
    assert all(people_in(new) == people_in(desk) for _, new in found)


def test_what_is_left_of_a_file_that_was_cut_is_brought_over_and_the_rest_is_counted(desk: Path, bench: Path) -> None:
    whole = desk.stat().st_size // PAGE
    left = whole // 2

    kept, new = salvaged(desk.read_bytes()[: left * PAGE + 100], bench)

    assert (kept.pages.whole, len(kept.pages.lost)) == (whole, whole - left)
    there, lost, _ = counted(kept, "people")
    assert 0 < there < PEOPLE
    assert there == len(people_in(new))
    assert lost <= PEOPLE - there


@pytest.mark.parametrize("bit", [0, 9, 30])
def test_one_bit_of_what_the_log_says_of_the_size_costs_no_more_than_the_last_change(bench: Path, bit: int) -> None:
    path = bench / "desk.db"
    database = open_database(path, KEY, "desk", create=True)
    with database.write() as connection:
        desk_directory.put_person(connection, Person("person-1", "Name 1", None, {}))
    log = bytearray(path.with_name("desk.db-wal").read_bytes())
    log[-PAGE - 20 : -PAGE - 16] = (int.from_bytes(log[-PAGE - 20 : -PAGE - 16], "big") ^ 1 << bit).to_bytes(4, "big")
    apart = bench / "apart" / "desk.db"
    apart.parent.mkdir()
    apart.write_bytes(path.read_bytes())
    apart.with_name("desk.db-wal").write_bytes(log)
    database.close()

    kept, new = salvaged(apart, bench)

    assert kept.pages.whole <= path.stat().st_size // PAGE + 2
    assert set(people_in(new)) == {"person-1"}


def test_no_number_is_given_out_again_although_its_book_is_lost(desk: Path, bench: Path) -> None:
    _, new = salvaged(desk, bench)

    connection = connect(new, KEY)
    try:
        books = connection.execute("SELECT book, year, next FROM numbers").fetchall()
    finally:
        connection.close()
    assert [tuple(book) for book in books] == [("A", 2026, DRAFTS + 1)]


def test_a_file_that_is_not_there_and_one_of_a_newer_version_are_named(desk: Path, bench: Path) -> None:
    newer = bench / "newer.db"
    newer.write_bytes(desk.read_bytes())
    connection = connect(newer, KEY)
    connection.execute(f"PRAGMA user_version={migrate.latest('desk') + 1}")
    connection.close()

    with pytest.raises(StoreMissing):
        salvage_desk(bench / "away.db", KEY, bench / "one.db")
    with pytest.raises(StoreNewer):
        salvage_desk(newer, KEY, bench / "two.db")


def test_each_version_of_a_table_is_the_beginning_of_the_next_so_that_old_rows_fit() -> None:
    import sqlcipher3.dbapi2 as sqlcipher

    connection = sqlcipher.connect(":memory:", isolation_level=None)
    before: dict[str, list[str]] = {}

    for step in migrate.STEPS["desk"]:
        for statement in step:
            connection.execute(statement)
        now = {name: [column.name for column in shape.columns] for name, shape in shapes(connection).items()}
        assert {name: now[name][: len(columns)] for name, columns in before.items()} == before
        before = now
    last = shapes(connection)
    connection.close()
    assert all(column.added for column in last["people"].columns[4:])


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_of_rows_fall_over(data: bytes) -> None:
    try:
        values = values_in(data)
    except (IndexError, ValueError):
        return

    assert all(value is None or isinstance(value, (str, bytes, int, float)) for value in values)
