"""Files of the inbox that can't be taken in: kept in a folder of their own and named, never deleted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rrn_desktop.ledger.headers import moment
from rrn_desktop.services.inbox_place import ASIDE, INBOX, ready_folder

DAMAGED, FOREIGN, NEWER, DIFFERS, UNKNOWN = "damaged", "foreign", "newer", "differs", "unknown"
_SAYS = {
    DAMAGED: "A file in the inbox was cut off or changed by hand, so it was not taken in.",
    FOREIGN: "A file in the inbox belongs to another place, so it was not taken in.",
    NEWER: "A file in the inbox was written by a newer version of this program. Update the program to take it in.",
    DIFFERS: "A file in the inbox says something else than what was taken in from it before.",
    UNKNOWN: "A file in the inbox is about a record that is not here, so it was not taken in.",
}
_KEPT = "It is kept. Tell your lead its name: {name}."


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that was not taken in: its name, why, since when, and the sentence for it."""

    name: str
    reason: str
    at: str

    @property
    def says(self) -> str:
        """Return what happened, what is safe and what to do."""
        return f"{_SAYS[self.reason]} {_KEPT.format(name=self.name)}"


def put_aside(path: Path, reason: str) -> None:
    """Move a file out of the way, whole as it is; one of the same name that lies there already stays too."""
    folder = ready_folder(path.parent.parent, ASIDE)
    with suppress(OSError):
        count = sum(1 for _ in folder.glob(f"{path.stem}.*"))
        path.rename(folder / f"{path.stem}.{count + 1}.{reason}.json")


def bring_back(store: Path, *, by_lead: bool) -> None:
    """Put back what may be taken in by now: a newer version's where this one is new enough, and for a lead all that
    was damaged, as the register opens what a spoilt notice hid from others."""
    for reason in (NEWER, DAMAGED) if by_lead else (NEWER,):
        for path in sorted((store / INBOX / ASIDE).glob(f"*.{reason}.json")):
            place = store / INBOX / f"{path.name.partition('.')[0]}.json"
            with suppress(OSError):
                if not place.exists():
                    path.rename(place)


def set_aside(store: Path) -> tuple[SetAside, ...]:
    """Return the files that were set aside, by name."""
    return tuple(_listed(store / INBOX / ASIDE))


def _listed(folder: Path) -> Iterator[SetAside]:
    for path in sorted(folder.glob("*.json")):
        reason = path.stem.rpartition(".")[2]
        with suppress(OSError):
            at = moment(datetime.fromtimestamp(path.stat().st_mtime, UTC))
            yield SetAside(path.name, reason if reason in _SAYS else DAMAGED, at)
