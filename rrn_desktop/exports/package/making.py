"""Makes the files of a package from the register, a page at a time: memory stays flat with ever so many records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rrn_desktop.exports.package import describing
from rrn_desktop.exports.package.cells import Hiding
from rrn_desktop.exports.package.rows import ADDED, RowMaker, Tables, numbers_also
from rrn_desktop.exports.package.tables import tables
from rrn_desktop.exports.package.writing import FileFacts, TableFiles, table_files, write_file
from rrn_desktop.store import register_period
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.register_period import Period

Progress = Callable[[int, int], None]
"""Told how many records are done, of how many; raises to stop."""
# Small enough that what is being made stays in the cache of the processor.
_PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a package is made of: of which period, with names or without, and what it is called."""

    period: Period
    identifiable: bool
    title: str
    made_at: str
    hiding: Hiding = field(repr=False)


def make_files(folder: Path, register: Connection, wanted: Wanted, progress: Progress) -> tuple[FileFacts, ...]:
    """Write the tables and their description into an empty folder; return what they came to."""
    shapes = tables(identifiable=wanted.identifiable)
    with table_files(folder, shapes) as files:
        _Making(register, wanted, files, progress).fill()
        closed = {name: file.close() for name, file in files.items()}
    plain = {name: both[0] for name, both in closed.items()}
    described = describing.described(shapes, plain, wanted.title, wanted.made_at)
    described_facts = write_file(folder, describing.NAME, described)
    return (described_facts, *plain.values(), *(both[1] for both in closed.values()))


class _Making:
    """Fills the tables of one package."""

    def __init__(self, register: Connection, wanted: Wanted, files: dict[str, TableFiles], progress: Progress) -> None:
        self._register, self._period = register, wanted.period
        self._files = files
        self._maker = RowMaker(wanted.hiding, identifiable=wanted.identifiable)
        self._progress = progress

    def fill(self) -> None:
        """Go through everything that belongs to the period, once."""
        register, period = self._register, self._period
        steps: list[tuple[Sequence[int], Callable[[Sequence[int], Tables], None]]] = [
            (register_period.incidents(register, period), self._incidents),
            (register_period.about(register, period, "support"), self._support),
            (register_period.since(register, period, "review"), self._reviews),
            *((register_period.added(register, period, (form,)), self._adding(form)) for form in ADDED),
        ]
        done, total = 0, sum(len(ids) for ids, _ in steps)
        self._progress(done, total)
        for ids, make in steps:
            for page in register_period.pages(ids, _PAGE):
                self._write(page, make)
                done += len(page)
                self._progress(done, total)

    def _write(self, page: Sequence[int], make: Callable[[Sequence[int], Tables], None]) -> None:
        made: Tables = {name: [] for name in self._files}
        make(page, made)
        for name, rows in made.items():
            if rows:
                self._files[name].add(rows)

    def _incidents(self, page: Sequence[int], into: Tables) -> None:
        self._maker.incidents(register_period.version_bodies(self._register, page), into)

    def _support(self, page: Sequence[int], into: Tables) -> None:
        self._maker.support(register_period.version_bodies(self._register, page), into)

    def _adding(self, form: str) -> Callable[[Sequence[int], Tables], None]:
        def add(page: Sequence[int], into: Tables) -> None:
            self._maker.added(form, register_period.added_bodies(self._register, page), into)

        return add

    def _reviews(self, page: Sequence[int], into: Tables) -> None:
        """Make the rows of reviews that looked at an incident of the period, under its own number or another's."""
        read = [self._maker.review(data) for data in register_period.version_bodies(self._register, page)]
        about = register_period.counted_records(self._register, self._period, [one.about for one in read])
        numbers = sorted({number for one in read for number in numbers_also(one)})
        also = register_period.counted_numbers(self._register, self._period, numbers)
        for one in read:
            first = [one.about] if one.about in about else []
            others = [also[number] for number in numbers_also(one) if number in also]
            self._maker.reviewed(one, list(dict.fromkeys((*first, *others))), into)
