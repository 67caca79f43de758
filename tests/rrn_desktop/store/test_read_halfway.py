"""What is read row by row and not to its end holds no moment of the file, and stands in nobody's way."""

from __future__ import annotations

import pytest

from rrn_desktop.store import desk_directory
from rrn_desktop.store.connection import Database
from rrn_desktop.store.desk_directory import Place

NAMES = "SELECT name FROM places ORDER BY name"


@pytest.fixture
def places(desk: Database) -> Database:
    add(desk, "a", "b", "c")
    return desk


def add(desk: Database, *names: str) -> None:
    with desk.write() as connection:
        for name in names:
            desk_directory.put_place(connection, Place(name, name))


def names(desk: Database) -> list[str]:
    with desk.read() as connection:
        return list(connection.exec_driver_sql(NAMES).scalars())


def test_after_a_read_that_was_left_halfway_the_next_one_sees_what_was_written_since(places: Database) -> None:
    with places.read() as connection:
        halfway = iter(connection.exec_driver_sql(NAMES))
        first = next(halfway)
    add(places, "d")

    found, emptied = names(places), places.checkpoint()

    assert (first, found, emptied) == (("a",), ["a", "b", "c", "d"], True)


def test_after_a_write_that_read_halfway_the_log_can_be_emptied(places: Database) -> None:
    with places.write() as connection:
        halfway = iter(connection.exec_driver_sql(NAMES))
        next(halfway)
        desk_directory.put_place(connection, Place("d", "d"))

    emptied = places.checkpoint()

    assert (emptied, names(places)) == (True, ["a", "b", "c", "d"])


def test_what_was_read_halfway_gives_no_row_after_its_transaction(places: Database) -> None:
    with places.read() as connection:
        halfway = iter(connection.exec_driver_sql(NAMES))
        next(halfway)

    with pytest.raises(Exception, match="closed"):
        next(halfway)
