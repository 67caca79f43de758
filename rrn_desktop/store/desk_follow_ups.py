"""Follow-ups: what is due after an incident, by when, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from functools import partial

from rrn_desktop.store.connection import Connection
from rrn_desktop.store.statements import fill, marks

_COLUMNS = "id, record, kind, what, due, rule, rule_kind, trust, done_at"
_sql = partial(fill, columns=_COLUMNS)
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing that is due; ``due`` and ``done_at`` are RFC 3339 times."""

    id: str
    record: str
    kind: str
    what: str
    due: str | None
    rule: str
    rule_kind: str
    trust: str
    done_at: str | None = None


def add(connection: Connection, follow_ups: Iterable[FollowUp]) -> None:
    """Keep follow-ups; one that is there already, by its id, is left as it is."""
    for follow_up in follow_ups:
        connection.exec_driver_sql(
            _sql("INSERT INTO follow_ups ($columns) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"),
            astuple(follow_up),
        )


def close(connection: Connection, identities: Iterable[str], at: str) -> tuple[str, ...]:
    """Mark follow-ups as done; return those that were open."""
    closed = []
    for identity in identities:
        statement = "UPDATE follow_ups SET done_at = ? WHERE id = ? AND done_at IS NULL"
        if connection.exec_driver_sql(statement, (at, identity)).rowcount:
            closed.append(identity)
    return tuple(closed)


def open_ones(connection: Connection) -> tuple[FollowUp, ...]:
    """Return what is still due, the soonest first and what has no time last."""
    rows = connection.exec_driver_sql(
        _sql("SELECT $columns FROM follow_ups WHERE done_at IS NULL ORDER BY due IS NULL, due, id")
    )
    return tuple(FollowUp(*row) for row in rows)


def open_kinds_of(connection: Connection, records: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return (record, kind) of what is still due for some records, the soonest first."""
    found: list[tuple[str, str]] = []
    for start in range(0, len(records), _CHUNK):
        some = tuple(records[start : start + _CHUNK])
        statement = fill(
            "SELECT record, kind FROM follow_ups WHERE record IN ($marks) AND done_at IS NULL "
            "ORDER BY due IS NULL, due, id",
            marks=marks(len(some)),
        )
        found += [(row[0], row[1]) for row in connection.exec_driver_sql(statement, some).all()]
    return tuple(found)


def of_record(connection: Connection, record: str) -> tuple[FollowUp, ...]:
    """Return all follow-ups of a record, done or not."""
    rows = connection.exec_driver_sql(
        _sql("SELECT $columns FROM follow_ups WHERE record = ? ORDER BY due IS NULL, due, id"), (record,)
    )
    return tuple(FollowUp(*row) for row in rows)
