"""A data package of a full register, against a bare CSV writer over a bare cursor of the same cells; and its memory."""

from __future__ import annotations

import csv
import hashlib
import shutil
import tracemalloc
from base64 import b32encode
from itertools import count
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from benchmarks import bare
from benchmarks.measuring import Row, measure, timed
from benchmarks.register import made_up
from benchmarks.site import LEAD, answers_of, entered
from rrn_desktop.canonical import canonical
from rrn_desktop.exports.package.tables import NAMES
from rrn_desktop.forms import registry
from rrn_desktop.forms.reading import write_answers
from rrn_desktop.services import packaging
from rrn_desktop.services.session import Session
from rrn_desktop.store import register_records, register_versions
from rrn_desktop.store.register_records import RegisterRow
from rrn_desktop.store.register_versions import VersionRow

_BATCH = 2_000
_CASES = ("case1", "case2", "case1", "case9")
_DETAILS = {"born": "2016-02-03", "sex": "male", "ethnicity": "wbri", "needs": ["asd", "slcn"], "sen_provision": "e"}


def measured(store: Path, folder: Path, records: int, repeats: int) -> tuple[Row, str]:
    """Fill the register of a store with so many records, and measure a package of them all."""
    with entered(store, LEAD) as session:
        _fill(session, records)
        made = _Made(session, folder)
        small, large = made.peak("2026-05-01", "2026-05-31"), made.peak(*_ALWAYS)
        plain = _Plain(folder, made.latest)
        try:
            row = measure(
                f"{records:,} records: data package",
                "csv writer, bare cursor",
                3,
                ours=lambda: made.once(*_ALWAYS),
                bare=lambda: timed(plain.once),
                repeats=repeats,
            )
        finally:
            plain.connection.close()
    return row, f"A package of {records:,} records holds {large:.1f} MB at most; one of a month of them {small:.1f} MB."


_ALWAYS = ("2020-01-01", "2030-12-31")


class _Made:
    """Packages of one session, each in a folder of its own; the one before is gone."""

    def __init__(self, session: Session, folder: Path) -> None:
        self._session = session
        self._folder = folder / "packages"
        self._folder.mkdir()
        self._numbers = count()
        self.latest = self._folder

    def once(self, start: str, end: str) -> float:
        """Make a package, and return how long it took; the one before is gone first."""
        for old in self._folder.iterdir():
            shutil.rmtree(old)
        self.latest = self._folder / str(next(self._numbers))
        return timed(lambda: packaging.export_package(self._session, self.latest, start=start, end=end))

    def peak(self, start: str, end: str) -> float:
        """Return how many megabytes of memory Python held at most while a package was made."""
        tracemalloc.start()
        try:
            self.once(start, end)
            return tracemalloc.get_traced_memory()[1] / 1_000_000
        finally:
            tracemalloc.stop()


class _Plain:
    """The cells of a package in a bare file, one table for each of its tables, all of them text."""

    def __init__(self, folder: Path, package: Path) -> None:
        self._out = folder / "plain.csv"
        self.connection: Any = bare.opened(folder / "plain.db")
        for name in NAMES:
            with (package / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
                rows = csv.reader(stream)
                columns = ", ".join(f'"{code}" TEXT' for code in next(rows))
                self.connection.execute(f"CREATE TABLE {name} ({columns})")
                marks = ", ".join("?" * (columns.count(",") + 1))
                self.connection.execute("BEGIN")
                self.connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
                self.connection.execute("COMMIT")
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def once(self) -> None:
        """Write all tables out."""
        for name in NAMES:
            with self._out.open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream).writerows(self.connection.execute(f"SELECT * FROM {name}"))


def _fill(session: Session, records: int) -> None:
    bodies = _bodies()
    for start in range(0, records, _BATCH):
        rows = [_row(number) for number in range(start, min(start + _BATCH, records))]
        versions = [_version(row, bodies[place % len(bodies)]) for place, row in enumerate(rows)]
        with session.register().write() as connection:
            register_records.put(connection, rows)
            register_versions.put(connection, versions)
    session.register().checkpoint()


def _row(number: int) -> RegisterRow:
    row = made_up(number)
    identity = b32encode(hashlib.sha256(str(number).encode()).digest()[:16]).decode().rstrip("=").lower()
    return replace(row, record=identity, hash=hashlib.sha256(identity.encode()).hexdigest())


def _bodies() -> list[dict[str, Any]]:
    definition = registry.definition("incident")
    return [write_answers(definition, answers_of(case)) for case in _CASES]


def _version(row: RegisterRow, answers: dict[str, Any]) -> VersionRow:
    started = {"local": row.happened[:16], "offset": "+00:00", "zone": "Europe/London"}
    person = {"name": row.person, "id": row.person_id}
    body = {
        "format": 1, "site": "0" * 64, "entry": row.record, "record": row.record, "number": row.number,
        "form": row.form, "form_version": 2, "profile": "eng_school", "version": 1, "status": row.status, "epoch": 1,
        "author": row.author, "author_name": row.author_name, "author_role": "", "started_at": row.happened,
        "written_at": row.happened, "zone": "Europe/London", "reason": None, "previous": None,
        "people": {str(row.person_id): {"name": row.person, "details": _DETAILS}},
        "answers": {**answers, "person": person, "started": started},
    }  # fmt: skip
    return VersionRow(
        row.hash, row.record, 1, canonical(body), b"s" * 71, b"h" * 620, b"s" * 71, row.author, row.sealed_at,
        row.status, None,
    )  # fmt: skip
