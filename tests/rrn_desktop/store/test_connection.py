from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import IntegrityError

from rrn_desktop.errors import (
    StoreDamaged,
    StoreFull,
    StoreInUse,
    StoreMissing,
    StoreNewer,
    StoreReadOnly,
    StoreUnusable,
    UserFacingError,
)
from rrn_desktop.store import connection as connecting
from rrn_desktop.store import desk_directory, problems
from rrn_desktop.store.connection import Database, connect, open_database
from rrn_desktop.store.desk_directory import Place
from rrn_desktop.store.problems import StoreUnreadable, StoreWrongKey
from tests.rrn_desktop.store.conftest import KEY, Closing

OTHER_KEY = bytes(range(1, 33))


def made(folder: Path, places: int = 200) -> Path:
    path = folder / "desk.db"
    database = open_database(path, KEY, "desk", create=True)
    with database.write() as connection:
        for number in range(places):
            desk_directory.put_place(connection, Place(f"id{number}", f"Room {number} " + "x" * 200))
    database.close()
    return path


def edit(path: Path, place: int, data: bytes) -> None:
    with path.open("r+b") as stream:
        stream.seek(place)
        stream.write(data)


def test_what_was_written_is_read_back_after_opening_again(tmp_path: Path) -> None:
    path = made(tmp_path)

    database = open_database(path, KEY, "desk")

    with database.read() as connection:
        assert len(desk_directory.places(connection)) == 200
    assert database.check() == ()
    database.close()


def test_a_missing_file_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        open_database(tmp_path / "desk.db", KEY, "desk")

    assert list(tmp_path.iterdir()) == []


def test_a_file_of_length_0_is_damage_and_never_a_new_store(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.touch()

    with pytest.raises(StoreDamaged, match="empty"):
        open_database(path, KEY, "desk")

    assert path.stat().st_size == 0


def test_a_store_that_is_there_is_never_made_again(tmp_path: Path) -> None:
    path = made(tmp_path)

    with pytest.raises(FileExistsError):
        open_database(path, KEY, "desk", create=True)

    open_database(path, KEY, "desk").close()


def test_another_key_is_told_apart_from_damage(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = made(tmp_path)

    with pytest.raises(StoreWrongKey):
        open_database(path, OTHER_KEY, "desk")

    assert capfd.readouterr().err == ""


def test_a_damaged_first_page_is_told_apart_from_another_key(tmp_path: Path) -> None:
    path = made(tmp_path)
    edit(path, 100, b"\0\0\0\0")

    with pytest.raises(StoreDamaged):
        open_database(path, KEY, "desk")
    with pytest.raises(StoreWrongKey):
        open_database(path, OTHER_KEY, "desk")


def test_a_file_that_a_proved_key_does_not_open_is_damaged(tmp_path: Path) -> None:
    path = made(tmp_path)
    edit(path, 0, os.urandom(16))

    with pytest.raises(StoreDamaged):
        open_database(path, KEY, "desk", proved=True)


def test_a_flipped_bit_in_a_later_page_is_damage_when_it_is_met(tmp_path: Path) -> None:
    path = made(tmp_path)
    for page in range(1, path.stat().st_size // 4096):
        edit(path, page * 4096 + 300, b"\xff\0\xff")

    with pytest.raises(StoreDamaged) as met:
        read_all(path)

    # Whoever has no backup learns here that there is a way.
    assert "rrn salvage" in met.value.next_step


def test_a_damaged_page_is_named_by_the_full_check(tmp_path: Path) -> None:
    path = made(tmp_path)
    edit(path, path.stat().st_size - 4000, b"\xff\0\xff")

    with pytest.raises(StoreDamaged):
        checked(path)


def checked(path: Path) -> None:
    database = open_database(path, KEY, "desk")
    try:
        found = database.check()
        if found:
            raise problems.damaged()
    finally:
        database.close()


def read_all(path: Path) -> None:
    database = open_database(path, KEY, "desk")
    try:
        with database.read() as connection:
            desk_directory.places(connection)
    finally:
        database.close()


@pytest.mark.parametrize("keep", [1, 3, 0.5])
def test_a_file_that_was_cut_is_damaged(tmp_path: Path, keep: float) -> None:
    path = made(tmp_path)
    size = path.stat().st_size
    os.truncate(path, int(keep * 4096) if keep >= 1 else size // 2 // 4096 * 4096)

    with pytest.raises(StoreDamaged):
        read_all(path)


def test_a_plain_database_in_its_place_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE ledger (x)")
    plain.commit()
    plain.close()

    with pytest.raises(StoreDamaged):
        open_database(path, KEY, "desk", proved=True)


def test_the_register_in_place_of_the_desk_is_refused(tmp_path: Path) -> None:
    open_database(tmp_path / "desk.db", KEY, "register", create=True).close()

    with pytest.raises(StoreDamaged, match="not the file that its name says"):
        open_database(tmp_path / "desk.db", KEY, "desk")


def test_a_store_of_a_newer_version_is_not_touched(tmp_path: Path) -> None:
    path = made(tmp_path)
    raw = connect(path, KEY)
    raw.execute("PRAGMA user_version = 99")
    raw.close()

    with pytest.raises(StoreNewer):
        open_database(path, KEY, "desk")


def test_a_file_that_can_not_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "desk.db").mkdir()

    with pytest.raises(StoreUnreadable):
        open_database(tmp_path / "desk.db", KEY, "desk")


def test_a_read_only_folder_says_so(open_folder: Path, read_only: Closing) -> None:
    path = made(open_folder, places=1)

    with read_only(open_folder), pytest.raises(StoreReadOnly):
        open_database(path, KEY, "desk")

    open_database(path, KEY, "desk").close()


def test_a_folder_that_becomes_read_only_says_so_when_something_is_saved(open_folder: Path, read_only: Closing) -> None:
    path = made(open_folder, places=1)

    with read_only(open_folder), pytest.raises(UserFacingError) as caught:
        open_database(path.with_name("new.db"), KEY, "desk", create=True)

    assert caught.value.code == "store_read_only"


def test_a_full_disk_says_so_and_what_was_saved_before_stays(desk: Database) -> None:
    with desk.write() as connection:
        desk_directory.put_place(connection, Place("before", "Before"))
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    with desk.write() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(StoreFull) as caught:
        fill(desk)

    with desk.read() as connection:
        assert [place.id for place in desk_directory.places(connection)] == ["before"]
    assert caught.value.__cause__ is None


def fill(desk: Database) -> None:
    with desk.write() as connection:
        for number in range(2000):
            desk_directory.put_place(connection, Place(str(number), f"{number} " + "x" * 500))


def test_a_store_that_another_program_is_writing_to_is_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path, places=1)
    other = connect(path, KEY)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(connecting, "_BUSY_SECONDS", 0.1)
    database = open_database(path, KEY, "desk")

    with pytest.raises(StoreInUse):
        fill(database)

    other.execute("ROLLBACK")
    other.close()
    fill(database)
    database.close()


def test_an_engine_that_does_not_encrypt_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "sqlcipher", sqlite3)

    with pytest.raises(StoreUnusable, match="locked on the disk"):
        connect(tmp_path / "desk.db", KEY)


@pytest.mark.parametrize(
    ("setting", "wanted"),
    [
        ("temp_store", 2),
        ("secure_delete", 1),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
    ],
)
def test_every_connection_has_the_safe_settings(desk: Database, setting: str, wanted: object) -> None:
    for block in (desk.read, desk.write):
        with block() as connection:
            found = connection.exec_driver_sql(f"PRAGMA {setting}").scalar_one()

        assert found == wanted


@pytest.mark.parametrize(("setting", "wanted"), [("temp_store", 3), ("secure_delete", 0), ("synchronous", 9)])
def test_a_setting_that_does_not_take_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, wanted: int
) -> None:
    path = made(tmp_path, places=1)
    monkeypatch.setitem(connecting._READ_BACK, setting, wanted)

    with pytest.raises(StoreUnusable):
        open_database(path, KEY, "desk")


