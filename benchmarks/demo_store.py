"""A demo store that is there already, measured where it is: what a lead waits for in it, and what verifying takes."""

from __future__ import annotations

import json
import tempfile
from datetime import date, timedelta
from pathlib import Path

from benchmarks import ledger, neighbour, register, start
from benchmarks.measuring import Row
from rrn_desktop.services.doctor_of_demo import ACCOUNTS
from rrn_desktop.services.register import Query, ids, page
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import sign_in

_FEW, _QUICK, _SLOW = 15, 60, 2
_COMMON = "staff room"
_SOME_MONTHS = timedelta(days=120)


def measured(store: Path) -> tuple[list[Row], list[str]]:
    """Return the rows of a store that ``rrn demo`` made; signing in to it as a lead adds an entry to its ledger."""
    started, loaded = start.cold_start(store, _FEW)
    with tempfile.TemporaryDirectory(prefix="rrn-bench-") as folder:
        beside = neighbour.told(store, Path(folder), _FEW)
    accounts = json.loads((store / ACCOUNTS).read_text(encoding="utf-8"))
    lead = next(one for one in accounts if "lead" in one["role"])
    session = sign_in(store, lead["id"], lead["passphrase"])
    try:
        records = len(ids(session, Query()))
        rows = register.of_session(session, records, _QUICK, _asked(session))
        rows += ledger.of_session(session, _SLOW)
    finally:
        session.close()
    sizes = (f"{name} {(store / name).stat().st_size / 1e9:.2f} GB" for name in ("desk.db", "register.db"))
    return [started, *rows], [loaded, beside, f"The files: {', '.join(sizes)}."]


def _asked(session: Session) -> register.Asked:
    """Return what is asked: two common words, and what was amended about someone of one given name in four months."""
    newest = page(session, Query(form="incident"), 1)[0]
    last = date.fromisoformat(newest.happened_at[: len("2026-05-14")])
    start, name = str(last - _SOME_MONTHS), newest.person.split()[0]
    return register.Asked(Query(text=_COMMON), Query(text=name, status="amended", start=start, end=str(last)))
