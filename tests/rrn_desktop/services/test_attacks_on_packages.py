"""Data packages from before, one for each attack: each is named for what it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rrn_desktop.services.verifying import verify_each, verify_path
from tests.attacks.package_attacks import ATTACKS

FOLDER = Path(__file__).parents[2] / "data" / "attacks"


def test_there_is_a_folder_for_each_attack() -> None:
    names = {path.name for path in FOLDER.iterdir() if path.is_dir()}

    assert names == set(ATTACKS)


@pytest.mark.parametrize("name", ATTACKS)
def test_each_attack_on_a_package_is_named_for_what_it_is(name: str) -> None:
    code = ATTACKS[name][1]

    checked = verify_path(FOLDER / name)

    assert [one.code for one in checked.findings][:1] == ([] if code is None else [code])
    assert checked.holds is (code is None)
    assert checked.kind == "package"
    assert all(one.says.endswith(".") for one in checked.findings)


def test_what_holds_says_who_made_it_of_which_days_and_how_much_happened() -> None:
    checked = verify_path(FOLDER / "good_package")

    says = " ".join(part.says for part in checked.parts)

    assert "Mrs Shah, Deputy head, a lead, on 2026-05-14" in says
    assert "2026-05-01 to 2026-05-31, 2 incidents. Without names." in says
    assert [(one.by, one.covers, one.kind) for one in checked.signatures] == [
        ("Mrs Shah", "data package 2026-05-01 to 2026-05-31", "exporter")
    ]
    assert checked.site is not None


def test_a_member_is_only_said_to_have_signed_what_is_proved() -> None:
    for name, (_, code) in ATTACKS.items():
        checked = verify_path(FOLDER / name)

        proved = {part.about: part.holds for part in checked.parts}

        assert (proved["exporter"] is True) == bool(checked.signatures)
        assert code is None or not all(proved.values())


def test_each_byte_of_a_table_counts(tmp_path: Path) -> None:
    package = Path(shutil.copytree(FOLDER / "good_package", tmp_path / "package"))
    table = package / "actions.csv"
    sound = table.read_bytes()

    for place in range(len(sound)):
        table.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
        assert [one.code for one in verify_path(package).findings] == ["file_changed"]

    table.write_bytes(sound)
    assert verify_path(package).holds


def test_what_a_file_manager_leaves_in_a_folder_is_no_part_of_it_and_a_link_is_none_of_ours(tmp_path: Path) -> None:
    package = Path(shutil.copytree(FOLDER / "good_package", tmp_path / "package"))
    (package / "Thumbs.db").write_bytes(b"")
    (package / "excel" / ".DS_Store").write_bytes(b"")

    assert verify_path(package).holds

    (package / "more.csv").symlink_to(package / "told.csv")
    assert [one.code for one in verify_path(package).findings] == ["file_extra"]


def test_packages_of_several_months_in_one_folder_are_each_checked(tmp_path: Path) -> None:
    for month in ("april", "may"):
        shutil.copytree(FOLDER / "good_package", tmp_path / month)

    checked = verify_each(tmp_path)

    assert [(one.path.name, one.holds) for one in checked] == [("april", True), ("may", True)]
