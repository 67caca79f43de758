"""Figures by command: a month, a month without any use, and who may not."""

from __future__ import annotations

import json
from pathlib import Path

from tests.rrn_desktop.cli.command import Command
from tests.rrn_desktop.services.school import AUTHOR, LEAD

MAY = ("--from", "2026-05-01", "--to", "2026-05-31")
APRIL = ("--from", "2026-04-01", "--to", "2026-04-30")


def test_a_month_and_a_month_without_any_use_are_written_and_checked(rrn: Command, tmp_path: Path) -> None:
    rrn.sealed(AUTHOR)

    may = rrn.as_(LEAD, "export", "package", *MAY, "--out", tmp_path / "may").result
    april = rrn.as_(LEAD, "export", "package", *APRIL, "--out", tmp_path / "april").result

    assert {Path(one["path"]).name for one in may["files"]} >= {"manifest.json", "incidents.csv", "datapackage.json"}
    assert may["entry_hash"] != april["entry_hash"]
    assert json.loads((tmp_path / "april" / "manifest.json").read_bytes())["nil"] is True
    checked = rrn.plainly("verify", tmp_path / "may", tmp_path / "april", "--json").result["checked"]
    assert [(one["kind"], one["holds"]) for one in checked] == [("package", True), ("package", True)]


def test_names_need_a_reason_a_month_its_days_and_figures_a_lead(rrn: Command, tmp_path: Path) -> None:
    line = ("export", "package", *MAY, "--out", tmp_path / "out")

    nameless = rrn.as_(LEAD, *line, "--identifiable")
    named = rrn.as_(LEAD, *line, "--identifiable", "--reason", "The inquiry asked")
    refused = rrn.as_(AUTHOR, "export", "package", *MAY, "--out", tmp_path / "mine")
    backwards = rrn.as_(LEAD, "export", "package", "--from", "2026-06-01", *MAY[2:], "--out", tmp_path / "back")

    assert (nameless.exit_code, nameless.code) == (1, "refused")
    assert named.exit_code == 0
    assert (refused.exit_code, refused.code) == (3, "no_right")
    assert (backwards.exit_code, backwards.code) == (2, "usage")
    assert not (tmp_path / "mine").exists()
