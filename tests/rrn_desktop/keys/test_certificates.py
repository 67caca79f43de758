from __future__ import annotations

from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from cryptography.x509.verification import ExtensionPolicy, PolicyBuilder, Store
from hypothesis import given, settings
from hypothesis import strategies as st

from rrn_desktop.ids import new_id
from rrn_desktop.keys.certificates import (
    Holder,
    ca_certificate,
    is_issued_by,
    member_certificate,
    name_in,
    own_certificate,
    public_point,
)
from rrn_desktop.keys.member import new_scalar, sign_public

SITE, SITE_ID = "Ysgol Tŷ Gwyn", "5a" * 32
CA, MEMBER = new_scalar(), new_scalar()
AUTHORITY = ca_certificate(CA, 1, SITE, SITE_ID)
OKAFOR = Holder(new_id(), "Ms Ŵyn Okafor", "Teaching assistant", SITE)
LEAF = member_certificate(CA, AUTHORITY, OKAFOR, sign_public(MEMBER))
TYPED = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)


def chain(leaf: bytes, *authorities: bytes, at: datetime) -> list[x509.Certificate]:
    """The chain as a verifier that goes by RFC 5280 builds it; raises when there is none."""
    policy = PolicyBuilder().store(Store([x509.load_der_x509_certificate(one) for one in authorities])).time(at)
    policies = policy.extension_policies(
        ca_policy=ExtensionPolicy.webpki_defaults_ca(), ee_policy=ExtensionPolicy.permit_all()
    )
    return policies.build_client_verifier().verify(x509.load_der_x509_certificate(leaf), []).chain


@pytest.mark.parametrize("year", [2001, 2026, 2300])
def test_a_members_certificate_leads_to_the_sites_in_any_year(year: int) -> None:
    at = datetime(year, 5, 14, tzinfo=UTC)

    found = chain(LEAF, AUTHORITY, at=at)

    assert [one.public_bytes(Encoding.DER) for one in found] == [LEAF, AUTHORITY]


def test_a_certificate_of_another_site_or_of_ones_own_leads_nowhere() -> None:
    other = ca_certificate(new_scalar(), 1, SITE, SITE_ID)
    own = own_certificate(MEMBER, OKAFOR)

    found = [is_issued_by(LEAF, other), is_issued_by(own, AUTHORITY), is_issued_by(own, other), is_issued_by(b"", b"")]

    assert not any(found)
    assert is_issued_by(LEAF, AUTHORITY)
    assert is_issued_by(own, own)
    with pytest.raises(Exception, match="validation failed"):
        chain(LEAF, other, at=datetime(2026, 5, 14, tzinfo=UTC))


def test_a_leaf_signs_documents_and_no_certificates() -> None:
    found = x509.load_der_x509_certificate(LEAF).extensions

    usage = found.get_extension_for_class(x509.KeyUsage).value
    purposes = found.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    assert [one.dotted_string for one in purposes] == ["1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36"]
    assert not found.get_extension_for_class(x509.BasicConstraints).value.ca


def test_a_certificate_says_its_holders_name_and_the_sites_fingerprint_stands_in_the_sites() -> None:
    site = x509.load_der_x509_certificate(AUTHORITY).subject

    stated = site.get_attributes_for_oid(NameOID.SERIAL_NUMBER)[0].value

    assert stated == SITE_ID
    assert name_in(LEAF) == "Ms Ŵyn Okafor"
    assert name_in(AUTHORITY) == f"{SITE}, signatures 1"
    assert name_in(b"no certificate") == ""


def test_the_point_of_a_certificate_is_the_one_that_the_roll_states() -> None:
    points = public_point(LEAF), public_point(own_certificate(MEMBER, OKAFOR)), public_point(AUTHORITY)

    assert points == (sign_public(MEMBER), sign_public(MEMBER), sign_public(CA))


def test_what_is_no_certificate_or_of_another_kind_of_key_has_no_point() -> None:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "x")])
    key = ed25519.Ed25519PrivateKey.generate()
    day = datetime(2026, 1, 1, tzinfo=UTC)
    other = x509.CertificateBuilder(name, name, key.public_key(), 1, day, day).sign(key, None)

    for der in (b"", b"no certificate", LEAF[:-1], LEAF + b"\0", other.public_bytes(Encoding.DER)):
        with pytest.raises(ValueError, match="certificate"):
            public_point(der)


@settings(max_examples=25)
@given(TYPED, TYPED, TYPED)
def test_whatever_people_and_places_are_called_they_get_a_certificate(name: str, job: str, site: str) -> None:
    holder = Holder(new_id(), name, job, site)

    made = member_certificate(CA, ca_certificate(CA, 1, site, SITE_ID), holder, sign_public(MEMBER))

    assert public_point(made) == sign_public(MEMBER)
    assert name_in(made)
    assert made == member_certificate(CA, ca_certificate(CA, 1, site, SITE_ID), holder, sign_public(MEMBER))


def test_two_members_of_one_name_have_certificates_with_numbers_of_their_own() -> None:
    other = member_certificate(CA, AUTHORITY, OKAFOR, sign_public(new_scalar()))

    numbers = {x509.load_der_x509_certificate(one).serial_number for one in (LEAF, other)}

    assert len(numbers) == 2
    assert all(0 < one < 2**127 + 1 for one in numbers)
