"""The signature itself (CMS, RFC 5652) read as strictly as it is written: what is not as ours are is refused.

Whose the key is, the roll says: here a certificate only has to fit the signature.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from rrn_desktop.canonical import to_bytes

if TYPE_CHECKING:
    from asn1crypto import cms

_NEEDED = {"content_type", "message_digest", "signing_certificate_v2"}
_SHA256, _ECDSA = ({"algorithm": name, "parameters": None} for name in ("sha256", "sha256_ecdsa"))
_SET, _SHORT = 0x31, 0x80


class CmsRefused(ValueError):
    """A signature is not one of ours; ``of_other_bytes`` when it is, and was made of other bytes than these."""

    def __init__(self, text: str, *, of_other_bytes: bool = False) -> None:
        super().__init__(text)
        self.of_other_bytes = of_other_bytes


@dataclass(frozen=True, slots=True)
class SignedBy:
    """Whose key signed: the public point in base64, the certificate's name for it, and the point that issued that."""

    point: str
    name: str = field(repr=False)
    issuer: str


def check_cms(padded: bytes, digest: bytes) -> SignedBy:
    """Return who signed a SHA-256; ``padded`` is the signature with the zeros behind it.

    Raises CmsRefused unless it is a CAdES signature (ETSI EN 319 122-1) with ECDSA on P-256 and one certificate that
    fits it, alone or with the one that issued it, and every byte is as it must be.
    """
    # Without the second one the first does not know the attribute that names the certificate.
    from asn1crypto import cms, tsp

    _demand(tsp.SigningCertificateV2 is not None)
    der = _without_zeros(padded)
    try:
        info = cms.ContentInfo.load(der, strict=True)
        _demand(der.endswith(info["content_type"].dump() + info["content"].dump()))
        return _checked(info, digest)
    except CmsRefused:
        raise
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError, LookupError, AttributeError) as problem:
        raise CmsRefused("not a signature that can be read") from problem


def _checked(info: cms.ContentInfo, digest: bytes) -> SignedBy:
    from rrn_desktop.keys.certificates import name_in, public_point

    _demand(info["content_type"].native == "signed_data")
    data = info["content"]
    signers = data["signer_infos"]
    _demand(data["version"].native == "v1" and len(signers) == 1 and data["crls"].native is None)
    _demand([one.native for one in data["digest_algorithms"]] == [_SHA256])
    _demand(data["encap_content_info"]["content_type"].native == "data")
    _demand(data["encap_content_info"]["content"].native is None)
    signer = signers[0]
    _demand(signer["version"].native == "v1" and signer["unsigned_attrs"].native is None)
    _demand(signer["digest_algorithm"].native == _SHA256 and signer["signature_algorithm"].native == _ECDSA)
    leaf, issuer = _leaf(signer, [one.chosen for one in data["certificates"]])
    attributes = _attributes(signer)
    _demand(attributes["content_type"] == "data")
    _demand(_stated_hash(attributes["signing_certificate_v2"]) == hashlib.sha256(leaf).digest())
    point = public_point(leaf)
    # What is signed is the set of attributes as such, not as the part of the message that it is here (RFC 5652, 5.4).
    as_set = bytes([_SET]) + signer["signed_attrs"].dump()[1:]
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), to_bytes(point))
    key.verify(signer["signature"].native, as_set, ec.ECDSA(SHA256()))
    if attributes["message_digest"] != digest:
        raise CmsRefused("the signature is of other bytes", of_other_bytes=True)
    return SignedBy(point, name_in(leaf), public_point(issuer))


def _leaf(signer: cms.SignerInfo, certificates: Sequence[Any]) -> tuple[bytes, bytes]:
    """Return the signer's certificate and the one that issued it, so that no byte goes unchecked."""
    from rrn_desktop.keys.certificates import is_issued_by

    _demand(all(one.serial_number > 0 for one in certificates))
    sid = signer["sid"].chosen
    own: list[bytes] = [
        one.dump()
        for one in certificates
        if one.issuer.dump() == sid["issuer"].dump() and one.serial_number == sid["serial_number"].native
    ]
    others = [one.dump() for one in certificates if one.dump() not in own]
    _demand(len(own) == 1 and len(certificates) == len(own) + len(others) and len(others) <= 1)
    issuer = others[0] if others else own[0]
    _demand(is_issued_by(own[0], issuer) and is_issued_by(issuer, issuer))
    return own[0], issuer


def _attributes(signer: cms.SignerInfo) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in signer["signed_attrs"]:
        kind, values = one["type"].native, one["values"]
        _demand(kind not in found and len(values) == 1)
        found[kind] = values[0].native
    _demand(set(found) == _NEEDED)
    return found


def _stated_hash(attribute: Any) -> bytes | None:
    """Return the SHA-256 that the attribute states of the signer's certificate (RFC 5035), None for another kind."""
    stated = attribute["certs"]
    if len(stated) != 1 or stated[0]["hash_algorithm"]["algorithm"] != "sha256":
        return None
    return bytes(stated[0]["cert_hash"])


def _without_zeros(padded: bytes) -> bytes:
    """Return the outermost DER value; raises CmsRefused when something else than zeros lies behind it."""
    _demand(len(padded) > 2 and padded[1] > _SHORT)
    counted = padded[1] - _SHORT
    end = 2 + counted + int.from_bytes(padded[2 : 2 + counted], "big")
    _demand(counted <= 4 and end <= len(padded) and not any(padded[end:]))
    return padded[:end]


def _demand(held: bool) -> None:
    if not held:
        raise CmsRefused("the signature does not fit")
