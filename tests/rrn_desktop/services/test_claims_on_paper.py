"""What a true member can make a document say of themselves, and what a check makes of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from rrn_desktop.canonical import canonical
from rrn_desktop.exports.pdf.checking import check_pdf
from rrn_desktop.exports.pdf.making import make_pdf
from rrn_desktop.exports.pdf.record_document import record_document
from rrn_desktop.exports.pdf.signing import PdfSigner, sign_pdf
from rrn_desktop.keys.certificates import Holder, own_certificate
from rrn_desktop.ledger.record_file import check_record_file
from rrn_desktop.services import printing
from rrn_desktop.services.certifying import pdf_signer
from rrn_desktop.services.record_files import record_files_of
from rrn_desktop.services.session import Session
from tests.rrn_desktop.services.school import AUTHOR, LEAD, School, case, sealed

Facts = dict[str, Any]
Change = Callable[[Facts], Facts]


@pytest.fixture(scope="module")
def author(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    own = new_school.copy(tmp_path_factory.mktemp("claims"))
    session = own.enter(AUTHOR)
    sealed(session, case(1))
    yield session
    own.leave()


@pytest.fixture(scope="module")
def files(author: Session) -> dict[str, bytes]:
    return printing.print_files(author, record_files_of(author, "2026-A-001"))


def said_by(author: Session, files: dict[str, bytes], *, by: PdfSigner | None = None, late: int = 0) -> bytes:
    """Return the document of some files, signed as its maker signs."""
    at = author.held.clock.now().replace(microsecond=0) + timedelta(minutes=late)
    unsigned = make_pdf(record_document(files))
    return sign_pdf(unsigned, by or pdf_signer(author), at=at, name="x", reason="y")


def lying(files: dict[str, bytes], change: Change) -> dict[str, bytes]:
    return {**files, "print.json": canonical(change(json.loads(files["print.json"])))}


def test_what_is_true_holds_and_says_who_gives_the_name(author: Session, files: dict[str, bytes]) -> None:
    checked = check_pdf(said_by(author, files))

    exporter = next(part for part in checked.parts if part.about == "exporter")

    assert checked.holds
    assert "The site's certificate gives this name; its list of members says: recorder." in exporter.says


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda facts: {**facts, "printed_by": {**facts["printed_by"], "name": LEAD}}, "name_differs"),
        (lambda facts: {**facts, "printed_at": "1999-01-01T00:00:00+00:00"}, "time_differs"),
        (lambda facts: {**facts, "demo": not facts["demo"]}, "demo_differs"),
        (lambda facts: {**facts, "head": {**facts["head"], "seq": 1}}, "head_behind"),
    ],
    ids=["another name", "another time", "made-up facts", "an earlier end of the ledger"],
)
def test_a_lie_about_the_printing_is_named(author: Session, files: dict[str, bytes], change: Change, code: str) -> None:
    checked = check_pdf(said_by(author, lying(files, change)))

    assert [one.code for one in checked.findings] == [code]


def test_a_name_that_only_its_bearer_gives_is_said_to_be_their_own_word(
    author: Session, files: dict[str, bytes]
) -> None:
    scalar = author.held.secrets.signing
    holder = Holder(author.member.id, LEAD, "Head", "A school")
    own = PdfSigner(scalar, own_certificate(scalar, holder), ())

    checked = check_pdf(said_by(author, files, by=own))

    says = next(part.says for part in checked.parts if part.about == "exporter")
    assert "The name is the signer's own word; the site's list of members says of this key: recorder." in says


def test_a_signature_of_another_day_than_the_page_says_is_named(author: Session, files: dict[str, bytes]) -> None:
    checked = check_pdf(said_by(author, files, late=60))

    assert [one.code for one in checked.findings] == ["time_differs"]


def test_pages_of_another_version_are_not_called_forged(author: Session, files: dict[str, bytes]) -> None:
    theirs = lying(files, lambda facts: {**facts, "made_with": "99.0"})
    document = record_document(theirs)
    worded = replace(document, title=document.title.replace("Incident", "Record"))
    at = author.held.clock.now().replace(microsecond=0)

    checked = check_pdf(sign_pdf(make_pdf(worded), pdf_signer(author), at=at, name="x", reason="y"))

    assert [one.code for one in checked.findings] == ["pages_other_version"]
    assert {part.about: part.holds for part in checked.parts} == {"author": True, "exporter": True, "pages": None}


def test_one_entry_twice_in_a_record_is_named(files: dict[str, bytes]) -> None:
    whole = json.loads(files["record.json"])
    whole["entries"].append(whole["entries"][0])

    codes = [one.code for one in check_record_file(canonical(whole)).findings]

    assert "entry_twice" in codes
