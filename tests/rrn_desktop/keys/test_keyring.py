from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rrn_desktop.canonical import canonical, labelled, to_bytes, to_text
from rrn_desktop.errors import NoRight, StoreDamaged, StoreMissing, StoreNewer
from rrn_desktop.keys import keyring as rings
from rrn_desktop.keys import statements as said
from rrn_desktop.keys import strict_json, wraps
from rrn_desktop.keys.boxes import new_key
from rrn_desktop.keys.fingerprints import fingerprint
from rrn_desktop.keys.keyring import Keyring, KeySwapped, Wrap, shared_key, wrap_key
from rrn_desktop.keys.member import MemberSecrets
from rrn_desktop.keys.roll_refusals import RollNoRight
from rrn_desktop.keys.wraps import WrapRefused


def info_of(site: Any, key: str, to: str, stated: str) -> bytes:
    return labelled("wrap/shared", canonical({"site": site.roll.site_id, "key": key, "to": to, "fingerprint": stated}))


def with_wrap(site: Any, secret: bytes, key: str, to: str) -> Keyring:
    """Return the keyring after an attacker wrapped a key of their own to someone, for the right purpose."""
    public = to_bytes(site.roll.public_of(to).receive)
    wrapped = wraps.wrap(secret, public, info_of(site, key, to, site.roll.stated[key]))
    ring: Keyring = site.keyring.with_wraps([Wrap(key, to, wraps.SUITE, to_text(wrapped))])
    return ring


def test_a_keyring_survives_its_file(tmp_path: Path, site: Any) -> None:
    path = tmp_path / "keyring.json"

    rings.save(path, site.keyring)

    assert rings.load(path) == site.keyring
    assert rings.read(path.read_bytes()) == site.keyring
    assert path.read_bytes() == rings.to_file(site.keyring)


def test_who_holds_which_shared_key(site: Any) -> None:
    founded = site.founded
    keys = {"desk/1": founded.desk_key, "register/1": founded.register_seed, "ca/1": founded.ca_scalar}
    holders = {**site.secrets, "recovery": site.recovery}

    held: dict[str, set[str]] = {name: set() for name in keys}
    for name, secret in keys.items():
        for who, secrets in holders.items():
            try:
                assert shared_key(site.keyring, site.roll, name, who, secrets) == secret
            except NoRight:
                continue
            held[name].add(who)

    assert held["desk/1"] == {site.lead, site.administrator, site.recorder, "recovery"}
    assert held["register/1"] == held["ca/1"] == {site.lead, "recovery"}


@pytest.mark.parametrize("key", ["register/1", "desk/1", "ca/1"])
def test_a_shared_key_swapped_in_the_keyring_and_wrapped_again_to_a_lead_is_refused(site: Any, key: str) -> None:
    ring = with_wrap(site, new_key(), key, site.lead)

    with pytest.raises(KeySwapped) as refusal:
        shared_key(ring, site.roll, key, site.lead, site.secrets[site.lead])

    assert refusal.value.code == "key_swapped"
    assert shared_key(site.keyring, site.roll, key, site.lead, site.secrets[site.lead])


def test_a_wrapped_key_of_another_length_is_refused(site: Any) -> None:
    ring = with_wrap(site, b"short", "register/1", site.lead)

    with pytest.raises(KeySwapped):
        shared_key(ring, site.roll, "register/1", site.lead, site.secrets[site.lead])


def test_a_register_key_wrapped_to_an_administrator_by_themselves_does_not_open_anything(site: Any) -> None:
    lead_wrap = site.keyring.find("register/1", site.lead)
    ring = site.keyring.with_wraps([msgspec.structs.replace(lead_wrap, to=site.administrator)])

    with pytest.raises(WrapRefused):
        shared_key(ring, site.roll, "register/1", site.administrator, site.secrets[site.administrator])


