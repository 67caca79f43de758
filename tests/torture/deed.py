"""What a deed is: something that is written after an incident, cut off at any step, and taken up again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_drafts, desk_follow_ups, desk_ledger
from rrn_desktop.store.desk_ledger import LedgerRow
from tests.torture.place import NUMBER, Place

Facts = Mapping[str, int]
Stages = Mapping[str, Facts]
_EVER = "9999-12-31T23:59:59Z"


@dataclass(frozen=True)
class Deed:
    """One deed.

    - ``prepare`` makes what it needs in a new place.
    - ``do`` does it as its user would, and goes on with whatever is there already; it tells each stage that was kept.
    - ``stages`` says, to a lead who signs in afterwards, how often each part of each stage is there: of one stage all
      parts are there once, or none is.
    """

    name: str
    prepare: Callable[[Place], None]
    do: Callable[[Place], None]
    stages: Callable[[Place, Session], Stages]


def rows(session: Session, *kinds: str, number: str | None = None) -> list[LedgerRow]:
    """Return the entries of some kinds, of one incident or of all."""
    with session.held.desk.read() as connection:
        every = list(desk_ledger.rows_in_order(connection, session.held.roll.desk.id, 1))
    return [row for row in every if row.kind in kinds and number in (None, row.number)]


def left(session: Session, form: str) -> int:
    """Return how many drafts of a form lie on the desk, whoever writes them."""
    with session.held.desk.read() as connection:
        return sum(row.form == form for row in desk_drafts.all_left(connection, _EVER))


def done(session: Session, kind: str, number: str = NUMBER) -> int:
    """Return how many things of a kind that were due after an incident are done."""
    return sum(one.done_at is not None for one in due(session, kind, number))


def due(session: Session, kind: str, number: str = NUMBER) -> list[desk_follow_ups.FollowUp]:
    """Return what is or was due of a kind after an incident."""
    with session.held.desk.read() as connection:
        record = desk_ledger.record_of_number(connection, number)
        found = () if record is None else desk_follow_ups.of_record(connection, record)
    return [one for one in found if one.kind == kind]
