from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rrn_desktop.errors import StoreDamaged, StoreMissing, StoreNewer, UserFacingError, WrongPassphrase
from rrn_desktop.keys import passphrase_key, slots
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.passphrase_key import (
    LEAD_COST,
    NAME_COST,
    RECORDER_COST,
    KdfCost,
    KdfRefused,
    NotEnoughMemory,
    cost_for,
    kdf_of,
)
from rrn_desktop.keys.slots import Slot, SlotChanged, SlotPutBack, create, load_slot, open_slot, renewed, save_slot

SITE, MEMBER, HEAD = "5" * 64, "m" * 26, "7" * 64
PASSPHRASE = "correct horse battery staple"


def a_slot(secrets: MemberSecrets, passphrase: str = PASSPHRASE, revision: int = 1) -> Slot:
    return create(
        site=SITE,
        member=MEMBER,
        name="Jo Evans",
        passphrase=passphrase,
        secrets=secrets,
        roll_seq=3,
        roll_head=HEAD,
        cost=NAME_COST,
        revision=revision,
    )


def edited(slot: Slot, **fields: Any) -> Slot:
    return msgspec.structs.replace(slot, **fields)


@settings(deadline=None, max_examples=8)
@given(
    st.text(st.characters(categories=["Ll", "Lu", "Nd", "Zs"]), min_size=1, max_size=30),
    st.binary(min_size=96, max_size=96),
)
def test_a_slot_gives_back_what_was_put_in(passphrase: str, random: bytes) -> None:
    signing = MemberSecrets.new().signing
    secrets = MemberSecrets(signing, random[:32], random[32:64])

    opened = open_slot(a_slot(secrets, passphrase), passphrase)

    assert opened.secrets == secrets
    assert (opened.roll_seq, opened.roll_head, opened.revision) == (3, HEAD, 1)


def test_a_slot_survives_its_file(tmp_path: Path) -> None:
    slot = a_slot(MemberSecrets.new())

    path = save_slot(tmp_path / "slots", slot)

    assert path.name == f"{MEMBER}.json"
    assert load_slot(path) == slot
    assert path.read_bytes() == slot.to_bytes()


def test_a_renewed_slot_holds_the_new_roll_head_under_the_same_passphrase() -> None:
    opened = open_slot(a_slot(MemberSecrets.new()), PASSPHRASE)

    again = open_slot(renewed(opened, 4, "8" * 64), PASSPHRASE)

    assert (again.revision, again.roll_seq, again.roll_head) == (2, 4, "8" * 64)
    assert again.secrets == opened.secrets
    assert again.slot.box != opened.slot.box


@pytest.mark.parametrize("typed", ["", "wrong", PASSPHRASE.upper(), PASSPHRASE + " ", "tab\t", "\ud800"])
def test_another_passphrase_does_not_open_a_slot(typed: str) -> None:
    slot = a_slot(MemberSecrets.new())

    with pytest.raises(WrongPassphrase) as refusal:
        open_slot(slot, typed)

    assert refusal.value.exit_code == 3


@pytest.mark.parametrize(
    "costs",
    [
        {"memory_kib": 64 * 1024 * 1024},
        {"memory_kib": 1},
        {"memory_kib": 19 * 1024 - 1},
        {"memory_kib": 512 * 1024 + 1},
        {"memory_kib": 0},
        {"passes": 0},
        {"passes": 1},
        {"passes": 11},
        {"lanes": 0},
        {"lanes": 9},
        {"name": "argon2i"},
        {"name": "none"},
        {"salt": ""},
        {"salt": "AAAA"},
        {"salt": "A"},
    ],
    ids=str,
)
def test_absurd_costs_are_refused_before_any_work(costs: dict[str, Any]) -> None:
    slot = a_slot(MemberSecrets.new())
    absurd = edited(slot, kdf=msgspec.structs.replace(slot.kdf, **costs))

    with pytest.raises(KdfRefused) as refusal:
        open_slot(absurd, PASSPHRASE)

    assert isinstance(refusal.value, StoreDamaged)
    assert refusal.value.code == "slot_parameters"


@pytest.mark.parametrize("cost", [KdfCost(1, 3, 4), KdfCost(64 * 1024, 0, 4), KdfCost(64 * 1024, 3, 0)])
def test_a_slot_with_absurd_costs_is_never_made(cost: KdfCost) -> None:
    with pytest.raises(KdfRefused):
        kdf_of(cost, bytes(16))


def test_weakened_costs_within_bounds_do_not_open_and_are_not_the_owners() -> None:
    secrets = MemberSecrets.new()
    slot = a_slot(secrets)
    weakened = edited(slot, kdf=msgspec.structs.replace(slot.kdf, passes=3))

    with pytest.raises(WrongPassphrase):
        open_slot(weakened, PASSPHRASE)
    with pytest.raises(SlotChanged) as refusal:
        slots.check_owner(weakened, secrets.public().sign)

    assert refusal.value.code == "slot_changed"


