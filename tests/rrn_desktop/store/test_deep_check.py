"""Looking into a database page by page, and at the tables that a version of the program makes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from rrn_desktop.canonical import to_bytes
from rrn_desktop.keys.derive import DESK_DATABASE, REGISTER_DATABASE, derive
from rrn_desktop.store.connection import Kind, open_database
from rrn_desktop.store.deep_check import copied, look_inside
from rrn_desktop.store.file_check import look_at_log

VERSION_1 = Path(__file__).resolve().parents[2] / "data" / "stores" / "version_1"


@pytest.mark.parametrize(
    ("kind", "secret", "label"), [("desk", "desk_key", DESK_DATABASE), ("register", "register_seed", REGISTER_DATABASE)]
)
def test_a_file_of_the_first_version_is_sound_before_and_after_it_is_brought_up_to_date(
    tmp_path: Path, kind: Kind, secret: str, label: str
) -> None:
    key = derive(to_bytes(json.loads((VERSION_1 / "keys.json").read_text("utf-8"))[secret]), label)
    path = Path(shutil.copy(VERSION_1 / f"{kind}.db", tmp_path))

    with copied(path) as copy:
        before = look_inside(copy, key, kind)
    open_database(path, key, kind, proved=True).close()
    with copied(path) as copy:
        after = look_inside(copy, key, kind)

    assert (before, after) == ((), ())


def test_what_lies_in_a_log_of_before_it_was_begun_again_is_no_damage(tmp_path: Path) -> None:
    key = bytes(range(32))
    desk = open_database(tmp_path / "desk.db", key, "desk", create=True)
    for number in range(6):
        with desk.write() as connection:
            connection.exec_driver_sql("INSERT INTO meta VALUES (?, ?)", (f"k{number}", "x" * 5000))
    desk._pragmas("wal_checkpoint(RESTART)")
    with desk.write() as connection:
        connection.exec_driver_sql("INSERT INTO meta VALUES ('after', 'x')")

    seen = look_at_log(tmp_path / "desk.db-wal")
    size = (tmp_path / "desk.db-wal").stat().st_size
    desk.close()

    assert size > 20 * 4096
    assert seen is None
    assert look_at_log(tmp_path / "desk.db-wal") is None
