"""What is written without an account, confirmed, or left unfinished prints the shapes that docs/interface gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.test_json_shapes import fits
from tests.rrn_desktop.cli.command import Command, few_answers
from tests.rrn_desktop.cli.test_inbox_by_command import NAME, correction, phrase_file, without_account, written
from tests.rrn_desktop.services.school import AUTHOR, CASES, LEAD, School, make_school


@pytest.fixture(scope="module")
def school_of_the_inbox(tmp_path_factory: pytest.TempPathFactory) -> School:
    return make_school(tmp_path_factory.mktemp("inbox_shapes"))


@pytest.fixture
def rrn(school_of_the_inbox: School, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Iterator[Command]:
    own = school_of_the_inbox.copy(tmp_path)
    yield Command(own, tmp_path, capsysbinary)
    own.leave()


def test_writing_without_an_account_prints_its_shape(rrn: Command) -> None:
    answers = ("--answers", rrn.file(few_answers(), "few.json"))
    begun = without_account(rrn, "write", *NAME, *answers)
    words = phrase_file(rrn, begun.result)

    sealed = without_account(rrn, "carry-on", *words, "--answers", CASES / "case1.json", "--first")
    corrected = without_account(rrn, "correct", *words, "--answers", rrn.file(correction()))

    for said in (begun, sealed, corrected):
        fits("inbox_write", said)
    assert begun.result["problems"]


def test_what_waits_to_be_confirmed_prints_its_shape(rrn: Command) -> None:
    written(rrn, "--first")

    fits("today", rrn.as_(LEAD, "today"))
    fits("inbox", rrn.as_(LEAD, "inbox", "list"))
    fits("inbox", rrn.as_(LEAD, "inbox", "confirm", "2026-A-001"))
    fits("show", rrn.as_(LEAD, "show", "2026-A-001"))


def test_what_was_left_unfinished_prints_its_shape(rrn: Command) -> None:
    rrn.as_(AUTHOR, "record", "incident", "--answers", rrn.file(few_answers()))
    written(rrn)

    def later(*words: str) -> list[str]:
        return [*rrn.line(LEAD, "drafts", *words)[:-1], "2026-05-16T17:00:00+01:00"]

    listed = rrn.plainly(*later("list"))
    left = listed.result["drafts"][0]["id"]

    fits("drafts", listed)
    fits("drafts", rrn.plainly(*later("open", left, "--reason", "Away")))
    fits("drafts", rrn.plainly(*later("seal", left)))
    assert len(listed.result["drafts"]) == 2


def test_a_draft_of_ones_own_that_is_given_up_prints_its_shape(rrn: Command) -> None:
    draft = rrn.as_(AUTHOR, "record", "incident", "--answers", rrn.file(few_answers())).result

    said = rrn.as_(AUTHOR, "drafts", "give-up", draft["draft_id"], "--reason", "Begun twice by mistake")

    fits("drafts", said)
    assert (said.result["id"], said.result["number"]) == (draft["draft_id"], draft["number"])
    assert rrn.as_(AUTHOR, "today").result["drafts"] == []
