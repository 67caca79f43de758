from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from rrn_desktop.store import register_records, register_versions
from rrn_desktop.store.connection import Database
from rrn_desktop.store.desk_ledger import ChainEnd
from rrn_desktop.store.register_records import Query, RegisterRow, search_text, sort_key
from rrn_desktop.store.register_versions import SetAside, VersionRow
from rrn_desktop.store.statements import fill

NAMES = ("Ŵyn Ďurica", "wyn Adams", "Zoë", "ali", "Bo O'Brien", "李雷")
STATUSES = ("first", "complete", "amended", "void")


def row(count: int) -> RegisterRow:
    chance = random.Random(count)
    happened = f"2026-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}T10:00:00Z"
    name = chance.choice(NAMES)
    return RegisterRow(
        record=f"record{count}",
        number=f"2026-B-{count:03d}",
        form="incident" if count % 3 else "support",
        version=1,
        status=chance.choice(STATUSES),
        person_id=f"p{NAMES.index(name)}",
        person=name,
        happened=happened.replace("Z", "+00:00"),
        happened_sort=happened,
        place=chance.choice(("Hall", "Corridor by the hall", 'Room "4"')),
        kinds=("physical_seated",),
        author="asha",
        author_name="Asha",
        sealed_at="2026-12-01T00:00:00Z",
        hash=f"hash{count}",
    )


@pytest.fixture
def filled(register: Database) -> Database:
    with register.write() as connection:
        register_records.put(connection, [row(count) for count in range(1, 1202)])
    return register


def found(database: Database, query: Query) -> list[RegisterRow]:
    with database.read() as connection:
        return list(register_records.rows_by_ids(connection, register_records.all_ids(connection, query)))


@pytest.mark.parametrize(
    ("sort", "descending"), list(product(("happened", "number", "person", "status"), (True, False)))
)
def test_pages_ids_and_count_agree_in_every_order(filled: Database, sort: str, descending: bool) -> None:
    query = Query(sort=sort, descending=descending, statuses=("first", "amended"))  # type: ignore[arg-type]
    paged: list[RegisterRow] = []
    with filled.read() as connection:
        after = None
        while page := register_records.page(connection, query, 97, after):
            paged += page
            after = register_records.place_of(page[-1], query)
        total = register_records.count(connection, query)

    listed = found(filled, query)

    keys = {"happened": "happened_sort", "number": "number", "person": "person", "status": "status"}
    values = [getattr(one, keys[sort]) for one in listed]
    in_order = sorted(values, key=sort_key if sort == "person" else number_key, reverse=descending)
    assert paged == listed
    assert total == len(listed) > 400
    assert values == in_order


def number_key(value: str) -> tuple[str, int]:
    head, _, tail = value.rpartition("-")
    return (head, int(tail)) if head.startswith("2026-B") else (value, 0)


def test_number_1000_comes_after_number_999(filled: Database) -> None:
    listed = [one.number for one in found(filled, Query(sort="number", descending=False))]

    assert listed[998:1001] == ["2026-B-999", "2026-B-1000", "2026-B-1001"]


@pytest.mark.parametrize(
    ("query", "keeps"),
    [
        (Query(form="support"), lambda one: one.form == "support"),
        (Query(person_id="p1"), lambda one: one.person == "wyn Adams"),
        (Query(happened_from="2026-06-01"), lambda one: one.happened_sort >= "2026-06-01"),
        (Query(happened_before="2026-06-01"), lambda one: one.happened_sort < "2026-06-01"),
        (Query(statuses=("void",), form="incident"), lambda one: (one.status, one.form) == ("void", "incident")),
        (Query(text="wyn"), lambda one: "yn " in one.person),
        (Query(text="ŴYN dur"), lambda one: one.person == "Ŵyn Ďurica"),
        (Query(text="o'br"), lambda one: one.person == "Bo O'Brien"),
        (Query(text="2026-B-0120"), lambda one: one.number.startswith("2026-B-0120")),
        (Query(text="2026-B-110"), lambda one: one.number.startswith("2026-B-110")),
        (Query(text="corridor hall"), lambda one: one.place.startswith("Corridor")),
        (Query(text='room "4"'), lambda one: one.place == 'Room "4"'),
        (Query(text="李"), lambda one: one.person == "李雷"),
        (Query(text="  "), lambda one: True),
    ],
)
def test_a_filter_or_a_search_keeps_exactly_what_it_says(filled: Database, query: Query, keeps: object) -> None:
    assert callable(keeps)
    everything = found(filled, Query())

    kept = found(filled, query)

    assert kept == [one for one in everything if keeps(one)]


@pytest.mark.parametrize("text", ["*", '"', "--", "( )", "^", ":", "{}", "-"])
def test_a_search_for_nothing_but_signs_finds_nothing(filled: Database, text: str) -> None:
    assert found(filled, Query(text=text)) == []


