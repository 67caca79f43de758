"""What the writers were told is kept, and what a reopened store says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rrn_desktop.services import drafts, register, verifying
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import sign_in
from rrn_desktop.store import desk_ledger, desk_numbers
from rrn_desktop.store.desk_ledger import LedgerRow
from tests.journeys.site import AUTHOR, LEAD, PASSPHRASES
from tests.torture.writers import text_of


@dataclass
class Told:
    """What was acknowledged in one store until now, by all the writers of a kind that were killed in it."""

    kind: str
    revisions: dict[str, int] = field(default_factory=dict)
    records: dict[str, str] = field(default_factory=dict)
    seals: dict[str, tuple[str, str]] = field(default_factory=dict)
    acknowledged: int = 0

    def take(self, lines: Sequence[str]) -> None:
        """Read what one writer said."""
        for words in (line.split() for line in lines):
            if words[:2] == ["kept", "save"]:
                self.revisions[words[2]] = int(words[3])
                self.records[words[2]] = words[4]
            elif words[:2] == ["kept", "seal"]:
                self.seals[words[4]] = (words[2], words[3])
        self.acknowledged += sum(line.startswith("kept ") for line in lines)

    def adopt(self, kept: Kept) -> None:
        """Take what was kept without a word as acknowledged: whoever looked has seen it."""
        self.seals.update({row.hash: (row.record or "", row.number or "") for row in kept.seals})
        for draft, there in kept.drafts.items():
            self.revisions[draft], self.records[draft] = there.revision, there.record


@dataclass(frozen=True)
class KeptDraft:
    """A draft as it lies in a store, opened by its author."""

    record: str
    revision: int
    text: str


@dataclass(frozen=True)
class Kept:
    """What a store holds after a kill: own drafts with their texts, and the entries of the ledger."""

    drafts: dict[str, KeptDraft]
    entries: tuple[LedgerRow, ...]

    @property
    def seals(self) -> tuple[LedgerRow, ...]:
        """Return the sealed versions."""
        return tuple(row for row in self.entries if row.kind == "seal")


@dataclass(frozen=True)
class Findings:
    """What is wrong after a kill; empty when all is well."""

    lost: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    not_told: int = 0


def look(store: Path, told: Told) -> Findings:
    """Open the store as its users do, and compare it with what they were told."""
    session = sign_in(store, AUTHOR, PASSPHRASES[AUTHOR])
    try:
        kept = kept_in(session)
        broken = [*_not_holding(session), *gaps(kept), *_half_done(kept)]
    finally:
        session.close()
    broken += _as_lead(store, kept)
    found = Findings(tuple(lost(told, kept)), tuple(twice(kept)), tuple(broken), not_told(told, kept))
    told.adopt(kept)
    return found


def kept_in(session: Session) -> Kept:
    """Return what a store holds for the member who is signed in."""
    opened = [drafts.open_draft(session, row.id) for row in drafts.mine(session)]
    with session.held.desk.read() as connection:
        rows = tuple(desk_ledger.rows_in_order(connection, session.held.roll.desk.id, 1))
    own = {draft.id: KeptDraft(draft.record, draft.revision, str(draft.answers.get("before"))) for draft in opened}
    return Kept(own, rows)


def lost(told: Told, kept: Kept) -> Iterator[str]:
    """Name what was acknowledged and is not there as it was."""
    sealed = {row.record for row in kept.seals}
    for draft, revision in told.revisions.items():
        if told.records[draft] in sealed:
            continue
        there = kept.drafts.get(draft)
        if there is None or there.revision < revision:
            yield f"draft {draft}: revision {revision} was kept, {there.revision if there else 'nothing'} is there"
        elif there.text != text_of(told.kind, draft, there.revision):
            yield f"draft {draft}: the text is not that of revision {there.revision}"
    places = {row.hash: (row.record, row.number) for row in kept.seals}
    for entry, place in told.seals.items():
        if places.get(entry) != place:
            yield f"seal {place[1]}"


def twice(kept: Kept) -> Iterator[str]:
    """Name what was sealed or numbered more than once."""
    versions = Counter((row.record, row.version) for row in kept.seals)
    numbers = Counter(row.number for row in kept.entries if row.kind == "notice")
    for thing, count in (*versions.items(), *numbers.items()):
        if count > 1:
            yield f"{thing} is there {count} times"


def gaps(kept: Kept) -> Iterator[str]:
    """Name the numbers that are missing between the first and the last."""
    parsed = [desk_numbers.parse_number(row.number or "") for row in kept.entries]
    counts = {number.count for number in parsed if number is not None}
    return (f"number {count} is missing" for count in range(1, max(counts, default=0)) if count not in counts)


def not_told(told: Told, kept: Kept) -> int:
    """Count what was kept in the very moment of the kill, before its writer could be told."""
    seals = sum(row.hash not in told.seals for row in kept.seals)
    return seals + sum(there.revision > told.revisions.get(draft, 0) for draft, there in kept.drafts.items())


def _half_done(kept: Kept) -> Iterable[str]:
    sealed = {row.record for row in kept.seals}
    left = (draft.record for draft in kept.drafts.values() if draft.record in sealed)
    return (f"record {record} is sealed, and its draft is still there" for record in left)


def _not_holding(session: Session) -> Iterator[str]:
    for finding in verifying.verify_store(session).findings:
        yield f"{finding.code}: {finding.says}"


def _as_lead(store: Path, kept: Kept) -> list[str]:
    """Let the register catch up, open every sealed record, and compare the two."""
    session = sign_in(store, LEAD, PASSPHRASES[LEAD])
    try:
        found = list(_not_holding(session))
        rows = len(register.ids(session, register.Query()))
    finally:
        session.close()
    records = len({row.record for row in kept.seals})
    return found if rows == records else [*found, f"the register has {rows} of {records} records"]
