"""What is done to keep a store safe: a backup is made, one is put back, and a damaged store is salvaged."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from rrn_desktop.clock import FixedClock
from rrn_desktop.errors import UserFacingError
from rrn_desktop.services import backing_up, backup_checking, restoring, salvaging, verifying
from rrn_desktop.services.session import Session
from tests.torture.deed import Deed, Stages, rows
from tests.torture.place import NEXT_DAY, Place, sealed_incident

_BROKEN, _IN_THE_FIRST_PAGE = "broken", 900


def _stick(place: Place) -> Path:
    folder = place.folder / "stick"
    folder.mkdir(exist_ok=True)
    return folder


def _again(place: Place) -> Place:
    """Return the place in which the backup is put back; its store has the name of any other."""
    return Place(place.folder / "again", place.names)


def _prepare_restore(place: Place) -> None:
    sealed_incident(place)
    with place.entered("lead", NEXT_DAY) as session:
        backing_up.make(session, _stick(place))


def _back_up(place: Place) -> None:
    stick = _stick(place)
    with place.doing("lead") as session:
        if not list(stick.glob("*.rrnb")):
            backing_up.make(session, stick)
        place.tell("backup")


def _restore(place: Place) -> None:
    (file,) = _stick(place).glob("*.rrnb")
    again = _again(place)
    place.ready()
    if not again.store.exists():
        clock = FixedClock(NEXT_DAY)
        restoring.restore(file, again.store, place.names.lead, place.passphrase("lead"), clock=clock)
    place.tell("restore")


def _prepare_salvage(place: Place) -> None:
    sealed_incident(place)
    broken = Path(shutil.copytree(place.store, place.folder / _BROKEN)) / "desk.db"
    pages = bytearray(broken.read_bytes())
    pages[_IN_THE_FIRST_PAGE] ^= 1
    broken.write_bytes(pages)


def _salvage(place: Place) -> None:
    again = _again(place)
    place.ready()
    if not again.store.exists():
        clock, broken = FixedClock(NEXT_DAY), place.folder / _BROKEN
        salvaging.salvage(broken, again.store, place.names.lead, place.passphrase("lead"), clock=clock)
    place.tell("salvage")


def _backups(place: Place, session: Session) -> Stages:
    files = list(_stick(place).glob("*.rrnb"))
    # Whoever is cut off before the file is seen has an entry too many; a file has never one too few.
    known = min(len(rows(session, "backup")), len(files))
    return {"backup": {"file": len(files), "whole": sum(_is_whole(one) for one in files), "entry": known}}


def _is_whole(file: Path) -> bool:
    try:
        backup_checking.look(file)
    except UserFacingError:
        return False
    return True


def _stands(stage: str) -> Callable[[Place, Session], Stages]:
    """Return what says whether the other store is there, and all of it holds."""

    def stages(place: Place, _session: Session) -> Stages:
        again = _again(place)
        if not again.store.exists():
            return {stage: {"store": 0, "holds": 0}}
        with again.entered("lead", NEXT_DAY) as session:
            return {stage: {"store": 1, "holds": int(verifying.verify_store(session).holds)}}

    return stages


DEEDS = (
    Deed("backup", sealed_incident, _back_up, _backups),
    Deed("restore", _prepare_restore, _restore, _stands("restore")),
    Deed("salvage", _prepare_salvage, _salvage, _stands("salvage")),
)
