"""Case 8 by command: six mornings with a hold, one without, and that one comes first the next time."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.rrn_desktop.cli.place import Place, copy_of, make_place, utc

EFA, SIAN, MANAGER = "Efa Morgan", "Siân Rees", "The ward manager"
PERSON = "Mrs E. Rowlands"
SANG = "A Welsh-speaking nurse sang with her. No hold was needed."
MORNINGS = (2, 3, 4, 5, 6, 8)
AFTER = "2026-11-10T15:00:00+00:00"
LATER = "2026-11-11T08:00:00+00:00"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("cedar")
    at = utc("2026-11-01T12:00:00+00:00")
    return folder, make_place(folder, "wal_ward", "Cedar Ward", (EFA, SIAN), MANAGER, at)


@pytest.fixture
def ward(made: tuple[Path, dict[str, str]], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Place:
    folder, passphrases = made
    return Place(copy_of(folder, tmp_path), tmp_path, passphrases, capsysbinary)


@pytest.fixture
def week(ward: Place) -> Place:
    """The ward with its six records, as they were made each morning."""
    for day in MORNINGS:
        now = f"2026-11-{day:02d}T09:00:00+00:00"
        file = ward.answers(f"case8_{day}")
        sealed = ward.at(now, SIAN, "record", "incident", "--answers", file, "--seal").result
        assert sealed["number"] == f"2026-A-{MORNINGS.index(day) + 1:03d}"
    return ward


def good_day(ward: Place) -> None:
    now = "2026-11-07T08:30:00+00:00"
    done = ward.at(now, EFA, "record", "good-day", "--answers", ward.answers("case8_good_day"), "--seal").result
    assert (done["number"], done["status"]) == (None, "complete")


def test_the_morning_without_a_hold_is_there_for_the_next_one_at_once_and_without_a_card(ward: Place) -> None:
    good_day(ward)

    card = ward.at("2026-11-07T09:00:00+00:00", SIAN, "card", "show", PERSON).result["card"]

    assert card["version"] == 0
    assert [(one["day"], one["helped"]) for one in card["good_days"]] == [("2026-11-07", SANG)]


def test_a_good_day_is_no_use_of_force_and_sets_nothing_due(ward: Place) -> None:
    good_day(ward)

    today = ward.at("2026-11-07T09:00:00+00:00", EFA, "today").result
    lists = ward.at("2026-11-07T09:00:00+00:00", MANAGER, "list", "--form", "incident").result["records"]

    assert (today["due"], today["notices"], today["nothing_due"]) == ([], [], True)
    assert lists == []


def test_six_uses_are_six_records_and_the_one_with_the_injury_asks_for_more(week: Place) -> None:
    due = week.at("2026-11-08T10:00:00+00:00", MANAGER, "today").result["due"]

    hurt = {one["number"] for one in due if one["kind"] == "safeguarding"}
    reviewed = {one["number"] for one in due if one["kind"] == "review"}
    assert hurt == {"2026-A-004"}
    assert reviewed == {f"2026-A-{count:03d}" for count in range(1, 7)}


def test_one_review_looks_at_all_six_and_closes_each(week: Place) -> None:
    good_day(week)
    file = week.answers("case8_review")

    done = week.at(AFTER, MANAGER, "record", "review", "--incident", "2026-A-001", "--answers", file, "--seal")
    due = week.at(LATER, MANAGER, "today").result["due"]

    assert done.exit_code == 0, done.json
    assert [one for one in due if one["kind"] == "review" and one["state"] != "done_late"] == []


def test_what_worked_comes_before_the_card_and_goes_into_it(week: Place) -> None:
    good_day(week)

    published = week.at(AFTER, MANAGER, "record", "card", "--answers", week.answers("case8_card"), "--seal").result
    card = week.at(LATER, SIAN, "card", "show", PERSON).result["card"]

    assert (published["version"], card["version"]) == (1, 1)
    assert card["helps"] == "A Welsh-speaking nurse sings with her."
    assert card["please_dont"] == "Please don't hold her hands for personal care."
    assert card["good_days"] == []


def test_a_second_card_is_the_second_version_and_a_recorder_publishes_none(week: Place) -> None:
    file = week.answers("case8_card")
    week.at(AFTER, MANAGER, "record", "card", "--answers", file, "--seal")

    again = week.answers("case8_card", helps="Sing “Calon Lân” with her.")
    second = week.at(LATER, MANAGER, "record", "card", "--answers", again, "--seal").result
    refused = week.at(LATER, SIAN, "record", "card", "--answers", file, "--seal")

    assert second["version"] == 2
    assert week.at(LATER, EFA, "card", "show", PERSON).result["card"]["helps"] == "Sing “Calon Lân” with her."
    assert (refused.exit_code, refused.code) == (3, "no_right")


def test_the_card_is_printed_on_one_page_with_her_words_unharmed(week: Place) -> None:
    week.at(AFTER, MANAGER, "record", "card", "--answers", week.answers("case8_card", watch="Ŵyres, “na”"), "--seal")

    printed = week.at(LATER, SIAN, "card", "print", PERSON, "--out", week.folder / "out").result

    (pdf,) = [Path(one["path"]) for one in printed["files"] if one["path"].endswith(".pdf")]
    pages = PdfReader(pdf).pages
    assert len(pages) == 1
    assert "Ŵyres, “na”" in pages[0].extract_text()
    assert PERSON in pages[0].extract_text()
    assert "owlands" not in pdf.name


def test_nobody_of_that_name_has_a_card(ward: Place) -> None:
    said = ward.at(AFTER, SIAN, "card", "show", "Nobody Here")

    assert (said.exit_code, said.code) == (1, "not_found")


def test_the_support_of_the_morning_with_the_skin_tear_answers_what_was_due_for_it_alone(week: Place) -> None:
    file = week.answers("case8_support")
    line = ("record", "support", "--incident", "2026-A-004", "--answers", file, "--seal")

    done = week.at("2026-11-08T10:00:00+00:00", EFA, *line)
    due = week.at("2026-11-08T10:05:00+00:00", EFA, "today").result["due"]

    still = {one["number"] for one in due if one["kind"] == "support" and one["state"] != "done_late"}
    assert [one["kind"] for one in done.result["follow_ups_closed"]] == ["support"]
    assert still == {f"2026-A-{count:03d}" for count in (1, 2, 3, 5, 6)}
