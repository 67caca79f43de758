"""What ``rrn demo`` prints is the shape that docs/interface describes, and its store can be used at once."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from rrn_desktop.cli.app import run
from tests.contract.test_json_shapes import fits
from tests.rrn_desktop.cli.command import Said


class Rrn:
    """The command, and what it said."""

    def __init__(self, capture: pytest.CaptureFixture[bytes]) -> None:
        self._capture = capture

    def __call__(self, *words: str | Path) -> Said:
        self._capture.readouterr()
        code = run([str(word) for word in words])
        return Said(code, *self._capture.readouterr())


@pytest.fixture
def rrn(capsysbinary: pytest.CaptureFixture[bytes]) -> Rrn:
    return Rrn(capsysbinary)


def test_a_demo_prints_its_shape_and_its_lead_signs_in_and_finds_that_all_holds(rrn: Rrn, tmp_path: Path) -> None:
    made = rrn("demo", tmp_path / "d", "--profile", "wal_school", "--incidents", "2", "--until", "2025-12-19", "--json")
    accounts = json.loads(Path(made.result["accounts"]).read_text("utf-8"))
    lead = next(one for one in accounts if one["role"] == "lead")
    secret = tmp_path / "lead.txt"
    secret.write_text(lead["passphrase"] + "\n", "utf-8")
    caller = ("--as", lead["id"], "--passphrase-file", secret, "--now", "2025-12-20T09:00:00+00:00", "--json")

    today = rrn("today", "--store", made.result["store"], *caller)
    listed = rrn("list", "--store", made.result["store"], *caller)
    checked = rrn("verify", made.result["store"], "--as", lead["id"], "--passphrase-file", secret, "--json")

    fits("demo", made)
    fits("today", today)
    fits("list", listed)
    assert made.err == b""
    assert (made.result["last_day"], made.result["first_day"]) == ("2025-12-19", "2023-12-20")
    assert sum(made.result["records"]["incident"].values()) == 2
    assert set(accounts[0]) == {"id", "name", "role", "passphrase"}
    assert stat.S_IMODE(Path(made.result["accounts"]).stat().st_mode) & 0o077 == 0
    assert [one["holds"] for one in checked.result["checked"]] == [True]


@pytest.mark.parametrize("wrong", [("--profile", "eng_castle"), ("--profile", "eng_ward", "--until", "soon")])
def test_a_demo_of_nothing_known_is_wrong_usage(rrn: Rrn, tmp_path: Path, wrong: tuple[str, ...]) -> None:
    said = rrn("demo", tmp_path / "d", *wrong, "--json")

    assert (said.exit_code, said.code) == (2, "usage")
    assert list(tmp_path.iterdir()) == []
