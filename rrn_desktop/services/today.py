"""Today: what is due, one's own drafts and records, and what colleagues must know."""

from __future__ import annotations

from dataclasses import dataclass, field

from rrn_desktop.clock import WallTime, parse_rfc3339
from rrn_desktop.forms.wording import moment_words
from rrn_desktop.services import drafts, notices, records
from rrn_desktop.services.drafts import DraftRow
from rrn_desktop.services.follow_ups import CHECK_LOCALLY
from rrn_desktop.services.notices import Notice
from rrn_desktop.services.records import MyRecord
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_follow_ups


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due, and the rule behind it as far as it was checked."""

    id: str
    number: str | None
    kind: str
    what: str
    due: str
    due_words: str
    late: bool
    rule: str
    rule_kind: str
    trust: str


@dataclass(frozen=True, slots=True)
class Today:
    """What the first screen after signing in shows."""

    greeting_name: str = field(repr=False)
    drafts: tuple[DraftRow, ...]
    due: tuple[Due, ...]
    notices: tuple[Notice, ...]
    my_records: tuple[MyRecord, ...]


def today(session: Session) -> Today:
    """Return what is due and to know for the member who is signed in."""
    standing = notices.listing(session)
    return Today(
        greeting_name=session.member.name,
        drafts=drafts.mine(session),
        due=_due(session, {notice.record: notice.number for notice in standing}),
        notices=standing,
        my_records=records.mine(session),
    )


def _due(session: Session, numbers: dict[str, str | None]) -> tuple[Due, ...]:
    with session.held.desk.read() as connection:
        rows = desk_follow_ups.open_ones(connection)
    now = session.held.clock.now()
    return tuple(
        Due(
            id=row.id,
            number=numbers.get(row.record),
            kind=row.kind,
            what=row.what,
            due=row.due,
            due_words=moment_words(_wall(row.due, session.zone)),
            late=parse_rfc3339(row.due) < now,
            rule=_rule_words(row),
            rule_kind=row.rule_kind,
            trust=row.trust,
        )
        for row in rows
        if row.due is not None
    )


def _rule_words(row: desk_follow_ups.FollowUp) -> str:
    """Return the rule, with how far it was checked in its source."""
    doubt = CHECK_LOCALLY.get(row.trust)
    return row.rule if doubt is None else f"{row.rule} ({doubt})"


def _wall(text: str, zone: str) -> WallTime:
    return WallTime(text[:-9] if text[-9:-6] in (":00", ":59") else text[:-6], text[-6:], zone)
