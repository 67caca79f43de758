"""What is copied away, put back or looked at reaches no disk in the clear, whichever place it goes by."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rrn_desktop.services import sealing
from rrn_desktop.services.signing_in import sign_in
from tests.bad_days.days import ROOT, written
from tests.bad_days.test_no_word_leaks import CANARIES, NOW, PHRASE, WORDS, WRITER, site_with_canaries
from tests.bad_days.traces import going_out, opened_for_writing, spellings, strace
from tests.journeys.site import CLOCK, PASSPHRASES

pytestmark = pytest.mark.long
LEAD = "Mrs Shah"


def filled_site(folder: Path) -> Path:
    store = site_with_canaries(folder)
    session = sign_in(store, WRITER, PHRASE, clock=CLOCK)
    try:
        sealing.seal(session, written(session, **WORDS), PHRASE)
    finally:
        session.close()
    return store


def test_a_backup_a_restore_a_salvage_and_the_doctor_write_no_word_in_the_clear(tmp_path: Path) -> None:
    store, stick, temp = filled_site(tmp_path), tmp_path / "stick", tmp_path / "temp"
    stick.mkdir()
    temp.mkdir()
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASES[LEAD], "utf-8")
    who = ["--as", LEAD, "--passphrase-file", str(secret), "--json"]
    new, saved = tmp_path / "new", tmp_path / "saved"

    traces = [
        traced(tmp_path, temp, "backup", "--to", str(stick), "--store", str(store), *who, "--now", NOW),
        traced(tmp_path, temp, "restore", str(next(stick.iterdir())), "--store", str(new), *who, "--now", NOW),
        traced(tmp_path, temp, "doctor", "--store", str(new), *who),
        traced(tmp_path, temp, "salvage", str(damaged(store)), "--to", str(saved), *who, "--now", NOW),
    ]

    for seen in traces:
        whole = "\n".join(going_out(seen))
        assert [word for word in (*CANARIES, PASSPHRASES[LEAD]) for spelt in spellings(word) if spelt in whole] == []
        parts = str(tmp_path / ".new."), str(tmp_path / ".saved.")
        allowed = (str(store), str(stick), *parts, str(new), str(saved), str(temp), "/dev/")
        assert {path for path in opened_for_writing(seen) if not path.startswith(allowed)} == set()
    assert list(temp.iterdir()) == []
    assert not any(
        word.encode() in path.read_bytes()
        for folder in (stick, new, saved)
        for path in folder.rglob("*")
        if path.is_file()
        for word in CANARIES
    )


def damaged(store: Path) -> Path:
    """Return the store, its first page spoilt."""
    pages = bytearray((store / "desk.db").read_bytes())
    pages[900] ^= 1
    (store / "desk.db").write_bytes(pages)
    return store


def traced(folder: Path, temp: Path, *words: str) -> list[str]:
    """Run a command under strace and return the lines of its trace."""
    trace = folder / f"trace-{words[0]}"
    done = subprocess.run(
        [*strace(trace), sys.executable, "-B", "-m", "rrn_desktop", *words],
        cwd=ROOT, capture_output=True, check=False, env={**os.environ, "TMPDIR": str(temp)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return trace.read_text("utf-8", "replace").splitlines()
