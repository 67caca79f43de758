from __future__ import annotations

import hashlib
import os
from dataclasses import replace

import msgspec
import pytest

from rrn_desktop.errors import EntriesMissing
from rrn_desktop.keys.boxes import new_key, open_box
from rrn_desktop.ledger import bodies
from rrn_desktop.ledger.head import write_head
from rrn_desktop.ledger.headers import read_header
from rrn_desktop.ledger.opening import open_entry, proved_payload
from rrn_desktop.ledger.refusals import REASONS, EntryRefused
from rrn_desktop.store import desk_ledger
from rrn_desktop.store.desk_ledger import StoredEntry
from tests.rrn_desktop.ledger.forger import (
    box_with_two_keys,
    drop_triggers,
    forged,
    header_after,
    note,
    put,
    remake,
    remove,
)
from tests.rrn_desktop.ledger.house import ASHA, BEN, LEAD, House, codes


def flipped(data: bytes, at: int = -3) -> bytes:
    changed = bytearray(data)
    changed[at] ^= 1
    return bytes(changed)


def refusal(house: House, entry: StoredEntry) -> EntryRefused:
    with pytest.raises(EntryRefused) as caught:
        house.open(entry)
    assert caught.value.what == REASONS[caught.value.finding]
    return caught.value


def test_every_reason_has_a_sentence_of_its_own() -> None:
    sentences = list(REASONS.values())

    assert len(set(sentences)) == len(sentences)
    assert all(sentence.endswith(".") for sentence in sentences)


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("header", "header_changed"),
        ("signature", "header_signature"),
        ("box", "body_changed"),
        ("wrap", "wrap_refused"),
    ],
)
def test_a_flipped_bit_in_any_part_of_an_entry_is_refused_with_its_own_reason(
    house: House, part: str, code: str
) -> None:
    stored = house.stored(house.seal().entry_hash)
    assert stored.box is not None
    changed = {
        "header": replace(stored, row=replace(stored.row, header=flipped(stored.row.header))),
        "signature": replace(stored, row=replace(stored.row, signature=flipped(stored.row.signature))),
        "box": replace(stored, box=flipped(stored.box)),
        "wrap": replace(stored, wraps=tuple(replace(wrap, wrap=flipped(wrap.wrap)) for wrap in stored.wraps)),
    }[part]

    assert refusal(house, changed).finding == code


@pytest.mark.parametrize("place", [0, 5, 12, 40, -1])
def test_no_bit_of_a_box_can_be_flipped(house: House, place: int) -> None:
    stored = house.stored(house.seal().entry_hash)
    assert stored.box is not None
    payload = house.open(stored).payload

    box = flipped(stored.box, place)

    with pytest.raises(EntryRefused, match="does not open"):
        proved_payload(payload.header, box, payload.content_key, house.roll)


def test_a_list_that_shows_another_number_than_the_signed_header_is_refused(house: House) -> None:
    stored = house.stored(house.seal().entry_hash)

    shown = replace(stored, row=replace(stored.row, number="2026-B-999"))

    assert refusal(house, shown).finding == "header_differs"


def test_a_header_of_another_site_is_refused(house: House) -> None:
    body = house.body()

    entry = forged(house, header_after(house, ASHA, body, site="0" * 64), body)

    assert refusal(house, entry).finding == "other_site"


def test_a_header_of_a_pc_that_is_not_in_the_roll_is_refused(house: House) -> None:
    body = house.body()

    entry = forged(house, header_after(house, ASHA, body, device="z" * 26), body)

    assert refusal(house, entry).finding == "other_device"


def test_a_header_of_a_newer_format_says_so(house: House) -> None:
    body = house.body()

    entry = forged(house, header_after(house, ASHA, body, format=2), body)

    assert refusal(house, entry).finding == "header_newer"


