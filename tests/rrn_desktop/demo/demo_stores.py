"""Demo stores for tests: made once, read as a lead."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from rrn_desktop.clock import FixedClock
from rrn_desktop.demo.making import Made, Wanted, make_demo
from rrn_desktop.services import records, register
from rrn_desktop.services.register import Query
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import sign_in

AFTERWARDS = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)


def made_demo(folder: Path, profile: str, incidents: int, seed: int = 1) -> Made:
    return make_demo(folder / "demo", Wanted(profile, incidents, seed))


def accounts_of(made: Made) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(made.accounts.read_text("utf-8"))
    return found


@contextmanager
def as_lead(made: Made) -> Iterator[Session]:
    lead = next(one for one in accounts_of(made) if one["role"] == "lead")
    session = sign_in(made.store, lead["name"], lead["passphrase"], clock=FixedClock(AFTERWARDS))
    try:
        yield session
    finally:
        session.close()


def told_in(made: Made) -> list[Any]:
    """All that a demo says, without what is of one store alone: ids, hashes and keys."""
    with as_lead(made) as session:
        rows = register.rows(session, register.ids(session, Query()))
        listed = [(row.number, row.form, row.status, row.person, row.happened_at, row.place) for row in rows]
        numbers = sorted({row.number for row in rows if row.form == "incident" and row.number})
        shown = [_told_of(session, number) for number in numbers]
    return [listed, shown]


def _told_of(session: Session, number: str) -> list[Any]:
    found = records.show(session, number)
    versions = [(one.version, one.status, one.author_name, one.sealed_at, one.reason) for one in found.versions]
    additions = [
        (one.form, one.happened_at, one.written_at, one.author_name, _plain(msgspec.json.decode(one.body_text)))
        for one in found.additions
    ]
    due = sorted((one.clock, one.due, one.done_at or "", one.outcome) for one in found.follow_ups)
    return [number, versions, _plain(found.body["answers"]), additions, due]


def _plain(value: Any) -> Any:
    """A value without ids and hashes, and what hangs on them."""
    if isinstance(value, Mapping):
        left = {"id", "site", "entry", "record", "author", "previous", "people", "member"}
        return {key: _plain(one) for key, one in value.items() if key not in left}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
