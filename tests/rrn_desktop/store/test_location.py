from __future__ import annotations

from pathlib import Path

import pytest

from rrn_desktop.errors import StoreNotLocal
from rrn_desktop.store.location import kind_of_disk, linux_mount, refuse_if_not_local


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "fuse.sshfs", "network"])
def test_a_folder_on_a_network_is_refused_with_an_offer(tmp_path: Path, kind: str) -> None:
    with pytest.raises(StoreNotLocal) as caught:
        refuse_if_not_local(tmp_path, lambda _: kind)

    assert "network" in caught.value.what
    assert "backup" in caught.value.next_step


@pytest.mark.parametrize("name", ["OneDrive - School", "Dropbox", "Google Drive", "CloudStorage", "Nextcloud2"])
def test_a_folder_that_a_cloud_program_copies_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name / "store"

    with pytest.raises(StoreNotLocal) as caught:
        refuse_if_not_local(folder, lambda _: "ext4")

    assert "internet" in caught.value.what


def test_a_link_into_a_synced_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "store").symlink_to(tmp_path / "Dropbox")

    with pytest.raises(StoreNotLocal):
        refuse_if_not_local(tmp_path / "store", lambda _: "ext4")


@pytest.mark.parametrize("kind", ["ext4", "ntfs", "overlay", "apfs", "local", "fuseblk", "tmpfs"])
def test_a_disk_of_this_pc_is_fine(tmp_path: Path, kind: str) -> None:
    refuse_if_not_local(tmp_path / "new", lambda _: kind)

    assert not (tmp_path / "new").exists()


def test_a_network_path_of_windows_is_known_by_its_name() -> None:
    assert kind_of_disk(Path("\\\\server\\share\\store")) == "network"


def test_the_disk_under_the_tests_is_a_disk_of_this_pc(tmp_path: Path) -> None:
    refuse_if_not_local(tmp_path)

    assert kind_of_disk(tmp_path)


def test_a_mount_is_read_with_blanks_in_its_name() -> None:
    line = r"36 35 98:0 / /mnt/our\040share rw,noatime master:1 - cifs //server/x rw"

    assert linux_mount(line) == ("/mnt/our share", "cifs")
