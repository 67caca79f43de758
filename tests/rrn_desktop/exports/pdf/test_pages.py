from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rrn_desktop.exports.pdf.content import NewPage, Words
from rrn_desktop.exports.pdf.file import PdfFile
from rrn_desktop.exports.pdf.making import make_pdf
from rrn_desktop.exports.pdf.pages import compare_pages
from tests.attacks.papers import plain

DOCUMENT = plain({"record.json": b'{"said":"walked"}'})
MADE = make_pdf(DOCUMENT)
CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "nothing left": lambda pdf: b"",
    "another word on a page": lambda pdf: make_pdf(replace(DOCUMENT, blocks=(Words("Other"), *DOCUMENT.blocks[1:]))),
    "another footer": lambda pdf: make_pdf(replace(DOCUMENT, footer="A-000002")),
    "another attachment": lambda pdf: make_pdf(plain({"record.json": b'{"said":"dragged"}'})),
    "another title": lambda pdf: pdf.replace(b"/Title (Record", b"/Title (Rebord"),
    "another place": lambda pdf: pdf.replace(b"/MediaBox[0 0 5", b"/MediaBox[0 0 4"),
    "another tooltip": lambda pdf: pdf.replace(b"/TU(Electronic", b"/TU(Elektronic"),
    "other words read aloud": lambda pdf: make_pdf(replace(DOCUMENT, lang="fr")),
    "a script on opening": lambda pdf: pdf.replace(b"<</Type/Catalog", b"<</OpenAction<<>>/Type/Catalog"),
    "something behind the end": lambda pdf: pdf + b"\n",
    "something before the table": lambda pdf: pdf.replace(b"xref\n0", b"%more\nxref\n0", 1),
    "a table that points elsewhere": lambda pdf: pdf.replace(b"00000 n \n0000", b"00000 n \n0001", 1),
    "a stream of another length": lambda pdf: pdf.replace(b"/Length ", b"/Length 1", 1),
    "an object out of its place": lambda pdf: pdf.replace(b"\n2 0 obj\n", b"\n9 0 obj\n", 1),
}


def test_a_document_made_again_is_the_same() -> None:
    again = make_pdf(plain({"record.json": b'{"said":"walked"}'}))

    assert compare_pages(MADE, again) == ()


def test_how_tightly_streams_are_packed_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    real = PdfFile.stream

    def looser(file: PdfFile, entries: str, data: bytes, *, packed: bool = True) -> int:
        if not packed:
            return real(file, entries, data, packed=False)
        return real(file, entries + "/Filter/FlateDecode", zlib.compress(data, 1), packed=False)

    monkeypatch.setattr(PdfFile, "stream", looser)
    elsewhere = make_pdf(DOCUMENT)

    assert elsewhere != MADE
    assert compare_pages(MADE, elsewhere) == ()


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_else_differs_is_found(name: str) -> None:
    changed = CHANGES[name](MADE)

    found = compare_pages(MADE, changed)

    assert changed != MADE
    assert [one.code for one in found] == ["pages_differ"]


def test_a_page_more_is_counted() -> None:
    longer = make_pdf(replace(DOCUMENT, blocks=(*DOCUMENT.blocks, NewPage(), Words("More"))))

    (found,) = compare_pages(MADE, longer)

    assert found.code == "page_count"
    assert "3 pages" in found.says
    assert "gives 2" in found.says


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, len(MADE) - 1), bit=st.integers(0, 7))
def test_any_bit_that_is_turned_is_either_found_or_shows_nothing(place: int, bit: int) -> None:
    turned = MADE[:place] + bytes([MADE[place] ^ 1 << bit]) + MADE[place + 1 :]

    found = compare_pages(MADE, turned)

    assert found or place > MADE.index(b"/ID[")


def test_nothing_can_be_hidden_where_colours_are_told() -> None:
    start = MADE.index(b"<</N 3")
    end = MADE.index(b"endobj\n", start)
    hiding = b"<</N 3/Filter/FlateDecode/Length 9>>\nstream\nsecrecies\nendstream\n"
    longer = len(hiding) - (end - start)
    places = re.compile(rb"\d{10}(?= 00000 n)|(?<=startxref\n)\d+")
    moved = places.sub(lambda one: _moved(one[0], start, longer), MADE)
    hidden = moved.replace(MADE[start:end], hiding)

    found = compare_pages(MADE, hidden)

    assert len(hidden) == len(MADE) + longer
    assert [one.code for one in found] == ["pages_differ"]


def _moved(place: bytes, start: int, longer: int) -> bytes:
    moved = int(place) + (longer if int(place) > start else 0)
    return b"%0*d" % (len(place), moved)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_can_be_compared(noise: bytes) -> None:
    found = compare_pages(MADE, noise), compare_pages(MADE, MADE[:200] + noise)

    assert all(found)
