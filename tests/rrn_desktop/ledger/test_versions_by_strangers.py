"""The next version of a record is of who wrote it or of a lead; anyone else's is named, and changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rrn_desktop.ledger.bodies import Body, WrittenBy
from rrn_desktop.ledger.record_file import check_record_file, make_record_file
from rrn_desktop.ledger.sealing import Sealed
from rrn_desktop.store import register_records, register_versions
from rrn_desktop.store.desk_ledger import StoredEntry
from rrn_desktop.store.register_records import Query
from tests.rrn_desktop.ledger.afterwards import handed_in, take_in
from tests.rrn_desktop.ledger.forger import forged, header_after, put
from tests.rrn_desktop.ledger.house import ASHA, BEN, LEAD, House, codes

OF_ASHA = WrittenBy(name="Asha Begum", role="", member=ASHA, how="left_behind")


def followed(house: House, first: Body, sealed: Sealed, who: str, version: int = 2) -> StoredEntry:
    """Put a void version in someone's name after a first one."""
    body = house.body(
        who, record=first.record, number=first.number, version=version, status="void", previous=sealed.entry_hash
    )
    return put(house, forged(house, header_after(house, who, body), body))


def in_register(house: House) -> tuple[list[tuple[int, str]], list[str]]:
    """Return versions and status of the list, and the codes of what was set aside."""
    register = house.register()
    caught = house.catch_up(register)
    with register.read() as connection:
        rows = register_records.page(connection, Query(), 9)
        kept = [len(register_versions.versions_of(connection, row.record)) for row in rows]
    assert kept == [row.version for row in rows]
    return [(row.version, row.status) for row in rows], [one.code for one in caught.set_aside]


def test_a_colleague_does_not_make_a_record_void(house: House) -> None:
    first = house.body(ASHA)
    followed(house, first, house.seal(first), BEN)

    assert in_register(house) == ([(1, "complete")], ["version_by_stranger"])
    assert codes(house) == codes(house, opening=True) == ["version_by_stranger"]


@pytest.mark.parametrize("who", [ASHA, LEAD])
def test_its_author_and_a_lead_do(house: House, who: str) -> None:
    first = house.body(ASHA)
    followed(house, first, house.seal(first), who)

    assert in_register(house) == ([(2, "void")], [])
    assert codes(house) == codes(house, opening=True) == []


def test_who_left_the_words_that_a_lead_sealed_goes_on_with_them_and_nobody_else_does(house: House) -> None:
    mine, other = (house.body(LEAD, written_by=OF_ASHA) for _ in range(2))
    followed(house, mine, house.seal(mine), ASHA)
    followed(house, other, house.seal(other), BEN)

    assert in_register(house) == ([(1, "complete"), (2, "void")], ["version_by_stranger"])
    assert codes(house, opening=True) == ["version_by_stranger"]


@pytest.mark.parametrize(("who", "found"), [(ASHA, ["version_by_stranger"]), (LEAD, [])])
def test_what_was_taken_in_is_gone_on_with_by_leads_alone(house: House, who: str, found: list[str]) -> None:
    held = handed_in(house)
    number = house.notice(held.file.record)
    taken = take_in(house, held, who=ASHA, number=number)
    second = house.body(who, record=held.file.record, number=number, version=2, previous=taken.row.hash)
    put(house, forged(house, header_after(house, who, second), second))

    assert codes(house) == codes(house, opening=True) == found
    assert in_register(house)[1] == found


def test_a_version_put_there_before_the_first_one_does_not_stand_over_it(house: House) -> None:
    first = house.body(ASHA)
    early = house.body(BEN, record=first.record, number=first.number, version=2, previous="0" * 64)
    strange = put(house, forged(house, header_after(house, BEN, early), early))
    register = house.register()
    house.catch_up(register)
    followed(house, first, Sealed(strange.row.hash, "", "", None, 1, "", 1, 1, ""), ASHA, version=1)

    caught = house.catch_up(register)

    assert [one.code for one in caught.set_aside] == ["version_unfounded"]
    assert codes(house) == ["version_by_stranger"]
    with register.read() as connection:
        assert [row.version for row in register_records.page(connection, Query(), 9)] == [1]


def test_an_exported_record_with_a_version_of_a_stranger_does_not_hold(house: House) -> None:
    first = house.body(ASHA)
    sealed = house.seal(first)
    strange = followed(house, first, sealed, BEN)
    both = [(house.stored(one), house.open(one)) for one in (sealed.entry_hash, strange.row.hash)]

    checked = check_record_file(make_record_file(house.roll.site_id, house.people.keyring.roll, both))

    assert [one.code for one in checked.findings] == ["version_by_stranger"]
    assert replace(checked, findings=()).holds
