"""Does every deed once, with names and words that come up nowhere else, and prints what must never lie in the clear.

Prints as well, deed by deed, which of those words a colleague finds on the opened desk, and in which column.
"""

from __future__ import annotations

import base64
import json
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rrn_desktop.clock import FixedClock
from rrn_desktop.services import inbox, review_calendar, what_helps
from rrn_desktop.services.inbox_items import paths, read
from rrn_desktop.services.session import Session
from rrn_desktop.services.setup_sheets import words_on
from rrn_desktop.store.connection import Database
from tests.torture.deeds import DEEDS, prepared
from tests.torture.place import DAY, Names, Place, make_place
from tests.tried_once import passphrases_once_each

NAMES = Names(
    person="Qwzvhtk Persona", author="Qwzvhtk Authora", colleague="Qwzvhtk Colleago", lead="Qwzvhtk Leada",
    guest="Qwzvhtk Guesta", writer="Qwzvhtk Wrytera",
)  # fmt: skip
MARK = re.compile(r"kanarie\w+?qzx|Qwzvhtk \w+")
_OUT = ("papers", "sheets", "note", "printed", "handed")


def in_files(place: Place) -> list[Path]:
    """Return all files of a place but those that are made to be read: sheets, the note, a printed card."""
    every = (path for path in place.folder.rglob("*") if path.is_file())
    return [path for path in every if path.relative_to(place.folder).parts[0] not in _OUT]


def secrets_of(place: Place) -> Iterator[str]:
    """Give every phrase and key of a place that can be known here, keys in each way in which they could be written."""
    phrases = [words_on(path.read_text("utf-8")) for path in (place.folder / "sheets").glob("*.txt")]
    yield from (phrase for phrase in (place.phrase, *phrases) if phrase)
    for who in ("author", "colleague", "lead"):
        yield place.passphrase(who)
        with place.entered(who) as session:
            own = session.held.secrets
            keys = [own.signing, own.receive_seed, own.draft_key, session.held.register_seed or own.signing]
        for key in keys:
            yield from _spelt(key)


def _spelt(key: bytes) -> Iterator[str]:
    yield from (key.hex(), base64.b64encode(key).decode(), base64.urlsafe_b64encode(key).decode().rstrip("="))


def found_in(database: Database) -> list[tuple[str, str]]:
    """Return each column of an opened database that holds one of the words, and the word."""
    return sorted({(column, hit) for column, text in _cells(database) for hit in MARK.findall(text)})


def _cells(database: Database) -> Iterable[tuple[str, str]]:
    with database.read() as connection:
        tables = [row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            names = [row[1] for row in connection.exec_driver_sql(f'PRAGMA table_info("{table}")')]
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"'):
                yield from ((f"{table}.{name}", _text(cell)) for name, cell in zip(names, row, strict=True))


def _text(cell: object) -> str:
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell)


def main(folder: Path, names: Iterable[str]) -> None:
    """Do some deeds under a folder, one place each."""
    (folder / "fresh").mkdir()
    fresh = make_place(folder / "fresh", NAMES)
    secrets: set[str] = set()
    desks: dict[str, Any] = {}
    registers: dict[str, Any] = {}
    for name in names:
        place = prepared(fresh, Path(shutil.copytree(fresh.folder, folder / name)), name)
        DEEDS[name].do(place)
        with place.entered("author") as session:
            desks[name] = found_in(session.held.desk)
        with place.entered("lead") as session:
            registers[name] = found_in(session.register())
            _printed(session, place)
        secrets |= set(secrets_of(place))
        secrets |= {spelt for path in paths(place.store) for spelt in _spelt(_content_key(place, path))}
    (folder / "secrets.json").write_text(json.dumps(sorted(secrets)), "utf-8")
    sys.stdout.write(json.dumps({"desks": desks, "registers": registers}))


def _content_key(place: Place, path: Path) -> bytes:
    if read(path).state == "sealed":
        return b"\0" * 32
    held = inbox.carry_on(place.store, place.phrase, clock=FixedClock(DAY)).held
    return held.content_key if held is not None else b"\0" * 32


def _printed(session: Session, place: Place) -> None:
    review_calendar.ics(session, out=place.folder / "reviews.ics")
    if what_helps.card(session, NAMES.person) is not None:
        what_helps.print_card(session, NAMES.person, place.folder / "printed")


if __name__ == "__main__":
    with passphrases_once_each():
        main(Path(sys.argv[1]), sys.argv[2:])
