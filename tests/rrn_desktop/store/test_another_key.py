"""Another key for a file in use, on real files: which key opens it when, what is left beside it, and who waits."""

from __future__ import annotations

import errno
import os
import shutil
import threading
from collections import namedtuple
from pathlib import Path

import pytest

from rrn_desktop.errors import StoreDamaged, StoreFull, StoreInUse, StoreUnusable
from rrn_desktop.files import sweep_parts
from rrn_desktop.store import desk_directory, gate, rekeying
from rrn_desktop.store.backup_copy import Stopped
from rrn_desktop.store.connection import Database, open_database
from rrn_desktop.store.page_check import is_locked_with
from rrn_desktop.store.rekeying import change_key
from tests.rrn_desktop.store.conftest import KEY

OTHER = bytes(reversed(range(32)))
Usage = namedtuple("Usage", "total used free")


def facts_in(database: Database, count: int) -> None:
    with database.write() as connection:
        for number in range(count):
            desk_directory.put_fact(connection, f"fact/{number}", "word " * 300)


def fact(database: Database, name: str) -> str | None:
    with database.read() as connection:
        return desk_directory.fact(connection, name)


def nothing() -> None:
    return


def beside(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir() if one.name not in {path.name, "lock"})


def test_the_file_goes_on_under_the_new_key_and_the_old_one_opens_it_no_more(desk: Database) -> None:
    facts_in(desk, 40)

    change_key(desk, OTHER, nothing)
    facts_in(desk, 41)

    assert fact(desk, "fact/40") == "word " * 300
    assert (is_locked_with(desk.path, OTHER), is_locked_with(desk.path, KEY)) == (True, False)
    assert desk.check() == ()
    desk.close()
    assert beside(desk.path) == []
    again = open_database(desk.path, OTHER, "desk", proved=True)
    assert fact(again, "fact/0") == "word " * 300
    again.close()
    with pytest.raises(StoreDamaged):
        open_database(desk.path, KEY, "desk", proved=True)


def test_a_register_takes_its_words_and_its_index_with_it(register: Database) -> None:
    with register.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO texts (id, number, person, place, words) VALUES (7, 'a', 'b', 'c', 'd')"
        )

    change_key(register, OTHER, nothing)

    with register.read() as connection:
        found = connection.exec_driver_sql("SELECT rowid FROM records_search WHERE records_search MATCH 'd'").all()
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    assert found == [(7,)]
    assert version == 4
    assert register.check() == ()


def test_until_the_key_is_kept_the_file_is_as_it_was(desk: Database) -> None:
    facts_in(desk, 3)

    def refused() -> None:
        assert is_locked_with(desk.path, KEY)
        raise StoreFull("There is no room.", "Nothing was changed.", "Free some space.")

    with pytest.raises(StoreFull):
        change_key(desk, OTHER, refused)

    assert fact(desk, "fact/2") is not None
    facts_in(desk, 4)
    assert [one for one in beside(desk.path) if "part" in one] == []
    assert is_locked_with(desk.path, KEY)


def test_a_copy_that_is_stopped_leaves_nothing(desk: Database) -> None:
    facts_in(desk, 40)

    with pytest.raises(Stopped):
        change_key(desk, OTHER, nothing, lambda _done, _whole: False)

    assert [one for one in beside(desk.path) if "part" in one] == []
    assert fact(desk, "fact/39") is not None


def test_the_copy_takes_no_more_room_than_the_file(desk: Database) -> None:
    facts_in(desk, 2000)
    desk.checkpoint()
    most = [0]

    def measured(_done: int, _whole: int) -> bool:
        parts = [one for one in desk.path.parent.iterdir() if ".part" in one.name]
        most[0] = max(most[0], sum(one.stat().st_size for one in parts))
        return True

    change_key(desk, OTHER, nothing, measured)

    assert 0 < most[0] <= desk.path.stat().st_size


