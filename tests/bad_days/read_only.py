"""Scenes in folders that may not be written to, as an account without special rights: root ignores such modes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rrn_desktop.errors import UserFacingError
from rrn_desktop.forms import registry
from rrn_desktop.services import drafts, records
from rrn_desktop.standards.loader import profile
from tests.bad_days.days import enter, numbered, sealed, told, written

Scene = Callable[[Path], dict[str, Any]]
_NOBODY = 65534


def folder(store: Path) -> dict[str, Any]:
    """The folder may be read only from the start."""
    with _mode(store, 0o555):
        refused = _refused(lambda: enter(store).close())
    return {"refused": refused, **_as_it_was(store)}


def desk_file(store: Path) -> dict[str, Any]:
    """The desk's file may be read only, its folder may be written to."""
    with _mode(store / "desk.db", 0o444):
        refused = _refused(lambda: enter(store).close())
    return {"refused": refused, **_as_it_was(store)}


def closed(store: Path) -> dict[str, Any]:
    """The folder may not even be looked into."""
    with _mode(store, 0o000):
        refused = _refused(lambda: enter(store).close())
    return {"refused": refused, **_as_it_was(store)}


def while_sealing(store: Path) -> dict[str, Any]:
    """The folder can't be written to any more after signing in; the files that are open still can."""
    session = enter(store)
    draft = written(session)
    with _mode(store, 0o555):
        done = sealed(session, draft)
        warning = None if done.warning is None else told(done.warning)
        session.close()
    return {"refused": warning, "number": done.number, **_as_it_was(store)}


def closed_while_writing(store: Path) -> dict[str, Any]:
    """The folder can't even be entered any more after signing in: writing goes on, signing has to wait."""
    session = enter(store)
    with _mode(store, 0o000):
        draft = written(session)
        refused = _refused(lambda: sealed(session, draft))
    number = numbered(session, draft)
    session.close()
    return {"refused": refused, "number": number, **_as_it_was(store)}


class _mode:  # noqa: N801 - it is used as a word of its own
    """A path under another mode for a while."""

    def __init__(self, path: Path, mode: int) -> None:
        self._path, self._mode, self._before = path, mode, path.stat().st_mode

    def __enter__(self) -> None:
        self._path.chmod(self._mode)

    def __exit__(self, *_: object) -> None:
        self._path.chmod(self._before)


def _as_it_was(store: Path) -> dict[str, Any]:
    session = enter(store)
    try:
        return {"drafts": len(drafts.mine(session)), "records": [one.number for one in records.mine(session)]}
    finally:
        session.close()


def _refused(action: Callable[[], object]) -> dict[str, str] | None:
    try:
        action()
    except UserFacingError as problem:
        return told(problem)
    return None


SCENES: dict[str, Scene] = {
    scene.__name__: scene for scene in (folder, desk_file, closed, while_sealing, closed_while_writing)
}


def become_nobody(store: Path) -> None:
    """Give the store to an account without special rights, and go on as that account."""
    # What is read late from the checkout may be closed to that account.
    registry.released()
    profile("eng_school")
    for path in (store, *store.rglob("*")):
        os.chown(path, _NOBODY, _NOBODY)
    os.setgroups([])
    os.setgid(_NOBODY)
    os.setuid(_NOBODY)


def main(scene: str, store: Path) -> None:
    """Play a scene and print what happened."""
    # Once as root, so that everything which is imported late is there.
    session = enter(store)
    written(session)
    sealed(session)
    session.close()
    if os.geteuid() == 0:
        become_nobody(store)
    sys.stdout.write(json.dumps(SCENES[scene](store)))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
