"""Where a demo store is made, all goes through one connection, and is kept now and then instead of block by block."""

from __future__ import annotations

from pathlib import Path

import pytest

from rrn_desktop.store import desk_directory
from rrn_desktop.store.connection import Database, connect
from rrn_desktop.store.desk_directory import Place
from tests.rrn_desktop.store.conftest import KEY


def put(desk: Database, name: str) -> None:
    with desk.write() as connection:
        desk_directory.put_place(connection, Place(name, name))


def names(desk: Database) -> list[str]:
    with desk.read() as connection:
        return [place.name for place in desk_directory.places(connection)]


def kept(path: Path) -> int:
    other = connect(path, KEY)
    try:
        return int(other.execute("SELECT count(*) FROM places").fetchone()[0])
    finally:
        other.close()


def put_and_fail(desk: Database) -> None:
    with desk.write() as connection:
        desk_directory.put_place(connection, Place("hall", "hall"))
        raise KeyError("a reason of its own")


def test_what_is_read_is_what_was_written_before_though_it_is_not_kept_yet(desk: Database) -> None:
    with desk.without_waiting():
        put(desk, "hall")
        seen, outside = names(desk), kept(desk.path)

    assert (seen, outside) == (["hall"], 0)
    assert kept(desk.path) == 1


def test_what_was_kept_is_there_for_all(desk: Database) -> None:
    with desk.without_waiting():
        put(desk, "hall")
        desk.keep()
        put(desk, "porch")
        outside = kept(desk.path)

    assert outside == 1
    assert names(desk) == ["hall", "porch"]


def test_of_a_block_that_fails_nothing_stays_and_of_those_before_it_everything(desk: Database) -> None:
    with desk.without_waiting():
        put(desk, "porch")
        with pytest.raises(KeyError):
            put_and_fail(desk)
        put(desk, "yard")

    assert names(desk) == ["porch", "yard"]


def test_all_is_as_it_was_afterwards(desk: Database) -> None:
    with desk.without_waiting():
        put(desk, "hall")
        while_making = desk.waits

    with desk.write() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("synchronous", "secure_delete", "cache_size", "journal_mode")
        }
    assert (while_making, desk.waits) == (False, True)
    assert found == {"synchronous": 2, "secure_delete": 1, "cache_size": -65536, "journal_mode": "wal"}


def test_outside_such_a_block_each_write_is_kept_at_its_end(desk: Database) -> None:
    put(desk, "hall")

    desk.keep()

    assert kept(desk.path) == 1
