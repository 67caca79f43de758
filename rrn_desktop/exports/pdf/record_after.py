"""What came after a record was sealed: what was changed in it, what was added, the support, and the review."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rrn_desktop.exports.pdf.content import Block, Facts, Grid, Heading, Words
from rrn_desktop.exports.pdf.print_facts import PrintFacts
from rrn_desktop.exports.pdf.record_answers import answer_blocks
from rrn_desktop.exports.pdf.record_source import REVIEW, SUPPORT, Added, Record, Source, Version, in_time
from rrn_desktop.exports.pdf.record_words import STATUS, author_of, when, writer_of
from rrn_desktop.forms.differences import differences

_UNSAID = "Not answered"
_HEAD = ("Question", "Before", "After")
_WIDTHS = (1.4, 2.0, 2.0)
_TITLES = {SUPPORT: "Support afterwards", REVIEW: "Learning review"}


def change_blocks(record: Record, facts: PrintFacts, level: int = 2) -> Iterator[Block]:
    """Yield for each version after the first who changed what, when and why."""
    if len(record.versions) > 1:
        yield Heading("What was changed", level)
    for before, after in pairwise(record.versions):
        yield Heading(f"Version {after.body.version}: {_small(STATUS[after.body.status])}", level + 1)
        yield Facts(tuple(_why(after, facts)), "Who changed it, when and why")
        yield from _changed(before, after)


def addition_blocks(source: Source, whose: str) -> Iterator[Block]:
    """Yield what was added, in order of time."""
    added = in_time(source.incident.additions)
    if added:
        yield Heading("Added later, in order of time")
    for one in added:
        at = one.body.happened_at or one.body.written_at
        yield Heading(f"{one.definition.title}: {when(at, source.facts.zone)}", 3)
        beside = {"": tuple(_added(one, source.facts))}
        yield from answer_blocks(one.definition, one.answers, 3, whose=whose, beside=beside)


def other_blocks(source: Source) -> Iterator[Block]:
    """Yield each support and each review after the incident."""
    for record in (*source.of_form(SUPPORT), *source.of_form(REVIEW)):
        newest, facts = record.newest, source.facts
        yield Heading(_TITLES[newest.body.form])
        yield Facts(tuple(_sealed(newest, facts)), "Who wrote it, and when")
        yield from answer_blocks(newest.definition, newest.answers, 3)
        yield from change_blocks(record, facts, 3)


def _why(version: Version, facts: PrintFacts) -> Iterator[tuple[str, str]]:
    body = version.body
    yield "Changed by", f"{writer_of(body, facts.accounts)}, on {when(body.written_at, facts.zone)}"
    if body.reason:
        yield "Why", body.reason


def _changed(before: Version, after: Version) -> Iterator[Block]:
    found = differences(after.definition, before.answers, after.answers)
    if found:
        rows = tuple((one.label, one.before or _UNSAID, one.after or _UNSAID) for one in found)
        yield Grid(_HEAD, rows, "What was changed, with the answers before and after", _WIDTHS)
    else:
        yield Words("No answer is different.")


def _added(one: Added, facts: PrintFacts) -> Iterator[tuple[str, str]]:
    body, zone = one.body, facts.zone
    yield "Written by", f"{writer_of(body, facts.accounts)}, on {when(body.written_at, zone)}"
    if one.opened.payload.inbox_key is not None:
        yield "Taken in", when(one.opened.row.at, zone)
    elif author_of(body, facts.accounts) != writer_of(body, facts.accounts):
        yield "Sealed by", f"{author_of(body, facts.accounts)}, on {when(one.opened.row.at, zone)}"


def _sealed(version: Version, facts: PrintFacts) -> Iterator[tuple[str, str]]:
    body = version.body
    yield "Written by", f"{writer_of(body, facts.accounts)}, on {when(body.written_at, facts.zone)}"
    if version.body.number and body.form == REVIEW:
        yield "Held about", f"Incident {body.number}"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
