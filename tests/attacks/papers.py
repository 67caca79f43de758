"""Documents to attack: a record that a small school prints, and a plain one that takes no school."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

from rrn_desktop.exports.pdf.content import Attachment, Block, Document, Heading, SignHere, Words
from rrn_desktop.exports.pdf.record_document import record_document
from rrn_desktop.exports.pdf.signing import PdfSigner
from rrn_desktop.ids import new_id
from rrn_desktop.keys.certificates import Holder, ca_certificate, member_certificate
from rrn_desktop.keys.member import new_scalar, sign_public
from rrn_desktop.services.certifying import pdf_signer
from rrn_desktop.services.printing import print_files
from rrn_desktop.services.record_files import record_files_of
from rrn_desktop.services.session import Session
from tests.attacks.pdf_attacks import Good

AT = datetime(2026, 5, 14, 16, 0, tzinfo=timezone(timedelta(hours=1)))
NAME, JOB, SITE = "Ms \u0174yn Okafor", "Teaching assistant", "Hafod Lane Primary"


def new_signer(name: str = NAME, job: str = JOB, site: str = SITE) -> PdfSigner:
    """Someone with a certificate of a site of that name, which anyone can make for themselves."""
    ca, own = new_scalar(), new_scalar()
    authority = ca_certificate(ca, 1, site, "5a" * 32)
    certificate = member_certificate(ca, authority, Holder(new_id(), name, job, site), sign_public(own))
    return PdfSigner(own, certificate, (authority,))


def plain(files: Mapping[str, bytes]) -> Document:
    """A document of a few words with files attached."""
    attached = tuple(Attachment(name, "application/json", "The record", data) for name, data in files.items())
    blocks: tuple[Block, ...] = (
        Heading("What happened"),
        Words("They walked out of the hall together. " * 9),
        SignHere("Printed and signed", (NAME,)),
        *(Words(f"Line {number}") for number in range(60)),
    )
    return Document("Record A-000001", SITE, "Sealed", "A-000001", blocks, AT, attached)


def plain_good() -> Good:
    """A plain document of ours, signed; it is no record."""
    files = {"record.json": b'{"said":"walked"}'}
    return Good(plain(files), new_signer(), new_signer(), NAME, AT)


def record_good(session: Session, number: str) -> Good:
    """A record as its author prints it."""
    files = print_files(session, record_files_of(session, number))
    member = session.member
    stranger = new_signer(member.name, member.job_title, session.site_name)
    at = session.held.clock.now()
    return Good(record_document(files), pdf_signer(session), stranger, member.name, at)
