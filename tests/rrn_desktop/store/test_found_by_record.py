"""What stands in the ledger about one incident is found by its record or number, however much else there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rrn_desktop.store import desk_ledger
from rrn_desktop.store.connection import Connection, Database

_WAYS: dict[str, Callable[[Connection], object]] = {
    "versions of a record": lambda connection: desk_ledger.by_record(connection, "r"),
    "one kind of a record": lambda connection: desk_ledger.by_record(connection, "r", "support"),
    "additions to it": lambda connection: desk_ledger.by_kinds(connection, "r", ("addition",)),
    "what was taken in or added": lambda connection: desk_ledger.by_kinds(connection, "r", ("addition", "taken_in")),
    "versions under a number": lambda connection: desk_ledger.by_number(connection, "2026-A-001"),
    "one kind under a number": lambda connection: desk_ledger.by_number(connection, "2026-A-001", "support"),
    "whose a number is": lambda connection: desk_ledger.record_of_number(connection, "2026-A-001"),
    "first versions": lambda connection: desk_ledger.first_versions(connection, "r"),
}


@pytest.mark.parametrize("way", _WAYS)
def test_the_engine_goes_by_the_record_or_the_number(desk: Database, way: str) -> None:
    said: list[str] = []
    with desk.read() as connection:
        connection.driver.set_trace_callback(said.append)
        _WAYS[way](connection)
        connection.driver.set_trace_callback(None)

        plans = [_plan(connection, one) for one in said]

    assert plans
    assert all("ledger_by_record" in plan or "ledger_by_number" in plan or "ledger_one_" in plan for plan in plans)


def _plan(connection: Connection, statement: str) -> str:
    rows: list[Any] = connection.driver.execute("EXPLAIN QUERY PLAN " + statement).fetchall()
    return " ".join(str(row[3]) for row in rows)
