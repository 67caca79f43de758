"""What can be done to a signed document by someone who wants it to say something else, each attack under its name."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, NameObject, NumberObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pypdf import PdfWriter

from rrn_desktop.exports.pdf import signature_writer
from rrn_desktop.exports.pdf.content import Attachment, Block, Document, SignHere, Together
from rrn_desktop.exports.pdf.making import make_pdf
from rrn_desktop.exports.pdf.signature_place import Place, places
from rrn_desktop.exports.pdf.signing import PdfSigner, sign_pdf

REASON = "Printed and signed"


@dataclass(frozen=True)
class Good:
    """A document as it was handed out, by whom, and a stranger who signs under the same name."""

    document: Document
    exporter: PdfSigner
    stranger: PdfSigner
    name: str
    at: datetime

    def signed(self, document: Document | None = None, *, by: PdfSigner | None = None) -> bytes:
        """Set a document, its own without one, and sign it."""
        unsigned = make_pdf(document or self.document)
        return sign_pdf(unsigned, by or self.exporter, at=self.at, name=self.name, reason=REASON)


Attack = Callable[[Good], bytes]


def good(it: Good) -> bytes:
    """Leave it as it is."""
    return it.signed()


def byte_flipped(it: Good) -> bytes:
    """Change one bit of a page."""
    return flipped(it.signed(), make_pdf(it.document).index(b"stream\n") + 40)


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def cms_nibble(it: Good) -> bytes:
    """Change one digit of the signature, where it is not signed itself: in the site's certificate."""
    data = it.signed()
    place = where(data)
    spare = data.index(it.exporter.chain[0][40:60].hex().upper().encode("ascii"), place.start)
    return data[:spare] + (b"0" if data[spare : spare + 1] != b"0" else b"1") + data[spare + 1 :]


def zeros_filled(it: Good) -> bytes:
    """Write something into the room that the signature left free."""
    data = it.signed()
    place = where(data)
    return data[: place.end - 9] + b"deadbeef" + data[place.end - 1 :]


def tail_changed(it: Good) -> bytes:
    """Change where the file says that its list of objects lies."""
    data = it.signed()
    digits = re.compile(rb"startxref\n(\d+)\n%%EOF\n\Z").search(data)
    assert digits is not None
    return data[: digits.start(1)] + b"9" + data[digits.start(1) + 1 :]


def junk_after_end(it: Good) -> bytes:
    """Put a line behind the end."""
    return it.signed() + b"and then everyone went home\n"


def page_added_to(it: Good) -> bytes:
    """Paint over a page, in an update behind the end."""
    return updated(it.signed(), _write_on_page)


def note_added(it: Good) -> bytes:
    """Lay a white note over a page, in an update behind the end."""
    return updated(it.signed(), _put_note)


def cut_back_to_unsigned(it: Good) -> bytes:
    """Take the signature off, to the byte."""
    return make_pdf(it.document)


def cut_short(it: Good) -> bytes:
    """Lose the end of the file."""
    return it.signed()[:-300]


def form_removed(it: Good) -> bytes:
    """Take the field of the signature out, and save the rest."""
    return saved_by_pypdf(it.signed(), without="/AcroForm")


def saved_by_another_tool(it: Good) -> bytes:
    """Open it with another program and save it."""
    return saved_by_pypdf(it.signed())


def signed_by_stranger(it: Good) -> bytes:
    """Sign the same document with a key of one's own, under the exporter's name."""
    return it.signed(by=it.stranger)


def second_signature_by_stranger(it: Good) -> bytes:
    """Put a second signature beside the first."""
    embedder = PdfCMSEmbedder(new_field_spec=SigFieldSpec("Another"))
    writer = IncrementalPdfFileWriter(io.BytesIO(it.signed()))
    theirs = SigObjSetup(sig_placeholder=SignatureObject(timestamp=it.at, bytes_reserved=12000))
    return _put_in(embedder.write_cms("Another", writer), theirs, it.stranger)


def attachment_swapped_and_signed_again(it: Good) -> bytes:
    """Change what the author said in the attached record, and sign that."""
    first, *others = it.document.attachments
    other = replace(first, data=first.data.replace(b"walked", b"dragged"))
    return it.signed(replace(it.document, attachments=(other, *others)))


def pages_forged_and_signed_again(it: Good) -> bytes:
    """Let the pages say something else than what is attached, and sign that."""
    return it.signed(replace(it.document, under_title="Void: this never happened"))


def page_left_out_and_signed_again(it: Good) -> bytes:
    """Leave out of the pages what is attached, and sign that."""
    return it.signed(replace(it.document, blocks=tuple(one for one in _flat(it.document) if isinstance(one, SignHere))))


def changed_while_signing(it: Good) -> bytes:
    """Paint over a page in the very update that signs."""
    writer = signature_writer._Update(io.BytesIO(make_pdf(it.document)))
    _write_on_page(writer)
    steps = PdfCMSEmbedder().write_cms("Exporter", writer, existing_fields_only=True)
    return _put_in(steps, signature_writer._setup(it.at, it.name, REASON), it.exporter)


