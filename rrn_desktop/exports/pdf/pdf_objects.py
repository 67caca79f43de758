"""The objects of any PDF, read with pyHanko within limits. Import it inside functions only: loading it takes time."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NumberObject,
    StreamObject,
    parse_pdf_date,
)
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from rrn_desktop.exports.pdf.pdf_form import Unreadable, check_form
from rrn_desktop.exports.pdf.signature_place import Place
from rrn_desktop.exports.pdf.signing import FIELD

# pyHanko quotes the file in its warnings; what is in a document is never logged.
logging.getLogger("pyhanko").addHandler(logging.NullHandler())
logging.getLogger("pyhanko").propagate = False

_MIB = 1024 * 1024
_LIMITS = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=16 * _MIB),
    document_budget=DocumentDecodeBudget(base_allowance=32 * _MIB, max_ratio=2),
)
_MOST, _DEEPEST, _NEAR_THE_END = 1000, 8, 2048
_END = re.compile(rb"[\r\n]startxref\s{1,4}\d{1,10}\s{0,3}[\r\n]%%EOF")
# What a file that nobody of ours wrote can make a parser raise.
_TROUBLE = (
    PdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, RuntimeError,
    StopIteration, MemoryError, OSError, struct.error, zlib.error,
)  # fmt: skip
_SIGNATURE = {"/Type", "/Filter", "/SubFilter", "/M", "/Contents", "/ByteRange", "/Reference"}
_SAID = {"/Name", "/Reason"}


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except _TROUBLE as problem:
        raise Unreadable("not a PDF that can be read") from problem


class PdfObjects:
    """A file's objects; each method raises Unreadable when they can't be read.

    ``strict`` refuses what readers could take in more than one way, such as an entry that is there twice.
    """

    def __init__(self, data: bytes, *, strict: bool = False) -> None:
        # Looking for an end that is nowhere near, or for where its line begins, would take a minute in a large file.
        if _END.search(data, max(0, len(data) - _NEAR_THE_END)) is None:
            raise Unreadable("the file has no end")
        check_form(data)
        with _reading():
            self._reader = PdfFileReader(io.BytesIO(data), strict=strict, decode_limits=_LIMITS)
            if self._reader.encrypted:
                raise Unreadable("the file is encrypted")
            self._root = self._reader.root

    def has_field(self) -> bool:
        """Say whether the file has a field for the exporter's signature."""
        with _reading():
            return _field(self._root) is not None

    def has_signed_field(self) -> bool:
        """Say whether the exporter's field says that it was signed."""
        with _reading():
            field = _field(self._root)
            return field is not None and "/V" in field

    def attachments(self) -> list[tuple[str, bytes]]:
        """Return each attached file with its name, in the order of the file's own list."""
        with _reading():
            names = self._root.get("/Names", {}).get("/EmbeddedFiles", {})
            return [(name, _embedded(spec)) for name, spec in _named(names, _DEEPEST)]

    def signed_at(self) -> datetime | None:
        """Return when the exporter's signature says that it was made."""
        with _reading():
            field = _field(self._root)
            return None if field is None else _moment(field["/V"])

    def is_only_signed(self, place: Place) -> bool:
        """Say whether all that was done to the file last is that its field was signed, with what lies at a place."""
        with _reading():
            return _only_signed(self._reader) and _lies_at(_field(self._root), place)


def _only_signed(reader: PdfFileReader) -> bool:
    if reader.total_revisions != 2 or reader.xrefs.hybrid_xrefs_present:
        return False
    before, field = reader.get_historical_root(0), _field(reader.root)
    if field is None:
        return False
    signature = field.raw_get("/V")
    place: Any = field.container_ref
    unsigned = reader.get_historical_resolver(0)(place)
    touched = {one.idnum for one in reader.xrefs.explicit_refs_in_revision(1)}
    trailers = [reader.trailer.flatten(revision) for revision in (0, 1)]
    return (
        touched == {reader.root_ref.idnum, place.idnum, signature.idnum}
        and not reader.xrefs.refs_freed_in_revision(1)
        and _without(field, "/V") == _without(unsigned)
        and _without(reader.root, "/Perms") == _without(before)
        and _without(reader.root["/Perms"]) == (("/DocMDP", _shape(signature)),)
        and all(_shape(trailers[0].raw_get(key)) == _shape(trailers[1].raw_get(key)) for key in ("/Root", "/Info"))
        and _forbids_changes(field["/V"])
    )


def _lies_at(field: DictionaryObject | None, place: Place) -> bool:
    """Say whether a field's signature is the one that lies at a place."""
    stated = [] if field is None else list(field["/V"]["/ByteRange"])
    return stated == [0, place.start, place.end, place.until - place.end]


def _forbids_changes(signature: DictionaryObject) -> bool:
    """Say whether a signature has what ours have, and lets nobody change the document."""
    if not _SIGNATURE <= set(signature) <= _SIGNATURE | _SAID or signature["/SubFilter"] != "/ETSI.CAdES.detached":
        return False
    (reference,) = signature["/Reference"]
    return (reference["/TransformMethod"], reference["/TransformParams"]["/P"]) == ("/DocMDP", 1)


def _field(root: DictionaryObject) -> DictionaryObject | None:
    """Return the exporter's field, None when there is none; ours are objects of their own."""
    fields = root.get("/AcroForm", {}).get("/Fields", [])
    return next((one for one in _some(fields) if isinstance(one, DictionaryObject) and one.get("/T") == FIELD), None)


def _moment(signature: DictionaryObject) -> datetime:
    found: datetime = parse_pdf_date(signature["/M"], False)
    # Ours has an offset. One without, which only another program writes, must not stop what compares moments.
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _named(node: DictionaryObject, deepest: int) -> Iterator[tuple[str, DictionaryObject]]:
    """Give the names in a tree of names (ISO 32000-1, 7.9.6) with what they stand for."""
    leaves = list(_some(node.get("/Names", [])))
    for name, spec in zip(leaves[::2], leaves[1::2], strict=False):
        yield str(name), spec
    for kid in _some(node.get("/Kids", [])) if deepest else ():
        yield from _named(kid, deepest - 1)


def _some(items: ArrayObject) -> Iterator[Any]:
    """Give the first of some items, each looked up where it is elsewhere in the file."""
    return (items[place] for place in range(min(len(items), _MOST)))


def _embedded(spec: DictionaryObject) -> bytes:
    stream = spec["/EF"]["/F"]
    return bytes(stream.data)


def _without(found: DictionaryObject, *keys: str) -> object:
    return tuple(sorted((key, _shape(found.raw_get(key))) for key in found if key not in keys))


def _shape(found: Any) -> object:
    """Return an object so that two of them can be compared: what it refers to is a number."""
    if isinstance(found, StreamObject):
        raise Unreadable("a stream where there is none in files of ours")
    if isinstance(found, IndirectObject):
        return ("ref", found.idnum, found.generation)
    if isinstance(found, DictionaryObject):
        return _without(found)
    if isinstance(found, ArrayObject):
        return [_shape(found.raw_get(place)) for place in range(len(found))]
    if isinstance(found, (NumberObject, FloatObject)):
        # The same number may be written anew: 442 for 442.00 (ISO 32000-1, 7.3.3).
        return ("number", Decimal(found))
    return (type(found).__name__, found)
