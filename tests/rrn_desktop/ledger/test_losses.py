from __future__ import annotations

import pytest

from rrn_desktop.errors import EntriesMissing, UserFacingError
from rrn_desktop.ledger.head import check_head, settle_head, write_head
from rrn_desktop.store import desk_ledger
from tests.rrn_desktop.ledger.forger import drop_triggers, note, remove
from tests.rrn_desktop.ledger.house import ASHA, BEN, House


def test_a_deleted_log_is_noticed_by_the_head(house: House) -> None:
    house.seal()
    with house.desk.write():
        pass
    note(house, ASHA)
    with house.desk.read() as connection:
        write_head(house.store, house.roll.site_id, desk_ledger.ends(connection))
    database = (house.store / "desk.db").read_bytes()
    house.desk.close()
    (house.store / "desk.db").write_bytes(database)

    house.reopen()

    with house.desk.read() as connection, pytest.raises(EntriesMissing) as caught:
        check_head(connection, house.store, house.roll.site_id)
    assert "missing" in caught.value.what


def test_an_old_copy_of_the_desk_is_noticed_by_the_head_and_by_the_register(house: House) -> None:
    house.seal()
    house.desk.checkpoint()
    old = (house.store / "desk.db").read_bytes()
    house.seal()
    register = house.register()
    house.catch_up(register)
    house.desk.close()
    (house.store / "desk.db").write_bytes(old)

    house.reopen()

    with pytest.raises(EntriesMissing):
        settle_head(house.desk, house.store, house.roll.site_id)
    with pytest.raises(EntriesMissing):
        house.catch_up(register)
    assert [finding.code for finding in house.verify(register=register).findings].count("entries_missing") == 2


def test_an_old_page_pasted_back_is_noticed(house: House) -> None:
    house.seal()
    house.desk.checkpoint()
    old = (house.store / "desk.db").read_bytes()
    for _ in range(3):
        house.seal()
    house.desk.close()
    new = bytearray((house.store / "desk.db").read_bytes())
    noticed = 0
    pages = [start for start in range(4096, len(old), 4096) if old[start : start + 4096] != new[start : start + 4096]]

    for start in pages:
        pasted = bytearray(new)
        pasted[start : start + 4096] = old[start : start + 4096]
        (house.store / "desk.db").write_bytes(pasted)
        noticed += not _holds(house)

    assert pages
    # A page of names or notices may go back unseen; the pages of the ledger and of the numbers may not.
    assert noticed >= 2


def _holds(house: House) -> bool:
    try:
        house.reopen()
        return house.verify(opening=True).holds
    except UserFacingError:
        return False


def test_a_ledger_swapped_for_another_of_the_same_length_is_noticed(house: House) -> None:
    first = house.seal()
    with house.desk.write() as connection:
        drop_triggers(connection)
        remove(connection, first.entry_hash)
    note(house, BEN)

    with house.desk.read() as connection, pytest.raises(EntriesMissing) as caught:
        check_head(connection, house.store, house.roll.site_id)

    assert "changed or swapped" in caught.value.what


def test_a_head_that_is_behind_after_a_crash_is_brought_up_to_date(house: House) -> None:
    house.seal()
    behind = (house.store / "head.json").read_bytes()
    house.seal()
    ahead = (house.store / "head.json").read_bytes()
    (house.store / "head.json").write_bytes(behind)

    settle_head(house.desk, house.store, house.roll.site_id)

    assert (house.store / "head.json").read_bytes() == ahead
