from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rrn_desktop.errors import StoreInUse, StoreMissing, StoreReadOnly
from rrn_desktop.store.lock import hold
from tests.rrn_desktop.store.conftest import Closing

ROOT = Path(__file__).resolve().parents[3]
HOLDER = (
    "import sys, time; from pathlib import Path; from rrn_desktop.store.lock import hold; h = hold(Path(sys.argv[1]))"
)


def test_a_held_store_is_in_use_for_anyone_else(tmp_path: Path) -> None:
    with hold(tmp_path), pytest.raises(StoreInUse) as caught:
        hold(tmp_path)

    assert "records open on this PC, since" in caught.value.what


def test_a_store_that_was_let_go_can_be_held_again(tmp_path: Path) -> None:
    hold(tmp_path).release()

    with hold(tmp_path):
        pass

    with hold(tmp_path, seconds=1):
        pass


def test_a_killed_program_leaves_no_lock_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER + "; print('held', flush=True); time.sleep(60)", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": "."}) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(StoreInUse):
            hold(tmp_path)

        process.send_signal(signal.SIGKILL)

    hold(tmp_path, seconds=5).release()


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        hold(tmp_path / "none")

    assert not (tmp_path / "none").exists()


def test_a_read_only_folder_can_not_be_held(open_folder: Path, read_only: Closing) -> None:
    with read_only(open_folder), pytest.raises(StoreReadOnly):
        hold(open_folder)
