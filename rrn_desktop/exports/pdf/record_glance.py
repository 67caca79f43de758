"""The top of a printed record: what must not be overlooked, and the facts that are asked for first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rrn_desktop.clock import parse_rfc3339
from rrn_desktop.errors import AnswersRefused
from rrn_desktop.exports.pdf.content import Block, Box, Bullets, Facts, Heading
from rrn_desktop.exports.pdf.record_answers import row_facts
from rrn_desktop.exports.pdf.record_late import is_late, late_ones
from rrn_desktop.exports.pdf.record_practices import kinds_of, staff_of, took_in_all
from rrn_desktop.exports.pdf.record_source import Source, Version, in_time
from rrn_desktop.exports.pdf.record_told import hurt, said, told
from rrn_desktop.exports.pdf.record_words import author_of, maker_of, when, writer_of
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.derive import age_on
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.forms.rules import Moment
from rrn_desktop.forms.validation import GAP, validate
from rrn_desktop.forms.values import PersonRef, Unknown
from rrn_desktop.forms.wording import label_of, state_words
from rrn_desktop.ledger.record_marks import CONFIRMED, COUNTERSIGNED
from rrn_desktop.ledger.record_marks import marked_entry as marked

_CORRECTION = "correction"


def status_blocks(source: Source) -> Iterator[Block]:
    """Yield a frame for each thing that changes how the record is to be read."""
    newest, facts = source.incident.newest, source.facts
    if newest.body.status == "void":
        why = f"Why: {newest.body.reason}" if newest.body.reason else ""
        yield Box("Void: this was entered in error", why)
    if newest.body.status == "first":
        yield Box("First record: it is still to be completed", "What is not answered or not known yet stands below.")
    if newest.body.status == "amended":
        yield Box(f"Amended: this is version {newest.body.version}", "What was changed, by whom and why stands below.")
    for one in in_time(source.incident.additions):
        if one.definition.form == _CORRECTION:
            wrong, right = (said(one.definition, one.answers, key) for key in ("wrong", "right"))
            yield Box("A correction was added later", f"Not right: {wrong}\nRight: {right}")
    late = late_ones(facts)
    if late:
        yield Box("Late", "\n".join(late))
    if facts.not_included:
        yield Box("Not all of it is on these pages", "\n".join(facts.not_included))


def glance_blocks(source: Source) -> tuple[Block, ...]:
    """Return the key facts, each in one line."""
    newest, added = source.incident.newest, in_time(source.incident.additions)
    rows = [*_what_happened(newest), ("Hurt", hurt(newest, added)), ("Told", told(newest, added))]
    rows += [*_afterwards(source), *_by_whom(source)]
    return (Heading("At a glance"), Facts(tuple((label, said) for label, said in rows if said), "The key facts"))


def gap_blocks(version: Version) -> tuple[Block, ...]:
    """Return what a first record does not say yet, and what nobody knew when it was sealed."""
    if version.body.status != "first":
        return ()
    definition, answers = version.definition, version.answers
    at = Moment(parse_rfc3339(version.body.written_at), version.body.zone)
    gaps = [label_of(definition, one.question) for one in validate(definition, answers, at) if one.kind == GAP]
    states = [
        _with_colon(label_of(definition, path), state_words(definition.question(path), value.state))
        for path, value in answers.leaves()
        if isinstance(value, Unknown)
    ]
    found: list[Block] = [Heading("Still to be completed")] if gaps or states else []
    found += [Heading("Not answered yet", 3), Bullets(tuple(gaps))] if gaps else []
    found += [Heading("Answered without a fact", 3), Bullets(tuple(states))] if states else []
    return tuple(found)


def person_facts(version: Version) -> tuple[tuple[str, str], ...]:
    """Return what the person's file said when the record was sealed, in one row of lines."""
    details = _details(version)
    rows = () if details is None else row_facts(registry.definition("person").questions, details)
    return (("In their file on that day", "\n".join(f"{label}: {words}" for label, words in rows)),) if rows else ()


