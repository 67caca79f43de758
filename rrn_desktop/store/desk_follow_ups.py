"""Follow-ups: what is due after an incident, by when, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from functools import partial

from rrn_desktop.store.connection import Connection
from rrn_desktop.store.statements import fill

_COLUMNS = "id, record, kind, what, due, rule, rule_kind, trust, done_at"
_sql = partial(fill, columns=_COLUMNS)


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


def of_record(connection: Connection, record: str) -> tuple[FollowUp, ...]:
    """Return all follow-ups of a record, done or not."""
    rows = connection.exec_driver_sql(
        _sql("SELECT $columns FROM follow_ups WHERE record = ? ORDER BY due IS NULL, due, id"), (record,)
    )
    return tuple(FollowUp(*row) for row in rows)
