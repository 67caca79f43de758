"""Follow-ups: what is due after an incident, by when, by which rule, by whom, and on which form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, TypeAlias

from rrn_desktop.store.connection import Connection
from rrn_desktop.store.statements import fetched, fill, marks, values_of

Ending: TypeAlias = Literal["set_aside", "not_asked"]
"""How a follow-up ended that was not done: a lead set the proposal aside, or nothing asks for it any more."""

_COLUMNS = (
    "id, record, kind, what, due, rule, rule_kind, trust, done_at, clock, actor, form, proposal, booked, counted, "
    "ending"
)
_WIDTH, _PROPOSAL = 16, 12
_OPEN = "done_at IS NULL AND ending IS NULL"
_sql = partial(fill, columns=_COLUMNS, open=_OPEN)
_CHUNK = 500
_KEEP = (
    "INSERT INTO follow_ups ($columns) VALUES ($marks) ON CONFLICT (id) DO UPDATE SET "
    "due = iif(booked IS NULL, excluded.due, due), counted = excluded.counted, ending = excluded.ending "
    "WHERE done_at IS NULL"
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing that is due; ``due``, ``done_at`` and ``booked`` are RFC 3339 times.

    ``clock`` is the id of the clock that set it, ``actor`` who is to do it (anyone or lead), ``form`` what one click
    opens, ``proposal`` whether it is proposed rather than asked for, ``booked`` when it was agreed to take place.
    ``counted`` is how it was counted, for counting it again; ``ending`` says that it ended without being done.
    """

    id: str
    record: str
    kind: str
    what: str
    due: str | None
    rule: str
    rule_kind: str
    trust: str
    done_at: str | None = None
    clock: str = ""
    actor: str = "anyone"
    form: str = ""
    proposal: bool = False
    booked: str | None = None
    counted: str = ""
    ending: Ending | None = None

    @property
    def is_open(self) -> bool:
        """Say whether it is still due: neither done, nor set aside, nor no longer asked for."""
        return self.done_at is None and self.ending is None


def add(connection: Connection, follow_ups: Iterable[FollowUp]) -> None:
    """Keep follow-ups; one that is there already, by its id, keeps its words and what was done.

    While it is not done it takes over how it ended, and, booked for no day, the time by which it is due.
    """
    for follow_up in follow_ups:
        connection.exec_driver_sql(_sql(_KEEP, marks=marks(_WIDTH)), values_of(follow_up))


def close(connection: Connection, identities: Iterable[str], at: str) -> tuple[str, ...]:
    """Mark follow-ups as done; return those that were open."""
    closed = []
    for identity in identities:
        statement = _sql("UPDATE follow_ups SET done_at = ? WHERE id = ? AND $open")
        if connection.exec_driver_sql(statement, (at, identity)).rowcount:
            closed.append(identity)
    return tuple(closed)


def forget(connection: Connection, record: str) -> None:
    """Remove all that was due after a record that turns out to have been entered in error."""
    connection.exec_driver_sql("DELETE FROM follow_ups WHERE record = ?", (record,))


def book(connection: Connection, identity: str, when: str) -> bool:
    """Say when something that is still due will take place; say whether it was still due."""
    statement = _sql("UPDATE follow_ups SET booked = ? WHERE id = ? AND $open")
    return bool(connection.exec_driver_sql(statement, (when, identity)).rowcount)


def count_again(connection: Connection, identity: str, due: str) -> bool:
    """Say by when something is due that is open and booked for no day; say whether that is another time."""
    statement = _sql("UPDATE follow_ups SET due = ? WHERE id = ? AND due IS NOT ? AND booked IS NULL AND $open")
    return bool(connection.exec_driver_sql(statement, (due, identity, due)).rowcount)


def end(connection: Connection, identities: Iterable[str], ending: Ending) -> tuple[str, ...]:
    """End follow-ups that were not done; return those that were open."""
    statement = _sql("UPDATE follow_ups SET ending = ? WHERE id = ? AND $open")
    return tuple(one for one in identities if connection.exec_driver_sql(statement, (ending, one)).rowcount)


def one(connection: Connection, identity: str) -> FollowUp | None:
    """Return one follow-up, or None."""
    return next(iter(_found(connection, "WHERE id = ?", (identity,))), None)


def open_ones(connection: Connection) -> tuple[FollowUp, ...]:
    """Return what is still due, the soonest first and what has no time last."""
    return _found(connection, f"WHERE {_OPEN} ORDER BY due IS NULL, julianday(due), id", ())


def done_since(connection: Connection, since: str) -> tuple[FollowUp, ...]:
    """Return what was done from an RFC 3339 moment on, the latest first."""
    where = "WHERE julianday(done_at) >= julianday(?) ORDER BY julianday(done_at) DESC, id"
    return _found(connection, where, (since,))


def open_of_kinds(connection: Connection, record: str, kinds: Sequence[str]) -> tuple[FollowUp, ...]:
    """Return what is still due for a record, of these kinds, the soonest first."""
    where = f"WHERE record = ? AND kind IN ({marks(len(kinds))}) AND {_OPEN} ORDER BY due IS NULL, julianday(due), id"
    return _found(connection, where, (record, *kinds))


def open_kinds_of(connection: Connection, records: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return (record, kind) of what is still due for some records, the soonest first."""
    found: list[tuple[str, str]] = []
    for start in range(0, len(records), _CHUNK):
        some = tuple(records[start : start + _CHUNK])
        statement = fill(
            "SELECT record, kind FROM follow_ups WHERE record IN ($marks) AND $open "
            "ORDER BY due IS NULL, julianday(due), id",
            marks=marks(len(some)),
            open=_OPEN,
        )
        found += [(row[0], row[1]) for row in fetched(connection, statement, some)]
    return tuple(found)


def of_record(connection: Connection, record: str) -> tuple[FollowUp, ...]:
    """Return all follow-ups of a record, done or not."""
    return _found(connection, "WHERE record = ? ORDER BY due IS NULL, julianday(due), id", (record,))


def _found(connection: Connection, where: str, values: tuple[Any, ...]) -> tuple[FollowUp, ...]:
    rows = connection.exec_driver_sql(_sql("SELECT $columns FROM follow_ups $where", where=where), values)
    return tuple(_follow_up(row) for row in rows)


def _follow_up(row: Any) -> FollowUp:
    values = list(row)
    values[_PROPOSAL] = bool(values[_PROPOSAL])
    return FollowUp(*values)
