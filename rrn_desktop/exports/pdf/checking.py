"""Checks a document on paper: apart whose words they are, who handed it out, and whether its pages say the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from rrn_desktop.errors import UserFacingError
from rrn_desktop.exports.checked import CheckedDocument, Part, author_part
from rrn_desktop.exports.pdf import print_facts, report_file
from rrn_desktop.exports.pdf.content import Document
from rrn_desktop.exports.pdf.making import make_pdf
from rrn_desktop.exports.pdf.pages import compare_pages
from rrn_desktop.exports.pdf.record_document import record_document
from rrn_desktop.exports.pdf.record_source import RECORD_JSON
from rrn_desktop.exports.pdf.report_document import report_document
from rrn_desktop.exports.pdf.signed_file import SignedPdf, read_signed
from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger.findings import Finding, of_problem
from rrn_desktop.ledger.record_file import CheckedFile, Signature, check_record_file

PDF = "pdf"
EXPORTER: Literal["exporter"] = "exporter"
Files = Mapping[str, bytes]

# Done to a file behind the pages as they were made: another program may show something else than those.
_SHOWN_OTHERWISE = {"added_after_signing", "signed_twice", "changed_while_signing", "bytes_after_signature"}
_STRANGER = Finding("signed_by_other", "The electronic signature is not by the member whom the document names.")
_LEFT = Finding("exporter_left", "The member who signed this document had left the site by then.")
_NO_PAGES = Finding("pages_not_made", "What is attached to this document can't be made into pages again.")
_NOT_OURS = Finding("not_ours", "Nothing is attached to this document that this program could have made it from.")


@dataclass(frozen=True, slots=True)
class _Claim:
    """Who handed a document out, as it says itself, and the list of members that it carries."""

    roll: Roll
    member: str
    name: str = field(repr=False)
    role: str = field(repr=False)
    at: str


@dataclass(frozen=True, slots=True)
class _Inside:
    """What lies in a document: what its authors signed, who handed it out, and how its pages are made."""

    author: Part | None
    claim: _Claim | None
    findings: tuple[Finding, ...]
    signatures: tuple[Signature, ...]
    document: Callable[[], Document]
    site: str | None


def check_pdf(data: bytes) -> CheckedDocument:
    """Return what a document on paper proves; bytes that are no document of ours are named, and raise nothing."""
    signed = read_signed(data)
    inside = _inside(signed.attachments)
    if inside is None:
        findings = signed.findings or (_NOT_OURS,)
        return CheckedDocument(PDF, None, (_unnamed(signed),), findings, ())
    exporter, stranger = _exporter(signed, inside.claim)
    pages, differing = _pages(signed, inside)
    parts = tuple(part for part in (inside.author, exporter, pages) if part is not None)
    handed_out = () if inside.claim is None or not exporter.holds else (_signature(inside.claim),)
    findings = (*signed.findings, *inside.findings, *stranger, *differing)
    return CheckedDocument(PDF, inside.site, parts, findings, (*inside.signatures, *handed_out))


def _inside(files: Files) -> _Inside | None:
    if report_file.NAME in files:
        return _report(files)
    return _record(files) if RECORD_JSON in files else None


def _record(files: Files) -> _Inside:
    """Read a record: every part of it is a signed file of its own."""
    checked: list[CheckedFile] = []
    findings: list[Finding] = []
    for name in sorted(set(files) - {print_facts.NAME}, key=lambda name: (name != RECORD_JSON, name)):
        try:
            checked.append(check_record_file(files[name], name=name))
        except UserFacingError as problem:
            findings.append(of_problem(problem))
    findings += chain.from_iterable(one.findings for one in checked)
    claim, misprinted = _printed_by(files, checked[0].roll if checked else None)
    signatures = tuple(chain.from_iterable(one.signatures for one in checked))
    return _Inside(
        author=author_part(holds=not findings),
        claim=claim,
        findings=(*findings, *misprinted),
        signatures=signatures,
        document=lambda: record_document(files),
        site=checked[0].site if checked else None,
    )


def _printed_by(files: Files, roll: Roll | None) -> tuple[_Claim | None, tuple[Finding, ...]]:
    try:
        facts = print_facts.read(files.get(print_facts.NAME, b""))
    except UserFacingError as problem:
        return None, (of_problem(problem),)
    if roll is None:
        return None, ()
    by = facts.printed_by
    return _Claim(roll, by.id, by.name, by.role, facts.printed_at), ()


def _report(files: Files) -> _Inside:
    """Read a report: it holds what its exporter says, and no author's signature."""
    data = files[report_file.NAME]
    claim: _Claim | None = None
    findings: tuple[Finding, ...] = ()
    try:
        said = report_file.read_report_file(data)
        claim = _Claim(Roll.replay(said.roll), said.printed.id, said.printed.name, said.printed.role, said.printed.at)
        if claim.roll.site_id != said.site or set(files) != {report_file.NAME}:
            findings = (_NO_PAGES,)
    except UserFacingError as problem:
        findings = (of_problem(problem),)
    says = "A report holds what its exporter says. The record that it tells of holds its author's signature."
    return _Inside(
        author=Part("author", holds=None, says=says),
        claim=claim,
        findings=findings,
        signatures=(),
        document=lambda: report_document(data),
        site=claim.roll.site_id if claim else None,
    )


def _exporter(signed: SignedPdf, claim: _Claim | None) -> tuple[Part, tuple[Finding, ...]]:
    if signed.findings or claim is None:
        return _unnamed(signed), ()
    member = claim.roll.members.get(claim.member)
    if member is None or signed.signer_point != member.sign:
        return Part(EXPORTER, holds=False, says=_STRANGER.says), (_STRANGER,)
    if not member.active:
        return Part(EXPORTER, holds=False, says=_LEFT.says), (_LEFT,)
    role = f", {claim.role}" if claim.role else ""
    says = f"The whole file is as {claim.name}{role}, printed and signed it electronically."
    return Part(EXPORTER, holds=True, says=says), ()


def _unnamed(signed: SignedPdf) -> Part:
    if signed.findings:
        return Part(EXPORTER, holds=False, says="The file is not as it was when it was printed and signed.")
    return Part(EXPORTER, holds=None, says="It can't be said whose electronic signature this is.")


def _pages(signed: SignedPdf, inside: _Inside) -> tuple[Part, tuple[Finding, ...]]:
    not_compared = Part("pages", holds=None, says="The pages could not be compared with what is attached.")
    if signed.unsigned is None:
        return not_compared, ()
    try:
        made = make_pdf(inside.document())
    except UserFacingError:
        return not_compared, () if inside.findings else (_NO_PAGES,)
    differing = compare_pages(made, signed.unsigned)
    if differing:
        return Part("pages", holds=False, says="The pages do not say what is attached to them."), differing
    if any(finding.code in _SHOWN_OTHERWISE for finding in signed.findings):
        says = "As they were made, the pages say what is attached. What was added since may show something else."
        return Part("pages", holds=None, says=says), ()
    return Part("pages", holds=True, says="The pages say what is attached to them, word for word."), ()


def _signature(claim: _Claim) -> Signature:
    return Signature(claim.name, claim.role, claim.at, "this document", EXPORTER)
