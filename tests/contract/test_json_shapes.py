"""Each shape that the command prints is the shape that docs/interface describes, and nothing is undescribed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.rrn_desktop.cli.command import Command, Said, case_1
from tests.rrn_desktop.services.school import (
    AUTHOR,
    CASES,
    COLLEAGUE,
    LEAD,
    PASSPHRASES,
    School,
    make_school,
    site_answers,
)

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "interface"


@cache
def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    return found


def closed(part: Any) -> Any:
    """The schema with every object that lists its fields closed: readers must allow for more, the command not."""
    if isinstance(part, list):
        return [closed(one) for one in part]
    if not isinstance(part, dict):
        return part
    inside = {key: closed(value) for key, value in part.items()}
    return {**inside, "additionalProperties": False} if "properties" in part else inside


def fits(name: str, said: Said) -> None:
    assert said.out.endswith(b"}\n")
    assert said.out.count(b"\n") == 1
    Draft202012Validator(closed(schema(name))).validate(said.json)


@pytest.fixture(scope="module")
def school_of_shapes(tmp_path_factory: pytest.TempPathFactory) -> School:
    return make_school(tmp_path_factory.mktemp("shapes"))


@pytest.fixture
def rrn(school_of_shapes: School, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Iterator[Command]:
    own = school_of_shapes.copy(tmp_path)
    yield Command(own, tmp_path, capsysbinary)
    own.leave()


@pytest.mark.parametrize("name", sorted(path.name.partition(".")[0] for path in SCHEMAS.glob("*.json")))
def test_each_schema_is_a_schema_and_says_which_command_it_is_of(name: str) -> None:
    found = schema(name)

    Draft202012Validator.check_schema(found)

    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["title"].startswith(("rrn ", "any command"))


def test_setting_up_prints_its_shape(rrn: Command) -> None:
    line = ("setup", "--store", rrn.folder / "s", "--answers", rrn.file(site_answers()), "--out-dir", rrn.folder / "o")

    said = rrn.plainly(*line, "--json")

    assert said.exit_code == 0
    fits("setup", said)
    assert {account["role"] for account in said.result["accounts"]} == {"lead", "administrator", "recorder"}


def test_a_record_prints_its_shape_as_a_draft_a_first_record_completed_and_amended(rrn: Command) -> None:
    nameless = rrn.file(case_1(lambda whole: whole["answers"].pop("person")), "nameless.json")

    draft = rrn.as_(AUTHOR, "record", "incident", "--answers", nameless, "--draft")
    first = rrn.as_(AUTHOR, "record", "incident", "--answers", CASES / "case1.json", "--first")
    number = first.result["number"]
    done = rrn.as_(AUTHOR, "complete", number, "--answers", CASES / "case1.json")
    changed = rrn.as_(AUTHOR, "amend", number, "--reason", "Spelling", "--answers", CASES / "case1.json")

    for said in (draft, first, done, changed):
        fits("record", said)
    assert [said.result["status"] for said in (draft, first, done, changed)] == [
        "draft", "first", "complete", "amended",
    ]  # fmt: skip
    assert draft.result["number"] is None
    assert [problem["question"] for problem in draft.result["problems"] if problem["kind"] == "gap"] == ["person"]


def test_what_is_read_of_a_record_prints_its_shape(rrn: Command) -> None:
    number = rrn.sealed(AUTHOR, first=True)["number"]
    rrn.as_(AUTHOR, "complete", number, "--answers", CASES / "case1.json")
    rrn.as_(AUTHOR, "record", "incident", "--answers", CASES / "case1.json", "--draft")

    fits("list", rrn.as_(AUTHOR, "list"))
    fits("list", rrn.as_(LEAD, "list"))
    fits("show", rrn.as_(AUTHOR, "show", number))
    fits("show", rrn.as_(LEAD, "show", number, "--version", "1"))
    fits("today", rrn.as_(AUTHOR, "today"))
    fits("notices", rrn.as_(COLLEAGUE, "notices"))

    today = rrn.as_(AUTHOR, "today").result
    assert all(today[part] for part in ("drafts", "due", "notices", "my_records"))
    assert rrn.as_(AUTHOR, "show", number).result["differences"]


def test_what_goes_out_and_is_checked_prints_its_shape(rrn: Command) -> None:
    number = rrn.sealed(AUTHOR)["number"]
    out = rrn.folder / "record.json"

    fits("export", rrn.as_(AUTHOR, "export", "json", number, "--out", out))
    fits("verify", rrn.plainly("verify", out, "--json"))
    out.write_bytes(out.read_bytes().replace(b"Okafor", b"Okapor"))
    broken = rrn.plainly("verify", out, "--json")

    fits("verify", broken)
    assert broken.exit_code == 1
    assert broken.json["ok"] is True
    secret = rrn.file(PASSPHRASES[LEAD].encode(), "secret.txt")
    fits("verify", rrn.plainly("verify", rrn.school.store, "--as", LEAD, "--passphrase-file", secret, "--json"))


def test_members_and_people_print_their_shapes(rrn: Command) -> None:
    out = ("--out-dir", rrn.folder / "o")

    fits("members", rrn.as_(COLLEAGUE, "members", "list"))
    fits("members", rrn.as_(LEAD, "members", "invite", "Ms Nia", "--role", "recorder", *out))
    fits("members", rrn.as_(LEAD, "members", "role", "Ms Nia", "--role", "lead"))
    fits("members", rrn.as_(LEAD, "members", "role", "Ms Nia", "--role", "in_charge"))
    fits("members", rrn.as_(LEAD, "members", "role", "Ms Nia", "--lead", "--until", "2026-05-28"))
    fits("members", rrn.as_(LEAD, "members", "leave", "Ms Nia"))
    fits("members_keys", rrn.as_(LEAD, "members", "keys"))
    fits("members_keys", rrn.as_(LEAD, "members", "keys", "--change"))
    fits("members_keys", rrn.as_(LEAD, "members", "keys", "--all"))
    fits("people", rrn.as_(COLLEAGUE, "people", "list"))
    fits("people", rrn.as_(LEAD, "people", "add", "Amara N."))
    fits("people", rrn.as_(LEAD, "people", "edit", "Amara N.", "--new-name", "Amara Ng."))
    for does in ("leave", "show", "back"):
        fits("people", rrn.as_(LEAD, "people", does, "Amara Ng."))
    listed = rrn.file(b"Surname,Forename,DOB\nPryce,Mair,2014-02-03\nOwen,,2\nNg.,Amara,2015-01-01\n", "list.csv")
    fits("people_import", rrn.as_(LEAD, "people", "import", listed, "--refused", rrn.folder / "refused.csv"))
    new = rrn.file(b"marmalade trestle nine otters", "new.txt")
    fits("own_passphrase", rrn.as_(COLLEAGUE, "members", "passphrase", "--new-passphrase-file", new))


def test_forms_standards_and_versions_print_their_shapes(rrn: Command) -> None:
    fits("form", rrn.plainly("form", "list", "--json"))
    fits("form", rrn.plainly("form", "show", "incident", "--json"))
    fits("form", rrn.plainly("form", "schema", "incident", "--json"))
    fits("form", rrn.plainly("form", "count", "incident", "--answers", CASES / "case1.json", "--json"))
    fits("standards", rrn.plainly("standards", "--json"))
    fits("clocks", rrn.plainly("clocks", "--profile", "eng_home", "--incident", "2026-02-06 21:30", "--json"))
    fits("standards", rrn.plainly("standards", "--profile", "eng_school", "--gaps", "--json"))
    fits("versions", rrn.plainly("--version"))


def test_refusals_print_their_shape(rrn: Command) -> None:
    gap = rrn.file(case_1(lambda whole: whole["answers"].pop("before")))

    with_question = rrn.as_(AUTHOR, "record", "incident", "--answers", gap, "--seal")

    fits("error", with_question)
    assert with_question.json["error"]["question"] == "before"
    fits("error", rrn.plainly("nothing", "--json"))
    fits("error", rrn.as_(AUTHOR, "today", passphrase="wrong"))
    fits("error", rrn.as_(AUTHOR, "show", "2026-A-999"))


def test_the_answers_of_the_cases_fit_the_schema_of_their_form(rrn: Command) -> None:
    files = [json.loads(path.read_bytes()) for path in sorted(CASES.glob("case*.json"))]

    for form in {file["form"] for file in files}:
        found = rrn.plainly("form", "schema", form, "--json").result["schema"]
        for file in files:
            if file["form"] == form:
                Draft202012Validator(found).validate(file)


def test_guests_and_new_passphrases_print_their_shapes(rrn: Command) -> None:
    out = ("--out-dir", rrn.folder / "o")
    cards = [part for one in (1, 2) for part in ("--card", rrn.school.out / f"recovery-share-{one}.txt")]

    fits("guests", rrn.as_(LEAD, "guests", "in", "Sunita Rao", "--role", "Agency nurse", "--until", "21:00", *out))
    fits("members", rrn.as_(LEAD, "members", "list"))
    fits("guests", rrn.as_(LEAD, "guests", "renew", "Sunita Rao"))
    fits("guests", rrn.as_(LEAD, "guests", "out", "Sunita Rao"))
    fits("guests", rrn.as_(COLLEAGUE, "guests", "list", "--all"))
    fits("new_passphrase", rrn.as_(LEAD, "members", "new-passphrase", COLLEAGUE, *out))
    fits(
        "new_passphrase",
        rrn.plainly("members", "recover", AUTHOR, *cards, *out, "--store", rrn.school.store, "--json"),
    )


def test_the_calendar_prints_its_shape(rrn: Command) -> None:
    day = "2026-05-18"

    fits("calendar", rrn.as_(LEAD, "calendar", "closed", day, day, "--why", "Training day"))
    fits("calendar", rrn.as_(AUTHOR, "calendar", "list"))


def test_places_and_words_print_their_shapes(rrn: Command) -> None:
    added = rrn.as_(LEAD, "places", "add", "Maple", "--team")
    renamed = rrn.as_(LEAD, "places", "rename", "Hall", "Great hall")
    retired = rrn.as_(LEAD, "places", "retire", "Library")
    said = rrn.as_(LEAD, "words", "set", "person", "pupil")

    for one in (added, renamed, retired, rrn.as_(AUTHOR, "places", "list")):
        fits("places", one)
    fits("words", said)
    fits("words", rrn.as_(AUTHOR, "words", "list"))
    assert {"Maple": "team", "Great hall": "place"}.items() <= {
        one["name"]: one["kind"] for one in retired.result["places"]
    }.items()
    assert [one["retired_on"] for one in retired.result["places"] if one["name"] == "Library"] == ["2026-05-14"]
    assert said.result["words"][0] == {"key": "person", "usual": "child or young person", "own": "pupil",
                                       "said": "pupil"}  # fmt: skip
    assert rrn.as_(LEAD, "places", "retire", "Den").code == "not_found"
    assert rrn.as_(AUTHOR, "words", "set", "person", "pupil").code == "no_right"
