"""A store that the first released version made, with every file as it wrote it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from rrn_desktop.canonical import to_bytes
from rrn_desktop.keys.derive import DESK_DATABASE, REGISTER_DATABASE, derive
from rrn_desktop.keys.keyring import Keyring, load
from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger import bodies
from rrn_desktop.ledger.catching_up import begin_again, catch_up, open_register
from rrn_desktop.ledger.draft_boxes import open_own_draft
from rrn_desktop.ledger.headers import read_header
from rrn_desktop.ledger.opening import OpenedBody, open_entry, open_payload, reader_of
from rrn_desktop.ledger.record_file import check_record_file, make_record_file
from rrn_desktop.ledger.verifying import verify_store
from rrn_desktop.store import desk_drafts, desk_follow_ups, desk_ledger, desk_notices, register_records
from rrn_desktop.store.connection import Database, connect, open_database
from rrn_desktop.store.desk_follow_ups import FollowUp
from rrn_desktop.store.desk_ledger import StoredEntry
from rrn_desktop.store.register_records import Query

MADE = Path("tests/data/stores/version_1")
OLD_TABLES = ("meta", "members", "people", "notices", "numbers", "drafts", "ledger", "bodies", "wraps")


@dataclass
class OldStore:
    """A copy of the old store, opened by this version."""

    folder: Path
    keys: dict[str, bytes]
    keyring: Keyring
    roll: Roll
    desk: Database
    register: Database

    def entries(self, *kinds: str) -> list[StoredEntry]:
        """Return the entries of some kinds in their order."""
        with self.desk.read() as connection:
            end = desk_ledger.ends(connection)[0]
            page = desk_ledger.page_of_entries(connection, end.device, end.segment, 0, 100)
        return [entry for entry in page if not kinds or entry.row.kind in kinds]

    def opened(self) -> list[tuple[StoredEntry, OpenedBody]]:
        """Return each sealed version, opened by the register."""
        reader = reader_of("register/1", self.keys["register_seed"])
        return [(entry, open_entry(entry, reader, self.roll)) for entry in self.entries("seal")]


@pytest.fixture
def old(tmp_path: Path) -> Iterator[OldStore]:
    shutil.copytree(MADE, tmp_path / "store")
    folder = tmp_path / "store"
    read = json.loads((folder / "keys.json").read_text())
    asha = {f"asha_{name}": to_bytes(value) for name, value in read.pop("asha").items()}
    keys = {name: to_bytes(value) for name, value in read.items()} | asha
    keyring = load(folder / "keyring.json")
    desk = open_database(folder / "desk.db", derive(keys["desk_key"], DESK_DATABASE), "desk", proved=True)
    register = open_register(folder / "register.db", derive(keys["register_seed"], REGISTER_DATABASE))
    store = OldStore(folder, keys, keyring, keyring.replayed(), desk, register)
    yield store
    for database in (store.desk, store.register):
        database.close()


def test_both_files_come_up_to_date_and_a_checked_encrypted_copy_of_each_is_kept(old: OldStore) -> None:
    copies = {path.name: path.read_bytes() for path in (old.folder / "backups").iterdir()}

    assert set(copies) == {"desk-before-version-2.db", "register-before-version-2.db"}
    assert not any(data.startswith(b"SQLite") for data in copies.values())
    kept = connect(old.folder / "backups" / "desk-before-version-2.db", derive(old.keys["desk_key"], DESK_DATABASE))
    with old.desk.read() as connection:
        for table in OLD_TABLES:
            before = kept.execute(f"SELECT * FROM {table}").fetchall()
            now = [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}").all()]
            assert [row[: len(one)] for one, row in zip(before, now, strict=True)] == before
    assert kept.execute("PRAGMA user_version").fetchone()[0] == 1
    kept.close()


def test_what_was_due_before_is_due_still_for_anyone(old: OldStore) -> None:
    with old.desk.read() as connection:
        record = old.entries("seal")[0].row.record or ""
        due = desk_follow_ups.of_record(connection, record)
        notices = desk_notices.notices(connection)

    assert due == (
        FollowUp("a", record, "support", "Support", "2026-11-21T00:00:00+00:00", "rule", "law", "read"),
        FollowUp("b", record, "review", "Review", None, "rule", "local", "check_locally", "2026-11-22T09:30:00Z"),
    )
    assert all(notice.writer_signed for notice in notices)


def test_all_of_it_holds_and_opens(old: OldStore) -> None:
    verified = verify_store(old.desk, old.folder, old.roll, register=old.register, seeds={1: old.keys["register_seed"]})

    assert verified.findings == ()
    assert verified.opened == 4


def test_each_body_that_was_signed_is_made_again_to_the_same_bytes(old: OldStore) -> None:
    signed = [(one.payload.body, one.body) for _, one in old.opened()]

    assert len(signed) == 3
    assert [bodies.body_bytes(body) for _, body in signed] == [data for data, _ in signed]
    assert [bodies.body_bytes(bodies.read_body(data)) for data, _ in signed] == [data for data, _ in signed]


def test_a_note_that_was_signed_is_made_again_to_the_same_bytes(old: OldStore) -> None:
    reader = reader_of("register/1", old.keys["register_seed"])
    entry = old.entries("view")[0]

    payload = open_payload(entry, reader, read_header(entry.row.header), old.roll)

    assert bodies.body_bytes(bodies.read_note(payload.body)) == payload.body


def test_a_record_is_exported_to_the_very_bytes_of_before(old: OldStore) -> None:
    made = make_record_file(old.roll.site_id, old.keyring.roll, old.opened()[:2])

    assert made == (MADE / "record.json").read_bytes()
    assert check_record_file(made).holds


def test_a_draft_that_was_left_opens(old: OldStore) -> None:
    with old.desk.read() as connection:
        row = desk_drafts.all_left(connection, "2026-11-23T09:00:00+00:00")[0]

    assert open_own_draft(row, old.roll.site_id, old.keys["asha_draft_key"])[0] == b'{"answers": {}}'


def test_the_register_is_as_one_that_is_begun_again(old: OldStore) -> None:
    seeds = {1: old.keys["register_seed"]}
    with old.register.read() as connection:
        kept = register_records.page(connection, Query(), 10)
    assert catch_up(old.desk, old.register, old.roll, seeds).read == 0
    old.register.close()

    key = derive(old.keys["register_seed"], REGISTER_DATABASE)
    old.register = begin_again(old.folder / "register.db", key)
    caught = catch_up(old.desk, old.register, old.roll, seeds)

    with old.register.read() as connection:
        assert register_records.page(connection, Query(), 10) == kept
    assert (caught.added, caught.set_aside) == (3, ())
