"""The register, for leads: search, filter and sort the opened records."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

from rrn_desktop.clock import WallTime
from rrn_desktop.errors import WrongUsage
from rrn_desktop.forms import registry
from rrn_desktop.forms.wording import moment_words
from rrn_desktop.ledger.headers import TAKEN_IN
from rrn_desktop.services.author_names import author_names_of, name_with_account
from rrn_desktop.services.follow_ups import open_kinds
from rrn_desktop.services.notice_board import kind_words
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_ledger, register_records, register_versions
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.register_records import RegisterRow, Sort

_PAGE = 500

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for and how to sort it.

    ``text`` is words of the list or of what was written, each at least its beginning; ``start`` and ``end`` are days,
    both meant inclusive.
    """

    text: str = field(default="", repr=False)
    status: str | None = None
    person: str | None = None
    start: str | None = None
    end: str | None = None
    form: str | None = None
    sort: Sort = "happened"
    descending: bool = True


class Row(msgspec.Struct, frozen=True):
    """One record in a list, in words."""

    rowid: int
    record: str
    number: str
    form: str
    version: int
    status: str
    person: str
    happened: str
    happened_at: str
    place: str
    kinds: str
    author_name: str
    sealed_at: str
    due: tuple[str, ...]
    person_id: str | None = None

    def __repr__(self) -> str:
        return f"Row(number={self.number!r}, form={self.form!r}, version={self.version})"


@dataclass(frozen=True, slots=True)
class SetAside:
    """An entry of the ledger that does not hold and is not in the register."""

    entry_hash: str
    number: str | None
    says: str


def ids(session: Session, query: Query) -> array[int]:
    """Return the ids of all records that fit, in order."""
    with session.register().read() as connection:
        return register_records.all_ids(connection, _asked(query, session.zone))


def rows(session: Session, wanted: Sequence[int]) -> tuple[Row, ...]:
    """Return the records with these ids, in this order."""
    with session.register().read() as connection:
        found = register_records.rows_by_ids(connection, wanted)
    return _in_words(session, found)


def page(session: Session, query: Query, size: int = 50) -> tuple[Row, ...]:
    """Return the first records that fit."""
    with session.register().read() as connection:
        found = register_records.page(connection, _asked(query, session.zone), size)
    return _in_words(session, found)


def every(session: Session, query: Query) -> Iterator[Row]:
    """Yield every record that fits, in order, a page at a time."""
    wanted = ids(session, query)
    for start in range(0, len(wanted), _PAGE):
        yield from rows(session, wanted[start : start + _PAGE])


def set_aside(session: Session) -> tuple[SetAside, ...]:
    """Return the entries that do not hold, each with its reason."""
    with session.register().read() as connection:
        found = register_versions.all_set_aside(connection)
    return tuple(SetAside(entry.hash, entry.number, entry.reason) for entry in found)


def day_of(text: str) -> date:
    """Return a day to search by; raises WrongUsage for what is none."""
    try:
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise WrongUsage(
            "A day to search by can't be read.", "Nothing was changed.", "Write it like 2026-05-14."
        ) from None


def midnight(day: str | None, zone: str, days_later: int) -> str | None:
    """Return the moment at which a day begins on the wall, in UTC as the register sorts by it."""
    if day is None:
        return None
    first = day_of(day)
    try:
        begins = datetime.combine(first + timedelta(days=days_later), time(), ZoneInfo(zone)).astimezone(UTC)
    except OverflowError:
        return None  # the first and the last day of the calendar leave nothing out
    return begins.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _asked(query: Query, zone: str) -> register_records.Query:
    return register_records.Query(
        text=query.text,
        statuses=(query.status,) if query.status else (),
        form=query.form,
        person_id=query.person,
        happened_from=midnight(query.start, zone, 0),
        happened_before=midnight(query.end, zone, 1),
        sort=query.sort,
        descending=query.descending,
    )


def _in_words(session: Session, found: Sequence[RegisterRow]) -> tuple[Row, ...]:
    with session.held.desk.read() as connection:
        due = open_kinds(connection, [row.record for row in found])
        names = _names(connection, session, found)
    zone = session.zone
    return tuple(
        # In the order of the fields: a list of hundreds of rows is made at each turn of the wheel.
        Row(
            row.id, row.record, row.number, row.form, row.version, row.status, row.person,
            happened_words(row.happened, zone), row.happened, row.place, _kinds(row.form, row.kinds), names[row.hash],
            row.sealed_at, due.get(row.record, ()), row.person_id,
        )
        for row in found
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _kinds(form: str, kinds: tuple[str, ...]) -> str:
    """Return kinds of practice in words; few sets of them stand in all records."""
    return kind_words(registry.definition(form), kinds)


def _names(connection: Connection, session: Session, found: Sequence[RegisterRow]) -> dict[str, str]:
    """Return under which name the author of each row is shown; of what was taken in, the name as it was typed."""
    signed = {(row.author, row.author_name) for row in found}
    accounts = author_names_of(connection, session, {author for author, _name in signed})
    marked = {(author, name): name_with_account(accounts, author, name) for author, name in signed}
    names = {row.hash: marked[row.author, row.author_name] for row in found}
    others = [row for row in found if names[row.hash] != row.author_name]
    typed = desk_ledger.of_kind(connection, [row.hash for row in others], TAKEN_IN)
    return {**names, **{row.hash: row.author_name for row in others if row.hash in typed}}


def happened_words(text: str, zone: str) -> str:
    """Return an RFC 3339 time in words; a text that is none stays as it is."""
    if len(text) < len("2026-05-14T10:43+01:00"):
        return text
    return moment_words(WallTime(text[:-6].removesuffix(":00"), text[-6:], zone))
