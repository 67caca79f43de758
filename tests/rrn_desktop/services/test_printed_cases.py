"""Each case on paper: nothing that was answered is missing, and a night without a lead reads as it was."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rrn_desktop.exports.pdf.making import make_pdf
from rrn_desktop.exports.pdf.record_document import record_document
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.forms.wording import shown
from rrn_desktop.services import printing, taking_in, voiding
from rrn_desktop.services.record_files import record_files_of
from tests.architecture.project_files import ROOT
from tests.rrn_desktop.services.night import MENSAH, may
from tests.rrn_desktop.services.night_of_case_nine import ONE, morning, night_passes
from tests.rrn_desktop.services.printed import bare, text_of
from tests.rrn_desktop.services.school import AT, AUTHOR, CASES, LEAD, PASSPHRASES, School, case, sealed

GOLDEN = ROOT / "tests" / "data" / "golden" / "record_case_1_structure.txt"
# Of the mornings of case 8 one as they usually go, and the one with a hurt hand.
INCIDENTS = ("case1", "case2", "case3", "case4", "case8_2", "case8_5", "case9", "case5", "case6", "case7_1", "case7_2")
# These are printed by command too, in a place of their own kind.
BY_COMMAND_TOO = ("case5", "case6", "case7_1", "case7_2")
PRINTED = [
    pytest.param(place, name, id=name, marks=[pytest.mark.long] if name in BY_COMMAND_TOO else [])
    for place, name in enumerate(INCIDENTS, start=1)
]
LATER = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def answers_in(files: dict[str, bytes]) -> Iterator[tuple[Definition, Answers]]:
    """All that was answered in the signed files, with the form that it was written with; of versions the newest."""
    for name, data in files.items():
        entries = json.loads(data).get("entries", ()) if name != "print.json" else ()
        bodies = [json.loads(one["body"]) for one in entries]
        newest = [body for body in bodies if body.get("version") and "form" in body][-1:]
        for body in (*newest, *(body for body in bodies if "form" in body and "version" not in body)):
            definition = registry.definition(body["form"], body["form_version"])
            yield definition, read_answers(definition, body["answers"])


def missing(files: dict[str, bytes], text: str) -> list[str]:
    """The questions whose answer is not on the pages as the form words it."""
    return [
        f"{definition.form}: {path}"
        for definition, answers in answers_in(files)
        for path, value in answers.leaves()
        if bare(shown(definition.question(path), value)) not in text
    ]


@pytest.fixture(scope="module")
def all_cases(new_ward: School, tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    own = new_ward.copy(tmp_path_factory.mktemp("cases"))
    session = own.enter(AUTHOR, LATER)
    for name in INCIDENTS:
        said = json.loads((CASES / f"{name}.json").read_bytes())
        definition = registry.definition("incident", said["form_version"])
        assert definition.version == registry.definition("incident").version
        sealed(session, read_answers(definition, said["answers"]), first=True)
    yield own
    own.leave()


@pytest.fixture(scope="module")
def after_the_night(new_night: School, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    own = new_night.copy(tmp_path_factory.mktemp("night"))
    night_passes(own)
    morning(own)
    session = own.enter(LEAD, may(9, 0, 5))
    taking_in.confirm(session, ONE, PASSPHRASES[LEAD])
    files = printing.print_files(session, record_files_of(session, ONE))
    own.leave()
    return files


@pytest.mark.parametrize(("place", "name"), PRINTED)
def test_every_answer_of_a_case_stands_on_its_pages(all_cases: School, place: int, name: str) -> None:
    session = all_cases.enter(LEAD, LATER)
    files = printing.print_files(session, record_files_of(session, f"2026-A-{place:03}"))

    text = text_of(make_pdf(record_document(files)))

    assert len(list(answers_in(files))) == 1
    assert missing(files, text) == []


def test_a_night_on_which_the_clocks_went_back_says_so_where_the_length_stands(all_cases: School) -> None:
    session = all_cases.enter(LEAD, LATER)
    number = f"2026-A-{INCIDENTS.index('case3') + 1:03}"

    text = text_of(make_pdf(record_document(printing.print_files(session, record_files_of(session, number)))))

    assert bare("3 hours 34 minutes; the clocks went back in between") in text
    assert bare("Support Not done yet") in text


def test_a_night_without_a_lead_reads_as_it_was(after_the_night: dict[str, bytes]) -> None:
    text = text_of(make_pdf(record_document(after_the_night)))

    assert len(list(answers_in(after_the_night))) == 3
    assert missing(after_the_night, text) == []
    for words in (
        f"{MENSAH}, Agency nurse, without an account; not signed by them", "Not signed by its writer",
        "Writer confirmed (late)", f"Version 1: written by {MENSAH}", "Mrs Shah, Deputy head",
        "First record, still to be completed", "A correction", "Answered without a fact",
    ):  # fmt: skip
        assert bare(words) in text, words


def test_a_void_record_says_so_before_anything_else(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)
    voiding.void(session, number, "It was another child.", PASSPHRASES[AUTHOR])

    document = record_document(printing.print_files(session, record_files_of(session, number)))

    first = document.blocks[0]
    assert (getattr(first, "title", ""), getattr(first, "text", "")) == (
        "Void: this was entered in error", "Why: It was another child.",
    )  # fmt: skip
    assert "Void" in document.under_title


def test_case_one_is_read_aloud_in_this_order(school: School, tmp_path: Path) -> None:
    session = school.enter(AUTHOR, AT)
    number = str(sealed(session, case(1)).number)
    printing.export_pdf(session, number, tmp_path / "one.pdf")

    said = subprocess.run(
        ["pdfinfo", "-struct-text", tmp_path / "one.pdf"], capture_output=True, text=True, check=True
    ).stdout

    # Keys are new in each store, and so are the fingerprints.
    assert re.sub(r"[0-9a-f]{8}(?=\b)", "########", said) == GOLDEN.read_text("utf-8")
