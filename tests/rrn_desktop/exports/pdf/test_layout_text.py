"""Whatever people write is on the pages: all of it, in order, and nothing of it is taken for a command."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from rrn_desktop.exports.pdf.content import (
    Block,
    Box,
    Bullets,
    Facts,
    Grid,
    Heading,
    Picture,
    Quote,
    Scan,
    SignHere,
    Together,
    Words,
)
from rrn_desktop.exports.pdf.fonts import faces
from rrn_desktop.exports.pdf.look import design
from rrn_desktop.exports.pdf.making import make_pdf
from rrn_desktop.exports.pdf.words import broken
from tests.rrn_desktop.exports.pdf.papers_to_set import document, structure_of, text_of

ODD = "aZ ŵŷÂłąćżĐặờñüßЖΩ€“—…<>&()\\/%\t\u00a0\u0301\u200d\ufe0f\x00\x1b\ufeff\ud83d" + "\U0001f692家מلक\u3000"
FOOT = re.compile(r"A-000001Page\d+of\d+")
texts = st.text(alphabet=ODD, max_size=60)
by_text: dict[str, Callable[[str], Block]] = {
    "words": Words,
    "bullets": lambda text: Bullets((text, "end")),
    "facts": lambda text: Facts((("label", text),)),
    "grid": lambda text: Grid(("head", "more"), ((text, "x"), (text,))),
    "quote": lambda text: Quote(text, text),
    "box": lambda text: Box(text, text),
    "picture": lambda text: Picture("clock", "A clock", text),
    "scan": lambda text: Scan("A-000001", "A code", "title", (text,)),
    "sign": lambda text: SignHere("title", (text,)),
    "heading": Heading,
    "together": lambda text: Together((Words(text), Words(text))),
}


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _printed(text: str) -> str:
    """Return what of a text has a shape, box for box, without its blanks."""
    return _bare("".join(faces().regular.letters(line.strip()).shown for line in text.splitlines()))


@settings(max_examples=30, deadline=None)
@given(st.lists(texts, min_size=1, max_size=8))
def test_every_letter_is_on_the_pages_in_order(written: list[str]) -> None:
    pdf = make_pdf(document(*map(Words, written)))

    found = _bare(text_of(pdf))

    assert "".join(_printed(text) for text in written) in found


@settings(max_examples=15, deadline=None)
@given(texts)
def test_every_block_prints_whatever_is_written_into_it(text: str) -> None:
    blocks = [make(text) for name, make in by_text.items() if name != "heading"]

    found = _bare(text_of(make_pdf(document(*blocks))))

    assert found.count(_printed(text)) >= len(blocks)


@pytest.fixture(scope="module")
def long_ones() -> dict[str, str]:
    """What is on the pages when each block holds ten thousand letters, with the blanks taken out."""
    long = "Sam said that it was too loud. " * 320 + "W" * 300
    return {name: FOOT.sub("", _bare(text_of(make_pdf(document(make(long)))))) for name, make in by_text.items()}


@pytest.mark.parametrize("name", by_text)
def test_ten_thousand_letters_go_on_over_the_pages(long_ones: dict[str, str], name: str) -> None:
    found = long_ones[name]

    assert found.count("Samsaidthatitwastooloud.") >= 320
    assert found.count("W") >= 300


def test_two_hundred_rows_have_their_head_on_each_page_and_are_read_out_once() -> None:
    rows = tuple((f"row {n}", "held standing") for n in range(200))

    pdf = make_pdf(document(Grid(("Number", "Position"), rows)))
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]

    assert len(pages) > 3
    assert all("Position" in page for page in pages)
    assert pdf.count(b"/S/TH/") == 2
    assert re.findall(r"row \d+", " ".join(pages)) == [f"row {n}" for n in range(200)]


def test_letters_that_the_font_lacks_are_boxes_that_say_which_letters_they_are() -> None:
    pdf = make_pdf(document(Words("She drew a \U0001f469\u200d\U0001f692 and wrote 家.")))

    objects: list[Any] = list(PdfWriter(clone_from=BytesIO(pdf))._objects)
    spans = [each for each in objects if isinstance(each, dict) and each.get("/S") == "/Span"]
    assert [str(span["/ActualText"]) for span in spans] == ["\U0001f469\u200d\U0001f692", "家"]
    assert "She drew a \ufffd\ufffd and wrote \ufffd." in text_of(pdf)


def test_letters_and_their_accents_are_composed() -> None:
    pdf = make_pdf(document(Words("w\u0302 y\u0302 z\u0307")))

    assert "ŵ ŷ ż" in text_of(pdf)


def test_words_do_not_run_into_each_other_where_a_line_ends(tmp_path: Path) -> None:
    pdf = make_pdf(document(Words("She sat down and was quiet. " * 20)))

    assert ("She sat down and was quiet. " * 20).strip() in structure_of(pdf, tmp_path)


def test_what_says_nothing_leaves_nothing_behind() -> None:
    empty: tuple[Block, ...] = (
        Heading(" "), Words("\n \n"), Bullets(("", " ")), Facts((("", " "),)), Grid((), ()), Quote(""), Box(""),
        Together(()), Grid((), ((), ())),
    )  # fmt: skip

    assert make_pdf(document(*empty)) == make_pdf(document())


@given(st.text(alphabet="ab W\u00e9\U0001f692", max_size=200), st.floats(20, 300))
def test_no_line_is_wider_than_its_column_and_none_loses_a_letter(text: str, width: float) -> None:
    letters = design("record").type("body")
    printable = letters.face.letters(text.strip())

    lines = [printable.shown[part] for part in broken(printable, letters, width)]

    assert "".join(lines) == printable.shown
    assert all(letters.face.width(line.rstrip(" "), letters.size) <= width for line in lines)
