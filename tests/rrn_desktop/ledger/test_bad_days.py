from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rrn_desktop.ledger.head import settle_head
from rrn_desktop.store import desk_ledger
from rrn_desktop.store.connection import open_database
from tests.rrn_desktop.ledger.house import House, People, desk_key, make_house, save_people
from tests.rrn_desktop.ledger.writer_process import SECRET_FILE

ROOT = Path(__file__).resolve().parents[3]
CANARY = "canary-7f3a9c-corridor"
KILLS = 20


def writer(folder: Path, most: int, *before: str) -> subprocess.Popen[bytes]:
    command = [*before, sys.executable, "-m", "tests.rrn_desktop.ledger.writer_process", str(folder), CANARY, str(most)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})


def test_nothing_acknowledged_is_lost_when_the_writer_is_killed_again_and_again(
    tmp_path: Path, people: People, house: House
) -> None:
    save_people(people, tmp_path / SECRET_FILE)
    house.desk.close()
    acknowledged: list[str] = []
    chance = random.Random(7)

    for _ in range(KILLS):
        with writer(tmp_path, 10_000) as process:
            assert process.stdout is not None
            acknowledged.append(process.stdout.readline().decode())
            time.sleep(chance.random() * 0.08)
            process.send_signal(signal.SIGKILL)
            acknowledged += process.stdout.read().decode().splitlines(keepends=True)

    house.desk = open_database(house.store / "desk.db", desk_key(house.people), "desk", proved=True)
    settle_head(house.desk, house.store, house.roll.site_id)
    told = [line.split() for line in acknowledged if line.endswith("\n")]
    with house.desk.read() as connection:
        kept = {row.hash: row.number for row in desk_ledger.rows_in_order(connection, house.roll.desk.id, 1)}
    assert len(told) > KILLS
    assert all(kept.get(entry_hash) == number for number, entry_hash in told)
    assert {finding.code for finding in house.verify(opening=True).findings} <= {"number_missing"}
    assert house.desk.check() == ()


def test_no_word_of_a_record_is_written_to_any_file_in_the_clear(tmp_path: Path, people: People) -> None:
    house = make_house(tmp_path / "store", people)
    house.close()
    save_people(people, tmp_path / SECRET_FILE)
    trace = tmp_path / "trace"
    calls = "trace=write,pwrite64,writev,pwritev,sendto,openat,unlink,unlinkat"

    with writer(tmp_path, 3, "strace", "-f", "-s", "1000000", "-e", calls, "-o", str(trace)) as process:
        told, _ = process.communicate(timeout=120)

    written = trace.read_text("utf-8", "replace")
    assert len(told.splitlines()) == 3
    assert "pwrite64" in written
    assert CANARY not in written
    assert opened_for_writing(written) <= {"desk.db", "desk.db-wal", "desk.db-shm", "head.json.part", "store"}


def test_the_trace_would_show_a_word_that_is_written(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    script = f"open({str(tmp_path / 'plain')!r}, 'w').write({CANARY!r})"

    subprocess.run(["strace", "-f", "-e", "trace=write", "-o", str(trace), sys.executable, "-c", script], check=True)

    assert CANARY in trace.read_text("utf-8", "replace")


def opened_for_writing(trace: str) -> set[str]:
    """Return the names of the files opened for writing, without the random part of those that are renamed later."""
    found = re.findall(r'openat\([^,]+, "([^"]+)", [^)]*O_(?:WRONLY|RDWR)', trace)
    names = {Path(path).name for path in found if not path.startswith(("/dev/", "/proc/")) and ".pyc" not in path}
    return {re.sub(r"^\.(head\.json)\.[0-9a-f]+\.part$", r"\1.part", name) for name in names}


@pytest.mark.parametrize("left", ["desk.db-shm", "desk.db-wal"])
def test_what_a_killed_writer_leaves_behind_holds_no_word(tmp_path: Path, people: People, left: str) -> None:
    house = make_house(tmp_path / "store", people)
    house.close()
    save_people(people, tmp_path / SECRET_FILE)

    with writer(tmp_path, 10_000) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGKILL)

    data = (house.store / left).read_bytes()
    assert CANARY.encode() not in data
    assert CANARY.encode() not in (house.store / "desk.db").read_bytes()
