"""Scenes of the inbox on a full disk, for a process of its own: a limit on files would otherwise hit the tests."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from rrn_desktop.errors import UserFacingError
from rrn_desktop.services import inbox, taking_in
from rrn_desktop.services.inbox import InboxDraft
from rrn_desktop.services.inbox_items import paths
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_ledger
from tests.bad_days.days import enter, told
from tests.bad_days.disks import Disk, disk_at
from tests.journeys.site import CLOCK
from tests.torture.writers import case_one

Scene = Callable[[Path, Disk], dict[str, Any]]
_LEVELS = range(0, 40, 2)


def writing(store: Path, disk: Disk) -> dict[str, Any]:
    """The room ends while someone without an account types, and when they hand it in."""
    draft = _begun(store)
    more = replace(draft, answers=draft.answers.with_answer("before", "word " * 3000))
    disk.fill()
    refused = [_refused(lambda: inbox.save(more)), _refused(lambda: inbox.seal(more)), _refused(lambda: _begun(store))]
    while_full = _carried(store, draft)
    disk.make_room()
    inbox.seal(more)
    with_room = len(paths(store))
    return {"refused": refused, "same": while_full == draft.answers, "files": with_room}


def taking(store: Path, disk: Disk) -> dict[str, Any]:
    """The room ends at each page of taking in; with room again all of it is taken in once."""
    session = enter(store)
    outcomes = []
    for level in _LEVELS:
        inbox.seal(_begun(store))
        disk.fill(level)
        found = _refused(lambda: taking_in.take_in(session))
        disk.make_room()
        taking_in.take_in(session)
        outcomes.append({"refused": found, "left": len(paths(store))})
    entries = _entries(session)
    session.close()
    return {"outcomes": outcomes, "entries": entries}


def _begun(store: Path) -> InboxDraft:
    draft = inbox.save(replace(inbox.begin(store, "A. Mensah", "", clock=CLOCK), answers=case_one()))
    offered = inbox.proposed(draft)
    if offered is None:
        raise ValueError("case 1 makes a notice")
    stood = inbox.save(inbox.stand(draft, offered))
    return replace(stood, phrase=draft.phrase)


def _carried(store: Path, draft: InboxDraft) -> object:
    return inbox.carry_on(store, draft.phrase or "", clock=CLOCK).answers


def _entries(session: Session) -> list[str]:
    with session.held.desk.read() as connection:
        rows = list(desk_ledger.rows_in_order(connection, session.held.roll.desk.id, 1))
    return [row.number or "" for row in rows if row.kind == "taken_in"]


def _refused(action: Callable[[], object]) -> dict[str, str] | None:
    try:
        action()
    except UserFacingError as problem:
        return told(problem)
    return None


SCENES: dict[str, Scene] = {scene.__name__: scene for scene in (writing, taking)}


def main(scene: str, kind: str, fresh: Path) -> None:
    """Play a scene on a disk of a kind and print what happened."""
    with tempfile.TemporaryDirectory(prefix="full-") as name, disk_at(Path(name), kind) as disk:
        store = Path(shutil.copytree(fresh, Path(name) / "store"))
        played = SCENES[scene](store, disk)
        sys.stdout.write(json.dumps(played))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
