"""What a document says, in the order in which it is read: blocks of words, without fonts and without places.

The order of the blocks is the order in which a screen reader reads them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

Style = Literal["body", "small", "lead", "mono"]
Look = Literal["record", "large"]
"""``record`` is dense and plain, for files; ``large`` is 18 point and more, for someone to read about themselves."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title; levels 2, 3 and 4 follow one another without a gap."""

    text: str = field(repr=False)
    level: int = 2


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph; each line of the text stays a line. ``lang`` when it is not the document's own."""

    text: str = field(repr=False)
    style: Style = "body"
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose order does not matter."""

    items: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with what they say, as a table with the labels in a tinted column."""

    rows: tuple[tuple[str, str], ...] = field(repr=False)
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a header row, which is repeated on each page.

    ``widths`` are the shares of the columns, equal when there are none; ``summary`` is for who can't see it.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    summary: str = ""
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Someone's own words, and whose they are."""

    text: str = field(repr=False)
    whose: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Box:
    """What must not be overlooked, in a frame: a status, a warning, a gap."""

    title: str = field(repr=False)
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """An icon of ours beside words that say the same; ``name`` is a file of resources/icons without its ending."""

    name: str
    alt: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Scan:
    """A QR code with the words beside it; ``code`` holds a number and a fingerprint and nothing about anyone."""

    code: str
    alt: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignHere:
    """The frame into which the electronic signature goes; at most one in a document."""

    title: str
    lines: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stay on one page where they fit on one."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""


Block: TypeAlias = (
    Heading | Words | Bullets | Facts | Grid | Quote | Box | Picture | Scan | SignHere | Together | NewPage
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the document; ``relation`` is its AFRelationship (PDF/A-3, ISO 19005-3)."""

    name: str
    mime: str
    description: str
    data: bytes = field(repr=False)
    relation: Literal["Data", "Source", "Supplement"] = "Data"


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. ``footer`` stands on each page beside "Page 1 of 2"; ``made_at`` has an offset,
    and without it the document doesn't say when it was made.

    ``demo`` puts on each page that it shows made-up facts; with ``one_page`` the letters become as small as it takes
    for all of it to stand on one side of paper.
    """

    title: str = field(repr=False)
    place: str = field(repr=False)
    under_title: str = field(repr=False)
    footer: str
    blocks: tuple[Block, ...] = field(repr=False)
    made_at: datetime | None
    attachments: tuple[Attachment, ...] = field(default=(), repr=False)
    lang: str = "en-GB"
    look: Look = "record"
    demo: bool = False
    one_page: bool = False
