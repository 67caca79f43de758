from __future__ import annotations

from dataclasses import replace

import pytest

from rrn_desktop.canonical import to_bytes
from rrn_desktop.keys.boxes import new_key, seal_box
from rrn_desktop.ledger.draft_boxes import DraftName, close_draft, new_draft_key, open_left_draft, open_own_draft
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.store.desk_drafts import DraftRow
from tests.rrn_desktop.ledger.house import ASHA, BEN, CANARY, House

TEXT = CANARY.encode()


def kept(house: House, *, author: str = ASHA, draft: str = "d" * 26, revision: int = 1, text: bytes = TEXT) -> DraftRow:
    name = DraftName(house.roll.site_id, draft, author)
    key = new_draft_key(name, ("register/1", to_bytes(house.roll.register.public)))
    box, wrap_author = close_draft(key, name, revision, text, house.people.secrets[author].draft_key)
    return DraftRow(
        draft, author, "incident", None, "r" * 26, revision, "new", box, wrap_author, key.wrap_register, "t"
    )


def opened(house: House, row: DraftRow) -> bytes:
    return open_own_draft(row, house.roll.site_id, house.people.secrets[ASHA].draft_key)[0]


def test_an_author_reads_the_own_draft_and_goes_on_under_the_same_key(house: House) -> None:
    row = kept(house)

    text, key = open_own_draft(row, house.roll.site_id, house.people.secrets[ASHA].draft_key)
    name = DraftName(house.roll.site_id, row.id, ASHA)
    box, wrap_author = close_draft(key, name, 2, b"more", house.people.secrets[ASHA].draft_key)

    later = replace(row, revision=2, box=box, wrap_author=wrap_author)
    assert text == TEXT
    assert opened(house, later) == b"more"
    assert open_left_draft(later, house.roll.site_id, house.register_reader) == b"more"


def test_a_colleague_can_not_read_a_draft(house: House) -> None:
    row = kept(house)

    with pytest.raises(EntryRefused):
        open_own_draft(row, house.roll.site_id, house.people.secrets[BEN].draft_key)
    with pytest.raises(EntryRefused):
        open_left_draft(row, house.roll.site_id, house.reader(BEN))

    assert TEXT not in row.box + row.wrap_author + row.wrap_register


def test_a_draft_that_a_colleague_made_in_the_authors_name_is_refused(house: House) -> None:
    bens = kept(house, author=BEN, text=b"I pushed him")

    forged = replace(bens, author=ASHA)

    with pytest.raises(EntryRefused) as caught:
        opened(house, forged)
    assert caught.value.finding == "draft_forged"


def test_a_draft_that_a_lead_rewrote_in_the_authors_name_is_refused(house: House) -> None:
    row = kept(house)
    name = DraftName(house.roll.site_id, row.id, ASHA)
    _, key = open_own_draft(row, house.roll.site_id, house.people.secrets[ASHA].draft_key)

    box, _ = close_draft(key, name, 1, b"I pushed him", new_key())

    with pytest.raises(EntryRefused):
        opened(house, replace(row, box=box))


@pytest.mark.parametrize("changed", [{"revision": 2}, {"id": "e" * 26}, {"author": BEN}])
def test_a_draft_under_another_name_or_revision_is_refused(house: House, changed: dict[str, object]) -> None:
    row = kept(house)

    moved = replace(row, **changed)  # type: ignore[arg-type]

    with pytest.raises(EntryRefused):
        opened(house, moved)
    with pytest.raises(EntryRefused):
        open_left_draft(moved, house.roll.site_id, house.register_reader)


def test_the_box_of_one_draft_in_another_of_the_same_author_is_refused(house: House) -> None:
    first, second = kept(house), kept(house, draft="e" * 26)

    swapped = replace(first, box=second.box, wrap_author=second.wrap_author)

    with pytest.raises(EntryRefused):
        opened(house, swapped)


@pytest.mark.parametrize("wrap", [b"", b"{}", b'{"to":"register/2","suite":"x","wrap":"AA=="}', b"\xff"])
def test_a_wrap_to_the_register_that_is_cut_or_of_another_epoch_is_refused(house: House, wrap: bytes) -> None:
    row = replace(kept(house), wrap_register=wrap)

    with pytest.raises(EntryRefused):
        open_left_draft(row, house.roll.site_id, house.register_reader)


def test_a_cut_box_is_refused(house: House) -> None:
    row = kept(house)

    for cut in (b"", row.box[:20], seal_box(new_key(), b"x", b"y")):
        with pytest.raises(EntryRefused):
            opened(house, replace(row, box=cut))
