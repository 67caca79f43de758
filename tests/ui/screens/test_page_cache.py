from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from ui.models.page_cache import KEPT, PAGE, PageCache


@dataclass(frozen=True)
class Row:
    rowid: int


class Reader:
    def __init__(self) -> None:
        self.reads: list[int] = []

    def __call__(self, ids: Sequence[int]) -> list[Row]:
        self.reads.append(len(ids))
        # A store gives rows back in an order of its own.
        return [Row(one) for one in sorted(ids)]


def _shown(count: int) -> tuple[PageCache, Reader]:
    reader = Reader()
    cache = PageCache(reader)
    cache.show(array("q", range(count, 0, -1)))
    return cache, reader


def test_a_row_stands_where_its_id_stands() -> None:
    cache, _reader = _shown(1000)

    rows = [cache.row(at) for at in (0, 1, 500, 999)]

    assert rows == [Row(1000), Row(999), Row(500), Row(1)]


def test_a_page_is_read_once_while_it_is_looked_at() -> None:
    cache, reader = _shown(1000)

    for at in range(2 * PAGE):
        cache.row(at)

    assert reader.reads == [PAGE, PAGE]


def test_only_so_many_pages_are_kept() -> None:
    cache, reader = _shown((KEPT + 1) * PAGE)
    for at in range(0, (KEPT + 1) * PAGE, PAGE):
        cache.row(at)

    cache.row(0)

    assert len(reader.reads) == KEPT + 2


def test_the_last_page_may_be_short() -> None:
    cache, reader = _shown(PAGE + 3)

    row = cache.row(PAGE + 2)

    assert row == Row(1)
    assert reader.reads == [3]


def test_an_id_is_found_by_its_position_and_back() -> None:
    cache, _reader = _shown(10)

    found = (cache.position(10), cache.position(1), cache.position(99), cache.id_at(9))

    assert found == (0, 9, -1, 1)
