"""How strips are spread over pages, and what stands on each page."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from rrn_desktop.exports.pdf.content import Block, Grid, Heading, Look, NewPage, Picture, Together, Words
from rrn_desktop.exports.pdf.file import PdfFile, name, string
from rrn_desktop.exports.pdf.icons import icon_lines
from rrn_desktop.exports.pdf.making import make_pdf
from rrn_desktop.exports.pdf.strips import Strip, paginate
from rrn_desktop.resources import resource_path
from tests.rrn_desktop.exports.pdf.papers_to_set import document

HIGH = 100.0
ICONS = sorted(path.stem for path in resource_path("icons").glob("*.svg"))
distances = st.floats(0, 30)
strips = st.builds(
    Strip, st.floats(0, 60), before=distances, after=distances, keep=st.booleans(), together=st.booleans(),
    new_page=st.booleans(),
)  # fmt: skip


def _pages(*blocks: Block, look: Look = "record", demo: bool = False, one_page: bool = False) -> list[str]:
    pdf = make_pdf(document(*blocks, look=look, demo=demo, one_page=one_page))
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


@given(st.lists(strips, max_size=40))
def test_every_strip_is_on_one_page_in_order_and_inside_it(made: list[Strip]) -> None:
    pages = paginate(made, HIGH, HIGH)

    placed = [place for page in pages for place in page]
    assert [place.strip for place in placed] == made
    assert all(place.top <= HIGH and place.top - place.strip.height >= -0.1 for place in placed)


@given(st.lists(strips, min_size=2, max_size=12))
def test_strips_that_keep_together_are_parted_only_when_a_page_is_too_short(made: list[Strip]) -> None:
    for strip in made:
        strip.keep, strip.together, strip.new_page = False, strip is not made[-1], False
    high = sum(strip.height for strip in made) + sum(max(above.after, below.before) for above, below in pairwise(made))
    first = Strip(60)

    pages = paginate([first, *made], HIGH, HIGH)

    on = {number for number, page in enumerate(pages) for place in page if place.strip in made}
    assert (len(on) == 1) or high > HIGH


def test_each_page_says_which_of_how_many_it_is() -> None:
    pages = _pages(Words("One."), NewPage(), Words("Two."), NewPage(), Words("Three."))

    assert [re.findall(r"Page \d of \d", page) for page in pages] == [[f"Page {n} of 3"] for n in (1, 2, 3)]
    assert all("A-000001" in page for page in pages)


def test_each_page_of_a_demonstration_says_so() -> None:
    shown = _pages(Words("One."), NewPage(), Words("Two."), demo=True)
    real = _pages(Words("One."))

    assert ["Demonstration: made-up facts" in page for page in shown] == [True, True]
    assert not any("Demonstration" in page for page in real)


def test_a_heading_stands_above_what_it_is_the_heading_of() -> None:
    filling = tuple(Words(f"line {n}") for n in range(38))

    for more in range(6):
        pages = _pages(*filling, *[Words("more")] * more, Heading("The heading"), Words("What it is about. " * 20))
        (with_heading,) = [page for page in pages if "The heading" in page]
        assert "What it is about." in with_heading


def test_what_belongs_together_is_on_one_page() -> None:
    rows = tuple((f"row {n}",) for n in range(15))

    pages = _pages(*[Words("line")] * 30, Together((Heading("Kept"), Grid(("Head",), rows))))

    assert ["Kept" in page for page in pages] == [False, True]


def test_a_document_of_one_page_has_one_page() -> None:
    much = Words("Sam likes the blue cushion and a quiet room. " * 90)

    small, plain = _pages(much, look="large", one_page=True), _pages(much, look="large")

    assert len(small) == 1
    assert len(plain) > 1
    assert " ".join(small[0].split()).count("blue cushion") == 90


def test_levels_of_headings_leave_no_gap() -> None:
    pdf = make_pdf(document(Heading("Deep", 4), Heading("Deeper", 4), Heading("Up", 2)))

    tags = re.findall(rb"/S/(H\d)", pdf)

    assert tags == [b"H1", b"H2", b"H3", b"H2"]


@pytest.mark.parametrize("icon", ICONS)
def test_every_icon_of_ours_can_be_drawn_inside_its_square(icon: str) -> None:
    drawn = icon_lines(icon)

    numbers = [float(number) for number in re.findall(r"-?\d+\.\d+", drawn)]
    assert len(numbers) > 3
    assert all(-0.5 <= number <= 24.5 for number in numbers)


def test_a_picture_that_is_not_ours_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        make_pdf(document(Picture("no-such-icon", "Nothing", "Nothing")))


@given(st.text())
def test_strings_come_back_as_they_were(text: str) -> None:
    file = PdfFile()
    info = file.add(f"<</Title {string(text)}>>")
    pages = file.add("<</Type/Pages/Count 0/Kids[]>>")

    read = PdfReader(BytesIO(file.whole(root=file.add(f"<</Type/Catalog/Pages {pages} 0 R>>"), info=info)))

    assert read.metadata is not None
    assert (read.metadata.title or "") == text.encode("utf-16", "replace").decode("utf-16")


def test_names_hold_only_what_may_stand_in_them() -> None:
    assert name("application/json") == "/application#2Fjson"
    assert name("a b(ŵ)") == "/a#20b#28#C5#B5#29"


def test_an_object_that_was_promised_must_be_there() -> None:
    file = PdfFile()
    file.keep()

    with pytest.raises(ValueError, match="kept"):
        file.whole(root=1, info=1)
