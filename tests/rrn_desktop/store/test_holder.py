from __future__ import annotations

import json
import platform
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rrn_desktop.errors import StoreInUse
from rrn_desktop.store.holder import HOLDER_NAME, program_started
from rrn_desktop.store.lock import hold


def _refused(store: Path) -> StoreInUse:
    with pytest.raises(StoreInUse) as caught:
        hold(store)
    return caught.value


def _rewrite(store: Path, **values: str) -> None:
    path = store / HOLDER_NAME
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **values}), "utf-8")


@pytest.mark.parametrize(
    ("started", "what"),
    [
        ("/opt/rrn-desktop/rrn-desktop", "These records are open in another window of RRN Desktop on this PC, since "),
        ("/somewhere/ui/__main__.py", "These records are open in another window of RRN Desktop on this PC, since "),
        ("/usr/bin/rrn", "A command, rrn, has these records open on this PC, since "),
        ("/usr/bin/own-script.py", "Another program has these records open on this PC, since "),
    ],
)
def test_whoever_comes_second_reads_which_program_has_it_open_and_since_when(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: str, what: str
) -> None:
    monkeypatch.setattr(sys, "argv", [started])

    with hold(tmp_path):
        said = _refused(tmp_path)

    assert said.what.startswith(what)
    assert said.what.removeprefix(what).rstrip(".").count(":") == 1


def test_another_pc_and_another_day_are_named(tmp_path: Path) -> None:
    yesterday = (datetime.now(UTC).astimezone() - timedelta(days=1)).replace(hour=9, minute=5)

    with hold(tmp_path):
        _rewrite(tmp_path, host="WARD-7", since=yesterday.isoformat(timespec="minutes"), program="window")
        said = _refused(tmp_path)

    assert "on the PC WARD-7, since " in said.what
    assert said.what.endswith(f"{yesterday.year}, 09:05.")
    assert "whoever is at that PC" in said.next_step


def test_what_is_written_names_a_program_and_a_pc_and_goes_with_the_lock(tmp_path: Path) -> None:
    lock = hold(tmp_path)
    path = tmp_path / HOLDER_NAME
    written = json.loads(path.read_text("utf-8"))
    mode = stat.S_IMODE(path.stat().st_mode)
    lock.release()

    assert set(written) == {"format", "program", "host", "since"}
    assert (written["format"], written["host"]) == ("rrn-lock-holder/1", platform.node())
    assert mode & 0o077 == 0 or sys.platform == "win32"
    assert not path.exists()


def test_letting_go_twice_leaves_the_words_of_the_next_one_alone(tmp_path: Path) -> None:
    first = hold(tmp_path)
    first.release()

    with hold(tmp_path):
        first.release()
        there = (tmp_path / HOLDER_NAME).exists()

    assert there


@pytest.mark.parametrize("left", [None, b"", b"{", b'{"program": "window"}', b'{"format": "rrn-lock-holder/2"}'])
def test_where_nobody_can_be_read_the_sentence_does_without(tmp_path: Path, left: bytes | None) -> None:
    path = tmp_path / HOLDER_NAME
    with hold(tmp_path):
        path.unlink()
        if left is not None:
            path.write_bytes(left)
        said = _refused(tmp_path)

    assert said.what == "These records are open in another window on this PC."


def test_what_a_killed_program_left_is_written_over(tmp_path: Path) -> None:
    (tmp_path / HOLDER_NAME).write_text("left behind by a power cut", "utf-8")

    with hold(tmp_path):
        written = json.loads((tmp_path / HOLDER_NAME).read_text("utf-8"))

    assert written["program"] == program_started(sys.argv[0])


def test_a_disk_that_takes_no_word_of_the_holder_keeps_nobody_out(tmp_path: Path) -> None:
    (tmp_path / HOLDER_NAME).mkdir()

    with hold(tmp_path):
        said = _refused(tmp_path)

    assert said.what == "These records are open in another window on this PC."


def test_what_is_held_for_one_file_says_nothing(tmp_path: Path) -> None:
    with hold(tmp_path, named=False):
        there = (tmp_path / HOLDER_NAME).exists()

    assert not there