def _what_happened(version: Version) -> Iterator[tuple[str, str]]:
    facts = version.definition.facts
    yield "Person", _person(version)
    yield "When it began", _said(version, facts.happened)
    yield "Found out", _said(version, facts.found_out)
    yield "Where", _said(version, facts.place)
    yield "What was done", kinds_of(version)
    yield "How long in all", took_in_all(version)
    yield "Why", _said(version, "reasons")
    yield "Plan", ". ".join(filter(None, (_said(version, "plan"), _said(version, "plan_why"))))
    yield "Staff", staff_of(version)


def _afterwards(source: Source) -> Iterator[tuple[str, str]]:
    """Yield whether support was given and the review held, as far as whoever prints may read it."""
    facts = source.facts
    for label, form in (("Support", "support"), ("Learning review", "review")):
        bodies = [(one.newest.body, one.newest) for one in source.of_form(form)]
        written = [
            f"{author_of(body, facts.accounts)}, on {when(body.written_at, facts.zone)}{_was_held(version)}"
            for body, version in bodies
        ]
        waits = any(one.kind == form and one.state == "open" for one in facts.follow_ups)
        yield label, "\n".join(written) or ("Not done yet" if waits else "")


def _was_held(version: Version) -> str:
    held = _said(version, "held")
    return f". Held: {held.lower()}" if held else ""


def _by_whom(source: Source) -> Iterator[tuple[str, str]]:
    facts, newest, first = source.facts, source.incident.newest, source.incident.versions[0]
    zone = facts.zone
    yield "Written by", f"{writer_of(first.body, facts.accounts)}, on {when(first.body.written_at, zone)}"
    if newest.opened.payload.inbox_key is None:
        sealed = f"{author_of(newest.body, facts.accounts)}, on {when(newest.opened.row.at, zone)}"
        yield "Sealed by", sealed + (f" (version {newest.body.version})" if len(source.incident.versions) > 1 else "")
    else:
        yield "Taken in", when(newest.opened.row.at, zone)
    entries = [one.opened for one in source.incident.versions]
    for mark in source.incident.marks:
        if mark.note.details.get("entry") in {one.row.hash for one in entries}:
            late = " (late)" if is_late(facts, mark.row.kind, mark.row.at) else ""
            covers = f" (version {marked(mark, entries).row.version})" if len(entries) > 1 else ""
            label = {COUNTERSIGNED: "Second signature", CONFIRMED: "Writer confirmed"}[mark.row.kind]
            yield label, f"{maker_of(mark, facts.accounts)}, on {when(mark.row.at, zone)}{late}{covers}"
    if any(one.kind == COUNTERSIGNED and one.state == "open" for one in facts.follow_ups):
        yield "Second signature", "Asked for, and not given yet"


def _person(version: Version) -> str:
    who = version.answers.get(version.definition.facts.person)
    began, details = version.answers.get(version.definition.facts.happened), _details(version)
    age = None if details is None else age_on(details.get("born"), began)
    name = who.name if isinstance(who, PersonRef) else _said(version, version.definition.facts.person)
    return name if age is None else f"{name}, {age} years old"


def _details(version: Version) -> Answers | None:
    """Return the person's file as it was copied into the record, or None where there is none to read."""
    who = version.answers.get(version.definition.facts.person)
    kept: Any = version.body.people.get(who.id) if isinstance(who, PersonRef) and who.id else None
    details = kept.get("details") if isinstance(kept, dict) else None
    if not details:
        return None
    try:
        return read_answers(registry.definition("person"), details)
    except (AnswersRefused, KeyError):
        # A file that a later version of the program keeps otherwise is still in the signed attachment.
        return None


def _with_colon(label: str, words: str) -> str:
    return f"{label} {words}" if label.endswith("?") else f"{label}: {words}"


def _said(version: Version, path: str) -> str:
    return said(version.definition, version.answers, path)
