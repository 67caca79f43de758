"""The end of a printed record: who signed what, who printed it, and how anyone can check it."""

from __future__ import annotations

from collections.abc import Iterator

from rrn_desktop.exports.pdf import print_facts
from rrn_desktop.exports.pdf.content import Attachment, Block, Facts, Grid, Heading, Scan, SignHere, Together
from rrn_desktop.exports.pdf.record_late import is_late
from rrn_desktop.exports.pdf.record_source import REVIEW, Added, Record, Source, Version
from rrn_desktop.exports.pdf.record_words import author_of, grouped, maker_of, named, unsigned_writer, when
from rrn_desktop.ledger.record_marks import CONFIRMED, marked_entry

_HEAD = ("What", "By", "On", "Over")
_WIDTHS = (1.5, 2.3, 2.5, 1.9)
_JSON = "application/json"
_MARK = {"countersign": "Second signature", "confirmed": "Writer confirmed"}
_CHECK = (
    "Open this file with the program that made it and choose “Check a document”, or run “rrn verify FILE”.",
    "No account is needed. It says apart whether the authors, the one who printed it, and these pages hold.",
    "Another PDF program may say that it does not know the signer: the certificate is of this place alone.",
)


def signature_blocks(source: Source) -> tuple[Block, ...]:
    """Return who signed each version, addition, support and review; and whose words nobody signed."""
    rows = [row for record in (source.incident, *source.others) for row in _signatures(source, record)]
    return (Heading("Electronic signatures"), Grid(_HEAD, tuple(rows), "Who signed what, and when", _WIDTHS))


def printed_blocks(source: Source) -> tuple[Block, ...]:
    """Return the frame of the electronic signature of the one who printed it."""
    facts = source.facts
    by = facts.printed_by
    lines = (
        f"By {named(by.name, by.role)}",
        f"On {when(facts.printed_at, facts.zone)}",
        "This signature says who printed the record. Who wrote and sealed it stands above.",
    )
    return (
        Together(
            (
                Heading("Printed and signed electronically"),
                SignHere("Electronic signature of the one who printed this record", lines),
            )
        ),
    )


def check_blocks(source: Source) -> tuple[Block, ...]:
    """Return what someone needs to check the record, and what lies in the file."""
    record, head = source.incident, source.facts.head
    code = f"{record.newest.body.number} {record.sha256}"
    lines = (*_CHECK, "Fingerprint of record.json (SHA-256):", grouped(record.sha256))
    alt = f"A code that holds the number {record.newest.body.number} and the fingerprint of record.json"
    place = (
        ("Fingerprint of this place", grouped(record.site)),
        ("End of the ledger", f"Entry {head.seq} of part {head.segment}: {grouped(head.hash)}"),
        *_files(source),
    )
    scan = Scan(code, alt, f"Number {record.newest.body.number}", lines)
    return (Together((Heading("How to check this record"), scan, Facts(place, "What to compare, and what is inside"))),)


def attachments(source: Source, files: dict[str, bytes]) -> tuple[Attachment, ...]:
    """Return the files that the pages are made of, in their order."""
    records = (source.incident, *source.others)
    signed = tuple(Attachment(one.name, _JSON, _description(one), files[one.name]) for one in records)
    own = Attachment(print_facts.NAME, _JSON, "Who printed it and when", files[print_facts.NAME], relation="Supplement")
    return (*signed, own)


def _files(source: Source) -> Iterator[tuple[str, str]]:
    for one in (source.incident, *source.others):
        yield f"Attached: {one.name}", _description(one)
    yield f"Attached: {print_facts.NAME}", "Who printed it and when, and what was due"


def _description(record: Record) -> str:
    if record.newest.body.form == "incident":
        return "The record with all versions, additions and signatures, as they were signed"
    return "The learning review, as it was signed" if record.newest.body.form == REVIEW else "Support, as it was signed"


def _signatures(source: Source, record: Record) -> Iterator[tuple[str, ...]]:
    facts = source.facts
    kept: tuple[Version | Added, ...] = (*record.versions, *record.additions)
    for one in kept:
        whose = unsigned_writer(one.body)
        if whose is not None:
            written = f"Written {when(one.body.written_at, facts.zone)}"
            yield "Not signed by its writer", named(whose.name, whose.role), written, _over(one)
        if one.opened.payload.inbox_key is None:
            yield "Sealed", author_of(one.body, facts.accounts), when(one.opened.row.at, facts.zone), _over(one)
    for mark in record.marks:
        about = marked_entry(mark, [one.opened for one in kept])
        over = next(_over(one) for one in kept if one.opened is about)
        late = " (late)" if is_late(facts, mark.row.kind, mark.row.at) else ""
        said = mark.note.details.get("by") if mark.row.kind == CONFIRMED else None
        yield (
            f"{_MARK[mark.row.kind]}{late}",
            maker_of(mark, facts.accounts),
            when(mark.row.at, facts.zone),
            f"{over}: written by {said}" if isinstance(said, str) else over,
        )


def _over(one: Version | Added) -> str:
    if isinstance(one, Added):
        return f"Added: {one.definition.title}"
    form = "" if one.body.form == "incident" else f"{one.definition.title}, "
    return f"{form}version {one.body.version}".capitalize() if not form else f"{form}version {one.body.version}"
