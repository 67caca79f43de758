"""Records as signed JSON from before, one for each attack: each is named for what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from rrn_desktop.services.verifying import verify_path
from tests.attacks.json_attacks import ATTACKS

FOLDER = Path(__file__).parents[2] / "data" / "attacks"


def test_there_is_a_file_for_each_attack() -> None:
    names = {path.name for path in FOLDER.glob("*.json")}

    assert names == set(ATTACKS)


@pytest.mark.parametrize("name", ATTACKS)
def test_each_attack_on_a_file_is_named_for_what_it_is(name: str) -> None:
    code = ATTACKS[name][1]

    checked = verify_path(FOLDER / name)

    assert [one.code for one in checked.findings][:1] == ([] if code is None else [code])
    assert checked.holds is (code is None)


def test_what_holds_says_by_whom_each_version_is_signed() -> None:
    checked = verify_path(FOLDER / "good_record.json")

    assert [(one.by, one.covers) for one in checked.signatures] == [
        ("Ms Okafor", "2026-A-001 version 1"),
        ("Ms Okafor", "2026-A-001 version 2"),
    ]
