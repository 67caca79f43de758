from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rrn_desktop.exports.pdf.report_file import read_report_file
from rrn_desktop.exports.pdf.signed_file import read_signed
from tests.contract.test_json_shapes import fits
from tests.rrn_desktop.cli.command import Command
from tests.rrn_desktop.services.school import AUTHOR, COLLEAGUE, School, case, sealed

NUMBER = "2026-A-001"


@pytest.fixture(scope="module")
def with_record(school_by_command: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    own = school_by_command.copy(tmp_path_factory.mktemp("with_record"))
    sealed(own.enter(AUTHOR), case(1))
    own.leave()
    return own


@pytest.fixture
def rrn(with_record: School, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Iterator[Command]:
    yield Command(with_record, tmp_path, capsysbinary)
    with_record.leave()


def _passages(rrn: Command, kind: str = "parent") -> dict[str, Any]:
    said = rrn.as_(AUTHOR, "export", kind, NUMBER, "--list-names")
    fits("names", said)
    return {one["label"]: one for one in said.result["passages"]}


def _words(file: Path) -> str:
    report = read_report_file(read_signed(file.read_bytes()).attachments["report.json"])
    return str([section.blocks for section in report.sections]) + "".join(
        str(part) for section in report.sections for block in section.blocks for part in _parts(block)
    )


def _parts(block: Any) -> list[Any]:
    return [getattr(block, name) for name in ("text", "rows", "items") if hasattr(block, name)]


def test_names_are_listed_first_and_nothing_is_written(rrn: Command) -> None:
    before = _passages(rrn)["What was happening, and what did you see and hear?"]

    assert [(mark["text"], mark["kind"]) for mark in before["marks"]] == [("Dylan", "person"), ("Ms Okafor", "staff")]
    assert before["text"][before["marks"][1]["start"] : before["marks"][1]["end"]] == "Ms Okafor"
    assert not list(rrn.folder.glob("*.pdf"))


@pytest.mark.parametrize("kind", ["parent", "own"])
def test_a_report_is_written_once_all_names_are_decided(rrn: Command, kind: str) -> None:
    out = rrn.folder / "out.pdf"

    undecided = rrn.as_(AUTHOR, "export", kind, NUMBER, "--out", out)
    written = rrn.as_(AUTHOR, "export", kind, NUMBER, "--out", out, "--all-names", "replace", "--reason", "Asked for")

    assert (undecided.exit_code, undecided.code) == (1, "names_to_check")
    fits("export", written)
    assert written.result["files"][0]["path"] == str(out)
    assert "Okafor" not in _words(out)


def test_a_file_says_what_happens_to_each_name(rrn: Command) -> None:
    out = rrn.folder / "out.pdf"
    found = _passages(rrn)
    before, impact = (found[label] for label in ("What was happening, and what did you see and hear?",
                                                 "How was the person afterwards?"))  # fmt: skip
    names = rrn.file(
        {
            "passages": {impact["id"]: {"what": "leave_out"}},
            "marks": [{"passage": before["id"], "mark": 1, "what": "replace", "words": "a grown-up"}],
            "others": {"what": "keep"},
        },
        "names.json",
    )

    written = rrn.as_(AUTHOR, "export", "parent", NUMBER, "--out", out, "--names", names)

    assert written.exit_code == 0
    words = _words(out)
    assert "He pushed past a grown-up." in words
    assert "sat in the library" not in words
    assert "Something that was written here was left out." in words
    assert "Ms Okafor called him" in words


@pytest.mark.parametrize(
    ("arguments", "exit_code", "code"),
    [
        (("--all-names", "shout", "--out", "out.pdf"), 2, "usage"),
        (("--all-names", "keep"), 2, "usage"),
        (("--names", "nowhere.json", "--out", "out.pdf"), 1, "not_found"),
    ],
)
def test_what_is_called_wrongly_writes_nothing(
    rrn: Command, arguments: tuple[str, ...], exit_code: int, code: str
) -> None:
    said = rrn.as_(AUTHOR, "export", "parent", NUMBER, *arguments)

    assert (said.exit_code, said.code) == (exit_code, code)
    assert not Path("out.pdf").exists()


@pytest.mark.parametrize("content", [b"{", {"passages": {"a": {"what": "shout"}}}, b"\xff\xfe"])
def test_a_file_of_names_that_is_none_is_refused_in_words(rrn: Command, content: object) -> None:
    names = rrn.file(content, "names.json")

    said = rrn.as_(AUTHOR, "export", "own", NUMBER, "--out", rrn.folder / "out.pdf", "--names", names)

    assert (said.exit_code, said.code) == (2, "usage")


def test_a_colleague_reads_and_prints_nothing_of_it(rrn: Command) -> None:
    listed = rrn.as_(COLLEAGUE, "export", "parent", NUMBER, "--list-names")
    written = rrn.as_(COLLEAGUE, "export", "parent", NUMBER, "--all-names", "keep", "--out", rrn.folder / "out.pdf")

    assert (listed.exit_code, listed.code) == (written.exit_code, written.code) == (3, "no_right")
    assert not (rrn.folder / "out.pdf").exists()
