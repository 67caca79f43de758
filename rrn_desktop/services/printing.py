"""Records as PDF: made of the signed files that are attached, and signed electronically by the one who prints."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from rrn_desktop import __version__
from rrn_desktop.clock import parse_rfc3339
from rrn_desktop.errors import DoesNotHold, NotFound
from rrn_desktop.exports.pdf import print_facts
from rrn_desktop.exports.pdf.making import make_pdf
from rrn_desktop.exports.pdf.print_facts import Account, LedgerHead, PrintedFollowUp, Printer, PrintFacts
from rrn_desktop.exports.pdf.record_document import record_document
from rrn_desktop.exports.pdf.signing import PdfSigner, sign_pdf
from rrn_desktop.files import write_whole
from rrn_desktop.forms import registry
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.ledger.appending import About
from rrn_desktop.ledger.headers import INCIDENT
from rrn_desktop.ledger.opening import OpenedBody
from rrn_desktop.services import records, register
from rrn_desktop.services.certifying import pdf_signer
from rrn_desktop.services.directory import members
from rrn_desktop.services.follow_ups import FollowUp, of_incident
from rrn_desktop.services.handing_out import EXPORT, HandedOut, Parcel, Written, cancelled, check_free, parcel
from rrn_desktop.services.record_files import RecordFiles, record_files_of
from rrn_desktop.services.register import Query
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_ledger

RECORD_PDF = "record.pdf"
Progress = Callable[[int, int], bool]


def export_pdf(session: Session, number: str, out: Path, *, reason: str = "") -> HandedOut:
    """Write a record with all that came after it as a PDF that this member signs electronically.

    - Its author prints an own record with what they may read of it, a lead everything; what there is besides, it says.
    - The ledger keeps what was printed, whose record it is, and the file's fingerprint.
    Raises NotFound, NoRight, DoesNotHold, and Refused when a file of that name is there already.
    """
    check_free(out)
    gathered = record_files_of(session, number)
    data = _printed(session, gathered, pdf_signer(session))
    body = gathered.incident.body
    about = About(EXPORT, record=body.record, number=body.number, version=body.version)
    details = {"what": RECORD_PDF, **gathered.counts, "person": _person(gathered.incident), **_why(reason)}
    with parcel(session) as packing:
        packing.add(out, data)
        return packing.hand_over(about, details)


def export_all(
    session: Session, folder: Path, query: Query | None = None, *, reason: str = "", progress: Progress | None = None
) -> HandedOut:
    """Write each incident that fits as a PDF into a new folder, named after its number and version.

    - A lead prints the records of the register, anyone else their own.
    - ``progress`` is told how many of how many are done; when it returns False, nothing is left (Cancelled).
    - A record that does not hold is named in ``left_out`` and keeps none of the others back.
    Raises NotFound when none fits, and else as ``export_pdf`` does.
    """
    check_free(folder)
    asked = query or Query()
    numbers = _numbers(session, asked)
    if not numbers:
        raise NotFound("No record fits.", "Nothing was written.", "Choose other days, or another status.")
    with parcel(session) as packing:
        written = _write_each(session, numbers, packing, folder, progress)
        details = {"what": RECORD_PDF, "records": written, "filter": _filter(asked), **_why(reason)}
        return packing.hand_over(About(EXPORT), details)


def _write_each(
    session: Session, numbers: Sequence[str], packing: Parcel, folder: Path, progress: Progress | None
) -> int:
    """Write the records into a folder of the parcel and return how many; one that does not hold is named instead."""
    signer, part, written = pdf_signer(session), packing.folder(folder), 0
    for done, number in enumerate((*numbers, None)):
        if progress is not None and not progress(done, len(numbers)):
            raise cancelled()
        if number is None:
            break
        try:
            gathered = record_files_of(session, number)
            data, name = _printed(session, gathered, signer), _name(gathered.incident)
        except DoesNotHold as problem:
            packing.leave_out(number, problem)
            continue
        write_whole(part / name, data)
        packing.wrote(Written(folder / name, hashlib.sha256(data).hexdigest(), len(data), 1))
        written += 1
    if not written:
        raise DoesNotHold("None of these records holds.", "Nothing was written.", "Tell your lead. Check the store.")
    return written


def print_files(session: Session, gathered: RecordFiles) -> dict[str, bytes]:
    """Return the files that a record is printed from: the signed ones, and what is printed besides."""
    return {**gathered.files, print_facts.NAME: print_facts.to_bytes(_facts(session, gathered))}


def _printed(session: Session, gathered: RecordFiles, signer: PdfSigner) -> bytes:
    pdf = make_pdf(record_document(print_files(session, gathered)))
    reason = f"Printed from the records of {session.site_name}"
    at = session.held.clock.now().replace(microsecond=0)
    return sign_pdf(pdf, signer, at=at, name=session.member.name, reason=reason)


def _facts(session: Session, gathered: RecordFiles) -> PrintFacts:
    member, body = session.member, gathered.incident.body
    accounts = {one.id: Account(name=one.name, role=one.job_title) for one in members(session)}
    return PrintFacts(
        site_name=session.site_name,
        profile=session.profile,
        zone=session.zone,
        demo=session.demo,
        printed_at=session.wall().rfc3339(),
        printed_by=Printer(id=member.id, name=member.name, role=member.job_title),
        head=_head(session),
        parts=tuple(gathered.files),
        not_included=gathered.not_included,
        follow_ups=tuple(sorted(map(_follow_up, of_incident(session, body.record)), key=_soonest)),
        accounts={one: accounts[one] for one in sorted(gathered.signers) if one in accounts},
        made_with=__version__,
    )


def _follow_up(one: FollowUp) -> PrintedFollowUp:
    return PrintedFollowUp(
        what=one.what,
        kind=one.kind,
        due=one.due,
        booked=one.booked or "",
        done=one.done_at or "",
        state="proposed" if one.proposal and one.outcome == "open" else one.outcome,
        rule=one.rule,
        # Both come from the clocks of the program, where they have no other value.
        rule_kind=cast("Any", one.rule_kind),
        trust=cast("Any", one.trust),
    )


def _soonest(one: PrintedFollowUp) -> tuple[bool, float, str]:
    """Return where a follow-up stands: the soonest first, and those due at the same moment by their words."""
    return not one.due, parse_rfc3339(one.due).timestamp() if one.due else 0.0, one.what


def _head(session: Session) -> LedgerHead:
    with session.held.desk.read() as connection:
        last = desk_ledger.last_row(connection, session.held.roll.desk.id)
    if last is None:
        raise NotFound("There is no entry here yet.", "Nothing was written.", "Sign in and record something first.")
    return LedgerHead(device=last.device, segment=last.segment, seq=last.seq, hash=last.hash)


def _numbers(session: Session, query: Query) -> Sequence[str]:
    """Return the numbers of the incidents that fit: in a lead's register, or among the member's own."""
    if session.is_lead:
        found: Iterator[Any] = (row for row in register.every(session, query) if row.form == INCIDENT)
    else:
        found = (row for row in records.mine(session) if row.form == INCIDENT and records.fits(row, query))
    return tuple(dict.fromkeys(row.number for row in found if row.number))


def _name(opened: OpenedBody) -> str:
    return f"{opened.body.number}-v{opened.body.version}.pdf"


def _person(opened: OpenedBody) -> str | None:
    """Return the id under which the directory knows whom a record is about, if it does."""
    definition = registry.definition(opened.body.form, opened.body.form_version)
    who = records.answers_of(opened).get(definition.facts.person)
    return who.id if isinstance(who, PersonRef) else None


def _filter(query: Query) -> dict[str, Any]:
    """Return what was asked for, without words that were searched by: they may be a name."""
    said = {"status": query.status, "person": query.person, "from": query.start, "to": query.end}
    return {key: value for key, value in said.items() if value} | ({"words": True} if query.text else {})


def _why(reason: str) -> dict[str, str]:
    return {"reason": reason.strip()} if reason.strip() else {}