def one_name_twice(it: Good) -> bytes:
    """Attach another file under the name of the record."""
    first = it.document.attachments[0]
    again = Attachment(first.name, first.mime, first.description, b"{}")
    return it.signed(replace(it.document, attachments=(*it.document.attachments, again)))


def nothing_attached(it: Good) -> bytes:
    """Sign pages with nothing attached to them."""
    return it.signed(replace(it.document, attachments=()))


def something_else(it: Good) -> bytes:
    """Take a document that was never to be signed."""
    words = tuple(one for one in _flat(it.document) if not isinstance(one, SignHere))
    return make_pdf(replace(it.document, blocks=words, attachments=()))


def scrambled(it: Good) -> bytes:
    """Begin as a PDF and go on as anything."""
    return b"%PDF-1.7\n" + bytes(range(256)) * 20


def where(data: bytes) -> Place:
    return places(data)[0]


def updated(data: bytes, change: Callable[[Any], None]) -> bytes:
    """Change something by an update behind the end, as any PDF editor does it."""
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def saved_by_pypdf(data: bytes, without: str = "") -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(data))
    if without:
        del writer.root_object[without]
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _put_in(steps: Any, setup: SigObjSetup, signer: PdfSigner) -> bytes:
    out = io.BytesIO()
    next(steps)
    steps.send(setup)
    prepared, _ = steps.send(SigIOSetup(md_algorithm="sha256", output=out))
    steps.send(signature_writer._cms(signer, prepared.document_digest))
    return out.getvalue()


def _write_on_page(writer: Any) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    more = writer.add_object(StreamObject(stream_data=b"1 1 1 rg 60 400 400 200 re f"))
    page["/Contents"] = ArrayObject([page.raw_get("/Contents"), more])
    writer.update_container(page)


def _put_note(writer: Any) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    # A stream, as that can be made of plain entries; readers draw what it says all the same.
    entries = {"/Type": "/Annot", "/Subtype": "/Square"}
    number: Any = NumberObject
    box, white = [60, 400, 400, 600], [1, 1, 1]
    note = StreamObject({
        **{NameObject(key): NameObject(said) for key, said in entries.items()},
        NameObject("/Rect"): ArrayObject(number(one) for one in box),
        NameObject("/IC"): ArrayObject(number(one) for one in white),
    }, stream_data=b"")  # fmt: skip
    kept = list(page.get("/Annots", ArrayObject()))
    page["/Annots"] = ArrayObject([*kept, writer.add_object(note)])
    writer.update_container(page)


def _flat(document: Document) -> list[Block]:
    """The blocks, those that stay together one by one."""
    return [
        part for one in document.blocks for part in (one.blocks if isinstance(one, Together) else (one,))
    ]  # fmt: skip


ATTACKS: dict[str, tuple[Attack, str | None]] = {
    "good_record.pdf": (good, None),
    "pdf_byte_flipped.pdf": (byte_flipped, "changed_after_signing"),
    "pdf_cms_nibble.pdf": (cms_nibble, "signature_broken"),
    "pdf_zeros_filled.pdf": (zeros_filled, "signature_broken"),
    "pdf_tail_changed.pdf": (tail_changed, "tail_changed"),
    "pdf_junk_after_end.pdf": (junk_after_end, "bytes_after_signature"),
    "pdf_page_added_to.pdf": (page_added_to, "added_after_signing"),
    "pdf_note_added.pdf": (note_added, "added_after_signing"),
    "pdf_cut_back_to_unsigned.pdf": (cut_back_to_unsigned, "signature_removed"),
    "pdf_cut_short.pdf": (cut_short, "cut_short"),
    "pdf_form_removed.pdf": (form_removed, "signature_removed"),
    "pdf_saved_by_another_tool.pdf": (saved_by_another_tool, "saved_again"),
    "pdf_signed_by_stranger.pdf": (signed_by_stranger, "signed_by_other"),
    "pdf_second_signature_by_stranger.pdf": (second_signature_by_stranger, "signed_twice"),
    "pdf_attachment_swapped_and_signed_again.pdf": (attachment_swapped_and_signed_again, "body_changed"),
    "pdf_pages_forged_and_signed_again.pdf": (pages_forged_and_signed_again, "pages_differ"),
    "pdf_page_left_out_and_signed_again.pdf": (page_left_out_and_signed_again, "page_count"),
    "pdf_changed_while_signing.pdf": (changed_while_signing, "changed_while_signing"),
    "pdf_one_name_twice.pdf": (one_name_twice, "attached_twice"),
    "pdf_nothing_attached.pdf": (nothing_attached, "not_ours"),
    "pdf_something_else.pdf": (something_else, "not_ours"),
    "pdf_scrambled.pdf": (scrambled, "unreadable"),
}
"""Each attack under the name of its file, with the code by which it is to be named first; None for what holds."""