@pytest.mark.parametrize(
    "text", ['hall" OR "x', "hall NOT x", "person:wyn", "NEAR(wyn hall)", "hall*", "wyn) OR (1", "\ud800wyn", "wy\0n"]
)
def test_what_is_typed_is_words_and_never_a_query(filled: Database, text: str) -> None:
    found(filled, Query(text=text))

    assert "OR" not in search_text("a b")


@given(st.text(max_size=40))
def test_any_text_makes_a_sound_search(text: str) -> None:
    made = search_text(text)

    assert made.count('"') % 2 == 0
    assert "\0" not in made


def test_a_later_version_takes_the_place_of_an_earlier_one_and_never_the_other_way(register: Database) -> None:
    first = row(1)
    second = structs.replace(first, version=2, place="Garden", person="Ŵyn Newname", hash="z")
    with register.write() as connection:
        register_records.put(connection, [first])
        register_records.put(connection, [second])
        register_records.put(connection, [first])

    listed = found(register, Query())

    assert [structs.replace(one, id=0) for one in listed] == [second]
    assert found(register, Query(text="newname")) == listed
    assert found(register, Query(text=first.place.split()[0])) == []


def test_rows_are_given_in_the_order_of_their_ids_and_one_that_has_gone_is_left_out(filled: Database) -> None:
    with filled.read() as connection:
        rows = register_records.rows_by_ids(connection, [700, 3, 99999, 12])

    assert [one.id for one in rows] == [700, 3, 12]


def test_one_record_is_found_by_number_and_by_id(filled: Database) -> None:
    with filled.read() as connection:
        by_number = register_records.by_number(connection, "2026-B-007")
        by_record = register_records.by_record(connection, "record7")
        nothing = register_records.by_record(connection, "none")

    assert by_number == (by_record,)
    assert nothing is None


def test_the_search_index_agrees_with_the_rows(filled: Database) -> None:
    with filled.write() as connection:
        connection.exec_driver_sql("DELETE FROM records WHERE id % 7 = 0")
        connection.exec_driver_sql("INSERT INTO records_search (records_search, rank) VALUES ('integrity-check', 1)")

    assert len(found(filled, Query(text="2026"))) == 1201 - 171


def test_versions_heads_and_what_is_set_aside_are_read_back(register: Database) -> None:
    version = VersionRow("h", "r", 1, b"body", b"s", b"header", b"hs", "asha", "t", "first", None)
    aside = SetAside("h2", "d", 1, 2, "2026-B-002", "body_changed", "It was changed.")
    with register.write() as connection:
        register_versions.put(connection, [version])
        register_versions.put(connection, [replace(version, body=b"other")])
        register_versions.put_head(connection, ChainEnd("d", 1, 1, "h"), 3)
        register_versions.put_head(connection, ChainEnd("d", 1, 2, "h2"), 4)
        register_versions.put_aside(connection, [aside])

    with register.read() as connection:
        assert register_versions.versions_of(connection, "r") == (version,)
        assert register_versions.version_by_hash(connection, "h") == version
        assert register_versions.version_by_hash(connection, "none") is None
        assert register_versions.heads(connection) == (ChainEnd("d", 1, 2, "h2"),)
        assert register_versions.roll_seq(connection, "d", 1) == 4
        assert register_versions.roll_seq(connection, "d", 2) == 0
        assert register_versions.all_set_aside(connection) == (aside,)


@pytest.mark.parametrize("part", ["x'; DROP TABLE records", '"', "a\nb", "x/*"])
def test_only_names_and_marks_are_filled_into_a_statement(part: str) -> None:
    with pytest.raises(ValueError, match="names and marks"):
        fill("SELECT $columns FROM records", columns=part)


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (Query(form="incident"), "COVERING INDEX records_of_form "),
        (Query(form="incident", happened_from="2026"), "COVERING INDEX records_of_form "),
        (Query(form="incident", sort="number"), "COVERING INDEX records_of_form_by_number "),
        (Query(form="incident", sort="person", descending=False), "COVERING INDEX records_of_form_by_person "),
        (Query(form="incident", sort="status"), "COVERING INDEX records_of_form_and_status "),
        (Query(form="incident", statuses=("first",)), "COVERING INDEX records_of_form_and_status "),
        (Query(form="incident", person_id="p1"), "INDEX records_of_person "),
        (Query(), "COVERING INDEX records_by_happened"),
    ],
)
def test_the_ids_of_a_form_come_from_an_index_alone_and_those_of_a_person_from_theirs(
    filled: Database, query: Query, index: str
) -> None:
    where, values = register_records._where(query)
    parts = {"where": register_records._clause(where), "order": register_records._order(query)}

    with filled.read() as connection:
        statement = fill("EXPLAIN QUERY PLAN SELECT id FROM records $where $order", **parts)
        plan = connection.exec_driver_sql(statement, tuple(values)).all()

    assert f"{plan[0][3]} ".partition(" USING ")[2].startswith(index)
