"""Documents broken on purpose, each in one thing that makes a page unreadable to someone or lost to an archive.

Whoever passes these checks nothing. The first control is only saved again, so that what fails is what was broken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from rrn_desktop.exports.pdf.making import make_pdf
from tests.conformance.samples import every_block
from tests.conformance.stamped import stamped


@dataclass(frozen=True, slots=True)
class Control:
    """A way to break a document; ``breaks`` names the clause that each profile has to complain about."""

    name: str
    spoil: Callable[[PdfWriter], None] = field(repr=False)
    breaks: Mapping[str, str]


def spoiled(pdf: bytes, control: Control) -> bytes:
    """Return the document with that one thing done to it.

    Raises:
        LookupError: The document does not have what the control would break.
    """
    writer = PdfWriter(clone_from=BytesIO(pdf))
    control.spoil(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _only_saved(_writer: PdfWriter) -> None:
    """Change nothing."""


def _dictionaries(writer: PdfWriter, **wanted: str) -> Iterator[Any]:
    """Yield each dictionary of the file in which these keys have these names; at least one."""
    found = False
    for number in range(1, len(writer._objects) + 1):
        candidate = writer.get_object(number)
        if isinstance(candidate, dict) and all(candidate.get(f"/{key}") == f"/{name}" for key, name in wanted.items()):
            found = True
            yield candidate
    if not found:
        raise LookupError(f"the document has nothing with {wanted}")


def _without(key: str, **wanted: str) -> Callable[[PdfWriter], None]:
    def spoil(writer: PdfWriter) -> None:
        gone = [part.pop(NameObject(key), None) for part in _dictionaries(writer, **wanted)]
        if not any(value is not None for value in gone):
            raise LookupError(f"nothing with {wanted} has {key}")

    return spoil


def _unread_words(writer: PdfWriter) -> None:
    """Draw a line that is neither part of what is read nor marked as ornament."""
    page = writer.pages[0]
    stream = DecodedStreamObject()
    stream.set_data(page.get_contents().get_data() + b"\n72 72 m 200 72 l S\n")  # type: ignore[union-attr]
    page[NameObject("/Contents")] = writer._add_object(stream)


def _silent_frame(writer: PdfWriter) -> None:
    """Leave the frame of the signature without words, in the field and in the structure."""
    _without("/TU", FT="Sig")(writer)
    _without("/Alt", S="Form")(writer)


_FROM_CATALOG: Mapping[str, str] = {"Type": "Catalog"}

CONTROLS = (
    Control("only saved again", _only_saved, {}),
    Control("pictures without words", _without("/Alt", S="Figure"), {"ua1": "7.3-1"}),
    Control("no structure", _without("/StructTreeRoot", **_FROM_CATALOG), {"ua1": "7.1-11", "3a": "6.7.3.3-1"}),
    Control("no language", _without("/Lang", **_FROM_CATALOG), {"ua1": "7.2-34"}),
    Control("title not shown", _without("/ViewerPreferences", **_FROM_CATALOG), {"ua1": "7.1-10"}),
    Control("a line neither read nor ornament", _unread_words, {"ua1": "7.1-3"}),
    Control("frame of the signature without words", _silent_frame, {"ua1": "7.18.1-3"}),
    Control("table headers without direction", _without("/A", S="TH"), {"ua1": "7.5-1"}),
    Control("colours not defined", _without("/OutputIntents", **_FROM_CATALOG), {"3a": "6.2.4.3-2"}),
    Control(
        "fonts left out",
        _without("/FontFile2", Type="FontDescriptor"),
        {"ua1": "7.21.4.1-1", "3a": "6.2.11.4.1-1"},
    ),
    Control("letters without meaning", _without("/ToUnicode", Type="Font"), {"ua1": "7.21.7-1", "3a": "6.2.11.7.2-1"}),
    Control("attachment of no relation", _without("/AFRelationship", Type="Filespec"), {"3a": "6.8-3"}),
    Control(
        "says nothing of its standards",
        _without("/Metadata", **_FROM_CATALOG),
        {"ua1": "7.1-8", "3a": "6.6.2.1-1"},
    ),
)


def broken_ones() -> Iterator[tuple[str, bytes, Mapping[str, str]]]:
    """Yield each broken document with its name and with the clauses that it has to break."""
    whole = make_pdf(every_block("record"))
    for control in CONTROLS:
        yield control.name, spoiled(whole, control), control.breaks
    yield "a stamp in a font that is not there", stamped(whole), {"ua1": "7.21.4.1-1", "3a": "6.2.11.4.1-1"}
