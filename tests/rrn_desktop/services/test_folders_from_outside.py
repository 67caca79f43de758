"""A folder that someone sends holds what they put there: each thing in it gets an answer, and nothing is waited for."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from rrn_desktop.errors import NotFound
from rrn_desktop.exports import outside
from rrn_desktop.services.verifying import verify_each, verify_path

ATTACKS = Path(__file__).parents[2] / "data" / "attacks"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a record that holds, which is looked at last."""
    shutil.copy(ATTACKS / "good_record.json", tmp_path / "z_record.json")
    return tmp_path


def told(folder: Path) -> dict[str, list[str]]:
    return {one.path.name: [found.code for found in one.findings] for one in verify_each(folder)}


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "a.pdf")

    found = told(folder)

    assert found == {"a.pdf": ["not_readable"], "z_record.json": []}


@pytest.mark.parametrize("target", ["/dev/zero", "nowhere", ".", "z_record.json"])
def test_a_link_is_not_followed(folder: Path, target: str) -> None:
    (folder / "a.pdf").symlink_to(target)

    found = told(folder)

    assert found == {"a.pdf": ["not_readable"], "z_record.json": []}


def test_an_empty_folder_in_a_folder_does_not_end_the_check(folder: Path) -> None:
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "b" / "Thumbs.db").write_bytes(b"x")

    checked = verify_each(folder)

    assert [(one.path.name, one.kind, one.holds) for one in checked] == [
        ("b", "unknown", False),
        ("z_record.json", "record_file", True),
    ]
    assert checked[0].findings[0].code == "nothing_in_it"


def test_what_file_managers_leave_is_no_document(folder: Path) -> None:
    for name in ("Thumbs.db", "desktop.ini", ".DS_Store"):
        (folder / name).write_bytes(b"x")

    found = told(folder)

    assert found == {"z_record.json": []}


def test_folders_in_folders_may_be_as_deep_as_they_like(folder: Path) -> None:
    deep = folder.joinpath(*["a"] * 600)
    for parent in [*reversed(deep.parents), deep]:
        parent.mkdir(exist_ok=True)

    found = told(folder)

    assert found == {"a": ["nothing_in_it"], "z_record.json": []}


@pytest.mark.parametrize("name", ["manifest.json", "incidents.csv"])
def test_a_pipe_in_a_package_is_not_waited_for(tmp_path: Path, name: str) -> None:
    package = tmp_path / "package"
    shutil.copytree(ATTACKS / "good_package", package)
    (package / name).unlink()
    os.mkfifo(package / name)

    checked = verify_path(package)

    assert not checked.holds


def test_a_device_is_no_file_to_check() -> None:
    with pytest.raises(NotFound):
        verify_path(Path("/dev/zero"))


def test_no_more_is_read_than_there_is_room_for(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")

    found = outside.bytes_of(tmp_path / "file", 5), outside.bytes_of(tmp_path / "file", 4)

    assert found == (b"12345", None)
