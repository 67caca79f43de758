"""Deeds that the disk refuses, for a process of its own: what is said, what is there then, and what is there at last.

``full``: the room ends at several pages, on a disk of a kind. ``read_only``: the folder can't be written to any more.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from rrn_desktop.errors import UserFacingError
from rrn_desktop.forms import registry
from rrn_desktop.standards.loader import profile
from tests.bad_days.days import told
from tests.bad_days.disks import Disk, disk_at
from tests.bad_days.read_only import become_nobody
from tests.torture.cutting import look
from tests.torture.deed import Deed, Stages
from tests.torture.deeds import DEEDS, prepared
from tests.torture.place import Place, make_place

# In pages of 4 KB: ever more room, until the deed is done at once.
_LEVELS = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768)
# What needs less is written before the room ends, or after it was found to be there again.
_SOME_ROOM = 4
_OPEN_TO_ALL, _CLOSED = 0o755, 0o555


def played(deed: Deed, place: Place, trouble: Callable[[], None], end: Callable[[], None]) -> dict[str, Any]:
    """Do a deed while there is trouble, look when it is over, do it again, and look again."""
    said: list[str] = []
    refused = None
    try:
        deed.do(replace(place, tell=said.append, ready=trouble))
    except UserFacingError as problem:
        refused = told(problem)
    end()
    first = look(deed, place)
    deed.do(place.quiet())
    last = look(deed, place)
    return {
        "refused": refused, "told": said, "first": plain(first.stages), "last": plain(last.stages),
        "broken": [*first.broken, *last.broken], "parts": [str(one) for one in place.folder.rglob("*.part")],
    }  # fmt: skip


def plain(stages: Stages) -> dict[str, dict[str, int]]:
    """Return stages as JSON can carry them."""
    return {stage: dict(facts) for stage, facts in stages.items()}


def full(names: Sequence[str], kind: str) -> dict[str, list[dict[str, Any]]]:
    """The room ends in each deed, at several places."""
    outcomes: dict[str, list[dict[str, Any]]] = {}
    with _fresh() as (fresh, folder):
        for name in names:
            place = prepared(fresh, Path(shutil.copytree(fresh.folder, folder / name)), name)
            outcomes[name] = list(_with_ever_more_room(place, name, kind))
    return outcomes


def _with_ever_more_room(place: Place, name: str, kind: str) -> Iterator[dict[str, Any]]:
    for pages in _LEVELS:
        yield (outcome := _on_full_disk(place, name, kind, pages))
        if outcome["refused"] is None and pages > _SOME_ROOM:
            return


def _on_full_disk(place: Place, name: str, kind: str, pages: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="full-") as folder, disk_at(Path(folder), kind) as disk:
        own = replace(place, folder=Path(shutil.copytree(place.folder, Path(folder) / "place")))
        return played(DEEDS[name], own, lambda: _fill(disk, pages), disk.make_room)


def _fill(disk: Disk, pages: int) -> None:
    disk.fill(pages)


def read_only(names: Sequence[str], _kind: str) -> dict[str, list[dict[str, Any]]]:
    """In each deed the folder is closed to writing when everything is open."""
    outcomes: dict[str, list[dict[str, Any]]] = {}
    with _fresh() as (fresh, folder):
        places = {name: prepared(fresh, Path(shutil.copytree(fresh.folder, folder / name)), name) for name in names}
        # Once as root, so that everything which is imported late is there.
        _rehearsed(places, folder)
        if os.geteuid() == 0:
            become_nobody(folder)
        for name, place in places.items():
            modes = _Modes(place.folder)
            outcomes[name] = [played(DEEDS[name], place, modes.close, modes.open_again)]
    return outcomes


def _rehearsed(places: dict[str, Place], folder: Path) -> None:
    registry.released()
    profile("eng_school")
    for name, place in places.items():
        copy = replace(place, folder=Path(shutil.copytree(place.folder, folder / f"rehearsed {name}")))
        look(DEEDS[name], copy)
        DEEDS[name].do(copy)
        look(DEEDS[name], copy)


class _Modes:
    """All folders of a place, closed to writing for a while."""

    def __init__(self, folder: Path) -> None:
        self._folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]

    def close(self) -> None:
        for path in self._folders:
            path.chmod(_CLOSED)

    def open_again(self) -> None:
        for path in self._folders:
            path.chmod(_OPEN_TO_ALL)


@contextmanager
def _fresh() -> Iterator[tuple[Place, Path]]:
    with tempfile.TemporaryDirectory(prefix="deeds-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with suppress(OSError):
            folder.chmod(_OPEN_TO_ALL)
        (folder / "fresh").mkdir()
        yield make_place(folder / "fresh"), folder


def main(scene: str, kind: str, names: Sequence[str]) -> None:
    """Play a scene with some deeds and print what happened."""
    outcomes = {"full": full, "read_only": read_only}[scene](names, kind)
    sys.stdout.write(json.dumps(outcomes))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
