"""Seals case 1 on a PC that is set to another time zone, and prints every time that was stored or is shown."""

from __future__ import annotations

import json
import sys
import time
from datetime import datetime
from pathlib import Path

import msgspec

from rrn_desktop.services import drafts, notices, records, today
from rrn_desktop.store import desk_ledger
from tests.bad_days.days import enter, numbered, written


def main(store: Path) -> None:
    """Seal, and print the times."""
    session = enter(store)
    draft = drafts.open_draft(session, written(session).id)
    noticed = notices.listing(session)
    number = numbered(session, draft)
    shown = records.show(session, number)
    body = json.loads(shown.body_text)
    with session.held.desk.read() as connection:
        rows = [row.at for row in desk_ledger.rows_in_order(connection, session.held.roll.desk.id, 1)]
    times = {
        "draft": [msgspec.to_builtins(draft.started_at), msgspec.to_builtins(draft.saved_at)],
        "answers": body["answers"],
        "body": [body[name] for name in ("started_at", "written_at", "zone")],
        "entries": rows,
        "notice": [(one.happened, msgspec.to_builtins(one.written_at)) for one in noticed],
        "due": [(one.due, one.due_words, one.late) for one in today.today(session).due],
        "mine": [(one.happened, one.happened_at, one.sealed_at) for one in records.mine(session)],
    }
    session.close()
    here = datetime.fromtimestamp(0).astimezone().isoformat()
    sys.stdout.write(json.dumps({"of_the_pc": [time.tzname, here], "times": times}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
