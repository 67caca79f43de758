"""The signed files that an incident is printed from: the record, and each support and review that a member may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rrn_desktop.ledger.headers import TAKEN_IN
from rrn_desktop.ledger.opening import OpenedAttached, OpenedBody, open_entry
from rrn_desktop.ledger.record_file import make_record_file
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.services.additions import entries_added
from rrn_desktop.services.entries import ADDITION
from rrn_desktop.services.follow_ups import of_incident
from rrn_desktop.services.reading import entries_of_number, not_rightful_of, reader
from rrn_desktop.services.session import Session
from rrn_desktop.services.signatures import marks_of
from rrn_desktop.store import desk_ledger
from rrn_desktop.store.desk_ledger import StoredEntry

_AFTER = ("support", "review")
_REVIEW = "review"
_ELSEWHERE = {
    "support": ("{} support was", "{} supports were"),
    "review": ("{} learning review was", "{} learning reviews were"),
}
_NEWER = "A lead made a later version of this record. You can't read it, so it is not here. Ask your lead for it."
_WITH_OTHERS = (
    "A learning review looked at this incident together with another one. It stands under the number of that one."
)
_DOES_NOT_HOLD = "Something about this incident does not hold, so it is not here. Tell your lead to check the store."


@dataclass(frozen=True, slots=True)
class RecordFiles:
    """An incident as signed files by their names, in the order in which they are printed.

    ``counts`` says how much is in them, ``signers`` are the members who signed something in them, and ``not_included``
    are sentences about what there is besides.
    """

    incident: OpenedBody
    files: dict[str, bytes] = field(repr=False)
    counts: dict[str, int]
    signers: frozenset[str]
    not_included: tuple[str, ...]


def record_file_of(session: Session, number: str) -> RecordFiles:
    """Return the record of an incident alone, with what was added to it and the marks on it.

    Raises NotFound, NoRight, and DoesNotHold for a version that was changed.
    """
    versions, added = entries_of_number(session, number), entries_added(session, number)
    opened, additions = [one for _, one in versions], [one for _, one in added]
    marks = marks_of(session, opened, additions)
    listed = [(entry, mark) for entry, mark, _ in marks]
    data = make_record_file(session.held.roll.site_id, session.held.keyring.roll, (*versions, *added), listed)
    signers = {entry.row.member for entry, _ in (*versions, *added, *listed)}
    counts = {"versions": len(versions), "additions": len(added), "marks": len(marks)}
    left_out = _left_out(session, opened, additions)
    return RecordFiles(opened[-1], {"record.json": data}, counts, frozenset(signers), left_out)


def record_files_of(session: Session, number: str) -> RecordFiles:
    """Return the same with each support and review after it that this member may read, in order of time."""
    record = record_file_of(session, number)
    files, counts, signers = dict(record.files), dict(record.counts), set(record.signers)
    left_out = list(record.not_included)
    for form in _AFTER:
        kept, elsewhere, broken = _after(session, number, form, record.incident.body.record)
        for place, versions in enumerate(kept, start=1):
            site = session.held.roll.site_id
            files[f"{form}-{place}.json"] = make_record_file(site, session.held.keyring.roll, versions)
            signers |= {entry.row.member for entry, _ in versions}
        counts |= {form: len(kept)} if kept else {}
        left_out += [_elsewhere(form, elsewhere)] if elsewhere else []
        left_out += [_DOES_NOT_HOLD] if broken else []
        if form == _REVIEW and not (kept or elsewhere or broken) and _is_reviewed(session, record.incident.body.record):
            left_out.append(_WITH_OTHERS)
    return RecordFiles(record.incident, files, counts, frozenset(signers), tuple(dict.fromkeys(left_out)))


def _is_reviewed(session: Session, record: str) -> bool:
    """Say whether the review of an incident is done, wherever it stands."""
    return any(one.kind == _REVIEW and one.done_at is not None for one in of_incident(session, record))


def _after(
    session: Session, number: str, form: str, incident: str
) -> tuple[list[list[tuple[StoredEntry, OpenedBody]]], int, int]:
    """Return the records of a form about an incident, how many this member may not read, and how many do not hold."""
    with session.held.desk.read() as connection:
        entries = desk_ledger.by_number(connection, number, form)
    records: dict[str, list[StoredEntry]] = {}
    for entry in sorted(entries, key=lambda one: (one.row.at, one.row.seq)):
        records.setdefault(entry.row.record or "", []).append(entry)
    kept, elsewhere, broken = list[list[tuple[StoredEntry, OpenedBody]]](), 0, 0
    for record, versions in records.items():
        aside = not_rightful_of(session, record)
        rightful = [entry for entry in versions if entry.row.hash not in aside]
        readable = [entry for entry in rightful if reader(session).is_among(entry)]
        elsewhere += 1 if rightful and not readable else 0
        try:
            opened = [(entry, open_entry(entry, reader(session), session.held.roll)) for entry in readable]
        except EntryRefused:
            broken += 1
            continue
        if opened and opened[-1][1].body.about == incident:
            kept.append(sorted(opened, key=lambda pair: pair[1].body.version))
    return kept, elsewhere, broken


def _left_out(session: Session, opened: Sequence[OpenedBody], added: Sequence[OpenedAttached]) -> tuple[str, ...]:
    newest = opened[-1].body
    aside = not_rightful_of(session, newest.record)
    with session.held.desk.read() as connection:
        versions = desk_ledger.by_record(connection, newest.record)
        taken_in = desk_ledger.by_number(connection, newest.number or "", TAKEN_IN)
        entries = [*desk_ledger.by_number(connection, newest.number or "", ADDITION)]
    entries += [entry for entry in taken_in if entry.row.version is None]
    shown = {one.row.hash for one in added}
    missing = [entry for entry in entries if entry.row.hash not in shown]
    hidden = [entry for entry in missing if not reader(session).is_among(entry)]
    rows = [entry.row for entry in versions if entry.row.hash not in aside]
    newer = any((row.version or 0) > newest.version for row in rows)
    said = [_NEWER] if newer else []
    said += [_hidden_additions(len(hidden))] if hidden else []
    said += [_DOES_NOT_HOLD] if len(hidden) < len(missing) else []
    return tuple(said)


def _hidden_additions(count: int) -> str:
    what = "1 thing was" if count == 1 else f"{count} things were"
    return f"{what} added by others. The one who prints this may not read it, so it is not here."


def _elsewhere(form: str, count: int) -> str:
    one, many = _ELSEWHERE[form]
    what = (one if count == 1 else many).format(count)
    return f"{what} recorded by others. The one who prints this may not read it, so it is not here."
