"""Case 5 by command: an aid taken away, found out on the next day, told by a child who is named nowhere outside."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.rrn_desktop.cli.stories import GUIDANCE, HEAD, ONE
from tests.rrn_desktop.cli.whole_case import Played, answers_of
from tests.rrn_desktop.services.printed import bare, text_of

pytestmark = pytest.mark.xdist_group("case5")

WITNESS = "Fergus Dalgleish"
REASON = "so that she would finish her work"
AFTERWARDS = "2026-11-19T10:40+00:00"


@pytest.fixture
def school(played: Callable[[str], Played]) -> Played:
    return played("case5")


def test_the_clocks_start_from_different_moments_and_what_is_late_is_not_hidden(school: Played) -> None:
    due = {one["kind"]: one["due"] for one in school.said[0].result["follow_ups"]}
    today = school.due(AFTERWARDS, GUIDANCE)

    # Found out on 19 November at 09:00, it began on 18 November at 13:10; the authority has two working days.
    assert due["reason"] == "2026-11-19T09:00:00+00:00"
    assert due["told"] == "2026-11-19T13:10:00+00:00"
    assert due["told_authority"] == "2026-11-20T23:59:59+00:00"
    assert (today["told"]["state"], today["support"]["state"]) == ("late", "done_late")


def test_a_reason_that_is_not_in_the_list_goes_to_safeguarding_and_is_not_softened(school: Played) -> None:
    asked = next(one for one in school.said[0].result["follow_ups"] if one["kind"] == "reason")
    out = school.folder / "parents.pdf"
    school.later("export", "parent", ONE, "--out", out, "--all-names", "replace")

    assert (asked["proposal"], asked["trust"]) == (True, "check_locally")
    assert [one["kind"] for one in school.said[1].result["follow_ups_closed"]] == ["reason"]
    for words in ("An aid was taken away", "Another reason", f"“{REASON}”", "No touch."):
        assert bare(words) in text_of(out.read_bytes()), words


@pytest.mark.long
def test_a_child_who_saw_it_and_was_named_is_named_in_nothing_that_leaves_the_school(
    school: Played, tmp_path: Path
) -> None:
    shutil.copytree(school.folder, tmp_path / "copy")
    own = replace(school, folder=tmp_path / "copy")
    named = {**answers_of("case5"), "before": f"{WITNESS} told the guidance teacher. She was not there herself."}
    file = tmp_path / "named.json"
    said = {"form": "incident", "form_version": 2, "profile": "sco_school", "answers": named}
    file.write_text(json.dumps(said), "utf-8")

    amended = ("amend", ONE, "--reason", "Who saw it.", "--answers", file)
    for who, line in ((HEAD, ("people", "add", WITNESS)), (GUIDANCE, amended)):
        done = own.at("2026-11-21T09:00+00:00", who, *line)
        assert done.exit_code == 0, done.json
    undecided = own.later("export", "parent", ONE, "--out", tmp_path / "parents.pdf")
    own.later("export", "parent", ONE, "--out", tmp_path / "parents.pdf", "--all-names", "replace")
    own.later("export", "package", "--from", "2026-11-01", "--to", "2026-11-30", "--out", tmp_path / "figures")

    assert undecided.code == "names_to_check"
    text = text_of((tmp_path / "parents.pdf").read_bytes())
    assert bare("told") in text
    assert not any(name in text for name in ("Fergus", "Dalgleish"))
    tables = b"".join(path.read_bytes() for path in (tmp_path / "figures").rglob("*") if path.is_file())
    assert b"aid_removed" in tables
    assert b"Dalgleish" not in tables
