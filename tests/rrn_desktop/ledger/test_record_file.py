from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from rrn_desktop.canonical import canonical, to_bytes, to_text
from rrn_desktop.errors import StoreDamaged, StoreNewer
from rrn_desktop.ledger.record_file import CheckedFile, check_record_file, make_record_file
from tests.rrn_desktop.ledger.house import CANARY, House, make_people


def exported(house: House) -> bytes:
    body = house.body(status="first")
    first = house.seal(body)
    later = house.body(record=body.record, number=body.number, version=2, previous=first.entry_hash)
    second = house.seal(later)
    versions = [(house.stored(one.entry_hash), house.open(one.entry_hash)) for one in (first, second)]
    return make_record_file(house.roll.site_id, house.people.keyring.roll, versions)


def checked_after(house: House, change: Callable[[dict[str, Any]], None]) -> CheckedFile:
    value = json.loads(exported(house))
    change(value)
    return check_record_file(canonical(value))


def flipped(text: str) -> str:
    data = bytearray(to_bytes(text))
    data[len(data) // 2] ^= 1
    return to_text(bytes(data))


def test_an_exported_record_proves_itself_without_the_store(house: House) -> None:
    data = exported(house)

    checked = check_record_file(data, site=house.roll.site_id)

    assert checked.holds
    assert [body.version for body in checked.bodies] == [1, 2]
    assert checked.bodies[0].answers["before"] == CANARY
    assert [(one.by, one.role) for one in checked.signatures] == [("Asha Begum", "Teaching assistant")] * 2
    assert checked.signatures[1].covers.endswith("version 2")


@pytest.mark.parametrize(
    ("part", "codes"),
    [
        ("header_signature", ["header_signature"]),
        ("ciphertext", ["body_changed"]),
        ("content_key", ["content_key"]),
        ("signature", ["body_changed"]),
    ],
)
def test_a_flipped_bit_in_any_part_is_refused_with_its_own_reason(house: House, part: str, codes: list[str]) -> None:
    def change(value: dict[str, Any]) -> None:
        value["entries"][0][part] = flipped(value["entries"][0][part])

    checked = checked_after(house, change)

    assert [finding.code for finding in checked.findings] == codes
    assert len(checked.signatures) == 1


def test_changed_words_are_refused(house: House) -> None:
    def change(value: dict[str, Any]) -> None:
        value["entries"][1]["body"] = value["entries"][1]["body"].replace("corridor", "classroom")

    checked = checked_after(house, change)

    assert [finding.code for finding in checked.findings] == ["body_changed"]
    assert "number" in checked.findings[0].says


def test_a_changed_header_is_refused(house: House) -> None:
    def change(value: dict[str, Any]) -> None:
        value["entries"][0]["header"] = value["entries"][0]["header"].replace('"version":1', '"version":3')

    checked = checked_after(house, change)

    assert [finding.code for finding in checked.findings] == ["header_signature"]


def test_the_versions_of_a_record_may_not_be_left_out_or_swapped(house: House) -> None:
    for change in (lambda value: value["entries"].pop(0), lambda value: value["entries"].reverse()):
        checked = checked_after(house, change)

        assert [finding.code for finding in checked.findings] == ["version_missing"]


def test_a_file_of_no_entries_proves_nothing(house: House) -> None:
    checked = checked_after(house, lambda value: value["entries"].clear())

    assert [finding.code for finding in checked.findings] == ["no_entries"]


def test_a_file_from_another_site_is_told_apart(house: House) -> None:
    data = exported(house)

    checked = check_record_file(data, site="0" * 64)

    assert [finding.code for finding in checked.findings] == ["other_site"]


def test_a_file_with_the_roll_of_another_site_does_not_hold(house: House) -> None:
    others = make_people().keyring.roll

    def change(value: dict[str, Any]) -> None:
        value["roll"] = json.loads(make_record_file("0" * 64, others, ()))["roll"]

    checked = checked_after(house, change)

    assert {finding.code for finding in checked.findings} == {"other_site"}
    assert checked.signatures == ()


def test_a_roll_with_a_changed_statement_does_not_hold(house: House) -> None:
    def change(value: dict[str, Any]) -> None:
        value["roll"][1]["statement"] = value["roll"][1]["statement"].replace("recorder", "lead")

    checked = checked_after(house, change)

    assert [finding.code for finding in checked.findings] == ["roll_bad_signature"]


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"\xff", b'{"format":"rrn-record/1","site":"x"}', b"[" * 10**5])
def test_bytes_that_are_no_record_file_are_refused(data: bytes) -> None:
    with pytest.raises(StoreDamaged):
        check_record_file(data)


def test_a_file_of_a_newer_version_says_so(house: House) -> None:
    data = exported(house).replace(b"rrn-record/1", b"rrn-record/4")

    with pytest.raises(StoreNewer):
        check_record_file(data)
