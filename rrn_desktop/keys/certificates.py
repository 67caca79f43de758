"""Certificates (X.509) for signatures in documents that other programs check: the site's own, and one a member.

They prove a name to a reader that knows the site's certificate, and nothing more. The roll, not a certificate, says
who was who when, so none ever ends. Their bytes follow from what they state: made twice, they are the same.
"""

from __future__ import annotations

import hashlib
import uuid
from base64 import b32decode
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from rrn_desktop.canonical import to_bytes, to_text
from rrn_desktop.keys.member import private_key, sign_public

# RFC 9336. With this alone some readers refuse the signature, so e-mail protection stands beside it.
_DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
_FROM = datetime(2000, 1, 1, tzinfo=UTC)
# RFC 5280, 4.1.2.5: what never ends.
_UNTIL = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
_LONGEST = 64
_UNREADABLE = (ValueError, x509.InvalidVersion)
_NO_USE = {
    "content_commitment": False, "key_encipherment": False, "data_encipherment": False, "key_agreement": False,
    "encipher_only": False, "decipher_only": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a member's certificate is for: their id, their name and job as colleagues know them, and their site."""

    member_id: str
    name: str = field(repr=False)
    job_title: str = field(repr=False)
    site_name: str


def ca_certificate(ca_scalar: bytes, number: int, site_name: str, site_id: str) -> bytes:
    """Return the site's own certificate, DER: it may sign those of members and nothing else (RFC 5280).

    ``site_id`` is the fingerprint of the site, 64 hex digits, which stands in the name.
    """
    ending = f", signatures {number}"
    subject = _name(
        (NameOID.COMMON_NAME, (_cut(site_name, _LONGEST - len(ending)) or "Site") + ending),
        (NameOID.ORGANIZATION_NAME, site_name),
        (NameOID.SERIAL_NUMBER, site_id),
    )
    public = _public(sign_public(ca_scalar))
    usage = x509.KeyUsage(digital_signature=False, key_cert_sign=True, crl_sign=True, **_NO_USE)
    builder = (
        _begun(subject, subject, public)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
    )
    return _signed(builder, ca_scalar)


def member_certificate(ca_scalar: bytes, ca_der: bytes, holder: Holder, sign_public: str) -> bytes:
    """Return a member's certificate, DER, signed with the site's key; ``sign_public`` is their point in base64."""
    authority = x509.load_der_x509_certificate(ca_der)
    issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key())  # type: ignore[arg-type]
    builder = _leaf(holder, authority.subject, _public(sign_public)).add_extension(issuer_key, critical=False)
    return _signed(builder, ca_scalar)


def own_certificate(scalar: bytes, holder: Holder) -> bytes:
    """Return a certificate, DER, that a member signs for themselves, until a lead's sign-in makes them another."""
    return _signed(_leaf(holder, _subject(holder), _public(sign_public(scalar))), scalar)


def public_point(der: bytes) -> str:
    """Return the public point of a certificate in base64, as the roll states it; raises ValueError for another key."""
    try:
        key = x509.load_der_x509_certificate(der).public_key()
    except (*_UNREADABLE, UnsupportedAlgorithm) as problem:
        raise ValueError("not a certificate that can be read") from problem
    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint) if _is_p256(key) else b""
    if not point:
        raise ValueError("a certificate of another kind of key")
    return to_text(point)


def name_in(der: bytes) -> str:
    """Return the name that a certificate gives its holder, empty when it gives none or can't be read."""
    try:
        found = x509.load_der_x509_certificate(der).subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    except _UNREADABLE:
        return ""
    return str(found[0].value) if found else ""


def is_issued_by(der: bytes, ca_der: bytes) -> bool:
    """Say whether a certificate bears the signature and the name of an authority."""
    try:
        x509.load_der_x509_certificate(der).verify_directly_issued_by(x509.load_der_x509_certificate(ca_der))
    except (*_UNREADABLE, InvalidSignature, UnsupportedAlgorithm, TypeError):
        return False
    return True


def _leaf(holder: Holder, issuer: x509.Name, public: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    usage = x509.KeyUsage(
        digital_signature=True, key_cert_sign=False, crl_sign=False, **{**_NO_USE, "content_commitment": True}
    )
    purposes = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION, _DOCUMENT_SIGNING])
    # A verifier that goes by RFC 5280 wants a name here too; the id says which of two people of one name it is.
    identity = uuid.UUID(bytes=b32decode(holder.member_id.upper() + "======"))
    names = x509.SubjectAlternativeName([x509.UniformResourceIdentifier(identity.urn)])
    return (
        _begun(_subject(holder), issuer, public)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(purposes, critical=False)
        .add_extension(names, critical=False)
    )


def _subject(holder: Holder) -> x509.Name:
    return _name(
        (NameOID.COMMON_NAME, holder.name.strip() or "Member of staff"),
        (NameOID.TITLE, holder.job_title),
        (NameOID.ORGANIZATION_NAME, holder.site_name),
    )


def _name(*parts: tuple[ObjectIdentifier, str]) -> x509.Name:
    """Return a name of those parts that say something, each cut to what X.520 allows."""
    fitting = [(kind, _cut(text, _LONGEST)) for kind, text in parts]
    return x509.Name([x509.NameAttribute(kind, text) for kind, text in fitting if text])


def as_certified(name: str) -> str:
    """Return a name as a certificate gives it, which is shorter than some are."""
    return _cut(name, _LONGEST)


def _cut(text: str, longest: int) -> str:
    """Return as much of a text as fits into so many bytes of UTF-8, without a letter that was cut in two."""
    return text.strip().encode("utf-8", "replace")[:longest].decode("utf-8", "ignore").strip()


def _begun(subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    point = public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    stated = b"\0".join((issuer.public_bytes(), subject.public_bytes(), point))
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        # 127 bits of what is stated: two certificates of one issuer that state different things differ in this too.
        .serial_number((int.from_bytes(hashlib.sha256(stated).digest()[:16], "big") >> 1) + 1)
        .not_valid_before(_FROM)
        .not_valid_after(_UNTIL)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _signed(builder: x509.CertificateBuilder, scalar: bytes) -> bytes:
    made = builder.sign(private_key(scalar), SHA256(), ecdsa_deterministic=True)
    return made.public_bytes(Encoding.DER)


def _is_p256(key: object) -> bool:
    return isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1)


def _public(point: str) -> ec.EllipticCurvePublicKey:
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), to_bytes(point))
