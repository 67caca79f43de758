"""Pages that anyone can read and that last: what the standards ask for, as other people's programs see it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pytest
from pypdf import PdfReader, PdfWriter

from rrn_desktop.exports.pdf.content import Look, Words
from rrn_desktop.exports.pdf.making import make_pdf
from tests.conformance.broken import CONTROLS, spoiled
from tests.conformance.samples import every_block
from tests.rrn_desktop.exports.pdf.papers_to_set import document, each_block_once, structure_of

LOOKS: tuple[Look, ...] = ("record", "large")
GOLDEN = Path(__file__).parents[3] / "data" / "golden" / "each_block_structure.txt"
BROKEN = {"pictures without words": "ua1", "no structure": "ua1", "colours not defined": "3a"}


@pytest.fixture(scope="module")
def made() -> Mapping[Look, bytes]:
    return {look: make_pdf(every_block(look)) for look in LOOKS}


@pytest.fixture(scope="module")
def short() -> bytes:
    return make_pdf(document(*each_block_once()))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_document_with_every_block_conforms(made: Mapping[Look, bytes], look: Look, profile: str) -> None:
    report = page.validate_pdf_bytes(made[look], profile=profile)

    assert report.is_compliant, str(report)


@pytest.mark.parametrize("name", BROKEN)
def test_the_referee_sees_what_is_broken_on_purpose(made: Mapping[Look, bytes], name: str) -> None:
    control = next(control for control in CONTROLS if control.name == name)

    report = page.validate_pdf_bytes(spoiled(made["record"], control), profile=BROKEN[name])

    assert not report.is_compliant


def test_the_file_is_whole(made: Mapping[Look, bytes], tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(made["large"])

    checked = subprocess.run(["qpdf", "--check", str(path)], check=True, stdout=subprocess.PIPE, text=True)

    assert "No syntax or stream encoding errors found" in checked.stdout
    assert "PDF Version: 1.7" in checked.stdout


def test_a_reader_is_told_what_each_thing_is_and_in_which_order(short: bytes, tmp_path: Path) -> None:
    told = structure_of(short, tmp_path)

    assert told == GOLDEN.read_text("utf-8")


def test_equal_documents_are_equal_to_the_byte_in_another_process_too(made: Mapping[Look, bytes]) -> None:
    code = (
        "import hashlib; from tests.conformance.samples import every_block;"
        "from rrn_desktop.exports.pdf.making import make_pdf;"
        "print(hashlib.sha256(make_pdf(every_block('large'))).hexdigest())"
    )
    elsewhere = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}

    again = subprocess.run([sys.executable, "-c", code], check=True, env=elsewhere, stdout=subprocess.PIPE, text=True)

    assert again.stdout.strip() == hashlib.sha256(made["large"]).hexdigest()


def test_there_is_one_empty_field_over_the_frame_of_the_signature(short: bytes) -> None:
    reader = PdfReader(BytesIO(short))
    catalog: Any = reader.root_object

    (field,) = [each.get_object() for each in catalog["/AcroForm"]["/Fields"]]
    left, low, right, high = (float(edge) for edge in field["/Rect"])

    assert (field["/T"], field["/FT"], field["/Subtype"], field["/F"]) == ("Exporter", "/Sig", "/Widget", 132)
    assert "/V" not in field
    assert field["/TU"]
    assert right - left > 300
    assert high - low > 30
    objects: list[Any] = list(PdfWriter(clone_from=BytesIO(short))._objects)
    (form,) = [each for each in objects if isinstance(each, dict) and each.get("/S") == "/Form"]
    # A list with one kid in it would be taken for a changed form once it is signed.
    assert form["/K"]["/Type"] == "/OBJR"
    assert form["/Alt"]


def test_without_a_frame_there_is_no_field() -> None:
    catalog: Any = PdfReader(BytesIO(make_pdf(document(Words("Nothing to sign."))))).root_object

    assert "/AcroForm" not in catalog


def test_attachments_come_out_as_they_went_in_and_say_what_they_are(short: bytes) -> None:
    reader = PdfReader(BytesIO(short))
    catalog: Any = reader.root_object

    attached = reader.attachments["record.json"]
    described: Any = catalog["/AF"][0].get_object()

    assert attached == [b'{"a":1}']
    assert described["/AFRelationship"] == "/Data"
    assert described["/EF"]["/F"].get_object()["/Subtype"] == "/application/json"


def test_no_font_is_left_to_the_reader(short: bytes) -> None:
    resources: Any = PdfReader(BytesIO(short)).pages[0]["/Resources"]

    fonts = [font.get_object() for font in resources["/Font"].values()]

    assert {str(font["/BaseFont"]).partition("+")[2] for font in fonts} == {"NotoSans-Regular", "NotoSans-Bold"}
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)
