"""One short document with each block once, whose words can be read in a test, and what else tests of pages share."""

from __future__ import annotations

import subprocess
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from rrn_desktop.exports.pdf.content import (
    Attachment,
    Block,
    Box,
    Bullets,
    Document,
    Facts,
    Grid,
    Heading,
    Look,
    Picture,
    Quote,
    Scan,
    SignHere,
    Together,
    Words,
)

MADE_AT = datetime(2026, 8, 24, 10, 5, tzinfo=timezone(timedelta(hours=1)))


def each_block_once() -> tuple[Block, ...]:
    return (
        Box("Amended", "The end was mended."),
        Heading("At a glance"),
        Facts((("Person", "Sam Ŵyn"), ("Injured", "Sam: a scratch\nAnn: no"), ("", "")), "The main facts"),
        Heading("What happened", 4),
        Words("It was too loud.\n\nThen it was quiet."),
        Words("Roedd yn swnllyd.", lang="cy"),
        Bullets(("First", "Second\nand what came of it", " ")),
        Quote("I want to go home \N{HOUSE BUILDING}\N{VARIATION SELECTOR-16} 家", "Sam"),
        Grid(("Start", "Who"), (("09:12", "Ann, teacher"), ("09:15",)), "Each practice", (1, 3)),
        Picture("clock", "A clock", "It took 8 minutes."),
        Together((Heading("Signatures"), SignHere("Printed and signed", ("by Ann Example",)))),
        Scan("A-000001 " + "3f" * 32, "Code to scan", "How to check this", ("3f3f3f3f 3f3f3f3f",)),
    )


def document(*blocks: Block, look: Look = "record", demo: bool = False, one_page: bool = False) -> Document:
    return Document(
        title="Record A-000001", place="Hafod Lane", under_title="Sealed", footer="A-000001", blocks=blocks,
        made_at=MADE_AT, attachments=(Attachment("record.json", "application/json", "The record", b'{"a":1}'),),
        look=look, demo=demo, one_page=one_page,
    )  # fmt: skip


def text_of(pdf: bytes) -> str:
    """Return the words of all pages with single blanks, as pypdf reads them."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def structure_of(pdf: bytes, folder: Path) -> str:
    """Return the structure with its words, as poppler reads it to someone, without the places of figures."""
    path = folder / "structure.pdf"
    path.write_bytes(pdf)
    read = subprocess.run(["pdfinfo", "-struct-text", str(path)], check=True, stdout=subprocess.PIPE)
    return "".join(line for line in read.stdout.decode("utf-8").splitlines(keepends=True) if "/BBox" not in line)