def test_a_wrap_moved_to_another_key_another_member_or_another_site_is_refused(site: Any) -> None:
    lead, ring = site.lead, site.keyring
    secrets = site.secrets[lead]
    moved = ring.with_wraps([msgspec.structs.replace(ring.find("register/1", lead), key="desk/1")])
    of_another = ring.with_wraps([msgspec.structs.replace(ring.find("desk/1", site.administrator), to=lead)])
    public = to_bytes(site.roll.public_of(lead).receive)
    info = labelled(
        "wrap/shared",
        canonical({"site": "0" * 64, "key": "desk/1", "to": lead, "fingerprint": site.roll.stated["desk/1"]}),
    )
    elsewhere = ring.with_wraps(
        [Wrap("desk/1", lead, wraps.SUITE, to_text(wraps.wrap(site.founded.desk_key, public, info)))]
    )

    for changed in (moved, of_another, elsewhere):
        with pytest.raises(WrapRefused) as refusal:
            shared_key(changed, site.roll, "desk/1", lead, secrets)
        assert refusal.value.code == "wrap_refused"


def test_a_cut_wrap_and_one_of_an_unknown_suite_are_refused(site: Any) -> None:
    found = site.keyring.find("desk/1", site.lead)
    cut = msgspec.structs.replace(found, wrap=found.wrap[:400])
    empty = msgspec.structs.replace(found, wrap="")
    odd = msgspec.structs.replace(found, wrap="AAAAA")
    suite = msgspec.structs.replace(found, suite="ROT13")

    for each in (cut, empty, odd, suite):
        with pytest.raises(WrapRefused):
            shared_key(site.keyring.with_wraps([each]), site.roll, "desk/1", site.lead, site.secrets[site.lead])


def test_a_key_that_the_roll_never_stated_is_refused(site: Any) -> None:
    ring = site.keyring.with_wraps([msgspec.structs.replace(site.keyring.find("desk/1", site.lead), key="desk/2")])

    with pytest.raises(KeySwapped):
        shared_key(ring, site.roll, "desk/2", site.lead, site.secrets[site.lead])
    with pytest.raises(KeySwapped):
        wrap_key(site.roll, "desk/2", new_key(), site.lead)


def test_a_key_that_is_not_the_stated_one_is_never_wrapped(site: Any) -> None:
    with pytest.raises(KeySwapped):
        wrap_key(site.roll, "register/1", new_key(), site.lead)
    with pytest.raises(KeySwapped):
        wrap_key(site.roll, f"member-receive/{site.lead}", new_key(), "recovery")
    with pytest.raises(ValueError, match="nobody"):
        wrap_key(site.roll, "desk/1", site.founded.desk_key, "e" * 26)


def test_recovery_holds_each_members_receive_seed_and_draft_key(site: Any) -> None:
    opened = [
        shared_key(site.keyring, site.roll, f"member-{kind}/{site.lead}", "recovery", site.recovery)
        for kind in ("receive", "draft")
    ]

    assert opened == [site.secrets[site.lead].receive_seed, site.secrets[site.lead].draft_key]


def test_a_receive_seed_swapped_for_recovery_is_refused(site: Any) -> None:
    key = f"member-receive/{site.lead}"
    stated = fingerprint(to_bytes(site.roll.members[site.lead].receive))
    wrapped = wraps.wrap(new_key(), to_bytes(site.roll.recovery.receive), info_of(site, key, "recovery", stated))
    ring = site.keyring.with_wraps([Wrap(key, "recovery", wraps.SUITE, to_text(wrapped))])

    with pytest.raises(KeySwapped):
        shared_key(ring, site.roll, key, "recovery", site.recovery)


def test_a_keyring_takes_no_statement_that_the_roll_refuses(site: Any) -> None:
    item = site.statement(said.MemberIn, site.administrator, site.stated(MemberSecrets.new(), ("lead",)))

    with pytest.raises(RollNoRight):
        site.keyring.with_statement(item)


def test_a_new_wrap_takes_the_place_of_the_old_one(site: Any) -> None:
    again = wrap_key(site.roll, "desk/1", site.founded.desk_key, site.lead)

    ring = site.keyring.with_wraps([again])

    assert len(ring.wraps) == len(site.keyring.wraps)
    assert ring.find("desk/1", site.lead) == again