def test_a_block_that_fails_leaves_nothing_of_itself(desk: Database) -> None:
    with pytest.raises(IntegrityError):
        add_twice(desk)

    with desk.read() as connection:
        assert desk_directory.places(connection) == ()


def add_twice(desk: Database) -> None:
    with desk.write() as connection:
        desk_directory.put_place(connection, Place("a", "The name of a room"))
        desk_directory.put_place(connection, Place("b", "The name of a room"))


def test_a_failing_statement_shows_no_value(desk: Database) -> None:
    with pytest.raises(IntegrityError) as caught:
        add_twice(desk)

    assert "The name of a room" not in str(caught.value) + repr(caught.value)


def test_reading_can_not_change_anything(desk: Database) -> None:
    with pytest.raises(UserFacingError), desk.read() as connection:
        desk_directory.put_place(connection, Place("a", "Hall"))

    with desk.read() as connection:
        assert desk_directory.places(connection) == ()


def test_a_checkpoint_empties_the_log(desk: Database) -> None:
    fill(desk)

    done = desk.checkpoint()

    assert done
    assert desk.path.with_name("desk.db-wal").stat().st_size == 0


def test_the_key_is_in_no_text_about_the_database(desk: Database) -> None:
    shown = repr(desk) + repr(desk._writer) + repr(vars(desk._writer)) + repr(vars(desk))

    assert KEY.hex() not in shown
    assert repr(KEY) not in shown


def test_a_key_of_another_length_is_a_bug(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_database(tmp_path / "desk.db", KEY[:16], "desk", create=True)


def test_each_way_to_fail_has_a_sentence_of_its_own() -> None:
    made_up = [
        problems.full(),
        problems.in_use(),
        problems.missing("x"),
        problems.empty(),
        problems.damaged(),
        problems.wrong_key(),
        problems.unreadable(),
        problems.newer(),
        problems.of_another_kind(),
        problems.read_only(),
        problems.unsafe_engine(),
    ]

    assert len({problem.what for problem in made_up}) == len(made_up)
    assert all(problem.safe and problem.next_step for problem in made_up)
