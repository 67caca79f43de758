from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.rrn_desktop.cli.command import Command, Said, case_1, few_answers
from tests.rrn_desktop.services.school import AUTHOR, CASES, COLLEAGUE, LEAD

ONE = "2026-A-001"
NAME = ("--name", "A. Mensah", "--role", "Agency nurse")


def without_account(rrn: Command, *words: str | Path, at: str = "2026-05-14T17:00:00+01:00") -> Said:
    return rrn.plainly("inbox", *words, "--store", rrn.school.store, "--json", "--now", at)


def written(rrn: Command, *more: str) -> dict[str, Any]:
    return without_account(rrn, "write", *NAME, "--answers", rrn.file(few_answers()), *more).result


def phrase_file(rrn: Command, result: dict[str, Any]) -> tuple[str, Path]:
    return "--phrase-file", rrn.file(str(result["phrase"]).encode(), "words.txt")


def correction() -> dict[str, Any]:
    when = {"local": "2026-05-14T16:40", "offset": "+01:00", "zone": "Europe/London"}
    said = {"when": when, "wrong": "The right arm.", "right": "The left arm."}
    return {"form": "correction", "form_version": 1, "profile": "eng_school", "answers": said}


def test_written_carried_on_handed_in_corrected_listed_and_confirmed(rrn: Command) -> None:
    begun = written(rrn)
    words = phrase_file(rrn, begun)
    whole = ("--answers", CASES / "case1.json")

    sealed = without_account(rrn, "carry-on", *words, *whole, "--seal").result
    corrected = without_account(rrn, "correct", *words, "--answers", rrn.file(correction())).result
    listed = rrn.as_(LEAD, "inbox", "list").result["inbox"]
    confirmed = rrn.as_(LEAD, "inbox", "confirm", ONE, "--writer", "Abena Mensah").result

    assert (begun["state"], begun["status"], len(begun["phrase"].split())) == ("writing", None, 4)
    assert (sealed["state"], sealed["status"], sealed["phrase"]) == ("sealed", "complete", None)
    assert sealed["inbox_id"] == begun["inbox_id"] != corrected["inbox_id"]
    assert [(one["number"], one["name"], one["role"]) for one in listed] == [(ONE, "A. Mensah", "Agency nurse")]
    assert (confirmed["confirmation"]["name"], confirmed["confirmation"]["how"]) == ("Abena Mensah", "lead")
    shown = rrn.as_(LEAD, "show", ONE).result
    assert shown["body"]["answers"] == case_1()["answers"]
    assert [one["form"] for one in shown["additions"]] == ["correction"]


def test_a_record_without_an_account_seals_the_same_answers_as_one_with(rrn: Command) -> None:
    whole = ("--answers", CASES / "case1.json")
    without_account(rrn, "write", *NAME, *whole, "--seal")
    rrn.as_(AUTHOR, "record", "incident", *whole, "--seal")

    first, second = (rrn.as_(LEAD, "show", number).result["body"] for number in (ONE, "2026-A-002"))

    # Names typed without an account are not looked up: nobody has opened the directory.
    plain = [part for part in first["answers"] if part not in {"person", "practices", "told"}]
    assert {part: first["answers"][part] for part in plain} == {part: second["answers"][part] for part in plain}
    assert first["written_by"]["how"] == "without_account"


def test_wrong_words_late_words_and_words_of_what_is_handed_in_each_have_their_code(rrn: Command) -> None:
    begun = written(rrn)
    words, answers = phrase_file(rrn, begun), ("--answers", rrn.file(few_answers(), "few.json"))
    wrong = ("--phrase-file", rrn.file(b"academic academic academic academic\n", "wrong.txt"))

    refusals = [
        without_account(rrn, "carry-on", *wrong, *answers),
        without_account(rrn, "carry-on", *words, *answers, at="2026-05-15T17:00:01+01:00"),
    ]
    without_account(rrn, "carry-on", *words, *answers, "--first")
    refusals.append(without_account(rrn, "carry-on", *words, *answers))

    assert [(said.exit_code, said.code) for said in refusals] == [
        (3, "wrong_passphrase"), (1, "inbox_too_late"), (1, "inbox_sealed"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"form": "correction"}, "usage"),
        ({"form_version": 99}, "usage"),
        ({"profile": "eng_ward"}, "usage"),
        ({"answers": {"nothing": 1}}, "answers_refused"),
    ],
)
def test_answers_that_do_not_fit_are_refused_and_nothing_is_kept(
    rrn: Command, change: dict[str, Any], code: str
) -> None:
    said = without_account(rrn, "write", *NAME, "--answers", rrn.file({**few_answers(), **change}))

    assert said.code == code
    assert not list((rrn.school.store / "inbox").glob("?" * 26 + ".json"))


def test_a_draft_that_is_to_be_handed_in_is_a_wrong_call(rrn: Command) -> None:
    said = without_account(rrn, "write", *NAME, "--answers", rrn.file(few_answers()), "--draft", "--seal")

    assert (said.exit_code, said.code) == (2, "usage")


def test_only_a_lead_lists_opens_and_seals_what_was_left(rrn: Command) -> None:
    begun = without_account(
        rrn, "write", *NAME, "--answers", rrn.file(few_answers()), at="2026-05-14T11:00:00+01:00"
    ).result["inbox_id"]
    rrn.as_(AUTHOR, "record", "incident", "--answers", rrn.file(few_answers()))
    day_after = ("--now", "2026-05-16T17:00:00+01:00")

    def later(name: str, *words: str) -> Said:
        return rrn.plainly(*rrn.line(name, "drafts", *words)[:-2], *day_after)

    listed = later(LEAD, "list").result["drafts"]
    opened = later(LEAD, "open", begun, "--reason", "She never came back")
    sealed = later(LEAD, "seal", begun)

    assert sorted(one["kind"] for one in listed) == ["draft", "inbox"]
    assert opened.result["answers"]["place"] == few_answers()["answers"]["place"]
    assert sealed.result["number"] == ONE
    assert later(COLLEAGUE, "list").code == "no_right"
    assert later(LEAD, "seal", begun).code == "not_found"
