from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rrn_desktop.canonical import labelled, to_bytes
from rrn_desktop.keys import keyring as rings
from rrn_desktop.keys import wraps
from rrn_desktop.keys.boxes import open_box
from rrn_desktop.keys.keyring import shared_key
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.passphrase_key import name_tag
from rrn_desktop.keys.recovery import combine, recovery_member
from rrn_desktop.keys.slots import load_slot, open_slot

GOLDEN = Path(__file__).parents[2] / "data" / "golden"


def golden(name: str) -> Any:
    return json.loads((GOLDEN / name).read_text(encoding="utf-8"))


def secrets_of(stated: dict[str, str]) -> MemberSecrets:
    return MemberSecrets(*(to_bytes(stated[name]) for name in ("signing", "receive_seed", "draft_key")))


def test_a_box_of_the_first_version_opens() -> None:
    made = golden("keys-box-1.json")

    plain = open_box(to_bytes(made["key"]), to_bytes(made["box"]), made["bound"].encode())

    assert plain.decode() == made["plain"]


def test_a_wrap_of_the_first_version_opens() -> None:
    made = golden("keys-wrap-1.json")

    secret = wraps.unwrap(
        to_bytes(made["wrap"]), to_bytes(made["seed"]), labelled(made["label"], made["data"].encode())
    )

    assert secret == to_bytes(made["secret"])
    assert made["suite"] == wraps.SUITE


def test_a_slot_of_the_first_version_opens() -> None:
    slot, expected = load_slot(GOLDEN / "slot-1.json"), golden("slot-1-opens.json")

    opened = open_slot(slot, expected["passphrase"])

    assert opened.secrets == secrets_of(expected["secrets"])
    assert (opened.roll_seq, opened.roll_head) == (expected["roll_seq"], expected["roll_head"])
    assert opened.revision == expected["revision"]
    assert slot.name_tag == name_tag(slot.site, expected["name"])
    assert slot.to_bytes() == (GOLDEN / "slot-1.json").read_bytes()


def test_a_keyring_of_the_first_version_is_read_and_written_the_same() -> None:
    ring, expected = rings.load(GOLDEN / "keyring-1.json"), golden("keyring-1-opens.json")

    roll = ring.replayed()

    assert (roll.site_id, roll.head, roll.seq) == (expected["site"], expected["head"], expected["seq"])
    assert roll.demo
    assert rings.to_file(ring) == (GOLDEN / "keyring-1.json").read_bytes()


@pytest.mark.parametrize("who", ["lead", "recovery"])
def test_the_shared_keys_of_the_first_version_open(who: str) -> None:
    ring, expected = rings.load(GOLDEN / "keyring-1.json"), golden("keyring-1-opens.json")
    recovery = recovery_member(combine(expected["shares"][1:]))
    member, secrets = (expected["lead"], secrets_of(expected["secrets"])) if who == "lead" else (who, recovery)

    opened = {name: shared_key(ring, ring.replayed(), name, member, secrets) for name in expected["keys"]}

    assert opened == {name: to_bytes(secret) for name, secret in expected["keys"].items()}


def test_what_the_first_version_kept_for_recovery_opens() -> None:
    ring, expected = rings.load(GOLDEN / "keyring-1.json"), golden("keyring-1-opens.json")
    recovery = recovery_member(combine(expected["shares"][:2]))

    opened = {name: shared_key(ring, ring.replayed(), name, "recovery", recovery) for name in expected["kept"]}

    assert opened == {name: to_bytes(secret) for name, secret in expected["kept"].items()}


def test_a_keyring_of_the_second_version_is_read_and_written_the_same() -> None:
    ring, expected = rings.load(GOLDEN / "keyring-2.json"), golden("keyring-2-opens.json")

    roll = ring.replayed()

    assert (roll.site_id, roll.head, roll.seq) == (expected["site"], expected["head"], expected["seq"])
    assert roll.members[expected["in_charge"]].roles == ("in_charge", "recorder")
    assert roll.members[expected["guest"]].until == expected["until"]
    assert rings.to_file(ring) == (GOLDEN / "keyring-2.json").read_bytes()


def test_what_the_second_version_gave_again_and_kept_opens() -> None:
    ring, expected = rings.load(GOLDEN / "keyring-2.json"), golden("keyring-2-opens.json")
    recovery, own = recovery_member(combine(expected["shares"][1:])), secrets_of(expected["secrets"])
    roll = ring.replayed()

    given = {name: shared_key(ring, roll, name, expected["in_charge"], own) for name in expected["keys"]}
    kept = {name: shared_key(ring, roll, name, "recovery", recovery) for name in expected["kept"]}

    assert given == {name: to_bytes(secret) for name, secret in expected["keys"].items()}
    assert kept == {name: to_bytes(secret) for name, secret in expected["kept"].items()}
