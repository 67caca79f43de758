"""What helps a person, as everyone on the desk may read it: the latest card that was published."""

from __future__ import annotations

from dataclasses import astuple, dataclass, field
from functools import partial

from rrn_desktop.store.connection import Connection
from rrn_desktop.store.statements import fill, marks

_COLUMNS = "person_key, person_id, person, helps, please_dont, watch, version, by_name, at, record, hash"
_sql = partial(fill, columns=_COLUMNS)


@dataclass(frozen=True, slots=True)
class Card:
    """A published card; ``hash`` is that of the entry which holds it, signed."""

    person_key: str
    person_id: str | None
    person: str = field(repr=False)
    helps: str = field(repr=False)
    please_dont: str = field(repr=False)
    watch: str = field(repr=False)
    version: int
    by_name: str = field(repr=False)
    at: str
    record: str
    hash: str


def publish(connection: Connection, card: Card) -> None:
    """Put a card on the desk; it takes the place of the one before."""
    connection.exec_driver_sql(
        _sql("INSERT OR REPLACE INTO cards ($columns) VALUES ($marks)", marks=marks(11)), astuple(card)
    )


def card_of(connection: Connection, person_key: str) -> Card | None:
    """Return the card of a person, or None."""
    row = connection.exec_driver_sql(_sql("SELECT $columns FROM cards WHERE person_key = ?"), (person_key,)).first()
    return None if row is None else Card(*row)
