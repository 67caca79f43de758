"""What a report says, as data: ``report.json``, the only file inside a report for parents or a person's own copy.

Canonical JSON of ``ReportFile``. It holds every word that is on the pages and nothing that is not, so that the pages
can be made again from it alone; the record itself never leaves with it. ``roll`` are the site's signed statements of
who is who: ids, roles and public keys, no names.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from rrn_desktop.canonical import canonical
from rrn_desktop.exports.pdf.print_facts import Wall
from rrn_desktop.keys import strict_json
from rrn_desktop.keys.shapes import Hash, Id
from rrn_desktop.keys.statements import SignedStatement
from rrn_desktop.ledger.headers import Number

NAME, FAMILY, VERSION = "report.json", "rrn-report", 1
Kind = Literal["parent", "own"]
Icon = Literal[
    "", "bell", "calendar", "circle-alert", "clipboard-list", "clock", "hand-heart", "info", "pencil", "refresh-cw",
    "sun", "user", "users-round",
]  # fmt: skip
"""The pictures that a section may have beside its words; "" for none."""
_Few = Annotated[str, Meta(max_length=2000)]


class _Block(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="type"):
    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"


class Said(_Block, frozen=True, tag="words"):
    """A paragraph."""

    text: str


class Part(_Block, frozen=True, tag="heading"):
    """A heading inside a section."""

    text: str


class Row(_Block, frozen=True, tag="facts"):
    """Labels with what they say."""

    rows: tuple[tuple[str, str], ...]


class Points(_Block, frozen=True, tag="list"):
    """Short lines whose order does not matter."""

    items: tuple[str, ...]


class OwnWords(_Block, frozen=True, tag="quote"):
    """What someone wrote or said, word for word, and who."""

    text: str
    whose: str


class Notice(_Block, frozen=True, tag="box"):
    """What must not be overlooked."""

    title: str
    text: str


ReportBlock: TypeAlias = Said | Part | Row | Points | OwnWords | Notice


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One section; ``says`` stands beside the picture where there is one."""

    heading: str
    picture: Icon
    alt: str
    says: str
    blocks: tuple[ReportBlock, ...]

    def __repr__(self) -> str:
        return "Section(...)"


class Printed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who printed and signs the report, in which role, and when by the clock on the wall (RFC 3339)."""

    id: Id
    name: str
    role: str
    at: Wall

    def __repr__(self) -> str:
        return f"Printed(at={self.at!r})"


class Fixed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words around the sections.

    In ``check``, ``{sha256}`` becomes the fingerprint of the file itself, and ``{site_fingerprint}`` that of the site.
    """

    title: str
    under_title: str
    footer: _Few
    sign_title: _Few
    sign: tuple[str, ...]
    check_title: _Few
    check_alt: _Few
    check: tuple[str, ...]
    attached: _Few

    def __repr__(self) -> str:
        return "Fixed(...)"


class ReportFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A whole report. ``entry_hash`` is the version of the record that it tells of; ``sources`` all entries it drew on.

    ``layout`` is the way in which pages are made of it: pages of an earlier one are made again as they were.
    """

    format: Literal["rrn-report/1"] = "rrn-report/1"
    layout: Literal[1] = 1
    kind: Kind
    lang: Annotated[str, Meta(pattern=r"\A[a-z]{2}(-[A-Z]{2})?\Z")]
    number: Number
    version: Annotated[int, Meta(ge=1)]
    status: Literal["first", "complete", "amended"]
    entry_hash: Hash
    sources: tuple[Hash, ...]
    site: Hash
    site_name: str
    profile: _Few
    demo: bool
    printed: Printed
    fixed: Fixed
    sections: tuple[Section, ...]
    roll: tuple[SignedStatement, ...]
    made_with: Annotated[str, Meta(pattern=r"\A[0-9A-Za-z.+-]{0,32}\Z")] = ""

    def __repr__(self) -> str:
        return f"ReportFile(kind={self.kind!r}, number={self.number!r})"


def make_report_file(report: ReportFile) -> bytes:
    """Return a report as canonical JSON; raises ValueError for what JSON can't hold or what is out of shape."""
    value = msgspec.to_builtins(report)
    msgspec.convert(value, ReportFile, strict=True)
    return canonical(value)


def read_report_file(data: bytes) -> ReportFile:
    """Return what a report says; raises StoreDamaged or StoreNewer when it is no report of ours."""
    return strict_json.decode(data, NAME, ReportFile, FAMILY, VERSION)
