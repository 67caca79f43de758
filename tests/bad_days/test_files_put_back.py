from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rrn_desktop.errors import StoreDamaged
from rrn_desktop.services import verifying
from rrn_desktop.store.migrate import latest
from tests.bad_days.days import ROOT, assert_holds, assert_plain, enter, numbered, refused_entry, sealed, told, wait_for
from tests.journeys.site import AUTHOR, LEAD, PASSPHRASES
from tests.torture.accounts import Told, look
from tests.torture.victims import start

PAGE = 4096


def test_a_deleted_or_spoilt_log_is_noticed_by_the_head_after_a_kill(store: Path) -> None:
    command = [sys.executable, "-m", "tests.bad_days.reader_that_waits", str(store)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        number = writer.stdout.readline().strip()
        writer.kill()
    whole, spoilt = (Path(shutil.copytree(store, store.with_name(name))) for name in ("whole", "spoilt"))

    (store / "desk.db-wal").unlink()
    (spoilt / "desk.db-wal").write_bytes(b"\x55" * 9000)

    assert refused_entry(store)["code"] == "entries_missing"
    assert refused_entry(store, LEAD)["code"] == "entries_missing"
    assert refused_entry(spoilt)["code"] == "entries_missing"
    assert_holds(whole, number)


def test_a_deleted_log_takes_no_sealed_record_with_it_after_a_kill(store: Path) -> None:
    told_of = Told("sealing")
    said = store.with_name("said")
    victim = start(store, "sealing", said, cold=True)
    try:
        wait_for(said, "kept seal")
    finally:
        ran = victim.kill()
    told_of.take([line for line in said.read_text("utf-8").splitlines() if line.startswith("kept seal")])

    (store / "desk.db-wal").unlink(missing_ok=True)

    found = look(store, told_of)
    assert ran
    assert told_of.seals
    assert (found.lost, found.twice, found.broken) == ((), (), ())


def test_a_half_written_file_that_a_kill_left_behind_is_swept_away_at_the_next_sign_in(store: Path) -> None:
    left = [store / ".head.json.0badcafe.part", store / "slots" / ".x.json.0badcafe.part"]
    for path in left:
        path.write_bytes(b'{"format": "rrn-')
    mine = store / "notes.part"
    mine.write_text("of someone else")

    enter(store).close()

    assert [path for path in left if path.exists()] == []
    assert mine.exists()


@pytest.mark.parametrize("name", [AUTHOR, LEAD])
def test_an_old_copy_of_the_desk_pasted_back_is_noticed(store: Path, name: str) -> None:
    old = (store / "desk.db").read_bytes()
    session = enter(store)
    number = numbered(session)
    session.close()
    new = (store / "desk.db").read_bytes()

    (store / "desk.db").write_bytes(old)
    said = refused_entry(store, name)
    (store / "desk.db").write_bytes(new)

    assert said["code"] == "entries_missing"
    assert_holds(store, number)


def test_an_old_desk_put_back_with_its_old_head_is_noticed_by_a_lead_whose_register_knows_more(store: Path) -> None:
    enter(store).close()
    old = {name: (store / name).read_bytes() for name in ("desk.db", "head.json")}
    session = enter(store)
    sealed(session)
    session.close()
    enter(store, LEAD).close()

    for name, data in old.items():
        (store / name).write_bytes(data)

    assert refused_entry(store, LEAD)["code"] == "entries_missing"


def test_a_bit_flipped_in_any_page_of_the_desk_is_noticed(store: Path) -> None:
    session = enter(store)
    number = numbered(session)
    session.close()
    whole = (store / "desk.db").read_bytes()
    pages = len(whole) // PAGE

    noticed = [says_damaged(store, whole, page * PAGE + 1000) for page in range(pages)]

    assert pages > 20
    assert [page for page, found in enumerate(noticed) if not found] == []
    put_back(store, whole)
    assert_holds(store, number)


@pytest.mark.parametrize("newer", ["keyring.json", "head.json", "desk.db"])
def test_files_of_a_newer_version_are_refused_by_the_command_and_left_alone(
    store: Path, tmp_path: Path, newer: str
) -> None:
    make_newer(store, newer)
    before = (store / newer).read_bytes()
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(PASSPHRASES[AUTHOR], "utf-8")
    options = ["--store", str(store), "--as", AUTHOR, "--passphrase-file", str(passphrase), "--json"]

    done = subprocess.run(
        [sys.executable, "-m", "rrn_desktop", "today", *options], cwd=ROOT, capture_output=True, text=True, check=False
    )

    error = json.loads(done.stdout)["error"]
    assert (done.returncode, error["code"]) == (4, "store_newer")
    assert_plain(error)
    assert (store / newer).read_bytes() == before


def make_newer(store: Path, name: str) -> None:
    path = store / name
    if name == "desk.db":
        session = enter(store)
        with session.held.desk.write() as connection:
            connection.exec_driver_sql(f"PRAGMA user_version = {latest('desk') + 1}")
        session.close()
    else:
        content = json.loads(path.read_bytes())
        content["format"] = content["format"].partition("/")[0] + "/99"
        path.write_text(json.dumps(content), "utf-8")


def put_back(store: Path, whole: bytes) -> None:
    for end in ("-wal", "-shm"):
        (store / f"desk.db{end}").unlink(missing_ok=True)
    (store / "desk.db").write_bytes(whole)


def says_damaged(store: Path, whole: bytes, at: int) -> bool:
    """Flip one bit, and say whether signing in or verifying names damage, in plain words."""
    # The head of before is put back too: signing in adds an entry each time.
    kept = (store / "head.json").read_bytes()
    put_back(store, whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    try:
        session = enter(store)
        try:
            return not verifying.verify_store(session).holds
        finally:
            session.close()
    except StoreDamaged as problem:
        assert_plain(told(problem))
        return True
    finally:
        (store / "head.json").write_bytes(kept)
