"""Checks a document on paper: apart whose words they are, who handed it out, and whether its pages say the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from rrn_desktop import __version__
from rrn_desktop.errors import UserFacingError
from rrn_desktop.exports.checked import CheckedDocument, Part, author_part
from rrn_desktop.exports.pdf import print_facts, report_file
from rrn_desktop.exports.pdf.claims import Claim, exporter, finding, longest, signature_of, unnamed
from rrn_desktop.exports.pdf.content import Document
from rrn_desktop.exports.pdf.making import make_pdf
from rrn_desktop.exports.pdf.pages import compare_pages
from rrn_desktop.exports.pdf.print_facts import PrintFacts
from rrn_desktop.exports.pdf.record_document import record_document
from rrn_desktop.exports.pdf.record_source import RECORD_JSON
from rrn_desktop.exports.pdf.report_document import report_document
from rrn_desktop.exports.pdf.report_file import ReportFile
from rrn_desktop.exports.pdf.signed_file import SignedPdf, read_signed
from rrn_desktop.exports.pdf.weight import HEAVIEST, weight
from rrn_desktop.keys.roll import Roll
from rrn_desktop.ledger.findings import Finding, of_problem
from rrn_desktop.ledger.record_file import CheckedFile, Signature, check_record_file

PDF, RECORD_PDF, REPORT_PDF = "pdf", "record_pdf", "report_pdf"
Files = Mapping[str, bytes]

# Besides what is told to people: what a file of other hands can make the rooms that set pages raise.
_NOT_MADE = (UserFacingError, ValueError, LookupError, ArithmeticError, TypeError, OSError, RecursionError)
_NO_PAGES = Finding("pages_not_made", "What is attached to this document can't be made into pages again.")
_TOO_LARGE = Finding("too_large", "What is attached says far more than any document that this program makes.")
_OTHER_VERSION = Finding(
    "pages_other_version", "Another version of this program made these pages, so this one could not compare them."
)
_NOT_OURS = Finding("not_ours", "Nothing is attached to this document that this program could have made it from.")


@dataclass(frozen=True, slots=True)
class _Inside:
    """What lies in a document: what its authors signed, who handed it out, and how its pages are made."""

    kind: str
    author: Part
    claim: Claim | None
    findings: tuple[Finding, ...]
    signatures: tuple[Signature, ...]
    document: Callable[[], Document]
    site: str | None
    made_with: str


def check_pdf(data: bytes) -> CheckedDocument:
    """Return what a document on paper proves; bytes that are no document of ours are named, and raise nothing."""
    signed = read_signed(data)
    inside = _inside(signed.attachments)
    if inside is None:
        return CheckedDocument(PDF, None, (unnamed(signed),), signed.findings or (_NOT_OURS,), ())
    said, misfits = exporter(signed, inside.claim)
    pages, differing = _pages(signed, inside)
    handed_out = (signature_of(inside.claim),) if inside.claim is not None and said.holds else ()
    findings = (*signed.findings, *inside.findings, *misfits, *differing)
    signatures = (*inside.signatures, *handed_out)
    return CheckedDocument(inside.kind, inside.site, (inside.author, said, pages), findings, signatures)


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
    records = [one.versions[0].body.record for one in checked if one.versions]
    findings += [finding("part_twice")] if len(set(records)) < len(records) else []
    roll, differing = longest([one.roll for one in checked if one.roll is not None])
    facts, misprinted = _facts(files)
    behind = [finding("head_behind")] if facts is not None and _is_behind(facts, checked) else []
    return _Inside(
        kind=RECORD_PDF,
        author=author_part(holds=not findings),
        claim=None if facts is None or roll is None else _printed_by(facts, roll),
        findings=(*findings, *differing, *misprinted, *behind),
        signatures=tuple(chain.from_iterable(one.signatures for one in checked)),
        document=lambda: record_document(files),
        site=None if roll is None else roll.site_id,
        made_with="" if facts is None else facts.made_with,
    )


def _facts(files: Files) -> tuple[PrintFacts | None, tuple[Finding, ...]]:
    try:
        return print_facts.read(files.get(print_facts.NAME, b"")), ()
    except UserFacingError as problem:
        return None, (of_problem(problem),)


def _printed_by(facts: PrintFacts, roll: Roll) -> Claim:
    by = facts.printed_by
    return Claim(roll, by.id, by.name, by.role, facts.printed_at, facts.demo)


def _is_behind(facts: PrintFacts, checked: Sequence[CheckedFile]) -> bool:
    """Say whether the ledger had more entries than the document says when it was made."""
    rows = [one.row for file in checked for each in (file.versions, file.additions, file.marks) for one in each]
    place = (facts.head.segment, facts.head.seq)
    return any((row.segment, row.seq) > place for row in rows if row.device == facts.head.device)


def _report(files: Files) -> _Inside:
    """Read a report: it holds what its exporter says, and no author's signature."""
    data = files[report_file.NAME]
    said: ReportFile | None = None
    claim: Claim | None = None
    findings: tuple[Finding, ...] = ()
    try:
        said = report_file.read_report_file(data)
        by = said.printed
        claim = Claim(Roll.replay(said.roll), by.id, by.name, by.role, by.at, said.demo)
        if claim.roll.site_id != said.site or set(files) != {report_file.NAME}:
            findings = (_NO_PAGES,)
    except UserFacingError as problem:
        findings = (of_problem(problem),)
    says = "This is a report, and no record: it holds what its exporter says, and no author's signature."
    return _Inside(
        kind=REPORT_PDF,
        author=Part("author", holds=None, says=says),
        claim=claim,
        findings=findings,
        signatures=(),
        document=lambda: report_document(data),
        site=claim.roll.site_id if claim else None,
        made_with="" if said is None else said.made_with,
    )


def _pages(signed: SignedPdf, inside: _Inside) -> tuple[Part, tuple[Finding, ...]]:
    not_compared = Part("pages", holds=None, says="The pages could not be compared with what is attached.")
    if signed.unsigned is None:
        return not_compared, ()
    made = _made(inside)
    if isinstance(made, Finding):
        return not_compared, () if inside.findings and made is _NO_PAGES else (made,)
    differing = compare_pages(made, signed.unsigned)
    if differing and inside.made_with != __version__:
        # Words and looks change from one version to the next: that is no reason to call a document forged.
        return not_compared, (_OTHER_VERSION,)
    if differing:
        return Part("pages", holds=False, says="The pages do not say what is attached to them."), differing
    # Behind the end of the file another program may find something else to show; what else would, has no pages here.
    if any(found.code == "bytes_after_signature" for found in signed.findings):
        says = "As they were made, the pages say what is attached. What was added since may show something else."
        return Part("pages", holds=None, says=says), ()
    return Part("pages", holds=True, says="The pages say what is attached to them, word for word."), ()


def _made(inside: _Inside) -> bytes | Finding:
    """Return the pages made again, or why there are none; setting them takes long, so it is looked first how much."""
    try:
        document = inside.document()
        return make_pdf(document) if weight(document) <= HEAVIEST else _TOO_LARGE
    except _NOT_MADE:
        return _NO_PAGES