def test_a_disk_without_room_for_it_is_named_beforehand(desk: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[str] = []
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**9, 10**9 - 300_000, 300_000))

    with pytest.raises(StoreFull) as refusal:
        change_key(desk, OTHER, lambda: kept.append("key"))

    assert "2 MB for a while" in refusal.value.what
    assert "1 MB." in refusal.value.what
    assert kept == []
    assert is_locked_with(desk.path, KEY)


def test_a_copy_that_does_not_hold_is_not_put_in_place(desk: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    facts_in(desk, 3)
    seen = iter([("less",), ("more",)])
    monkeypatch.setattr(rekeying, "_seen", lambda _driver: next(seen))

    with pytest.raises(StoreUnusable):
        change_key(desk, OTHER, nothing)

    assert fact(desk, "fact/2") is not None
    assert is_locked_with(desk.path, KEY)


def test_what_cannot_be_put_in_place_leaves_the_file_open_under_its_old_key(
    desk: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts_in(desk, 3)

    def refused(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "held by another program")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(StoreUnusable):
        change_key(desk, OTHER, nothing)

    facts_in(desk, 4)
    assert fact(desk, "fact/3") is not None
    assert [one for one in beside(desk.path) if "part" in one] == []


def test_a_log_of_before_never_lies_beside_the_new_file(desk: Database) -> None:
    facts_in(desk, 3)
    old_log = desk.path.with_name("desk.db-wal")
    before = old_log.stat().st_size
    seen: list[int] = []

    change_key(desk, OTHER, lambda: seen.append(old_log.stat().st_size))

    assert before > 0
    assert seen == [0]
    assert not old_log.exists() or old_log.stat().st_size == 0


def test_who_reads_goes_on_and_who_writes_waits_until_it_is_done(desk: Database) -> None:
    facts_in(desk, 40)
    within, read_then = threading.Event(), list[str | None]()

    def write() -> None:
        within.wait(10)
        facts_in(desk, 41)

    writer = threading.Thread(target=write)
    writer.start()

    def keep() -> None:
        within.set()
        read_then.extend([fact(desk, "fact/39"), fact(desk, "fact/40")])

    change_key(desk, OTHER, keep)
    writer.join(10)

    assert read_then == ["word " * 300, None]
    assert fact(desk, "fact/40") == "word " * 300


def test_who_would_write_for_long_is_told_why_not(desk: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_SECONDS", 0.01)

    def keep() -> None:
        facts_in(desk, 1)

    with pytest.raises(StoreInUse) as refusal:
        change_key(desk, OTHER, keep)

    assert refusal.value.what == "The key of these records is being changed just now."
    assert is_locked_with(desk.path, KEY)
    facts_in(desk, 1)


def test_a_reader_who_does_not_end_holds_the_new_file_up_and_loses_nothing(
    desk: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts_in(desk, 3)
    monkeypatch.setattr(gate, "_SECONDS", 0.01)

    with desk.read() as connection, pytest.raises(StoreInUse):
        change_key(desk, OTHER, nothing)

    assert connection is not None
    assert is_locked_with(desk.path, KEY)
    facts_in(desk, 4)
    assert fact(desk, "fact/3") is not None


def test_parts_of_a_copy_that_was_killed_are_swept_with_what_lies_beside_them(tmp_path: Path) -> None:
    for name in (".desk.db.1f.part", ".desk.db.1f.part-wal", ".desk.db.1f.part-shm", "desk.db", "desk.db-wal"):
        (tmp_path / name).write_bytes(os.urandom(8))

    sweep_parts(tmp_path)

    assert sorted(one.name for one in tmp_path.iterdir()) == ["desk.db", "desk.db-wal"]


def test_of_a_file_that_the_disk_does_not_give_no_key_is_said_to_fit(
    desk: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: object, **_named: object) -> None:
        raise OSError(errno.EIO, "the disk gives nothing")

    fitted = is_locked_with(desk.path, KEY)
    monkeypatch.setattr(Path, "open", refused)

    assert fitted
    assert not is_locked_with(desk.path, KEY)
