from __future__ import annotations

import json
from pathlib import Path

import pytest

from rrn_desktop.errors import EntriesMissing, StoreDamaged, StoreMissing, StoreNewer, UserFacingError
from rrn_desktop.ledger.head import check_head, read_head
from tests.rrn_desktop.ledger.house import House, codes


def check(house: House) -> None:
    with house.desk.read() as connection:
        check_head(connection, house.store, house.roll.site_id)


def test_a_new_store_and_one_with_entries_agree_with_their_head(house: House) -> None:
    check(house)
    sealed = house.seal()

    check(house)

    assert [end.hash for end in read_head(house.store).heads] == [sealed.entry_hash]


def test_a_missing_head_has_its_own_sentence(house: House) -> None:
    (house.store / "head.json").unlink()

    with pytest.raises(StoreMissing):
        check(house)

    assert codes(house) == ["store_missing"]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"format":"rrn-head/1"}', b"\xff\xfe", b'{"format":"rrn-x/1"}']
)
def test_an_empty_or_cut_or_edited_head_is_called_damaged(house: House, content: bytes) -> None:
    (house.store / "head.json").write_bytes(content)

    with pytest.raises(StoreDamaged):
        check(house)


def test_a_head_of_a_newer_version_says_so(house: House) -> None:
    path = house.store / "head.json"
    path.write_text(path.read_text().replace("rrn-head/1", "rrn-head/2"))

    with pytest.raises(StoreNewer):
        check(house)


def test_a_head_of_another_site_is_refused(house: House) -> None:
    edit(house.store, {"site": "0" * 64})

    with pytest.raises(StoreDamaged, match="another store"):
        check(house)


@pytest.mark.parametrize("changed", [{"seq": 9}, {"hash": "0" * 64}, {"segment": 2}, {"device": "z" * 26}])
def test_a_head_that_the_ledger_does_not_hold_means_that_entries_are_missing(
    house: House, changed: dict[str, object]
) -> None:
    house.seal()
    heads = json.loads((house.store / "head.json").read_text())["heads"]
    edit(house.store, {"heads": [{**heads[0], **changed}]})

    with pytest.raises(EntriesMissing):
        check(house)


def test_each_refusal_of_a_head_says_what_is_safe_and_what_to_do(house: House) -> None:
    said = []
    for content in (None, b"", b"{"):
        path = house.store / "head.json"
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(UserFacingError) as caught:
            check(house)
        said.append(caught.value.what)
        assert caught.value.safe
        assert caught.value.next_step

    assert len(set(said)) == 3


def edit(store: Path, changed: dict[str, object]) -> None:
    path = store / "head.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changed}))
