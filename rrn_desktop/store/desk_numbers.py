"""Numbers of a book: each given out once, in order, with no gaps."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rrn_desktop.store.connection import Connection

_NUMBER = re.compile(r"([0-9]{4})-([A-Z0-9]{1,8})-([0-9]{3,9})")


@dataclass(frozen=True, slots=True, order=True)
class BookNumber:
    """A number taken apart."""

    year: int
    book: str
    count: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.book}-{self.count:03d}"


def next_number(connection: Connection, book: str, year: int) -> str:
    """Give out the next number of a book.

    Call it in the write transaction that also keeps what the number is for: if that fails, nothing was given out.
    """
    row = connection.exec_driver_sql(
        "INSERT INTO numbers (book, year, next) VALUES (?, ?, 2) "
        "ON CONFLICT (book, year) DO UPDATE SET next = next + 1 RETURNING next - 1",
        (book, year),
    ).one()
    return str(BookNumber(year, book, int(row[0])))


def given_out(connection: Connection) -> dict[tuple[int, str], int]:
    """Return how many numbers each year's book has given out."""
    rows = connection.exec_driver_sql("SELECT year, book, next - 1 FROM numbers ORDER BY year, book")
    return {(int(row[0]), str(row[1])): int(row[2]) for row in rows}


def parse_number(text: str) -> BookNumber | None:
    """Return a number taken apart, or None when the text is not one."""
    found = _NUMBER.fullmatch(text)
    return None if found is None else BookNumber(int(found[1]), found[2], int(found[3]))


def sortable(number: str) -> str:
    """Return a text that sorts as the numbers count: 999 before 1000."""
    parsed = parse_number(number)
    return number if parsed is None else f"{parsed.year:04d}-{parsed.book}-{parsed.count:09d}"
