"""What helped on a good day: one line each, on the desk at once, until a card takes it up."""

from __future__ import annotations

from dataclasses import astuple, dataclass, field
from functools import partial

from rrn_desktop.store.connection import Connection
from rrn_desktop.store.statements import fill, marks

_COLUMNS = "hash, person_key, person, helped, day, by_name"
_sql = partial(fill, columns=_COLUMNS)


@dataclass(frozen=True, slots=True)
class Helped:
    """One line on what helped; ``hash`` is that of the entry which holds the whole of it, ``day`` an ISO date."""

    hash: str
    person_key: str
    person: str = field(repr=False)
    helped: str = field(repr=False)
    day: str
    by_name: str = field(repr=False)


def put(connection: Connection, line: Helped) -> None:
    """Put a line on the desk; one that is there already stays."""
    connection.exec_driver_sql(
        _sql("INSERT INTO helped ($columns) VALUES ($marks) ON CONFLICT (hash) DO NOTHING", marks=marks(6)),
        astuple(line),
    )


def of_person(connection: Connection, person_key: str, since: str = "") -> tuple[Helped, ...]:
    """Return what helped a person, the latest day first; with ``since``, from that day on."""
    rows = connection.exec_driver_sql(
        _sql("SELECT $columns FROM helped WHERE person_key = ? AND day >= ? ORDER BY day DESC, hash"),
        (person_key, since),
    )
    return tuple(Helped(*row) for row in rows)
