from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.rrn_desktop.cli.command import Command, case_1, few_answers
from tests.rrn_desktop.services.breakages import BREAKAGES, Breakage
from tests.rrn_desktop.services.school import (
    AUTHOR,
    CASES,
    CHILDS_SENTENCE,
    COLLEAGUE,
    LEAD,
    OFFICE,
    PASSPHRASES,
    School,
    few,
    sealed,
    site_answers,
)


def test_what_was_done_leaves_with_0_and_says_so_on_standard_output_alone(rrn: Command) -> None:
    said = rrn.as_(AUTHOR, "record", "incident", "--answers", CASES / "case1.json", "--seal")

    assert (said.exit_code, said.err) == (0, b"")
    assert said.result["status"] == "complete"


def test_what_is_refused_leaves_with_1_one_object_and_words_on_standard_error(rrn: Command) -> None:
    said = rrn.as_(AUTHOR, "show", "2026-A-001")

    error = said.json["error"]
    assert (said.exit_code, said.code) == (1, "not_found")
    assert said.err.decode().splitlines() == [error["what"], error["safe"], error["next"]]


def test_a_record_with_gaps_is_not_sealed_and_its_draft_stays(rrn: Command) -> None:
    file = rrn.file(few_answers())

    said = rrn.as_(AUTHOR, "record", "incident", "--answers", file, "--seal")

    assert (said.exit_code, said.code) == (1, "answers_refused")
    assert [draft["number"] for draft in rrn.as_(AUTHOR, "today").result["drafts"]] == ["2026-A-001"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ((), ""),
        (("nothing",), "No such command"),
        (("list",), "--as"),
        (("list", "--as", "x", "--unknown"), "--unknown"),
        (("show", "--as", "x"), "number"),
        (("amend", "2026-A-001", "--as", "x", "--answers", "a.json"), "--reason"),
        (("record", "incident", "--as", "x"), "--answers"),
        (("list", "--as", "x", "--passphrase-fd", "abc"), "--passphrase-fd"),
        (("show", "half \udcff", "--as", "x"), "UTF-8"),
        (("members",), ""),
    ],
)
def test_a_wrong_call_leaves_with_2_and_says_what_is_wrong_as_json(
    rrn: Command, line: tuple[str, ...], says: str
) -> None:
    said = rrn.plainly(*line, "--json")

    assert (said.exit_code, said.code) == (2, "usage")
    assert says in said.json["error"]["what"]


@pytest.mark.parametrize("line", [(), ("members",), ("record",)])
def test_a_call_for_nothing_shows_the_help_and_leaves_with_2(rrn: Command, line: tuple[str, ...]) -> None:
    said = rrn.plainly(*line)

    assert said.exit_code == 2
    assert b"Usage: rrn" in said.err
    assert said.out == b""


@pytest.mark.parametrize("line", [("--help",), ("record", "incident", "--help"), ("verify", "--help")])
def test_help_is_no_mistake(rrn: Command, line: tuple[str, ...]) -> None:
    said = rrn.plainly(*line)

    assert said.exit_code == 0
    assert b"Usage: rrn" in said.out


def test_a_draft_is_not_sealed_at_the_same_time(rrn: Command) -> None:
    said = rrn.as_(AUTHOR, "record", "incident", "--answers", CASES / "case1.json", "--draft", "--seal")

    assert (said.exit_code, said.code) == (2, "usage")
    assert rrn.as_(AUTHOR, "today").result["drafts"] == []


@pytest.mark.parametrize("name", [AUTHOR, "Mr Nobody"])
def test_a_wrong_passphrase_and_a_wrong_name_leave_with_3_and_the_same_words(rrn: Command, name: str) -> None:
    said = rrn.as_(name, "today", passphrase="not the one")

    assert (said.exit_code, said.code) == (3, "wrong_passphrase")
    assert said.json["error"]["what"] == "The name and the passphrase do not belong together."


@pytest.mark.parametrize("who", [COLLEAGUE, OFFICE])
def test_a_colleague_leaves_with_3_from_every_way_to_a_record(rrn: Command, who: str) -> None:
    number = rrn.sealed(AUTHOR)["number"]
    answers = ("--answers", CASES / "case1.json")
    lines = (
        ("show", number),
        ("export", "json", number, "--out", rrn.folder / "out.json"),
        ("amend", number, "--reason", "why", *answers),
        ("complete", number, *answers),
    )

    said = [rrn.as_(who, *line) for line in lines]

    assert [(one.exit_code, one.code) for one in said] == [(3, "no_right")] * 4
    assert not any(word in one.out + one.err for one in said for word in (b"Dylan", CHILDS_SENTENCE.encode()))
    assert not (rrn.folder / "out.json").exists()
    assert rrn.as_(who, "list").result["records"] == []


@pytest.fixture(scope="module")
def used_school(school_by_command: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    own = school_by_command.copy(tmp_path_factory.mktemp("used"))
    sealed(own.enter(AUTHOR), few(), first=True)
    own.enter(LEAD)
    own.leave()
    return own


@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda one: one.name)
def test_a_store_that_can_not_be_used_leaves_with_its_code_and_exit_code(
    rrn: Command, used_school: School, breakage: Breakage
) -> None:
    rrn.school = used_school.copy(rrn.folder / "used")
    breakage.happens(rrn.school)

    said = rrn.as_(breakage.who, "today")

    assert (said.exit_code, said.code) == (breakage.exit_code, breakage.code)
    assert breakage.words in said.json["error"]["what"]


