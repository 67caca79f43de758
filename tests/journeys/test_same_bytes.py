"""The window and the command go through the same door, and what they save is the same to the byte."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rrn_desktop.canonical import canonical
from rrn_desktop.cli.app import run
from rrn_desktop.services import records
from tests.journeys.site import AUTHOR, CLOCK, PASSPHRASES, copy_of, enter

CASE = Path(__file__).parents[1] / "data" / "cases" / "case1.json"
# These name one record among others; two records can't share them.
OWN_TO_A_RECORD = {"entry", "record", "number"}


@pytest.mark.xdist_group("case_one")
def test_case_one_by_window_and_by_command_is_the_same_body(typed_site: Path, tmp_path: Path) -> None:
    store = copy_of(typed_site, tmp_path)
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASES[AUTHOR], encoding="utf-8")

    now = CLOCK.now().isoformat()
    caller = ["--store", str(store), "--as", AUTHOR, "--passphrase-file", str(secret), "--now", now]
    left = run(["record", "incident", "--answers", str(CASE), "--seal", "--json", *caller])

    assert left == 0
    by_window, by_command = _body(store, "2026-A-001"), _body(store, "2026-A-002")
    assert canonical(by_window) == canonical(by_command)
    assert by_window["answers"]["own_words"] == "it was too loud, I was going to my nan's"


def _body(store: Path, number: str) -> dict[str, Any]:
    session = enter(store, AUTHOR)
    try:
        body: dict[str, Any] = json.loads(records.show(session, number).body_text)
    finally:
        session.close()
    return {key: value for key, value in body.items() if key not in OWN_TO_A_RECORD}
