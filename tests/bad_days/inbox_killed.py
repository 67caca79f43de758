"""Those who are killed at a step of writing, handing in or taking in, for a process of its own: it copies itself."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

from rrn_desktop.errors import UserFacingError
from rrn_desktop.services import inbox, records, verifying
from rrn_desktop.services.inbox_items import paths
from rrn_desktop.services.signing_in import sign_in
from rrn_desktop.store import desk_ledger
from tests.journeys.site import AUTHOR, CLOCK, COLLEAGUE, LEAD, PASSPHRASES
from tests.torture.writers import case_one

Deed = Callable[[Path], None]
_POINTS = 14
_WORDS, _BEFORE = "words", "He covered his ears and ran"


def write(store: Path) -> None:
    """Begin, note the four words down, let the notice stand, and go on typing."""
    draft = inbox.save(replace(inbox.begin(store, "A. Mensah", "", clock=CLOCK), answers=case_one()))
    _note_down(store, draft.phrase or "")
    offered = inbox.proposed(draft)
    if offered is None:
        raise ValueError("case 1 makes a notice")
    stood = inbox.save(inbox.stand(draft, offered))
    inbox.save(replace(stood, answers=case_one().with_answer("before", _BEFORE)))


def hand_in(store: Path) -> None:
    """Carry on with the four words and hand it in."""
    inbox.seal(inbox.carry_on(store, _noted(store), clock=CLOCK))


def take_in(store: Path) -> None:
    """Sign in, which takes in what was handed in."""
    sign_in(store, AUTHOR, PASSPHRASES[AUTHOR], clock=CLOCK).close()


DEEDS: dict[str, tuple[Deed, ...]] = {
    "write": (write,),
    "hand_in": (write, hand_in),
    "take_in": (write, hand_in, take_in),
}


def main(what: str, fresh: Path) -> None:
    """Kill someone at so many steps of a deed, finish it each time, and print what the store says in the end."""
    *before, deed = DEEDS[what]
    with tempfile.TemporaryDirectory(prefix="killed-") as name:
        ready = Path(shutil.copytree(fresh, Path(name) / "ready"))
        for earlier in before:
            earlier(ready)
        # Once without counting: what is read once in a process is read by then.
        deed(Path(shutil.copytree(ready, Path(name) / "tried")))
        steps = _steps(Path(shutil.copytree(ready, Path(name) / "counted")), deed)
        outcomes = [
            _outcome(Path(shutil.copytree(ready, Path(name) / f"at-{point}")), deed, steps * point // _POINTS)
            for point in range(_POINTS)
        ]
    sys.stdout.write(json.dumps({"steps": steps, "outcomes": outcomes}))


def _outcome(store: Path, deed: Deed, step: int) -> dict[str, Any]:
    killed = _killed_at(store, deed, step)
    carried = _carried(store)
    if not paths(store) and not _entries(store):
        write(store)
    _finished(store)
    return {"killed": killed, "carried": carried, **_in_the_end(store)}


def _killed_at(store: Path, deed: Deed, step: int) -> bool:
    """Let a copy of this process do the deed and kill itself at a step; say whether it was killed."""
    child = os.fork()
    if child == 0:
        sys.setprofile(_killer(step))
        deed(store)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _killer(step: int) -> Callable[[FrameType, str, Any], None]:
    count = iter(range(step, -1, -1))

    def look(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and "rrn_desktop" in frame.f_code.co_filename and next(count, 0) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return look


def _steps(store: Path, deed: Deed) -> int:
    """Count the calls of our own functions that a deed makes."""
    calls = [0]

    def look(frame: FrameType, event: str, _: Any) -> None:
        calls[0] += event == "call" and "rrn_desktop" in frame.f_code.co_filename

    sys.setprofile(look)
    deed(store)
    sys.setprofile(None)
    return calls[0]


def _carried(store: Path) -> str | None:
    """Return what the four words lead to now: the text as last kept, why not, or None where none were given out."""
    if not (store / _WORDS).exists():
        return None
    try:
        return str(inbox.carry_on(store, _noted(store), clock=CLOCK).answers.get("before"))
    except UserFacingError as refused:
        return refused.code


def _finished(store: Path) -> None:
    """Do what is left to do, as those would who find it so."""
    for _ in _still_writing(store):
        draft = inbox.carry_on(store, _noted(store), clock=CLOCK)
        offered = inbox.proposed(draft)
        inbox.seal(draft if offered is None else inbox.stand(draft, offered))
    for name in (AUTHOR, COLLEAGUE):
        sign_in(store, name, PASSPHRASES[name], clock=CLOCK).close()


def _still_writing(store: Path) -> Iterator[Path]:
    if (store / _WORDS).exists():
        yield from (path for path in paths(store) if json.loads(path.read_bytes())["state"] == "writing")


def _in_the_end(store: Path) -> dict[str, Any]:
    session = sign_in(store, LEAD, PASSPHRASES[LEAD], clock=CLOCK)
    try:
        found = [finding.says for finding in verifying.verify_store(session).findings]
        shown = [records.show(session, number) for kind, number in _entries_of(session) if kind == "taken_in"]
        texts = [str(one.answers.get("before")) for one in shown]
        return {"entries": _entries_of(session), "findings": found, "texts": texts, "left": len(paths(store))}
    finally:
        session.close()


def _entries(store: Path) -> list[tuple[str, str]]:
    session = sign_in(store, LEAD, PASSPHRASES[LEAD], clock=CLOCK)
    try:
        return _entries_of(session)
    finally:
        session.close()


def _entries_of(session: Any) -> list[tuple[str, str]]:
    with session.held.desk.read() as connection:
        rows = desk_ledger.rows_in_order(connection, session.held.roll.desk.id, 1)
        return [(row.kind, row.number or "") for row in rows if row.kind in {"notice", "taken_in"}]


def _note_down(store: Path, words: str) -> None:
    (store / _WORDS).write_text(words, "utf-8")


def _noted(store: Path) -> str:
    return (store / _WORDS).read_text("utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
