from __future__ import annotations

import tracemalloc
from typing import Any

import pytest
from msgspec.structs import replace

from rrn_desktop.keys.derive import REGISTER_DATABASE, derive
from rrn_desktop.ledger.appending import About, append, context_of, recipients_of
from rrn_desktop.ledger.catching_up import begin_again, catch_up
from rrn_desktop.ledger.sealing import seal_entry
from rrn_desktop.store import register_records, register_versions
from rrn_desktop.store.connection import Database
from rrn_desktop.store.register_records import Query, RegisterRow
from rrn_desktop.store.register_versions import VersionRow
from tests.rrn_desktop.ledger.forger import forged, header_after, note, put
from tests.rrn_desktop.ledger.house import ASHA, BEN, House, answers


def content(register: Database) -> tuple[list[RegisterRow], list[tuple[VersionRow, ...]], object]:
    with register.read() as connection:
        rows = register_records.page(connection, Query(sort="number", descending=False), 1000)
        versions = [register_versions.versions_of(connection, row.record) for row in rows]
        return [replace(row, id=0) for row in rows], versions, register_versions.heads(connection)


def test_the_register_shows_each_record_with_its_latest_version_and_keeps_all_of_them(house: House) -> None:
    body = house.body(status="first")
    first = house.seal(body)
    later = house.body(
        record=body.record,
        number=body.number,
        version=2,
        previous=first.entry_hash,
        status="amended",
        reason="A name was wrong",
        answers=answers(place="Hall"),
    )
    house.seal(later)
    note(house, BEN)
    register = house.register()

    caught_up = house.catch_up(register)

    rows, versions, _ = content(register)
    assert (caught_up.read, caught_up.added, caught_up.set_aside) == (3, 2, ())
    assert [(row.number, row.version, row.status, row.place) for row in rows] == [(body.number, 2, "amended", "Hall")]
    assert (rows[0].person, rows[0].person_id) == ("Ŵyn Ďurica", "p" * 26)
    assert (rows[0].happened, rows[0].happened_sort) == ("2026-11-20T10:42:00+00:00", "2026-11-20T10:42:00Z")
    assert [version.reason for version in versions[0]] == [None, "A name was wrong"]


def test_catching_up_again_reads_only_what_is_new(house: House) -> None:
    register = house.register()
    house.seal()
    house.catch_up(register)
    house.seal()

    again = house.catch_up(register)

    assert (again.read, again.added) == (1, 1)
    assert house.catch_up(register).read == 0


def test_a_register_that_was_deleted_is_built_again_with_the_same_rows(house: House) -> None:
    for number in range(5):
        house.seal(house.body(answers=answers(place=f"Room {number}")))
    register = house.register()
    house.catch_up(register)
    before = content(register)
    register.close()

    again = begin_again(house.store / "register.db", derive(house.seeds[1], REGISTER_DATABASE))
    house.others.append(again)
    house.catch_up(again)

    assert content(again) == before


def test_a_bad_entry_is_set_aside_and_named_and_the_rest_goes_on(house: House) -> None:
    house.seal()
    body = house.body(BEN)
    bad = put(house, forged(house, header_after(house, BEN, body), body, body_signer=ASHA))
    house.seal()
    register = house.register()

    caught_up = house.catch_up(register)

    aside = caught_up.set_aside
    assert (caught_up.read, caught_up.added) == (3, 2)
    assert [(one.hash, one.code, one.number) for one in aside] == [(bad.row.hash, "body_signature", body.number)]
    assert "not signed by" in aside[0].reason
    assert house.catch_up(register).set_aside == aside


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"form": "nonsense"}, "form_unknown"),
        ({"form_version": 99}, "form_unknown"),
        ({"answers": {"nonsense": 1}}, "answers_unreadable"),
        ({"answers": {"person": 7}}, "answers_unreadable"),
    ],
)
def test_a_record_that_no_form_here_can_read_is_set_aside(house: House, changed: dict[str, Any], code: str) -> None:
    house.seal(house.body(**changed))

    caught_up = house.catch_up(house.register())

    assert [one.code for one in caught_up.set_aside] == [code]


def test_a_first_record_with_gaps_is_in_the_list_without_what_nobody_knows(house: House) -> None:
    house.seal(house.body(status="first", answers={}))
    register = house.register()

    house.catch_up(register)

    rows, _, _ = content(register)
    assert [(row.person, row.person_id, row.happened_sort, row.place) for row in rows] == [("", None, "", "")]


def test_without_the_seed_of_an_epoch_its_entries_are_named(house: House) -> None:
    house.seal()

    caught_up = catch_up(house.desk, house.register(), house.roll, {})

    assert [one.code for one in caught_up.set_aside] == ["wrap_missing"]


def test_a_member_who_left_is_refused_again_and_again_under_the_old_roll(house: House) -> None:
    old, register = house.roll.head, house.register()
    house.seal()
    bodies = [house.body(BEN), house.body(BEN)]
    house.leave(BEN)
    note(house, ASHA)

    caught_up = []
    for body in bodies:
        put(house, forged(house, header_after(house, BEN, body, roll_head=old), body))
        caught_up.append(house.catch_up(register))

    assert [one.code for one in caught_up[-1].set_aside] == ["roll_backwards", "roll_backwards"]
    assert len(content(register)[0]) == 1


def test_an_entry_after_a_gap_is_shown_and_the_gap_is_named(house: House) -> None:
    house.seal()
    body = house.body()
    put_after_gap = forged(house, header_after(house, ASHA, body, prev="0" * 64), body)
    with house.desk.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER ledger_follows")
    put(house, put_after_gap)

    caught_up = house.catch_up(house.register())

    assert (caught_up.added, [one.code for one in caught_up.set_aside]) == (2, ["chain_broken"])


def test_memory_stays_flat_however_long_the_ledger_is(house: House) -> None:
    register = house.register()
    with house.desk.write() as connection:
        site = context_of(connection, house.roll)
        for count in range(1, 31):
            body = house.body(number=f"2026-B-{count:03d}", answers=answers(before="x" * 4000))
            recipients = recipients_of(house.roll, ASHA)
            seal_entry(connection, site, house.signer(ASHA), body, recipients=recipients, at=house.now)
        for _ in range(1500):
            append(connection, site, house.signer(ASHA), About("view"), at=house.now)
    progress: list[int] = []

    tracemalloc.start()
    catch_up(house.desk, register, house.roll, house.seeds, progress.append)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert progress[-1] == 1530
    assert len(progress) > 5
    assert peak < 6_000_000