def test_a_store_that_is_open_elsewhere_leaves_with_4_and_is_free_again_after_each_command(rrn: Command) -> None:
    rrn.school.enter(COLLEAGUE)

    busy = rrn.as_(AUTHOR, "today")
    rrn.school.leave()

    assert (busy.exit_code, busy.code) == (4, "store_in_use")
    assert [rrn.as_(AUTHOR, "today").exit_code for _ in range(2)] == [0, 0]


def test_a_store_in_a_synced_folder_leaves_with_4(rrn: Command) -> None:
    answers, out = rrn.file(site_answers()), rrn.folder / "o"

    said = rrn.plainly(
        "setup", "--store", rrn.folder / "Dropbox" / "s", "--answers", answers, "--out-dir", out, "--json"
    )

    assert (said.exit_code, said.code) == (4, "store_not_local")


def test_the_time_is_said_in_demo_stores_only(rrn: Command) -> None:
    answers = rrn.file(site_answers(demo=False))
    line = ("setup", "--store", rrn.folder / "s", "--answers", answers, "--out-dir", rrn.folder / "o")

    said = rrn.plainly(*line, "--now", "2026-05-14T10:00:00Z", "--json")

    assert (said.exit_code, said.code) == (2, "usage")
    assert not (rrn.folder / "s").exists()


@pytest.mark.parametrize("now", ["soon", "2026-05-14", "2026-05-14T10:00:00", ""])
def test_a_time_that_can_not_be_read_is_a_wrong_call(rrn: Command, now: str) -> None:
    line = rrn.line(AUTHOR, "today")

    said = rrn.plainly(*line[:-1], now)

    assert (said.exit_code, said.code) == (2, "usage")


def test_what_was_sealed_and_does_not_hold_leaves_with_1_and_is_named(rrn: Command) -> None:
    number, out = rrn.sealed(AUTHOR)["number"], rrn.folder / "record.json"
    rrn.as_(AUTHOR, "export", "json", number, "--out", out)
    whole = json.loads(out.read_bytes())
    whole["entries"][0]["body"] = whole["entries"][0]["body"].replace("library", "bakery")
    out.write_text(json.dumps(whole), "utf-8")

    said = rrn.plainly("verify", out, "--json")

    (checked,) = said.result["checked"]
    assert said.exit_code == 1
    assert (checked["holds"], len(checked["findings"])) == (False, 1)
    assert number in checked["findings"][0]["says"]


def test_words_without_json_say_whether_it_holds(rrn: Command) -> None:
    number, out = rrn.sealed(AUTHOR)["number"], rrn.folder / "record.json"
    rrn.as_(AUTHOR, "export", "json", number, "--out", out)

    said = rrn.plainly("verify", out)

    assert said.exit_code == 0
    assert b"record.json: holds" in said.out


def test_checking_a_store_needs_someone_to_sign_in(rrn: Command) -> None:
    store, other = rrn.school.store, rrn.folder / "other"
    shutil.copytree(store, other)
    secret = rrn.file(PASSPHRASES[LEAD].encode(), "secret.txt")

    unnamed = rrn.plainly("verify", store, "--json")
    two = rrn.plainly("verify", store, other, "--as", LEAD, "--passphrase-file", secret, "--json")
    named = rrn.plainly("verify", store, "--as", LEAD, "--passphrase-file", secret, "--json")

    assert [(one.exit_code, one.code) for one in (unnamed, two)] == [(2, "usage"), (2, "usage")]
    assert "Two stores" in two.json["error"]["what"]
    assert named.result["checked"][0]["holds"]


def test_a_file_that_is_not_there_can_not_be_checked(rrn: Command) -> None:
    said = rrn.plainly("verify", rrn.folder / "nowhere.json", "--json")

    assert (said.exit_code, said.code) == (1, "not_found")


def test_an_amendment_whose_answers_are_refused_can_be_tried_again(rrn: Command) -> None:
    number = rrn.sealed(AUTHOR)["number"]
    wrong = rrn.file(case_1(lambda whole: whole["answers"].update(place=3)))

    refused = rrn.as_(AUTHOR, "amend", number, "--reason", "First try", "--answers", wrong)
    right = rrn.file(case_1(lambda whole: whole["answers"].update(place="Gate")))
    done = rrn.as_(AUTHOR, "amend", number, "--reason", "Second try", "--answers", right)

    assert (refused.exit_code, refused.code, refused.json["error"]["question"]) == (1, "answers_refused", "place")
    assert done.result["version"] == 2
    versions = rrn.as_(AUTHOR, "show", number).result["versions"]
    assert [version["reason"] for version in versions] == [None, "Second try"]
    assert rrn.as_(AUTHOR, "today").result["drafts"] == []


def test_a_reason_that_is_no_text_changes_nothing(rrn: Command) -> None:
    number = rrn.sealed(AUTHOR)["number"]

    said = rrn.as_(AUTHOR, "amend", number, "--reason", "half \udcff", "--answers", CASES / "case1.json")

    assert (said.exit_code, said.code) == (2, "usage")
    assert len(rrn.as_(AUTHOR, "show", number).result["versions"]) == 1


def test_an_exported_file_is_not_written_over(rrn: Command, tmp_path: Path) -> None:
    number, out = rrn.sealed(AUTHOR)["number"], rrn.file(b"mine", "mine.json")

    said = rrn.as_(AUTHOR, "export", "json", number, "--out", out)

    assert (said.exit_code, said.code) == (1, "refused")
    assert out.read_bytes() == b"mine"
