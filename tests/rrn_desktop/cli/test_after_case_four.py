"""Case 4 by command: recorded late, an aid broken, and what Kian said must come of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.rrn_desktop.cli.place import Place, copy_of, make_place, utc

PAUL, NIGHT, MANAGER = "Paul Street", "Jo Bevan", "The registered manager"
NUMBER = "2026-A-001"
SUNDAY, TUESDAY, WEDNESDAY, FRIDAY = (
    "2026-02-08T09:00:00+00:00", "2026-02-10T10:30:00+00:00", "2026-02-11T17:00:00+00:00", "2026-02-13T11:00:00+00:00",
)  # fmt: skip
IDEA = "He should've taken the key out."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("home")
    staff = (PAUL, NIGHT)
    return folder, make_place(folder, "eng_home", "12 Sycamore Way", staff, MANAGER, utc("2026-02-01T12:00:00+00:00"))


@pytest.fixture
def home(made: tuple[Path, dict[str, str]], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Place:
    folder, passphrases = made
    place = Place(copy_of(folder, tmp_path), tmp_path, passphrases, capsysbinary)
    recorded = place.at(SUNDAY, PAUL, "record", "incident", "--answers", place.answers("case4"), "--seal")
    assert recorded.result["number"] == NUMBER
    return place


def spoken_to(home: Place) -> None:
    for now, name in ((TUESDAY, "case4_conversation_staff"), (WEDNESDAY, "case4_conversation_person")):
        file = home.answers(name)
        assert home.at(now, MANAGER, "add", "conversation", "--incident", NUMBER, "--answers", file).exit_code == 0
    file = home.answers("case4_account")
    assert home.at(WEDNESDAY, MANAGER, "add", "account", "--incident", NUMBER, "--answers", file).exit_code == 0


def test_the_support_after_it_is_late_and_done_and_the_later_check_waits_for_the_day_that_was_named(
    home: Place,
) -> None:
    before = home.due(SUNDAY, PAUL)

    file = home.answers("case4_support")
    done = home.at("2026-02-08T10:00:00+00:00", PAUL, "record", "support", "--incident", NUMBER, "--answers", file,
                   "--seal")  # fmt: skip
    after = home.due("2026-02-08T10:05:00+00:00", PAUL)

    assert before["support"]["state"] == "late"
    assert [one["kind"] for one in done.result["follow_ups_closed"]] == ["support"]
    assert after["support"]["state"] == "done_late"
    assert after["support_later"]["booked"] == "2026-02-11T23:59:59+00:00"


def test_24_hours_48_hours_and_5_days_end_late_late_and_in_time_and_none_of_it_is_hidden(home: Place) -> None:
    sunday = home.due(SUNDAY, MANAGER)
    spoken_to(home)
    after = home.due("2026-02-11T17:05:00+00:00", MANAGER)

    assert sunday["record"]["state"] == "done_late"
    assert (sunday["user_spoken"]["late"], after["user_spoken"]["state"]) == (False, "done_late")
    assert "child_spoken" in sunday
    assert "child_spoken" not in after


def test_the_childs_words_and_his_idea_reach_the_actions_of_the_review(home: Place) -> None:
    spoken_to(home)
    only_some = home.answers("case4_review")
    without_actions = json.loads(only_some.read_bytes())
    del without_actions["answers"]["actions"]
    only_some.write_text(json.dumps(without_actions), "utf-8")

    begun = home.at(FRIDAY, MANAGER, "record", "review", "--incident", NUMBER, "--answers", only_some)
    gaps = [(one["question"], one["kind"]) for one in begun.result["problems"]]
    file = home.answers("case4_review")
    sealed = home.at(FRIDAY, MANAGER, "record", "review", "--incident", NUMBER, "--answers", file, "--seal")
    shown = home.at(FRIDAY, MANAGER, "show", NUMBER, "--form", "review").result["body"]["answers"]

    assert ("actions[0].owner", "gap") in gaps
    assert sealed.result["status"] == "complete"
    assert [(row["what"], row["idea_from"]) for row in shown["actions"]] == [(IDEA, "person")]
    assert shown["person_view"] == f"He was scared I'd fall. {IDEA}"


def test_a_review_that_leaves_his_idea_out_is_told_so(home: Place) -> None:
    spoken_to(home)
    file = home.answers("case4_review", actions={"state": "none"})

    begun = home.at(FRIDAY, MANAGER, "record", "review", "--incident", NUMBER, "--answers", file)

    assert ("actions", "persons_idea") in [(one["question"], one["code"]) for one in begun.result["problems"]]


def test_paul_hears_at_his_next_sign_in_what_came_of_his_record(home: Place) -> None:
    spoken_to(home)
    file = home.answers("case4_review")
    home.at(FRIDAY, MANAGER, "record", "review", "--incident", NUMBER, "--answers", file, "--seal")

    his = home.at("2026-02-14T20:00:00+00:00", PAUL, "today").result["messages"]
    others = home.at("2026-02-14T20:00:00+00:00", NIGHT, "today").result["messages"]

    assert [(one["kind"], one["number"], one["title"]) for one in his] == [("you_said", NUMBER, "You said, we did")]
    assert his[0]["text"].startswith("The idea came from the one it happened to")
    assert others == []


def test_the_review_is_done_and_its_file_for_the_calendar_is_empty_then(home: Place) -> None:
    moved = home.at(TUESDAY, MANAGER, "review", "move", NUMBER, "--to", "2026-02-13", "--reason", "Kian is in school.")
    before = home.at(TUESDAY, MANAGER, "review", "calendar", "--out", home.folder / "before.ics")
    file = home.answers("case4_review")
    home.at(FRIDAY, MANAGER, "record", "review", "--incident", NUMBER, "--answers", file, "--seal")
    after = home.at(FRIDAY, MANAGER, "review", "calendar", "--out", home.folder / "after.ics")

    text = (home.folder / "before.ics").read_text("utf-8")
    assert [one["booked"] for one in moved.result["follow_ups"]] == ["2026-02-13T23:59:59+00:00"]
    assert "DTSTART;VALUE=DATE:20260213" in text
    assert f"SUMMARY:Learning review {NUMBER}" in text
    assert not any(word in text for word in ("Kian", "Paul", "Sycamore", "manager", "school"))
    assert [one.result["files"][0]["rows"] for one in (before, after)] == [1, 0]
