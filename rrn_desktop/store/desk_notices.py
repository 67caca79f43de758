"""Notices: what colleagues on shift may know of an incident, and the number that comes with each."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_numbers import next_number
from rrn_desktop.store.statements import fill, marks

STATUSES = ("writing", "first", "complete", "amended", "void", "given_up")
_COLUMNS = (
    "record, number, person, happened, place, kinds, writer, next_shift, watching, told, status, written_at, "
    "writer_signed"
)
_sql = partial(fill, columns=_COLUMNS)


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands on the desk about one incident; ``writer_signed`` is untrue for who wrote it without an account."""

    record: str
    number: str
    person: str = field(repr=False)
    happened: str
    place: str = field(repr=False)
    kinds: tuple[str, ...]
    writer: str = field(repr=False)
    next_shift: str = field(repr=False)
    watching: str = field(repr=False)
    told: str = field(repr=False)
    status: str
    written_at: str
    writer_signed: bool = True


def stand(connection: Connection, notice: Notice, book: str, year: int) -> Notice:
    """Put up a notice with the next number of the book, whatever number it came with.

    A record that has its notice already keeps its number: its words are brought up to date.
    """
    there = notice_of(connection, notice.record)
    if there is not None:
        renewed = replace(notice, number=there.number)
        renew(connection, renewed)
        return renewed
    numbered = replace(notice, number=next_number(connection, book, year))
    connection.exec_driver_sql(
        _sql("INSERT INTO notices ($columns) VALUES ($marks)", marks=marks(13)), _values(numbered)
    )
    return numbered


def notice_of(connection: Connection, record: str) -> Notice | None:
    """Return the notice of a record, or None."""
    row = connection.exec_driver_sql(_sql("SELECT $columns FROM notices WHERE record = ?"), (record,)).first()
    return None if row is None else _notice(row)


def notices(connection: Connection) -> tuple[Notice, ...]:
    """Return all notices on the desk, the latest first."""
    rows = connection.exec_driver_sql(_sql("SELECT $columns FROM notices ORDER BY julianday(written_at) DESC, record"))
    return tuple(_notice(row) for row in rows)


def set_status(connection: Connection, record: str, status: str) -> None:
    """Say how far a record is."""
    connection.exec_driver_sql("UPDATE notices SET status = ? WHERE record = ?", (status, record))


def take_down(connection: Connection, record: str) -> None:
    """Remove a notice from the desk; its number stays given out."""
    connection.exec_driver_sql("DELETE FROM notices WHERE record = ?", (record,))


def renew(connection: Connection, notice: Notice) -> None:
    """Bring the words of a standing notice up to date; its number stays."""
    connection.exec_driver_sql(
        "UPDATE notices SET person = ?, happened = ?, place = ?, kinds = ?, writer = ?, next_shift = ?, watching = ?, "
        "told = ?, status = ?, written_at = ?, writer_signed = ? WHERE record = ?",
        (*_values(notice)[2:], notice.record),
    )


def _values(notice: Notice) -> tuple[str | int, ...]:
    kinds = json.dumps(list(notice.kinds))
    about = (notice.record, notice.number, notice.person, notice.happened, notice.place, kinds, notice.writer)
    words = (notice.next_shift, notice.watching, notice.told)
    return (*about, *words, notice.status, notice.written_at, int(notice.writer_signed))


def _notice(row: Any) -> Notice:
    values = list(row)
    values[5], values[12] = tuple(json.loads(values[5])), bool(values[12])
    return Notice(*values)
