"""One incident on paper: tagged, lasting, signed; against reportlab and pyHanko on the same words and nothing else."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import segno
from asn1crypto import keys, x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from benchmarks.desk import numbered
from benchmarks.measuring import Row, measure, timed
from benchmarks.site import AUTHOR, PASSPHRASES, entered
from rrn_desktop.exports.pdf.content import Block, Bullets, Document, Facts, Grid, NewPage, Scan, SignHere, Together
from rrn_desktop.exports.pdf.making import make_pdf
from rrn_desktop.exports.pdf.record_document import record_document
from rrn_desktop.exports.pdf.signing import PdfSigner, sign_pdf
from rrn_desktop.resources import resource_path
from rrn_desktop.services import printing, sealing
from rrn_desktop.services.certifying import pdf_signer
from rrn_desktop.services.record_files import record_files_of

_FONT = "NotoSans"
_AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_PLAIN = ParagraphStyle("plain", fontName=_FONT, fontSize=10, leading=14.5)


def measured(store: Path, repeats: int) -> Row:
    """Seal case 2 and measure its pages with their signature, made of files that are in memory."""
    with entered(store, AUTHOR) as session:
        sealed = sealing.seal(session, numbered(session), PASSPHRASES[AUTHOR])
        files = printing.print_files(session, record_files_of(session, str(sealed.number)))
        signer = pdf_signer(session)
        plain = _Plain(record_document(files), signer)
        return measure(
            "signed, tagged PDF of one incident",
            "reportlab, pyHanko, same words",
            1.5,
            ours=lambda: timed(lambda: _ours(files, signer)),
            bare=lambda: timed(plain.once),
            repeats=repeats,
        )


def _ours(files: dict[str, bytes], signer: PdfSigner) -> bytes:
    document = record_document(files)
    return sign_pdf(make_pdf(document), signer, at=_AT, name=AUTHOR, reason="printed")


class _Plain:
    """The words of a document in reportlab's paragraphs and tables, the code drawn, and signed without being seen."""

    def __init__(self, document: Document, signer: PdfSigner) -> None:
        pdfmetrics.registerFont(TTFont(_FONT, str(resource_path("fonts") / "NotoSans-Regular.ttf")))
        titles = [[document.place], [document.title], [document.under_title]]
        self._rows = [titles, *(rows for block in document.blocks for rows in _rows(block))]
        self._code = next(block.code for block in _single(document.blocks) if isinstance(block, Scan))
        self._files = {one.name: one.data for one in document.attachments}
        key = ec.derive_private_key(int.from_bytes(signer.scalar, "big"), ec.SECP256R1())
        self._signer = signers.SimpleSigner(
            signing_cert=x509.Certificate.load(signer.certificate),
            signing_key=keys.PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
        )

    def once(self) -> bytes:
        """Return the signed pages."""
        out = io.BytesIO()
        story = [part for rows in self._rows for part in _story(rows)]
        SimpleDocTemplate(out, pagesize=A4, initialFontName=_FONT).build([*story, _Code(self._code)])
        about = signers.PdfSignatureMetadata(field_name="Exporter")
        done = signers.sign_pdf(IncrementalPdfFileWriter(out), about, signer=self._signer)
        return bytes(done.getvalue())


class _Code(Flowable):  # type: ignore[misc]
    """A code to scan, as one shape."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.width = self.height = 75
        self._squares = segno.make(code, error="m", mask=0).matrix

    def draw(self) -> None:
        """Draw it where the frame has room."""
        side, path = self.width / len(self._squares), self.canv.beginPath()
        for down, row in enumerate(self._squares):
            for right, dark in enumerate(row):
                if dark:
                    path.rect(right * side, self.height - (down + 1) * side, side, side)
        self.canv.drawPath(path, stroke=0, fill=1)


def _story(rows: list[list[str]]) -> Iterator[Any]:
    cells = [[Paragraph(escape(word), _PLAIN) for word in row] for row in rows]
    if cells and len(cells[0]) > 1:
        yield Table(cells, repeatRows=1)
    else:
        yield from (cell for row in cells for cell in row)


def _single(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Together):
            yield from _single(block.blocks)
        else:
            yield block


def _rows(block: Block) -> Iterator[list[list[str]]]:
    """Yield the words of a block as rows of cells."""
    match block:
        case Together(blocks):
            for inner in blocks:
                yield from _rows(inner)
        case Facts(rows):
            yield [list(row) for row in rows]
        case Grid(head, rows):
            yield [list(head), *map(list, rows)]
        case Bullets(items):
            yield [[item] for item in items]
        case Scan() | SignHere():
            yield [[line] for line in (block.title, *block.lines)]
        case NewPage():
            yield []
        case _:
            words = (getattr(block, name, "") for name in ("title", "text", "whose"))
            yield [[line] for word in words for line in word.split("\n") if line]
