from __future__ import annotations

import pytest
from sqlcipher3.dbapi2 import IntegrityError

from rrn_desktop.store import desk_ledger
from rrn_desktop.store.connection import Database
from rrn_desktop.store.desk_ledger import ChainEnd, LedgerRow, StoredEntry, Wrap

DESK_COLUMNS = {
    "meta": "key value",
    "members": "id name job_title roles active",
    "people": "id name born details left_on",
    "places": "id name kind retired_on former",
    "slot_seen": "member revision",
    "drafts": "id author form number record revision purpose box wrap_author wrap_register saved_at",
    "notices": "record number person happened place kinds writer next_shift watching told status written_at "
    "writer_signed",
    "numbers": "book year next",
    "follow_ups": "id record kind what due rule rule_kind trust done_at clock actor form proposal booked "
    "counted ending",
    "ledger": "device segment seq prev hash header signature kind entry record number version member at",
    "bodies": "hash box",
    "wraps": "hash recipient suite wrap",
    "disposals": "hash disposed_by at",
    "cards": "person_key person_id person helps please_dont watch version by_name at record hash",
    "helped": "hash person_key person helped day by_name",
    "seen": "member hash",
    "closures": "id kind start end why",
    "inbox_seen": "id record number revision state",
    "authorities": "ca certificate",
    "certificates": "member sign ca name job_title certificate",
    "preferences": "member chosen",
    "own_words": "key words",
    "views": "member id box",
}
REGISTER_COLUMNS = {
    "records": "id record number number_sort form version status person_id person person_sort happened happened_sort "
    "place kinds author author_name sealed_at hash about",
    "versions": "hash record version body signature header header_signature author at status reason",
    "heads": "device segment seq hash roll_seq",
    "set_aside": "hash device segment seq number code reason",
    "attached": "hash record number form kind happened author author_name at body signature header header_signature",
    "texts": "id number person place words",
    "unread": "id",
}


def columns(database: Database) -> dict[str, str]:
    with database.read() as connection:
        listed = connection.exec_driver_sql(
            "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' "
            "AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'records_search%' ORDER BY m.rowid, c.cid"
        ).all()
    found: dict[str, list[str]] = {}
    for table, column in listed:
        found.setdefault(table, []).append(column)
    return {table: " ".join(names) for table, names in found.items()}


def row(seq: int = 1, prev: str = "site", **changed: object) -> LedgerRow:
    values: dict[str, object] = {
        "device": "d",
        "segment": 1,
        "seq": seq,
        "prev": prev,
        "hash": f"hash{seq}",
        "header": b"h",
        "signature": b"s",
        "kind": "seal",
        "entry": f"entry{seq}",
        "record": f"record{seq}",
        "number": None,
        "version": 1,
        "member": "m",
        "at": "t",
    }
    return LedgerRow(**{**values, **changed})  # type: ignore[arg-type]


@pytest.fixture
def filled(desk: Database) -> Database:
    with desk.write() as connection:
        for seq in (1, 2):
            prev = "hash1" if seq == 2 else "site"
            desk_ledger.append(connection, StoredEntry(row(seq, prev), b"box", (Wrap("register/1", "suite", b"w"),)))
    return desk


def refused(database: Database, statement: str) -> str:
    with pytest.raises(IntegrityError) as caught, database.write() as connection:
        connection.exec_driver_sql(statement)
    return str(caught.value)


def test_the_desk_has_these_columns_and_no_other(desk: Database) -> None:
    assert columns(desk) == DESK_COLUMNS


def test_the_register_has_these_columns_and_no_other(register: Database) -> None:
    assert columns(register) == REGISTER_COLUMNS


LEDGER_ROW = "'d', 1, {seq}, '{prev}', '{hash}', x'00', x'00', 'seal', '{entry}', 'r', NULL, 1, 'm', 't'"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET member = 'x' WHERE seq = 1",
        "UPDATE OR REPLACE ledger SET seq = 2 WHERE seq = 1",
        "DELETE FROM ledger WHERE seq = 2",
        "DELETE FROM ledger",
    ],
)
def test_the_ledger_is_never_changed_or_cut(filled: Database, statement: str) -> None:
    said = refused(filled, statement)

    assert "ledger entries are never" in said


@pytest.mark.parametrize("verb", ["INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE", "REPLACE"])
@pytest.mark.parametrize(
    ("seq", "prev", "entry_hash"),
    [
        (1, "site", "hash1"),
        (2, "hash1", "hash2"),
        (2, "hash1", "other"),
        (4, "hash2", "new"),
        (3, "hash1", "new"),
        (3, "site", "new"),
        (1, "hash2", "new"),
    ],
)
def test_an_entry_that_does_not_follow_the_last_one_is_refused_however_it_is_put_in(
    filled: Database, verb: str, seq: int, prev: str, entry_hash: str
) -> None:
    values = LEDGER_ROW.format(seq=seq, prev=prev, hash=entry_hash, entry="e")

    with pytest.raises(IntegrityError), filled.write() as connection:
        connection.exec_driver_sql(f"{verb} INTO ledger VALUES ({values})")

    with filled.read() as connection:
        assert [one.hash for one in desk_ledger.rows_in_order(connection, "d", 1)] == ["hash1", "hash2"]


