"""Tables are read row by row, and one that has no end of a line is refused before it is read."""

from __future__ import annotations

import csv
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rrn_desktop.exports.package.reading import opened, rows_of

PIECE = b"x" * (1 << 20)
CELLS = st.lists(st.lists(st.text('a,"\r\n ', max_size=4), min_size=2, max_size=3), max_size=5)


@pytest.mark.parametrize("begins", [b"", b'record,"', b"record\r\n", b'record\r\n"', b'record\r\n"\r\n'])
def test_a_table_of_one_line_without_end_is_refused_at_once_and_takes_no_memory(begins: bytes, tmp_path: Path) -> None:
    table = tmp_path / "told.csv"
    with table.open("wb") as stream:
        stream.write(begins)
        for _ in range(30):
            stream.write(PIECE)

    tracemalloc.start()
    with opened(table, "utf-8") as text, pytest.raises(ValueError, match="without end"):
        list(rows_of(text))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 12_000_000


def test_a_row_of_many_short_lines_has_an_end_too() -> None:
    endless = io.StringIO("record\r\n" + '"\n",' * 400_000, newline="")

    with pytest.raises(ValueError, match="without end"):
        list(rows_of(endless))


@settings(max_examples=50)
@given(rows=CELLS)
def test_rows_are_read_as_any_other_program_reads_them(rows: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)

    read = list(rows_of(io.StringIO(written.getvalue(), newline="")))

    assert read == rows
