"""Each damaged store that the script writes is named by the doctor's command, without an account, by its own codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rrn_desktop.services.doctor_of_demo import ACCOUNTS
from tests.damage.__main__ import SOUND, Damaged, damaged_stores
from tests.damage.damages import DAMAGES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> list[Damaged]:
    return list(damaged_stores(tmp_path_factory.mktemp("damaged"), incidents=1))


def doctor(stores: list[Path]) -> tuple[int, dict[str, dict[str, Any]]]:
    command = [sys.executable, "-m", "rrn_desktop", "doctor", "--store", *map(str, stores), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    checked = json.loads(done.stdout)["result"]["checked"]
    return done.returncode, {one["store"]: one for one in checked}


@pytest.mark.long
def test_the_doctor_names_every_damaged_demo_store_without_being_told_who_asks(damaged: list[Damaged]) -> None:
    exit_code, checked = doctor([one.store for one in damaged])

    assert len(checked) == len(DAMAGES) + 1
    named = {store: {each["code"] for each in one["findings"]} for store, one in checked.items()}
    assert named == {str(one.store): set(one.codes) for one in damaged}
    assert {store: not one["sound"] for store, one in checked.items()} == {str(one.store): one.harm for one in damaged}
    assert exit_code == 1
    assert Path(next(iter(checked))).name == SOUND


def test_the_accounts_of_a_demo_store_are_looked_for_where_it_puts_them(damaged: list[Damaged]) -> None:
    sound = next(one.store for one in damaged if one.store.name == SOUND)

    assert ACCOUNTS == "demo-accounts.json"
    assert (sound / ACCOUNTS).is_file()
