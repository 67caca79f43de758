"""Sheets that are printed and kept in a safe place."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import page
from pypdf import PdfReader

from rrn_desktop.exports.sheets import Sheet, as_pdf, as_text, write_sheet, write_together

A_SHEET = Sheet(
    "share-1", "Recovery share 1 of 3", ("Keep this safe & dry <always>.",), ("ŵy alpha", "beta"), ("End.",)
)


def test_a_sheet_says_the_same_in_text_and_in_pdf(tmp_path: Path) -> None:
    text_file, pdf_file = write_sheet(A_SHEET, tmp_path)

    printed = PdfReader(pdf_file).pages[0].extract_text()

    assert [line for line in printed.splitlines() if line.strip()] == [
        "Recovery share 1 of 3", "Keep this safe & dry <always>.", "ŵy alpha", "beta", "End.", "Page 1 of 1",
    ]  # fmt: skip
    assert text_file.read_text("utf-8") == as_text(A_SHEET)


def test_a_sheet_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    files = write_sheet(A_SHEET, tmp_path)

    modes = {stat.S_IMODE(file.stat().st_mode) for file in files}

    assert modes == {0o600}


def test_a_sheet_embeds_its_fonts(tmp_path: Path) -> None:
    _, pdf_file = write_sheet(A_SHEET, tmp_path)

    resources: Any = PdfReader(pdf_file).pages[0]["/Resources"]

    names = {str(font.get_object()["/BaseFont"]) for font in resources["/Font"].values()}
    assert all("NotoSans" in name for name in names), names


def test_a_sheet_can_be_read_by_a_screen_reader_and_lasts() -> None:
    made = as_pdf(A_SHEET)

    assert page.validate_pdf_bytes(made, profile="ua1").is_compliant
    assert page.validate_pdf_bytes(made, profile="3a").is_compliant


def test_the_same_sheet_is_the_same_to_the_byte() -> None:
    first, second = as_pdf(A_SHEET), as_pdf(A_SHEET)

    assert first == second


def test_sheets_that_are_written_together_have_a_page_each_behind_a_cover(tmp_path: Path) -> None:
    cover = Sheet("all", "All sheets", ("Hand each out.",), ("Ama Okafor", "Joe Lewis"))

    made = write_together("all", cover, (A_SHEET, A_SHEET), tmp_path)

    pages = [one.extract_text() for one in PdfReader(made).pages]
    assert [text.splitlines()[0] for text in pages] == ["All sheets", A_SHEET.title, A_SHEET.title]
    assert "Joe Lewis" in pages[0]
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert page.validate_pdf_bytes(made.read_bytes(), profile="ua1").is_compliant
