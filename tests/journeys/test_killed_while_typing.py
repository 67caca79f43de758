from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rrn_desktop.services import drafts
from tests.journeys.site import AUTHOR, enter

_ROOT = Path(__file__).parents[2]
_AT_MOST_LOST = 2.0


@pytest.mark.parametrize("typing", [3.1])
def test_a_killed_window_has_lost_at_most_two_seconds_of_typing(store: Path, tmp_path: Path, typing: float) -> None:
    said = tmp_path / "said"
    with said.open("wb") as out:
        command = [sys.executable, "-m", "tests.journeys.typist", str(store)]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        process = subprocess.Popen(command, cwd=_ROOT, stdout=out, stderr=subprocess.DEVNULL, env=environment)
        _wait_for_words(said, process)
        time.sleep(typing)
        process.send_signal(signal.SIGKILL)
        process.wait()
    killed_at, typed = _last_line(said)
    session = enter(store, AUTHOR)
    kept = drafts.open_draft(session, drafts.mine(session)[0].id).answers.get("before")
    session.close()

    whole = str(kept).count(" ")
    assert "".join(f"w{number} " for number in range(1, typed + 2)).startswith(str(kept))
    assert whole > 0
    assert killed_at - _typed_at(said, whole) <= _AT_MOST_LOST


def _wait_for_words(said: Path, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while not said.read_bytes():
        assert process.poll() is None, "the typist stopped by itself"
        assert time.monotonic() < end, "the typist never began"
        time.sleep(0.05)


def _lines(said: Path) -> list[tuple[float, int]]:
    whole = said.read_text("utf-8").rpartition("\n")[0].splitlines()
    return [(float(line.split()[0]), int(line.split()[1])) for line in whole]


def _last_line(said: Path) -> tuple[float, int]:
    return _lines(said)[-1]


def _typed_at(said: Path, count: int) -> float:
    return next(moment for moment, number in _lines(said) if number == count)
