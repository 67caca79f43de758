"""The pages of a report for parents or a person's own copy, made of ``report.json`` and of nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import singledispatch

from rrn_desktop.clock import parse_rfc3339
from rrn_desktop.errors import DoesNotHold
from rrn_desktop.exports.pdf.content import (
    Attachment,
    Block,
    Box,
    Bullets,
    Document,
    Facts,
    Heading,
    Picture,
    Quote,
    Scan,
    SignHere,
    Together,
    Words,
)
from rrn_desktop.exports.pdf.report_file import (
    NAME,
    Notice,
    OwnWords,
    Part,
    Points,
    ReportFile,
    Row,
    Said,
    Section,
    read_report_file,
)


def report_document(report: bytes) -> Document:
    """Return the document that a report makes, with the report itself as its only attachment.

    Pure: a verifier makes the pages again from the same bytes. Raises StoreDamaged or StoreNewer when the bytes are no
    report of ours, and DoesNotHold when it states a time that no calendar has.
    """
    read = read_report_file(report)
    try:
        made_at = parse_rfc3339(read.printed.at)
    except ValueError:
        raise DoesNotHold(
            "Something in this report can't be put into words.", "Nothing was printed.", "Ask for the report again."
        ) from None
    fixed = read.fixed
    return Document(
        title=fixed.title,
        place=read.site_name,
        under_title=fixed.under_title,
        footer=fixed.footer,
        blocks=tuple(_blocks(read, hashlib.sha256(report).hexdigest())),
        made_at=made_at,
        attachments=(Attachment(NAME, "application/json", fixed.attached, report),),
        lang=read.lang,
        look="large" if read.kind == "own" else "record",
        demo=read.demo,
    )


def _blocks(read: ReportFile, sha256: str) -> Iterator[Block]:
    for section in read.sections:
        yield from _section(section)
    fixed = read.fixed
    prints = {"{sha256}": _grouped(sha256), "{site_fingerprint}": _grouped(read.site)}
    yield Together(
        (
            SignHere(fixed.sign_title, fixed.sign),
            Scan(
                f"{read.number} {sha256}",
                fixed.check_alt,
                fixed.check_title,
                tuple(prints.get(line, line.replace("{sha256}", prints["{sha256}"])) for line in fixed.check),
            ),
        )
    )


def _grouped(sha256: str) -> str:
    return " ".join(sha256[start : start + 8] for start in range(0, len(sha256), 8))


def _section(section: Section) -> Iterator[Block]:
    opening: list[Block] = [Heading(section.heading)] if section.heading else []
    if section.picture:
        opening.append(Picture(section.picture, section.alt, section.says or section.heading))
    elif section.says:
        opening.append(Words(section.says, "lead"))
    blocks = [_block(block) for block in section.blocks]
    # A heading never stands alone at the foot of a page.
    if opening and blocks:
        yield Together((*opening, blocks.pop(0)))
        opening = []
    yield from opening
    yield from blocks


@singledispatch
def _block(block: object) -> Block:
    """Return one block of a report as a block of a document."""
    raise TypeError(type(block).__name__)


@_block.register
def _(block: Said) -> Block:
    return Words(block.text)


@_block.register
def _(block: Part) -> Block:
    return Heading(block.text, 3)


@_block.register
def _(block: Row) -> Block:
    return Facts(block.rows)


@_block.register
def _(block: Points) -> Block:
    return Bullets(block.items)


@_block.register
def _(block: OwnWords) -> Block:
    return Quote(block.text, block.whose)


@_block.register
def _(block: Notice) -> Block:
    return Box(block.title, block.text)
