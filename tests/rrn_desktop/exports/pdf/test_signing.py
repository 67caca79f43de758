"""What other people's programs say of a signature: they know nothing of this program, and the site's certificate."""

from __future__ import annotations

import io
import re
import ssl
import subprocess
from datetime import timedelta
from pathlib import Path

import page
import pytest
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from rrn_desktop.exports.pdf.making import make_pdf
from rrn_desktop.exports.pdf.signature_place import places
from rrn_desktop.exports.pdf.signing import PdfSigner, sign_pdf
from rrn_desktop.keys.certificates import Holder, own_certificate
from rrn_desktop.keys.member import new_scalar
from tests.attacks.papers import AT, JOB, NAME, SITE, plain, plain_good
from tests.attacks.pdf_attacks import REASON, Good

MEMBER = "a" * 26


@pytest.fixture(scope="module")
def good() -> Good:
    return plain_good()


@pytest.fixture(scope="module")
def signed(good: Good, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("signed") / "signed.pdf"
    path.write_bytes(good.signed())
    return path


def said(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_poppler_finds_it_valid_and_over_the_whole_document(signed: Path) -> None:
    told = said("pdfsig", signed)

    assert "Signature is Valid." in told
    assert "Total document signed" in told
    assert f"Signer Certificate Common Name: {NAME}" in told
    assert "ETSI.CAdES.detached" in told
    assert told.count("Signature #") == 1


def test_pyhanko_trusts_it_with_the_sites_certificate_and_lets_nobody_change_the_document(
    good: Good, signed: Path
) -> None:
    (embedded,) = PdfFileReader(io.BytesIO(signed.read_bytes())).embedded_signatures
    trusted = ValidationContext(trust_roots=[x509.Certificate.load(good.exporter.chain[0])], allow_fetching=False)

    status = validate_pdf_signature(embedded, trusted)

    assert status.bottom_line
    assert status.trusted
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert embedded.docmdp_level == MDPPerm.NO_CHANGES


def test_openssl_verifies_the_signature_by_itself(good: Good, signed: Path, tmp_path: Path) -> None:
    data = signed.read_bytes()
    (place,) = places(data)
    paths = [tmp_path / name for name in ("cms", "content", "ca")]
    content = data[: place.start] + data[place.end :]
    authority = ssl.DER_cert_to_PEM_cert(good.exporter.chain[0]).encode("ascii")
    for path, written in zip(paths, (place.contents(data), content, authority), strict=True):
        path.write_bytes(written)

    told = subprocess.run(
        ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", paths[0], "-content", paths[1],
         "-CAfile", paths[2], "-out", "/dev/null"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip

    assert told.returncode == 0, told.stderr
    assert "CAdES Verification successful" in told.stderr


def test_the_file_is_sound(signed: Path) -> None:
    told = said("qpdf", "--check", signed)

    assert "No syntax or stream encoding errors found" in told


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_it_stays_readable_for_everyone_and_for_good(signed: Path, profile: str) -> None:
    report = page.validate_pdf_bytes(signed.read_bytes(), profile=profile)

    assert report.is_compliant, str(report)


def test_what_was_there_stays_as_it_was_to_the_byte(good: Good) -> None:
    unsigned = make_pdf(good.document)

    made = good.signed()

    assert made.startswith(unsigned)
    assert made == good.signed()
    assert len(made) < len(unsigned) + 15_000


def test_readers_are_told_who_signed_when_and_why(signed: Path) -> None:
    field = PdfReader(signed).get_fields() or {}

    told = field["Exporter"]["/V"]

    assert (told["/Name"], told["/Reason"]) == (NAME, REASON)
    assert told["/M"] == "D:20260514160000+01'00'"


def test_a_member_whom_no_lead_certified_yet_signs_too(tmp_path: Path) -> None:
    scalar = new_scalar()
    signer = PdfSigner(scalar, own_certificate(scalar, Holder(MEMBER, NAME, JOB, SITE)))
    path = tmp_path / "own.pdf"

    path.write_bytes(sign_pdf(make_pdf(plain({})), signer, at=AT, name="", reason=""))

    assert "Signature is Valid." in said("pdfsig", path)


def test_the_longest_names_leave_room_for_the_signature(good: Good) -> None:
    long = "\N{LATIN CAPITAL LETTER W WITH CIRCUMFLEX}" * 400
    scalar = new_scalar()
    signer = PdfSigner(scalar, own_certificate(scalar, Holder(MEMBER, long, long, long)))

    made = sign_pdf(make_pdf(good.document), signer, at=AT + timedelta(days=1), name=long, reason=long)

    (place,) = places(made)
    assert place.until == len(made)


@pytest.mark.parametrize("spoil", [lambda pdf: b"", lambda pdf: pdf.replace(b"/T(Exporter)", b"/T(Somebody)")])
def test_what_has_no_field_for_it_is_not_signed(good: Good, spoil: object) -> None:
    assert callable(spoil)
    spoiled = spoil(make_pdf(good.document))

    with pytest.raises(ValueError, match="can't be signed"):
        sign_pdf(spoiled, good.exporter, at=AT, name=NAME, reason=REASON)


def test_a_document_is_signed_once(good: Good) -> None:
    signed_before = good.signed()

    with pytest.raises(ValueError, match="can't be signed"):
        sign_pdf(signed_before, good.exporter, at=AT, name=NAME, reason=REASON)


def test_the_key_is_nowhere_in_the_document_nor_in_what_is_shown_of_the_signer(good: Good, signed: Path) -> None:
    data, scalar = signed.read_bytes(), good.exporter.scalar

    shown = repr(good.exporter)

    assert scalar not in data
    assert scalar.hex() not in re.sub(rb"\s", b"", data).decode("latin-1").lower()
    assert shown == "PdfSigner()"