def test_an_entry_in_a_colleagues_name_is_refused(house: House) -> None:
    body = house.body(ASHA)
    header = header_after(house, BEN, body)
    signed_by_ben = forged(house, header, body).row

    in_her_name = msgspec.structs.replace(read_header(signed_by_ben.header), member=ASHA)
    data = msgspec.json.encode(in_her_name)
    row = replace(signed_by_ben, header=data, member=ASHA, hash=hashlib.sha256(b"rrn/1/header\0" + data).hexdigest())

    assert refusal(house, StoredEntry(row, b"")).finding == "header_signature"


def test_a_colleagues_entry_cut_out_is_seen_by_chain_and_number(house: House) -> None:
    house.seal(house.body(ASHA))
    colleagues = house.seal(house.body(BEN))
    house.seal(house.body(ASHA))
    with house.desk.write() as connection:
        drop_triggers(connection)
        remove(connection, colleagues.entry_hash)

    found = codes(house, opening=True)

    assert found == ["chain_broken", "number_missing"]


def test_a_colleagues_entry_cut_out_and_the_chain_made_anew_is_seen_by_number_head_and_register(house: House) -> None:
    colleagues = house.seal(house.body(ASHA))
    own_body = house.body(BEN)
    own = house.seal(own_body)
    register = house.register()
    house.catch_up(register)
    with house.desk.write() as connection:
        drop_triggers(connection)
        remove(connection, colleagues.entry_hash)
        remove(connection, own.entry_hash)
        row = house.stored(own.entry_hash).row
        desk_ledger.append(connection, remake(house, row, own_body, seq=1, prev=house.roll.site_id))

    assert codes(house, opening=True) == ["number_missing", "entries_missing"]
    with house.desk.read() as connection:
        write_head(house.store, house.roll.site_id, desk_ledger.ends(connection))
    assert codes(house) == ["number_missing"]
    with pytest.raises(EntriesMissing):
        house.catch_up(register)


def test_later_entries_of_others_can_not_be_made_anew(house: House) -> None:
    first = house.seal(house.body(ASHA))
    later_body = house.body(LEAD)
    later = house.seal(later_body)
    row = house.stored(later.entry_hash).row

    moved = msgspec.structs.replace(read_header(row.header), seq=1, prev=house.roll.site_id, member=BEN)
    entry = forged(house, moved, later_body)

    assert first.seq == 1
    assert refusal(house, entry).finding == "body_of_another"


def test_a_wrap_moved_from_another_entry_is_refused(house: House) -> None:
    first = house.stored(house.seal().entry_hash)
    second = house.stored(house.seal().entry_hash)

    moved = replace(first, wraps=second.wraps)

    assert refusal(house, moved).finding == "wrap_refused"


def test_a_wrap_for_someone_else_is_refused_under_another_name(house: House) -> None:
    stored = house.stored(house.seal().entry_hash)
    for_author = next(wrap for wrap in stored.wraps if wrap.recipient == ASHA)

    renamed = replace(stored, wraps=(replace(for_author, recipient="register/1"),))

    assert refusal(house, renamed).finding == "wrap_refused"


def test_a_member_to_whom_nothing_is_wrapped_can_not_open_an_entry(house: House) -> None:
    sealed = house.seal(house.body(ASHA))

    with pytest.raises(EntryRefused) as caught:
        house.open(sealed.entry_hash, house.reader(BEN))

    assert caught.value.finding == "wrap_missing"


def test_a_wrap_of_an_unknown_suite_says_so(house: House) -> None:
    stored = house.stored(house.seal().entry_hash)

    other = replace(stored, wraps=tuple(replace(wrap, suite="RSA") for wrap in stored.wraps))

    assert refusal(house, other).finding == "wrap_suite"


def test_a_ciphertext_that_opens_under_a_second_key_is_refused(house: House) -> None:
    body = house.body()
    header = header_after(house, ASHA, body)
    first, second = new_key(), new_key()
    bound = bodies.bound_to(header)

    box = box_with_two_keys(first, second, os.urandom(12), bound, b"what the author shows to a lead")
    entry = forged(house, header, body, box=box, box_key=first, wrapped_key=second)

    assert open_box(first, box, bound).startswith(b"what the author shows")
    assert open_box(second, box, bound) != open_box(first, box, bound)
    assert refusal(house, entry).finding == "content_key"


