"""Scenes on a full disk, for a process of its own: a limit on files would otherwise hit the tests themselves."""

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
from rrn_desktop.ledger import head
from rrn_desktop.services import drafts, notices, records
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import Session
from tests.bad_days.days import enter, numbered, sealed, told, written
from tests.bad_days.disks import Disk, disk_at
from tests.torture.writers import case_one

Scene = Callable[[Path, Disk], dict[str, Any]]
# More than what one seal writes to the log, so that each place where the room can end is tried.
_LEVELS = range(0, 40, 2)


def saving(store: Path, disk: Disk) -> dict[str, Any]:
    """The room ends while a draft is being typed."""
    session = enter(store)
    kept = drafts.save(session, _with_text(drafts.begin(session), "before the room ended"))
    more = _with_text(kept, "after it: " + "word " * 3000)
    disk.fill()
    refused = [_refused(lambda: drafts.save(session, more)) for _ in range(2)]
    while_full = _text(session, kept)
    disk.make_room()
    saved = drafts.save(session, more)
    again = _text(session, saved)
    session.close()
    return {"refused": refused, "while_full": while_full, "same": again == more.answers.get("before")}


def leaving(store: Path, disk: Disk) -> dict[str, Any]:
    """The room ends, and the writer signs out and in again."""
    session = enter(store)
    kept = drafts.save(session, _with_text(drafts.begin(session), "word " * 3000))
    disk.fill()
    closing = _refused(session.close)
    refused = _refused(lambda: enter(store).close())
    disk.make_room()
    session = enter(store)
    again = _text(session, kept)
    session.close()
    return {"closing": closing, "refused": [refused], "same": again == "word " * 3000}


def sealing(store: Path, disk: Disk) -> dict[str, Any]:
    """The room ends at each page of sealing; whatever is said of it must be true."""
    return _at_each_level(store, disk, _seal_once, "seal")


def standing(store: Path, disk: Disk) -> dict[str, Any]:
    """The room ends at each page of putting the notice up."""
    return _at_each_level(store, disk, _stand_once, "notice")


def giving_up(store: Path, disk: Disk) -> dict[str, Any]:
    """The room ends at each page of giving a draft up."""
    return _at_each_level(store, disk, _give_up_once, "draft_given_up")


def heading(store: Path, disk: Disk) -> dict[str, Any]:
    """The room ends just before head.json is written."""
    session = enter(store)
    before = (store / head.NAME).read_bytes()
    disk.fill()
    refused = _refused(lambda: head.settle_head(session.held.desk, store, session.held.roll.site_id))
    same = (store / head.NAME).read_bytes() == before
    left = [path.name for path in store.iterdir() if path.suffix == ".part"]
    disk.make_room()
    session.close()
    enter(store).close()
    return {"refused": [refused], "same": same, "left": left}


def _at_each_level(
    store: Path, disk: Disk, once: Callable[[Session, Disk, int], dict[str, Any]], kind: str
) -> dict[str, Any]:
    session = enter(store)
    outcomes = [once(session, disk, level) for level in _LEVELS]
    with session.held.desk.read() as connection:
        query = "SELECT count(*) FROM ledger WHERE kind = ?"
        entries = connection.exec_driver_sql(query, (kind,)).scalar_one()
    left = len(drafts.mine(session))
    session.close()
    return {"outcomes": outcomes, "entries": entries, "drafts_left": left}


def _seal_once(session: Session, disk: Disk, level: int) -> dict[str, Any]:
    draft = written(session)
    disk.fill(level)
    try:
        first = sealed(session, draft)
    except UserFacingError as problem:
        there = drafts.open_draft(session, draft.id).answers == draft.answers
        disk.make_room()
        return {"refused": told(problem), "draft_there": there, "number": numbered(session, draft)}
    disk.make_room()
    warning = None if first.warning is None else told(first.warning)
    return {"warning": warning, "number": records.show(session, str(first.number)).number}


def _stand_once(session: Session, disk: Disk, level: int) -> dict[str, Any]:
    draft = drafts.save(session, _with_case(drafts.begin(session)))
    notice = notices.proposed(session, draft)
    if notice is None:
        raise ValueError("case 1 makes a notice")
    disk.fill(level)
    try:
        numbered = notices.stand(session, draft, notice)
    except UserFacingError as problem:
        disk.make_room()
        return {"refused": told(problem), "number": notices.stand(session, draft, notice).number}
    disk.make_room()
    return {"number": drafts.save(session, numbered).number}


def _give_up_once(session: Session, disk: Disk, level: int) -> dict[str, Any]:
    draft = drafts.save(session, _with_case(drafts.begin(session)))
    disk.fill(level)
    try:
        drafts.give_up(session, draft, "begun twice")
    except UserFacingError as problem:
        disk.make_room()
        drafts.give_up(session, draft, "begun twice")
        return {"refused": told(problem)}
    disk.make_room()
    return {}


def _with_case(draft: Draft) -> Draft:
    return replace(draft, answers=case_one())


def _with_text(draft: Draft, text: str) -> Draft:
    return replace(draft, answers=draft.answers.with_answer("before", text))


def _text(session: Session, draft: Draft) -> str:
    return str(drafts.open_draft(session, draft.id).answers.get("before"))


def _refused(action: Callable[[], object]) -> dict[str, str] | None:
    try:
        action()
    except UserFacingError as problem:
        return told(problem)
    return None


SCENES: dict[str, Scene] = {scene.__name__: scene for scene in (saving, leaving, heading, sealing, standing, giving_up)}


def main(scene: str, kind: str, fresh: Path) -> None:
    """Play a scene on a disk of a kind and print what happened."""
    with tempfile.TemporaryDirectory(prefix="full-") as name, disk_at(Path(name), kind) as disk:
        store = Path(shutil.copytree(fresh, Path(name) / "store"))
        played = SCENES[scene](store, disk)
        sys.stdout.write(json.dumps(played))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
