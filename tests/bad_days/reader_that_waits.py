"""Seals while a long reading is under way, so that the log can't be emptied into the file; then waits to be killed."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests.bad_days.days import enter, numbered, written
from tests.torture.writers import say


def main(store: Path) -> None:
    """Seal one record, whose commit stays in the log, and say its number."""
    session = enter(store)
    draft = written(session)
    with session.held.desk.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM ledger").scalar_one()
        say(numbered(session, draft))
        time.sleep(600)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