@pytest.mark.parametrize(
    "fields",
    [
        {"site": "6" * 64},
        {"member": "n" * 26},
        {"revision": 2},
        {"name_tag": "AAAA"},
        {"box": ""},
        {"box": "AAAA"},
        {"format": "rrn-slot/01"},
    ],
    ids=str,
)
def test_any_edited_field_stops_a_slot_from_opening_and_shows(fields: dict[str, Any]) -> None:
    secrets = MemberSecrets.new()
    changed = edited(a_slot(secrets), **fields)

    with pytest.raises(WrongPassphrase):
        open_slot(changed, PASSPHRASE)
    with pytest.raises(SlotChanged):
        slots.check_owner(changed, secrets.public().sign)


def test_a_slot_signed_by_someone_else_is_refused_though_the_passphrase_fits() -> None:
    slot = a_slot(MemberSecrets.new())
    other = a_slot(MemberSecrets.new())

    with pytest.raises(SlotChanged):
        open_slot(edited(slot, signature=other.signature), PASSPHRASE)


def test_an_old_slot_put_back_is_told_from_the_revision_that_was_seen() -> None:
    secrets = MemberSecrets.new()
    opened = open_slot(a_slot(secrets, revision=4), PASSPHRASE)

    with pytest.raises(SlotPutBack) as refusal:
        slots.check_revision(opened, seen=5)

    assert refusal.value.code == "slot_put_back"
    slots.check_revision(opened, seen=4)
    slots.check_revision(opened, seen=3)
    slots.check_revision(opened, seen=None)


def spoiled(data: bytes, how: str) -> bytes:
    text = data.decode("utf-8")
    value = json.loads(text)
    return {
        "empty": b"",
        "blank": b"  \n",
        "zeros": bytes(100),
        "cut": data[:-5],
        "longer": data + b"x",
        "not utf-8": b"\xff" + data,
        "a list": b"[]",
        "duplicate key": text.replace('"revision":1', '"revision":1,"revision":1').encode(),
        "unknown field": json.dumps({**value, "more": 1}).encode(),
        "missing field": json.dumps({k: v for k, v in value.items() if k != "box"}).encode(),
        "revision true": json.dumps({**value, "revision": True}).encode(),
        "revision text": json.dumps({**value, "revision": "1"}).encode(),
        "revision 0": json.dumps({**value, "revision": 0}).encode(),
        "revision huge": json.dumps({**value, "revision": 2**53}).encode(),
        "revision NaN": text.replace('"revision":1', '"revision":NaN').encode(),
        "lone surrogate": json.dumps({**value, "name_tag": "\ud800"}).encode(),
        "deep nesting": b'{"format":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
        "path as member": json.dumps({**value, "member": "../../etc/passwd"}).encode(),
        "too large": data + b" " * (64 * 1024),
        "another family": json.dumps({**value, "format": "rrn-keyring/1"}).encode(),
        "version 0": json.dumps({**value, "format": "rrn-slot/0"}).encode(),
        "no version": json.dumps({**value, "format": "rrn-slot"}).encode(),
    }[how]


@pytest.mark.parametrize(
    "how",
    [
        *("empty", "blank", "zeros", "cut", "longer", "not utf-8", "a list", "duplicate key", "unknown field"),
        *("missing field", "revision true", "revision text", "revision 0", "revision huge", "revision NaN"),
        *("lone surrogate", "deep nesting", "path as member", "too large", "another family", "version 0"),
        "no version",
    ],
)
def test_a_spoiled_slot_file_is_called_damaged(tmp_path: Path, how: str) -> None:
    path = save_slot(tmp_path, a_slot(MemberSecrets.new()))
    path.write_bytes(spoiled(path.read_bytes(), how))

    with pytest.raises(StoreDamaged) as refusal:
        load_slot(path)

    assert refusal.value.code == "store_damaged"
    assert path.name in refusal.value.what


def test_a_slot_of_a_newer_version_and_a_missing_one_say_so(tmp_path: Path) -> None:
    path = save_slot(tmp_path, a_slot(MemberSecrets.new()))
    path.write_bytes(b'{"format":"rrn-slot/2","something":"new"}')

    with pytest.raises(StoreNewer):
        load_slot(path)
    with pytest.raises(StoreMissing):
        load_slot(tmp_path / "other.json")
    with pytest.raises(UserFacingError):
        load_slot(tmp_path)


def test_leads_and_administrators_pay_more_for_each_try() -> None:
    costs = [cost_for(roles) for roles in (["recorder"], ["lead"], ["administrator", "recorder"])]

    assert costs == [RECORDER_COST, LEAD_COST, LEAD_COST]
    assert LEAD_COST.memory_kib == 256 * 1024
    assert RECORDER_COST.memory_kib == 64 * 1024


def test_a_pc_without_enough_memory_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    slot = a_slot(MemberSecrets.new())

    class Starved:
        def __init__(self, **_: object) -> None:
            raise MemoryError

    monkeypatch.setattr(passphrase_key, "Argon2id", Starved)
    with pytest.raises(NotEnoughMemory) as refusal:
        open_slot(slot, PASSPHRASE)

    assert refusal.value.code == "not_enough_memory"
