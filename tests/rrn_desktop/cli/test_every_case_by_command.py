"""Each case by command, from an empty folder to what leaves the place: set up, recorded, looked after, handed out."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.rrn_desktop.cli.stories import ONE, STORIES
from tests.rrn_desktop.cli.whole_case import Played, answers_of, called

# What a case is played for once is asked where it was played; the sixth stands for all, the others take longer.
EVERY = [
    pytest.param(name, marks=[pytest.mark.xdist_group(name), *([] if name == "case6" else [pytest.mark.long])])
    for name in STORIES
]
# The case of a night without an account: its record has no answers file that a member gave.
WRITTEN_BY_NO_MEMBER = {"case9": ONE}


def bare(answers: Any) -> Any:
    """Answers without the ids and job titles that the desk adds to names it knows."""
    return json.loads(json.dumps(answers), object_hook=_bare)


def _bare(found: dict[str, Any]) -> dict[str, Any]:
    known = "id" in found
    return {key: value for key, value in found.items() if not (known and key in {"id", "role"})}


def incidents_of(name: str, place: Played) -> dict[str, str]:
    return place.incidents or {name: WRITTEN_BY_NO_MEMBER[name]}


def rows_of(folder: Path) -> list[dict[str, str]]:
    with (folder / "incidents.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", EVERY)
def test_what_was_told_reads_back_and_all_that_leaves_the_place_holds(
    played: Callable[[str], Played], name: str, tmp_path: Path
) -> None:
    place, (first, last) = played(name), STORIES[name].month

    for answers, number in incidents_of(name, place).items():
        shown = place.later("show", number).result
        assert bare(shown["body"]["answers"]) == answers_of(answers)
        for kind in ("json", "pdf"):
            out = tmp_path / f"{number}.{kind}"
            assert place.later("export", kind, number, "--out", out).exit_code == 0
    figures = place.later("export", "package", "--from", first, "--to", last, "--out", tmp_path / "figures")
    checked = called("verify", *tmp_path.iterdir()).result["checked"]
    secret = place.folder / "passphrase.txt"
    store = called("verify", place.store, "--as", STORIES[name].lead, "--passphrase-file", secret).result["checked"]

    assert figures.exit_code == 0, figures.json
    assert {one["kind"] for one in checked} == {"record_file", "record_pdf", "package"}
    assert [one["says"] for one in (*checked, *store) if not one["holds"]] == []
    assert len(rows_of(tmp_path / "figures")) == len(incidents_of(name, place))
