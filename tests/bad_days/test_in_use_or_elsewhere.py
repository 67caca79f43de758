from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rrn_desktop.services.site_setup import setup_site
from rrn_desktop.store import location
from tests.bad_days.days import ROOT, assert_holds, enter, refusal, refused_entry, wait_for
from tests.journeys.site import LEAD


def test_a_store_that_another_process_writes_in_is_in_use_until_that_process_is_gone(
    store: Path, tmp_path: Path
) -> None:
    said = tmp_path / "said"
    with said.open("wb") as out:
        command = [sys.executable, "-m", "tests.torture.writers", str(store), "typing"]
        writer = subprocess.Popen(command, cwd=ROOT, stdout=out)
    try:
        wait_for(said, "kept save")
        refused = [refused_entry(store), refused_entry(store, LEAD)]
    finally:
        writer.kill()
        writer.wait()

    assert [one["code"] for one in refused] == ["store_in_use", "store_in_use"]
    enter(store).close()
    assert_holds(store)


@pytest.mark.parametrize("kind", ["cifs", "nfs4", "fuse.sshfs", "network"])
def test_a_store_on_a_network_is_refused_before_anything_is_written(
    store: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    before = names(store)
    monkeypatch.setattr(location, "kind_of_disk", lambda _: kind)

    said = refused_entry(store)

    assert said["code"] == "store_not_local"
    assert names(store) == before


@pytest.mark.parametrize("name", ["OneDrive - Hafod Lane", "Dropbox", "Nextcloud"])
def test_a_store_in_a_folder_that_goes_to_a_cloud_is_refused(store: Path, name: str) -> None:
    elsewhere = store.rename(store.with_name(name))
    before = names(elsewhere)

    said = refused_entry(elsewhere)

    assert said["code"] == "store_not_local"
    assert names(elsewhere) == before


def test_no_store_is_made_on_a_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(location, "kind_of_disk", lambda _: "smb3")
    answers = {
        "site_name": "Hafod Lane Primary",
        "profile": "eng_school",
        "members": [{"name": "Mrs Shah", "roles": ["lead", "administrator"]}],
    }

    said = refusal(lambda: setup_site(tmp_path / "new", answers, tmp_path / "out"))

    assert said["code"] == "store_not_local"
    assert names(tmp_path) == set()


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}
