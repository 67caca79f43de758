"""What a document says of who handed it out, held against the keys that its list of members states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from rrn_desktop.clock import parse_rfc3339
from rrn_desktop.exports.checked import Part
from rrn_desktop.exports.pdf.signed_file import SignedPdf
from rrn_desktop.keys.certificates import as_certified
from rrn_desktop.keys.roll import Roll
from rrn_desktop.keys.roll_refusals import RollHeadUnknown
from rrn_desktop.ledger.findings import Finding
from rrn_desktop.ledger.record_file import Signature

EXPORTER: Literal["exporter"] = "exporter"
# Making the pages and signing them takes seconds; a slow PC is given some more.
_BETWEEN = timedelta(minutes=10)
_SAYS = {
    "signed_by_other": "The electronic signature is not by the member whom the document names.",
    "exporter_left": "The member who signed this document had left the site by then.",
    "name_differs": "The site's own certificate gives the signer another name than the document does.",
    "time_differs": "The document was signed at another time than it says.",
    "demo_differs": "The list of members says otherwise than the document whether these are made-up facts.",
    "rolls_differ": "The files in this document do not come from one list of members.",
    "head_behind": "The end of the ledger that the document names lies before what is attached to it.",
    "part_twice": "The same record is attached to this document twice.",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """Who handed a document out and when, as it says itself, with the list of members that it carries."""

    roll: Roll
    member: str
    name: str = field(repr=False)
    role: str = field(repr=False)
    at: str
    demo: bool


def finding(code: str) -> Finding:
    """Return what was found, in words."""
    return Finding(code, _SAYS[code])


def longest(rolls: Sequence[Roll]) -> tuple[Roll | None, tuple[Finding, ...]]:
    """Return the list of members that goes furthest, once all others are where it comes from."""
    if not rolls:
        return None, ()
    last = max(rolls, key=lambda one: one.seq)
    whole = all(one.site_id == last.site_id and _comes_from(last, one) for one in rolls)
    return last, () if whole else (finding("rolls_differ"),)


def exporter(signed: SignedPdf, claim: Claim | None) -> tuple[Part, tuple[Finding, ...]]:
    """Return in words whose electronic signature it is, and what does not fit what the document says of it."""
    if signed.findings or claim is None:
        return unnamed(signed), ()
    found = tuple(finding(code) for code in _misfits(signed, claim))
    if found:
        return Part(EXPORTER, holds=False, says=found[0].says), found
    role = f", {claim.role}" if claim.role else ""
    says = f"The whole file is as {claim.name}{role}, printed and signed it electronically. {_named_by(signed, claim)}"
    return Part(EXPORTER, holds=True, says=says), ()


def unnamed(signed: SignedPdf) -> Part:
    """Return in words that nobody can be named."""
    if signed.findings:
        return Part(EXPORTER, holds=False, says="The file is not as it was when it was printed and signed.")
    return Part(EXPORTER, holds=None, says="It can't be said whose electronic signature this is.")


def signature_of(claim: Claim) -> Signature:
    """Return the signature of who handed a document out."""
    return Signature(claim.name, claim.role, claim.at, "this document", EXPORTER)


def _comes_from(last: Roll, earlier: Roll) -> bool:
    try:
        return last.at(earlier.head).seq == earlier.seq
    except RollHeadUnknown:
        return False


def _misfits(signed: SignedPdf, claim: Claim) -> Iterator[str]:
    member = claim.roll.members.get(claim.member)
    if member is None or signed.signer_point != member.sign:
        yield "signed_by_other"
        return
    if not member.active:
        yield "exporter_left"
    if _is_certified(signed, claim) and signed.signer_name != as_certified(claim.name):
        yield "name_differs"
    if not _is_timely(signed.signed_at, claim.at):
        yield "time_differs"
    if claim.demo != claim.roll.demo:
        yield "demo_differs"


def _is_timely(signed_at: datetime | None, said: str) -> bool:
    try:
        return signed_at is not None and abs(signed_at - parse_rfc3339(said)) <= _BETWEEN
    except (ValueError, OverflowError):
        # What is said there may be a time that no calendar has.
        return False


def _is_certified(signed: SignedPdf, claim: Claim) -> bool:
    return claim.roll.ca is not None and signed.issuer_point == claim.roll.ca.public


def _named_by(signed: SignedPdf, claim: Claim) -> str:
    member = claim.roll.members[claim.member]
    held = member.roles if signed.signed_at is None else member.roles_at(signed.signed_at)
    roles = " and ".join(role.replace("_", " ") for role in held)
    if _is_certified(signed, claim):
        return f"The site's certificate gives this name; its list of members says: {roles}."
    return f"The name is the signer's own word; the site's list of members says of this key: {roles}."
