"""The record of an incident as a document, made of its signed files and nothing else.

No clock, no store and no language of the PC goes in: whoever checks a PDF makes its pages again from what is attached.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rrn_desktop.clock import parse_rfc3339
from rrn_desktop.errors import DoesNotHold
from rrn_desktop.exports.pdf.content import Block, Document, Heading
from rrn_desktop.exports.pdf.record_after import addition_blocks, change_blocks, other_blocks
from rrn_desktop.exports.pdf.record_answers import answer_blocks, person_of
from rrn_desktop.exports.pdf.record_glance import gap_blocks, glance_blocks, person_facts, status_blocks
from rrn_desktop.exports.pdf.record_late import follow_up_blocks
from rrn_desktop.exports.pdf.record_practices import practice_blocks
from rrn_desktop.exports.pdf.record_proof import attachments, check_blocks, printed_blocks, signature_blocks
from rrn_desktop.exports.pdf.record_source import Source, read_source
from rrn_desktop.exports.pdf.record_words import STATUS, grouped


def record_document(files: Mapping[str, bytes]) -> Document:
    """Return the record of an incident as a document, with the same files as its attachments.

    ``files`` are record.json, support-1.json and so on, review-1.json and so on (each ``rrn-record``), and print.json.
    Raises DoesNotHold when they do not hold or do not belong together, StoreDamaged or StoreNewer when one is none of
    ours.
    """
    source = read_source(files)
    try:
        return _document(source, dict(files))
    except (ValueError, KeyError, OverflowError):
        # A time or a zone that its author signed, and that no calendar has: the program never seals such a thing.
        raise DoesNotHold(
            "Something in this record can't be put into words.", "Nothing was printed.", "Check the store."
        ) from None


def _document(source: Source, files: dict[str, bytes]) -> Document:
    newest, facts = source.incident.newest, source.facts
    number, status = newest.body.number or "", STATUS[newest.body.status]
    person = person_of(newest.answers.get(newest.definition.facts.person))
    under = (person, status, f"Version {newest.body.version}")
    return Document(
        title=f"Incident {number}",
        place=facts.site_name,
        under_title=" · ".join(part for part in under if part),
        footer=f"{number} · {grouped(source.incident.sha256[:16])}",
        blocks=tuple(_blocks(source, person)),
        made_at=parse_rfc3339(facts.printed_at),
        attachments=attachments(source, files),
        demo=facts.demo,
    )


def _blocks(source: Source, person: str) -> Iterator[Block]:
    newest, facts = source.incident.newest, source.facts
    yield from status_blocks(source)
    yield from glance_blocks(source)
    yield from gap_blocks(newest)
    yield from practice_blocks(newest)
    yield Heading("What was recorded")
    about = {newest.definition.facts.person: person_facts(newest)}
    yield from answer_blocks(newest.definition, newest.answers, 3, whose=person, beside=about)
    yield from change_blocks(source.incident, facts)
    yield from addition_blocks(source, person)
    yield from other_blocks(source)
    yield from follow_up_blocks(facts)
    yield from signature_blocks(source)
    yield from printed_blocks(source)
    yield from check_blocks(source)
