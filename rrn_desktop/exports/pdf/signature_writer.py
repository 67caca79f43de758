"""Writes a signature into a document with pyHanko. Import it inside functions only: it takes a while to load."""

from __future__ import annotations

import hashlib
import io
from datetime import datetime
from typing import Any

from asn1crypto import cms, x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError, as_signing_certificate_v2
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from rrn_desktop.exports.pdf.signing import FIELD, ROOM, PdfSigner
from rrn_desktop.keys.member import private_key

_DIGEST = "sha256"
_DETERMINISTIC = ec.ECDSA(SHA256(), deterministic_signing=True)


class _Update(IncrementalPdfFileWriter):
    """An update that holds the signature and nothing else, and the same one each time."""

    @classmethod
    def _handle_id(cls, prev: Any) -> Any:
        """Return the file's identifiers, the second one derived from what it was before."""
        first, _ = super()._handle_id(prev)  # type: ignore[no-untyped-call]
        prev.stream.seek(0)
        return ArrayObject([first, ByteStringObject(hashlib.sha256(prev.stream.read()).digest()[:16])])

    def _update_meta(self) -> None:
        """Leave metadata alone: changed ones would say something else than the pages that were checked."""


class _MemberSigner(Signer):
    """Signs with a scalar that is never written out, in the same way each time."""

    def __init__(self, signer: PdfSigner) -> None:
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        registry.register_multiple([x509.Certificate.load(one) for one in signer.chain])
        super().__init__(signing_cert=x509.Certificate.load(signer.certificate), cert_registry=registry)
        self._key = private_key(signer.scalar)

    def __repr__(self) -> str:
        return "_MemberSigner(hidden)"

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002
        """Return the signature, DER, of bytes; pyHanko's dry runs get a true one, which costs nothing here."""
        if digest_algorithm != _DIGEST:
            raise ValueError("documents are signed with SHA-256")
        return self._key.sign(data, _DETERMINISTIC)

    async def unsigned_attrs(self, *_: object, **__: object) -> None:
        """Return that there are none: no time stamp is fetched from anywhere."""


def signed(pdf: bytes, signer: PdfSigner, *, at: datetime, name: str, reason: str) -> bytes:
    """Return the signed document: see signing.sign_pdf."""
    out = io.BytesIO()
    try:
        steps = PdfCMSEmbedder().write_cms(FIELD, _Update(io.BytesIO(pdf)), existing_fields_only=True)
        next(steps)
        steps.send(_setup(at, name, reason))
        prepared, _ = steps.send(SigIOSetup(md_algorithm=_DIGEST, output=out))
        steps.send(_cms(signer, prepared.document_digest))
    except (PdfError, SigningError) as problem:
        raise ValueError("the document can't be signed") from problem
    return out.getvalue()


def _cms(signer: PdfSigner, digest: bytes) -> Any:
    """Return the signature of a digest (CMS with CAdES attributes, ETSI EN 319 122-1)."""
    member = _MemberSigner(signer)
    stated = {
        "content_type": "data",
        "message_digest": digest,
        "signing_certificate_v2": as_signing_certificate_v2(member.signing_cert),
    }
    attributes = cms.CMSAttributes([{"type": kind, "values": (value,)} for kind, value in stated.items()])
    work = member.async_sign_prescribed_attributes(_DIGEST, attributes)
    # It waits for nothing, as the key is here; so it needs no event loop, which would open sockets.
    try:
        work.send(None)
    except StopIteration as done:
        return done.value
    work.close()
    raise SigningError("signing here waits for nobody")


def _setup(at: datetime, name: str, reason: str) -> SigObjSetup:
    """Return what the signature says of itself; without an appearance, as a stamp's font would not be embedded."""
    placeholder = SignatureObject(
        timestamp=at,
        subfilter=SigSeedSubFilter.PADES,
        name=name or None,
        reason=reason or None,
        bytes_reserved=2 * ROOM,
    )
    forbids_changes = SigMDPSetup(md_algorithm=_DIGEST, certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
    return SigObjSetup(sig_placeholder=placeholder, mdp_setup=forbids_changes)