def spoiled(data: bytes) -> dict[str, bytes]:
    text, value = data.decode("utf-8"), json.loads(data)
    statement = value["roll"][0]
    first = value["wraps"][0]

    def changed(**fields: Any) -> bytes:
        return json.dumps({**value, **fields}).encode()

    return {
        "length 0": b"",
        "zeros": bytes(4096),
        "cut": data[: len(data) // 2],
        "one byte short": data[:-1],
        "longer": data + b"{}",
        "not utf-8": data[:-2] + b"\xff" + data[-2:],
        "a text": b'"rrn-keyring/1"',
        "unknown field": changed(more=[]),
        "no roll": changed(roll=[]),
        "no wraps field": json.dumps({k: v for k, v in value.items() if k != "wraps"}).encode(),
        "unknown field in a wrap": changed(wraps=[{**first, "more": 1}]),
        "unknown field in a statement": changed(roll=[{**statement, "more": 1}]),
        "no signatures": changed(roll=[{**statement, "signatures": []}]),
        "a wrap twice": changed(wraps=[first, first]),
        "unknown key name": changed(wraps=[{**first, "key": "desk/0"}]),
        "key name with a line end": changed(wraps=[{**first, "key": "desk/1\n"}]),
        "unknown recipient": changed(wraps=[{**first, "to": "everybody"}]),
        "wrap not base64": changed(wraps=[{**first, "wrap": "!"}]),
        "wrap of five letters": changed(wraps=[{**first, "wrap": "AAAAA"}]),
        "wrap with stray bits": changed(wraps=[{**first, "wrap": "AB=="}]),
        "duplicate keys": text.replace('"format":', '"format":"rrn-keyring/1","format":', 1).encode(),
        "duplicate keys inside": text.replace('"key":', '"key":"desk/1","key":', 1).encode(),
        "deep nesting": b'{"format":"rrn-keyring/1","roll":' + b"[" * 100_000 + b"]" * 100_000 + b',"wraps":[]}',
        "NaN": changed(wraps=float("nan")),
        "giant number": b'{"format":"rrn-keyring/1","roll":' + b"9" * 10_000 + b',"wraps":[]}',
        "another family": changed(format="rrn-slot/1"),
        "no format": changed(format=None),
        "format 0": changed(format="rrn-keyring/0"),
        "format text": changed(format="rrn-keyring/one"),
        "format giant": changed(format="rrn-keyring/" + "9" * 5000),
    }


HOW = list(spoiled(b'{"format":"rrn-keyring/1","roll":[{"statement":"","signatures":[]}],"wraps":[{"key":"desk/1"}]}'))


@pytest.mark.parametrize("how", HOW)
def test_a_spoiled_keyring_is_called_damaged(tmp_path: Path, site: Any, how: str) -> None:
    path = tmp_path / "keyring.json"
    path.write_bytes(spoiled(rings.to_file(site.keyring))[how])

    with pytest.raises(StoreDamaged) as refusal:
        rings.load(path)

    assert refusal.value.code == "store_damaged"
    assert refusal.value.exit_code == 4


def test_an_empty_a_cut_and_an_edited_keyring_have_sentences_of_their_own(tmp_path: Path, site: Any) -> None:
    path = tmp_path / "keyring.json"
    told = []

    for how in ("length 0", "cut", "unknown field", "no roll", "a wrap twice"):
        path.write_bytes(spoiled(rings.to_file(site.keyring))[how])
        with pytest.raises(StoreDamaged) as refusal:
            rings.load(path)
        told.append(refusal.value.what)

    assert len(set(told)) == 5


def test_a_newer_keyring_is_called_newer_whatever_else_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "keyring.json"
    path.write_bytes(b'{"format":"rrn-keyring/4","anything":["new"]}')

    with pytest.raises(StoreNewer) as refusal:
        rings.load(path)

    assert refusal.value.code == "store_newer"


def test_a_missing_keyring_is_called_missing(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        rings.load(tmp_path / "keyring.json")


def test_a_keyring_beyond_its_bound_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "keyring.json"
    path.write_bytes(b" " * 2000)

    with pytest.raises(StoreDamaged) as refusal:
        strict_json.read_file(path, Keyring, rings.FAMILY, rings.VERSION, 1999)

    assert "larger" in refusal.value.what
    assert rings.KEYRING_LIMIT == 50 * 1024 * 1024
