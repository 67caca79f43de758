from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from rrn_desktop.errors import StoreUnusable
from rrn_desktop.store import migrate
from rrn_desktop.store.connection import Database, connect
from rrn_desktop.store.migrate import STEPS, bring_up_to_date
from tests.rrn_desktop.store.conftest import KEY

SECOND = ("ALTER TABLE places ADD COLUMN floor TEXT", "UPDATE places SET floor = 'ground'")


def reopen(path: Path) -> Any:
    return connect(path, KEY)


@pytest.fixture
def raw(desk: Database) -> Any:
    with desk.write() as connection:
        connection.exec_driver_sql("INSERT INTO places (id, name) VALUES ('a', 'Hall')")
    opened = connect(desk.path, KEY)
    yield opened
    opened.close()


def test_a_new_file_is_at_the_newest_version(desk: Database, raw: Any) -> None:
    assert raw.execute("PRAGMA user_version").fetchone()[0] == migrate.latest("desk")
    assert bring_up_to_date(raw, desk.path, "desk", reopen) is None


def test_an_older_file_is_brought_up_to_date_after_a_checked_copy(desk: Database, raw: Any) -> None:
    copy = bring_up_to_date(raw, desk.path, "desk", reopen, [*STEPS["desk"], SECOND])

    assert raw.execute("SELECT id, name, floor FROM places").fetchall() == [("a", "Hall", "ground")]
    assert copy == desk.path.parent / "backups" / f"desk-before-version-{migrate.latest('desk') + 1}.db"
    kept = connect(copy, KEY)
    assert kept.execute("SELECT id, name FROM places").fetchall() == [("a", "Hall")]
    assert kept.execute("PRAGMA user_version").fetchone()[0] == migrate.latest("desk")
    kept.close()


def test_the_copy_is_encrypted(desk: Database, raw: Any) -> None:
    copy = bring_up_to_date(raw, desk.path, "desk", reopen, [*STEPS["desk"], SECOND])

    assert copy is not None
    assert not copy.read_bytes().startswith(b"SQLite")
    assert b"Hall" not in copy.read_bytes()


def test_a_step_that_fails_leaves_the_file_as_it_was(desk: Database, raw: Any) -> None:
    broken = (*SECOND, "UPDATE nowhere SET x = 1")

    with pytest.raises(sqlcipher.OperationalError):
        bring_up_to_date(raw, desk.path, "desk", reopen, [*STEPS["desk"], broken])

    assert raw.execute("PRAGMA user_version").fetchone()[0] == migrate.latest("desk")
    assert raw.execute("SELECT id, name FROM places").fetchall() == [("a", "Hall")]


def test_without_a_sound_copy_nothing_is_updated(desk: Database, raw: Any) -> None:
    def reopen_another(path: Path) -> Any:
        other = connect(path, KEY)
        other.execute("DROP TABLE places")
        return other

    with pytest.raises(StoreUnusable, match="copy"):
        bring_up_to_date(raw, desk.path, "desk", reopen_another, [*STEPS["desk"], SECOND])

    assert raw.execute("PRAGMA user_version").fetchone()[0] == migrate.latest("desk")
    assert list((desk.path.parent / "backups").iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "version"), [(kind, step) for kind in STEPS for step in range(1, migrate.latest(kind))]
)
def test_a_file_of_any_version_comes_to_have_all_that_a_new_one_has(
    desk: Database, register: Database, tmp_path: Path, kind: str, version: int
) -> None:
    schema = "SELECT type, name FROM sqlite_master ORDER BY type, name"
    old, new = connect(tmp_path / "old.db", KEY), connect((desk if kind == "desk" else register).path, KEY)
    bring_up_to_date(old, tmp_path / "old.db", kind, reopen, STEPS[kind][:version])

    bring_up_to_date(old, tmp_path / "old.db", kind, reopen)

    assert old.execute(schema).fetchall() == new.execute(schema).fetchall()
    assert old.execute("PRAGMA user_version").fetchone()[0] == migrate.latest(kind)
    old.close()
    new.close()


def test_places_and_people_of_before_are_kept_as_they_were_and_are_still_here(tmp_path: Path) -> None:
    old = connect(tmp_path / "old.db", KEY)
    bring_up_to_date(old, tmp_path / "old.db", "desk", reopen, STEPS["desk"][:4])
    old.execute("INSERT INTO places VALUES ('a', 'Hall')")
    old.execute("INSERT INTO people (id, name, born) VALUES ('p', 'Nia', NULL)")

    bring_up_to_date(old, tmp_path / "old.db", "desk", reopen)

    assert old.execute("SELECT * FROM places").fetchall() == [("a", "Hall", "place", None, "[]")]
    assert old.execute("SELECT name, left_on FROM people").fetchall() == [("Nia", None)]
    old.close()
