"""The lead's list: its first page and a filter on it, with a register full of made-up records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from benchmarks import bare
from benchmarks.measuring import Piece, Row, measure, timed
from benchmarks.site import LEAD, entered
from rrn_desktop.keys.derive import REGISTER_DATABASE, derive
from rrn_desktop.services import register
from rrn_desktop.services.register import Query
from rrn_desktop.services.session import Session
from rrn_desktop.store import register_records, register_texts
from rrn_desktop.store.register_records import RegisterRow

PAGE = 50
_BATCH = 5_000
_GIVEN = ("Aled", "Amara", "Bethan", "Callum", "Dylan", "Efa", "Grace", "Idris", "Jude", "Kezia", "Megan", "Noor")
_FAMILY = ("Ŵyn Pryce", "Adeyemi", "Bowen", "Clarke", "Davies", "Evans", "Hughes", "Khan", "Lloyd", "Okoro", "Rees")
_PLACES = ("Corridor", "Library", "Hall", "Playground", "Art room", "Minibus", "Dining room")
_KINDS = ("physical_standing", "physical_seated", "escort", "seclusion", "door_locked")
_STATUSES = ("complete", "complete", "complete", "amended", "first", "void")
_COLUMNS = (
    "record, number, form, version, status, person_id, person, happened, happened_sort, place, kinds, author, "
    "author_name, sealed_at, hash, id"
)
_MATCHING = "id IN (SELECT rowid FROM records_search WHERE records_search MATCH ?)"
_KEYSET = "keyset query, same rows"
_PHRASES = (
    "ran towards the gate when the bell rang", "was offered water and a quiet room", "kicked the door twice",
    "said that the noise was too much", "held at both forearms by two members of staff",
    "calmed while looking at trains",
    "the family was rung in the afternoon", "a bruise on the left wrist was seen by the nurse",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a register is asked for: nothing but words, and a word, a status and two days."""

    words: Query
    some: Query


_ASKED = Asked(Query(text="bruise gate"), Query(text="bow", status="amended", start="2025-11-01", end="2026-02-28"))


def measured(store: Path, records: int, repeats: int) -> list[Row]:
    """Fill the register with so many records and measure what a lead waits for."""
    with entered(store, LEAD) as session:
        fill(session, records)
        return of_session(session, records, repeats, _ASKED)


def of_session(session: Session, records: int, repeats: int, asked: Asked) -> list[Row]:
    """Measure what a lead waits for in a register that is full already."""
    seed = session.held.register_seed
    assert seed is not None
    plain = bare.opened(session.store / "register.db", derive(seed, REGISTER_DATABASE))
    try:
        return list(_rows(session, plain, records, repeats, asked))
    finally:
        plain.close()


def _rows(session: Session, plain: Any, records: int, repeats: int, asked: Asked) -> Iterator[Row]:
    first, found = _bare_page(plain, "", ()), _bare_page(plain, *_bare_filter(session, asked.some))
    told = _bare_page(plain, f"WHERE {_MATCHING}", (register_records.search_text(asked.words.text),))
    all_ids = "SELECT id FROM records WHERE form = 'incident' ORDER BY happened_sort DESC, id DESC"

    def window() -> float:
        return timed(lambda: register.rows(session, register.ids(session, Query(form="incident"))[:PAGE]))

    def bare_window() -> float:
        return timed(lambda: plain.execute(all_ids).fetchall()) + first()

    for what, against, ours, bare_way in (
        ("first page", _KEYSET, _page(session, Query()), first),
        ("word, status, dates", _KEYSET, _page(session, asked.some), found),
        ("two words of what was written", _KEYSET, _page(session, asked.words), told),
        ("the window's table", "all ids, then the same rows", window, bare_window),
    ):
        yield measure(f"{records:,} records: {what}", against, 2, ours=ours, bare=bare_way, repeats=repeats)


def _page(session: Session, query: Query) -> Piece:
    return lambda: timed(lambda: register.page(session, query, PAGE))


def _bare_page(plain: Any, where: str, values: tuple[object, ...]) -> Piece:
    statement = f"SELECT {_COLUMNS} FROM records {where} ORDER BY happened_sort DESC, id DESC LIMIT {PAGE}"
    return lambda: timed(lambda: plain.execute(statement, values).fetchall())


def _bare_filter(session: Session, some: Query) -> tuple[str, tuple[object, ...]]:
    where = f"WHERE status IN (?) AND happened_sort >= ? AND happened_sort < ? AND {_MATCHING}"
    days = (register.midnight(some.start, session.zone, 0), register.midnight(some.end, session.zone, 1))
    return where, (some.status, *days, register_records.search_text(some.text))


def fill(session: Session, records: int) -> None:
    """Put so many made-up records into the register, with words to find them by."""
    for start in range(0, records, _BATCH):
        with session.register().write() as connection:
            register_records.put(connection, map(made_up, range(start, min(start + _BATCH, records))))
            some = register_texts.to_read(connection, _BATCH)
            register_texts.put(connection, ((one.id, written(one.id)) for one in some))
    session.register().checkpoint()


def written(number: int) -> str:
    """Return what a made-up record says: some sixty words, of which each record has others."""
    chosen = [_PHRASES[(number * stride + stride // 7) % len(_PHRASES)] for stride in (3, 31, 127, 1009, 4099, 7919)]
    return "\n".join((*chosen, f"code{number * 7919 % 3000} word{number}"))


def made_up(number: int) -> RegisterRow:
    """Return a made-up record; large strides spread names, places and days without a pattern that sorts."""
    moment = datetime(2026, 6, 1, 8, 0, tzinfo=UTC) - timedelta(minutes=number * 7919 % 1_051_200)
    happened = moment.strftime("%Y-%m-%dT%H:%M:%S")
    row = RegisterRow(
        record=f"{number:026d}",
        number=f"{moment.year}-A-{number + 1:06d}",
        form="incident",
        version=1,
        status=_STATUSES[number * 31 % len(_STATUSES)],
        person_id=f"{number * 131 % 800:026d}",
        person=f"{_GIVEN[number * 17 % len(_GIVEN)]} {_FAMILY[number * 101 % len(_FAMILY)]}",
        happened=happened + "+00:00",
        happened_sort=happened + "Z",
        place=_PLACES[number * 13 % len(_PLACES)],
        kinds=(_KINDS[number * 11 % len(_KINDS)],),
        author=f"{number * 7 % 40:026d}",
        author_name="Ms Okafor",
        sealed_at=happened + "Z",
        hash=f"{number:064x}",
    )
    return row if number % 9 else replace(row, kinds=(*row.kinds, "escort"))
