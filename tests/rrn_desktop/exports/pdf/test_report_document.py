"""The pages of a report come from its file and from nothing else."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rrn_desktop.canonical import canonical
from rrn_desktop.errors import StoreDamaged, StoreNewer
from rrn_desktop.exports.pdf.content import (
    Block,
    Box,
    Bullets,
    Facts,
    Heading,
    Picture,
    Quote,
    Scan,
    SignHere,
    Together,
    Words,
)
from rrn_desktop.exports.pdf.report_document import report_document
from rrn_desktop.exports.pdf.report_file import (
    Fixed,
    Icon,
    Notice,
    OwnWords,
    Part,
    Points,
    Printed,
    ReportBlock,
    ReportFile,
    Row,
    Said,
    Section,
    make_report_file,
    read_report_file,
)
from rrn_desktop.exports.pdf.report_texts import report_text
from rrn_desktop.keys import strict_json
from tests.strategies import texts

HASH = "a" * 64
FIXED = Fixed(
    title="Report", under_title="About someone", footer="Foot", sign_title="Signature", sign=("By someone",),
    check_title="Check", check_alt="A code", check=("Here: {sha256}",), attached="What it says",
)  # fmt: skip


def report(*sections: Section, kind: str = "parent") -> bytes:
    made = ReportFile(
        kind="own" if kind == "own" else "parent", lang="en-GB", number="2026-A-001", version=1, status="complete",
        entry_hash=HASH, sources=(HASH,), site=HASH, site_name="Hafod Lane", profile="eng_school", demo=True,
        printed=Printed(id="a" * 26, name="Mrs Shah", role="Deputy head", at="2026-05-14T17:00:00+01:00"),
        fixed=FIXED, sections=sections, roll=(),
    )  # fmt: skip
    return make_report_file(made)


def section(*blocks: ReportBlock, picture: Icon = "", says: str = "") -> Section:
    return Section(heading="A heading", picture=picture, alt="A clock" if picture else "", says=says, blocks=blocks)


def flat(blocks: tuple[Block, ...]) -> list[Block]:
    return [part for one in blocks for part in (flat(one.blocks) if isinstance(one, Together) else [one])]


def test_each_block_of_a_report_becomes_one_on_the_page() -> None:
    data = report(
        section(Said(text="a"), Part(text="b"), Row(rows=(("c", "d"),)), Points(items=("e",))),
        section(OwnWords(text="f", whose="g"), Notice(title="h", text="i"), picture="clock", says="j"),
    )

    blocks = flat(report_document(data).blocks)

    assert blocks[:-2] == [
        Heading("A heading"), Words("a"), Heading("b", 3), Facts((("c", "d"),)), Bullets(("e",)),
        Heading("A heading"), Picture("clock", "A clock", "j"), Quote("f", "g"), Box("h", "i"),
    ]  # fmt: skip
    assert [type(block) for block in blocks[-2:]] == [SignHere, Scan]


def test_the_code_holds_the_number_and_the_fingerprint_of_the_file_and_nothing_else() -> None:
    data = report(section(Said(text="a")))
    sha256 = hashlib.sha256(data).hexdigest()

    document = report_document(data)

    scan = next(block for block in flat(document.blocks) if isinstance(block, Scan))
    assert scan.code == f"2026-A-001 {sha256}"
    assert scan.lines[0].replace(" ", "") == f"Here:{sha256}"
    assert [(one.name, one.data) for one in document.attachments] == [("report.json", data)]


def test_the_fingerprint_of_the_site_stands_in_groups_beside_how_to_check_the_report() -> None:
    check = report_text("parent").check.lines
    data = make_report_file(replace(read_report_file(report()), fixed=replace(FIXED, check=check[-2:])))

    scan = next(block for block in flat(report_document(data).blocks) if isinstance(block, Scan))

    assert "site" in scan.lines[0]
    assert scan.lines[1] == " ".join(["a" * 8] * 8)


def test_it_is_made_when_it_says_and_large_for_the_person() -> None:
    parents, own = report_document(report()), report_document(report(kind="own"))

    assert parents.made_at == datetime(2026, 5, 14, 16, 0, tzinfo=UTC)
    assert (parents.look, own.look) == ("record", "large")
    assert parents.demo


@given(texts(60), texts(60), st.lists(texts(20), max_size=3))
def test_whatever_is_said_is_read_back_as_it_was(one: str, two: str, more: list[str]) -> None:
    sections = (section(Said(text=one), OwnWords(text=two, whose=one), Points(items=tuple(more)), says=two),)

    data = report(*sections)

    assert read_report_file(data).sections == sections
    assert report(*sections) == data
    assert report_document(data) == report_document(data)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"format": "rrn-report/2"}, StoreNewer),
        ({"format": "rrn-record/1"}, StoreDamaged),
        ({"layout": 2}, StoreDamaged),
        ({"kind": "other"}, StoreDamaged),
        ({"more": 1}, StoreDamaged),
        ({"status": "void"}, StoreDamaged),
    ],
)
def test_what_is_no_report_of_ours_is_refused(change: dict[str, object], problem: type[Exception]) -> None:
    value = {**strict_json.parse(report()), **change}

    with pytest.raises(problem):
        report_document(canonical(value))
