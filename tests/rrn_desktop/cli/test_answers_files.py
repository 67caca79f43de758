from __future__ import annotations

import json
from typing import Any

import pytest

from tests.rrn_desktop.cli.command import Command, case_1
from tests.rrn_desktop.services.school import AUTHOR, CASES, LEAD, site_answers

CASE_1 = (CASES / "case1.json").read_bytes()


def with_answers(**answers: Any) -> bytes:
    return json.dumps(case_1(lambda whole: whole["answers"].update(answers))).encode("ascii")


REFUSED: dict[str, tuple[bytes, str, str]] = {
    "a key twice": (CASE_1.replace(b'"person": {', b'"place": "Hall", "person": {', 1), "answers_refused", "twice"),
    "an inner key twice": (CASE_1.replace(b'"plan": {', b'"plan": {"state": "none",', 1), "answers_refused", "twice"),
    "no number": (CASE_1.replace(b'"seconds": 30', b'"seconds": NaN'), "answers_refused", "number"),
    "endless": (CASE_1.replace(b'"seconds": 30', b'"seconds": -Infinity'), "answers_refused", "number"),
    "deep": (b'{"form":' + b"[" * 50_000, "answers_refused", "not JSON"),
    "deep and whole": (CASE_1.replace(b'"triggers": [', b'"triggers": [' + b"[" * 20 + b"]" * 20 + b",", 1),
                       "answers_refused", "deep"),
    "empty": (b"", "answers_refused", "not JSON"),
    "a list": (b"[]", "answers_refused", "parts"),
    "cut": (CASE_1[:300], "answers_refused", "not JSON"),
    "no text": (b"\xff\xfe" + CASE_1, "answers_refused", "not JSON"),
    "one part more": (CASE_1.replace(b'{\n  "form"', b'{"more": 1, "form"', 1), "answers_refused", "parts"),
    "another form": (CASE_1.replace(b'"incident"', b'"person"', 1), "usage", "another form"),
    "another version": (CASE_1.replace(b'"form_version": 2', b'"form_version": 3'), "usage", "another version"),
    "another profile": (CASE_1.replace(b"eng_school", b"wal_school"), "usage", "kind of setting"),
    "an unknown question": (with_answers(shoe_size=3), "answers_refused", "does not ask"),
    "an unknown state": (with_answers(plan={"state": "maybe"}), "answers_refused", ""),
    "a state not offered": (with_answers(plan={"state": "declined"}), "answers_refused", ""),
    "an unknown choice": (with_answers(triggers=["thunder"]), "answers_refused", ""),
    "a number for words": (with_answers(place=3), "answers_refused", ""),
    "half a character": (with_answers(place="\ud83e"), "answers_refused", "half a character"),
    "an empty character": (with_answers(place="a\0b"), "answers_refused", "NUL"),
    "too long": (with_answers(before="x" * 200_000), "answers_refused", "200,000"),
    "far too large": (b" " * 5_000_001, "usage", "too large"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_answers_that_could_be_read_in_two_ways_or_in_none_are_refused(rrn: Command, name: str) -> None:
    content, code, words = REFUSED[name]

    said = rrn.as_(AUTHOR, "record", "incident", "--answers", rrn.file(content), "--seal")

    assert said.json["ok"] is False
    assert (said.exit_code, said.code) == (2 if code == "usage" else 1, code)
    assert words in said.json["error"]["what"]
    assert rrn.as_(AUTHOR, "today").result["drafts"] == []
    assert rrn.as_(AUTHOR, "notices").result["notices"] == []


def test_a_mark_at_the_beginning_of_the_file_does_no_harm(rrn: Command) -> None:
    file = rrn.file(b"\xef\xbb\xbf" + CASE_1)

    said = rrn.as_(AUTHOR, "record", "incident", "--answers", file, "--seal")

    assert said.exit_code == 0


@pytest.mark.parametrize(
    ("path", "local", "offset"),
    [
        ("practices.0.start", "2026-03-29T01:30", "+01:00"),
        ("practices.0.start", "2026-10-25T01:30", ""),
        ("practices.0.start", "2026-05-14T10:43", "+05:00"),
        ("practices.0.end", "2026-05-14T10:42", "+01:00"),
        ("told.0.when", "2027-05-14T10:42", "+01:00"),
        ("started", "2026-02-30T10:42", "+00:00"),
    ],
    ids=["not there", "twice", "offset", "before the start", "to come", "no day"],
)
def test_times_that_can_not_be_are_refused_at_their_question(rrn: Command, path: str, local: str, offset: str) -> None:
    whole = case_1()
    *way, last = path.split(".")
    place: Any = whole["answers"]
    for step in way:
        place = place[int(step) if step.isdigit() else step]
    place[last] = {"local": local, "offset": offset, "zone": "Europe/London"}

    said = rrn.as_(AUTHOR, "record", "incident", "--answers", rrn.file(whole), "--seal")

    assert (said.exit_code, said.code) == (1, "answers_refused")
    assert said.json["error"]["question"] == path.replace(".0.", "[0].")


def test_case_1_reads_back_by_command_word_for_word(rrn: Command) -> None:
    number = rrn.sealed(AUTHOR)["number"]

    shown = rrn.as_(LEAD, "show", number).result

    told = json.loads(CASE_1)["answers"]
    answers = shown["body"]["answers"]
    assert json.loads(shown["body_text"]) == shown["body"]
    assert answers["person"]["name"] == told["person"]["name"] == "Dylan Ŵyn Pryce"
    assert answers["practices"][0]["duration"] == {"stated": "maybe half a minute", "seconds": 30}
    assert answers["own_words"] == told["own_words"] == "it was too loud, I was going to my nan's"
    assert {key: value for key, value in answers.items() if key not in ("person", "practices", "told")} == {
        key: value for key, value in told.items() if key not in ("person", "practices", "told")
    }


SETUPS: dict[str, bytes] = {
    "empty": b"",
    "a list": b"[]",
    "a key twice": b'{"site_name": "A", "site_name": "B"}',
    "no number": b'{"site_name": NaN}',
    "deep": b"[" * 100_000,
    "no text": b"\xff",
    "half a character": json.dumps(site_answers(site_name="\ud83e")).encode(),
    "a part too much": json.dumps(site_answers(more=1)).encode(),
}


@pytest.mark.parametrize("name", SETUPS)
def test_answers_that_make_no_site_are_a_wrong_call(rrn: Command, name: str) -> None:
    store, out = rrn.folder / "s", rrn.folder / "o"

    said = rrn.plainly(
        "setup", "--store", store, "--answers", rrn.file(SETUPS[name]), "--out-dir", out, "--json"
    )  # fmt: skip

    assert (said.exit_code, said.code) == (2, "usage")
    assert not store.exists()
    assert not out.exists()


def test_a_person_is_added_with_a_file_of_their_form_and_no_other(rrn: Command) -> None:
    file = {"form": "person", "form_version": 1, "profile": "eng_school", "answers": {"born": "2014-01-02"}}

    added = rrn.as_(LEAD, "people", "add", "Amara N.", "--answers", rrn.file(file))
    other = rrn.as_(LEAD, "people", "add", "Someone", "--answers", CASES / "case1.json")

    assert added.result["people"][0]["details"] == {"born": "2014-01-02"}
    assert (other.exit_code, other.code) == (2, "usage")
    assert len(rrn.as_(LEAD, "people", "list").result["people"]) == 2


LISTS: tuple[tuple[tuple[str, ...], int], ...] = (
    ((), 2),
    (("--status", "first"), 1),
    (("--status", "complete"), 1),
    (("--form", "support"), 0),
    (("--from", "2026-05-14", "--to", "2026-05-14"), 2),
    (("--from", "2026-05-15"), 0),
    (("--to", "2026-05-13"), 0),
    (("--text", "dylan"), 2),
    (("--text", "2026-A-002"), 1),
    (("--text", "nobody"), 0),
    (("--person", "x" * 26), 0),
)


def test_an_author_and_a_lead_list_alike(rrn: Command) -> None:
    rrn.sealed(AUTHOR)
    rrn.sealed(AUTHOR, first=True)

    for options, found in LISTS:
        mine, all_of_them = (rrn.as_(who, "list", *options).result["records"] for who in (AUTHOR, LEAD))

        assert (options, len(mine)) == (options, found)
        assert mine == all_of_them


@pytest.mark.parametrize("who", [AUTHOR, LEAD])
def test_a_day_that_is_none_is_a_wrong_call_for_everyone(rrn: Command, who: str) -> None:
    rrn.sealed(AUTHOR, first=True)

    said = rrn.as_(who, "list", "--from", "soon")

    assert (said.exit_code, said.code) == (2, "usage")
