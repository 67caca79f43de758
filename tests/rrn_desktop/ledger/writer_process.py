"""Seals one record after the other in a process of its own, until it is killed; says each one that it was told of."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from rrn_desktop.store import desk_ledger
from rrn_desktop.store.connection import open_database
from tests.rrn_desktop.ledger.house import House, answers, desk_key, load_people

SECRET_FILE = "people"


def main(folder: Path, canary: str, most: int) -> None:
    """Seal until killed, or so many times; one line of standard output for each record acknowledged."""
    people = load_people(folder / SECRET_FILE)
    house = House(folder / "store", people, people.keyring.replayed(), None)  # type: ignore[arg-type]
    house.desk = open_database(house.store / "desk.db", desk_key(house.people), "desk", proved=True)
    house.now = datetime.now(UTC)
    with house.desk.read() as connection:
        desk_ledger.count(connection)
    for _ in range(most):
        sealed = house.seal(house.body(answers=answers(before=canary * 200)))
        os.write(1, f"{sealed.number} {sealed.entry_hash}\n".encode())
    house.desk.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