def test_an_entry_by_a_member_who_had_left_in_the_roll_it_names_is_refused(house: House) -> None:
    body = house.body(BEN)
    house.leave(BEN)

    entry = put(house, forged(house, header_after(house, BEN, body), body))

    assert refusal(house, entry).finding == "member_left"
    assert codes(house) == ["member_left", "number_missing"]


def test_an_entry_made_before_its_member_left_still_holds(house: House) -> None:
    sealed = house.seal(house.body(BEN))

    house.leave(BEN)

    assert house.open(sealed.entry_hash).body.author == BEN
    assert house.verify(opening=True).holds


def test_a_member_who_left_can_not_go_on_under_the_old_roll(house: House) -> None:
    before = house.roll
    body = house.body(BEN)
    house.leave(BEN)
    last = note(house, ASHA)

    entry = put(house, forged(house, header_after(house, BEN, body, roll_head=before.head), body))

    assert codes(house) == ["roll_backwards"]
    with pytest.raises(EntryRefused) as caught:
        open_entry(entry, house.register_reader, house.roll, before=last)
    assert caught.value.finding == "roll_backwards"
    assert house.catch_up(house.register()).set_aside[0].code == "roll_backwards"


def test_a_roll_head_that_never_was_is_refused(house: House) -> None:
    body = house.body()

    entry = forged(house, header_after(house, ASHA, body, roll_head="f" * 64), body)

    assert refusal(house, entry).finding == "roll_head_unknown"


def test_a_member_who_was_never_let_in_is_refused(house: House) -> None:
    body = house.body()
    house.people.secrets["q" * 26] = house.people.secrets[BEN]

    entry = forged(house, header_after(house, "q" * 26, body), body)

    assert refusal(house, entry).finding == "member_unknown"


def test_the_box_of_one_entry_under_the_header_of_another_is_refused(house: House) -> None:
    first = house.stored(house.seal().entry_hash)
    second = house.stored(house.seal().entry_hash)

    swapped = replace(first, box=second.box)

    assert refusal(house, swapped).finding == "body_changed"


def test_the_box_of_one_entry_under_a_header_made_for_it_is_refused(house: House) -> None:
    colleagues = house.stored(house.seal(house.body(ASHA)).entry_hash)
    key = house.open(colleagues).payload.content_key
    own = house.body(BEN)

    entry = forged(house, header_after(house, BEN, own), own, box=colleagues.box, box_key=key)

    assert refusal(house, entry).finding == "box_refused"


def test_a_colleagues_signed_body_in_an_own_entry_is_refused(house: House) -> None:
    body = house.body(ASHA)

    entry = forged(house, header_after(house, BEN, body), body, body_signer=ASHA)

    assert refusal(house, entry).finding == "body_signature"


@pytest.mark.parametrize(
    "changed",
    [
        {"record": "x" * 26},
        {"number": "2026-B-777"},
        {"version": 2},
        {"epoch": 2},
        {"entry": "x" * 26},
        {"author": ASHA},
        {"site": "0" * 64},
    ],
)
def test_a_body_that_says_another_thing_about_itself_than_its_header_is_refused(
    house: House, changed: dict[str, object]
) -> None:
    body = house.body(BEN)
    header = header_after(house, BEN, body)

    entry = forged(house, header, msgspec.structs.replace(body, **changed))

    assert refusal(house, entry).finding == "body_of_another"


def test_a_record_under_an_entry_of_another_kind_is_refused(house: House) -> None:
    body = house.body(BEN)

    entry = forged(house, header_after(house, BEN, body, kind="export"), body)

    assert refusal(house, entry).finding == "body_of_another"


def test_a_missing_body_and_an_unexpected_one_are_named(house: House) -> None:
    sealed = house.stored(house.seal().entry_hash)
    header_only = note(house, ASHA)

    assert refusal(house, replace(sealed, box=None)).finding == "body_missing"
    assert refusal(house, StoredEntry(header_only)).finding == "no_body"
    assert refusal(house, StoredEntry(header_only, b"x")).finding == "body_unexpected"
