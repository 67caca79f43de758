"""What lies in a document can be written by anyone: whatever it says, the check gives an answer."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rrn_desktop.canonical import canonical
from rrn_desktop.clock import wall_time
from rrn_desktop.exports.pdf.checking import check_pdf
from rrn_desktop.exports.pdf.content import Attachment, Document, SignHere, Words
from rrn_desktop.exports.pdf.icons import icon_lines
from rrn_desktop.exports.pdf.making import make_pdf
from rrn_desktop.exports.pdf.record_document import record_document
from rrn_desktop.exports.pdf.report_file import NAME, Fixed, Icon, Printed, ReportFile, Said, Section, make_report_file
from rrn_desktop.exports.pdf.report_texts import report_texts
from rrn_desktop.exports.pdf.signed_file import read_signed
from rrn_desktop.exports.pdf.weight import HEAVIEST, weight
from rrn_desktop.resources import resource_path

RECORD = Path(__file__).parents[3] / "data" / "attacks" / "good_record.pdf"
AT = "2026-05-14T17:00:00+01:00"
REPORT = make_report_file(
    ReportFile(
        kind="own", lang="en-GB", number="2026-A-001", version=1, status="complete", entry_hash="a" * 64, sources=(),
        site="a" * 64, site_name="Hafod Lane", profile="eng_school", demo=True,
        printed=Printed(id="a" * 26, name="Mrs Shah", role="Deputy head", at=AT),
        fixed=Fixed(
            title="Report", under_title="", footer="Foot", sign_title="Signature", sign=("By someone",),
            check_title="Check", check_alt="A code", check=("Here: {sha256}",), attached="What it says",
        ),
        sections=(Section(heading="One", picture="clock", alt="A clock", says="Words", blocks=(Said(text="More"),)),),
        roll=(),
    )
)  # fmt: skip
HOSTILE_VALUES = [
    "", "x", "../../../etc/passwd", "/dev/zero", "America", "a" * 5000, "\0", "9999-12-31T23:59:59-23:59",
    "0001-01-01T00:00:00+23:59", "2026-02-31T00:00:00+00:00", "2026-02-01T00:00:00+99:99", "{0.__class__} {x}",
    "\N{RIGHT-TO-LEFT OVERRIDE}\N{HOUSE BUILDING}", 0, -1, 2**53 - 1, True, None, [], {}, ["x"], [[]], {"x": "y"},
]  # fmt: skip


def holding(files: dict[str, bytes]) -> bytes:
    """An unsigned document with other pages than what is attached to it would give."""
    attached = tuple(Attachment(name, "application/json", "", data) for name, data in files.items())
    blocks = (Words("Words"), SignHere("Signed", ("by someone",)))
    return make_pdf(Document("Title", "Place", "", "Foot", blocks, datetime(2026, 5, 14, tzinfo=UTC), attached))


def changed(whole: Any, data: st.DataObject) -> Any:
    """The same with one thing in it, however deep, put in another's place."""
    if isinstance(whole, dict) and whole and data.draw(st.booleans() | st.just(value=True)):
        name = data.draw(st.sampled_from(sorted(whole)))
        return {**whole, name: changed(whole[name], data)}
    if isinstance(whole, list) and whole:
        place = data.draw(st.integers(0, len(whole) - 1))
        return [*whole[:place], changed(whole[place], data), *whole[place + 1 :]]
    return data.draw(st.sampled_from(HOSTILE_VALUES))


@pytest.fixture(scope="module")
def record() -> dict[str, bytes]:
    return dict(read_signed(RECORD.read_bytes()).attachments)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_whatever_a_report_says_there_is_an_answer(data: st.DataObject) -> None:
    said = canonical(changed(json.loads(REPORT), data))

    checked = check_pdf(holding({NAME: said}))

    assert not checked.holds


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_whatever_is_said_about_a_print_there_is_an_answer(record: dict[str, bytes], data: st.DataObject) -> None:
    said = canonical(changed(json.loads(record["print.json"]), data))

    checked = check_pdf(holding({**record, "print.json": said}))

    assert not checked.holds


def _picture(name: str) -> Callable[[dict[str, Any]], None]:
    return lambda whole: whole["sections"][0].update(picture=name)


def _printed_at(moment: str) -> Callable[[dict[str, Any]], None]:
    return lambda whole: whole["printed"].update(at=moment)


@pytest.mark.parametrize(
    "spoil",
    [_picture("nosuch"), _picture("/tmp/evil"), _picture("../icons/clock"), _printed_at("yesterday"),
     _printed_at("2026-02-31T00:00:00+00:00")],
)  # fmt: skip
def test_a_report_that_names_no_picture_or_no_time_of_ours_gives_no_pages(
    spoil: Callable[[dict[str, Any]], None],
) -> None:
    whole = json.loads(REPORT)
    spoil(whole)

    checked = check_pdf(holding({NAME: canonical(whole)}))

    assert [part.holds for part in checked.parts if part.about == "pages"] == [None]


def _said(whole: dict[str, Any], *blocks: dict[str, Any]) -> None:
    whole["sections"][0]["blocks"] = blocks


ENDLESS: dict[str, Callable[[dict[str, Any]], None]] = {
    "words": lambda whole: _said(whole, {"type": "words", "text": "word " * 300_000}),
    "one word": lambda whole: _said(whole, {"type": "words", "text": "w" * 1_500_000}),
    "lines": lambda whole: _said(whole, {"type": "quote", "text": "\n" * 200_000, "whose": ""}),
    "points": lambda whole: _said(whole, {"type": "list", "items": ["x"] * 30_000}),
    "blocks": lambda whole: _said(whole, *[{"type": "words", "text": "x"}] * 30_000),
    "rows": lambda whole: _said(whole, {"type": "facts", "rows": [["a", "b"]] * 20_000}),
    "title": lambda whole: whole["fixed"].update(title="T " * 700_000),
    "lines to sign": lambda whole: whole["fixed"].update(sign=["x"] * 30_000),
    "lines to check": lambda whole: whole["fixed"].update(check=["x"] * 30_000),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_more_than_any_document_of_ours_says_is_not_set_at_all(name: str) -> None:
    whole = json.loads(REPORT)
    ENDLESS[name](whole)
    data = holding({NAME: canonical(whole)})

    began = time.process_time()
    checked = check_pdf(data)

    assert "too_large" in [one.code for one in checked.findings]
    assert time.process_time() - began < 1


def test_a_record_of_ours_is_nowhere_near_the_heaviest(record: dict[str, bytes]) -> None:
    found = weight(record_document(record))

    assert 5_000 < found < HEAVIEST / 20


def test_reports_have_the_pictures_that_their_definitions_use_and_no_others() -> None:
    used = {section.picture for text in report_texts() for section in text.sections}

    closed = set(get_args(Icon))

    assert used | {""} == closed
    assert all((resource_path("icons") / f"{name}.svg").is_file() for name in closed - {""})


@pytest.mark.parametrize("name", ["../icons/clock", "/tmp/evil", "clock\0", "", "Clock", os.sep])
def test_no_icon_is_read_from_elsewhere(name: str) -> None:
    with pytest.raises(FileNotFoundError):
        icon_lines(name)


@pytest.mark.parametrize("zone", ["America", "a" * 5000, "", ".", "../../etc/passwd", "a\0b"])
def test_what_is_no_zone_is_refused_as_such(zone: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        wall_time(datetime(2026, 5, 14, tzinfo=UTC), zone)