@pytest.mark.parametrize(("entry_hash", "entry"), [("hash1", "new"), ("new", "entry1")])
def test_replacing_a_sealed_entry_by_its_hash_or_id_is_refused_at_the_right_place_too(
    filled: Database, entry_hash: str, entry: str
) -> None:
    values = LEDGER_ROW.format(seq=3, prev="hash2", hash=entry_hash, entry=entry)

    assert "never removed" in refused(filled, f"INSERT OR REPLACE INTO ledger VALUES ({values})")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE bodies SET box = x'00'",
        "DELETE FROM bodies",
        "INSERT OR REPLACE INTO bodies VALUES ('hash1', x'00')",
        "UPDATE wraps SET wrap = x'00'",
        "UPDATE wraps SET hash = 'hash2', recipient = 'r2' WHERE hash = 'hash1'",
        "DELETE FROM wraps WHERE hash = 'hash1'",
        "INSERT OR REPLACE INTO wraps VALUES ('hash1', 'register/1', 's', x'00')",
        "INSERT INTO bodies VALUES ('no such entry', x'00')",
        "INSERT INTO disposals VALUES ('hash1', 'no such entry', 't')",
    ],
)
def test_what_is_sealed_is_never_changed_and_leaves_by_disposal_only(filled: Database, statement: str) -> None:
    refused(filled, statement)

    with filled.read() as connection:
        kept = desk_ledger.by_hash(connection, "hash1")
    assert kept is not None
    assert (kept.box, kept.wraps[0].wrap) == (b"box", b"w")


def test_a_disposal_removes_what_is_sealed_and_leaves_the_chain(filled: Database) -> None:
    with filled.write() as connection:
        desk_ledger.dispose(connection, "hash1", "hash2", "t")

    with filled.read() as connection:
        kept = desk_ledger.by_hash(connection, "hash1")
        assert desk_ledger.count(connection) == 2
    assert kept is not None
    assert (kept.box, kept.wraps, kept.disposed) == (None, (), True)
    assert "does not come back" in refused(filled, "INSERT INTO bodies VALUES ('hash1', x'00')")
    assert "never removed" in refused(filled, "DELETE FROM disposals")
    assert "never changed" in refused(filled, "UPDATE disposals SET at = 'x'")


def test_a_new_segment_continues_the_one_before(filled: Database) -> None:
    with filled.write() as connection:
        desk_ledger.append(connection, StoredEntry(row(1, "hash1", segment=2, hash="s2", entry="s2", record="r9")))

    with filled.read() as connection:
        last = desk_ledger.last_row(connection, "d")
        ends = desk_ledger.ends(connection)
    assert ends == (ChainEnd("d", 1, 2, "hash2"), ChainEnd("d", 2, 1, "s2"))
    assert last is not None
    assert (last.segment, last.seq) == (2, 1)
    assert "follows the last one" in refused(
        filled,
        "INSERT INTO ledger VALUES ('d', 3, 1, 'unknown', 'z', x'00', x'00', 'seal', 'z', 'r', NULL, 1, 'm', 't')",
    )


def test_a_version_is_sealed_once(filled: Database) -> None:
    again = StoredEntry(row(3, "hash2", record="record1"))

    with pytest.raises(IntegrityError), filled.write() as connection:
        desk_ledger.append(connection, again)

    with filled.read() as connection:
        assert desk_ledger.count(connection) == 2


@pytest.mark.parametrize(
    "statement",
    ["UPDATE numbers SET next = 1", "UPDATE numbers SET next = next + 2", "DELETE FROM numbers"],
)
def test_numbers_go_up_by_one_and_are_never_given_out_again(desk: Database, statement: str) -> None:
    with desk.write() as connection:
        connection.exec_driver_sql("INSERT INTO numbers VALUES ('B', 2026, 5)")

    assert "number" in refused(desk, statement)


def test_the_ends_of_many_segments_are_found_without_reading_the_ledger(desk: Database) -> None:
    with desk.write() as connection:
        for device, length in (("a", 3), ("b", 1), ("c", 2)):
            for seq in range(1, length + 1):
                name = f"{device}{seq}"
                entry = row(seq, f"{device}{seq - 1}", device=device, hash=name, entry=name, record=name)
                desk_ledger.append(connection, StoredEntry(entry))

    with desk.read() as connection:
        ends = desk_ledger.ends(connection)
        plan = connection.exec_driver_sql("EXPLAIN QUERY PLAN " + desk_ledger._ENDS).all()

    assert [(end.device, end.seq, end.hash) for end in ends] == [("a", 3, "a3"), ("b", 1, "b1"), ("c", 2, "c2")]
    assert not [step for step in plan if step[3] == "SCAN ledger"]


def test_an_empty_ledger_has_no_ends(desk: Database) -> None:
    with desk.read() as connection:
        assert desk_ledger.ends(connection) == ()
        assert desk_ledger.last_row(connection, "d") is None
