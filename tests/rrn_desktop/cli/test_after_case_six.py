"""Case 6 by command: a rule for everyone that goes on, recorded for one child, and all of it in Welsh."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest

from tests.rrn_desktop.cli.stories import ATHRAWES, ONE
from tests.rrn_desktop.cli.whole_case import Played, answers_of
from tests.rrn_desktop.services.printed import bare, text_of

pytestmark = pytest.mark.xdist_group("case6")

NAME = "Osian ap Llŷr"


@pytest.fixture
def school(played: Callable[[str], Played]) -> Played:
    return played("case6")


def test_what_has_not_ended_has_no_length_and_the_distress_is_not_taken_for_it(school: Played) -> None:
    figures = school.folder / "figures_of_november"
    school.later("export", "package", "--from", "2026-11-01", "--to", "2026-11-30", "--out", figures)
    with (figures / "practices.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)

    assert (row["kind"], row["start_state"], row["end_state"]) == ("blanket", "not_known", "none")
    assert (row["seconds"], row["duration_seconds"]) == ("", "")
    assert (row["people_rows"], row["people_state"]) == ("", "none")


def test_what_is_due_counts_from_when_it_was_met_as_long_as_it_has_not_ended(school: Played) -> None:
    due = {one["kind"]: one["due"] for one in school.said[0].result["follow_ups"]}

    assert due["support"] == "2026-11-10T09:15:00+00:00"
    assert due["record"] == "2026-11-11T09:15:00+00:00"


def test_welsh_is_the_same_on_the_screen_on_paper_and_in_the_signed_file(school: Played) -> None:
    said = answers_of("case6")
    paper, file = school.folder / "record.pdf", school.folder / "record.json"
    school.later("export", "pdf", ONE, "--out", paper)
    school.later("export", "json", ONE, "--out", file)

    text, signed = text_of(paper.read_bytes()), file.read_text("utf-8")
    notice = school.at("2026-11-10T10:20+00:00", ATHRAWES, "today").result["notices"][0]

    assert (notice["person"], notice["next_shift"]) == (NAME, said["next_shift"])
    for words in (NAME, "ŷr", said["before"], said["practices"][0]["how"], said["impact"], said["own_words"]):
        assert bare(words) in text, words
    assert NAME in signed
    assert said["before"] in signed


def test_he_is_found_by_his_name_with_and_without_its_accent(school: Played) -> None:
    found = [school.later("list", "--text", words).result["records"] for words in ("llyr", "Llŷr", "dosbarth 3")]

    assert [[one["number"] for one in records] for records in found] == [[ONE]] * 3
