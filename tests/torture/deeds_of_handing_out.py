"""What leaves the store: a record on paper, all of them, a report for the family, and the figures of a month."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rrn_desktop.errors import UserFacingError
from rrn_desktop.services import packaging, printing, reports, sealing, verifying
from rrn_desktop.services.name_check import Choice, Choices
from rrn_desktop.services.session import Session
from tests.torture.deed import Deed, Stages, rows
from tests.torture.place import DAY, NUMBER, Place, noticed, sealed_incident

# What people are meant to read lies here.
HANDED = "handed"
_RECORDS = 2
Export = Callable[[Session, Path], object]


def _figures(session: Session, out: Path) -> object:
    return packaging.export_package(session, out, start="2026-05-01", end="2026-05-31")


def _record(session: Session, out: Path) -> object:
    return printing.export_pdf(session, NUMBER, out)


def _report(session: Session, out: Path) -> object:
    return reports.export_report(session, "parent", NUMBER, out, Choices(others=Choice("replace")))


def _every_record(session: Session, out: Path) -> object:
    return printing.export_all(session, out)


def _sealed_incidents(place: Place) -> None:
    _on_paper(place)
    with place.entered("author", DAY) as session:
        for _ in range(_RECORDS - 1):
            sealing.seal(session, noticed(session, place), place.passphrase("author"), first=True)


def _on_paper(place: Place) -> None:
    sealed_incident(place)
    (place.folder / HANDED).mkdir()


def _deed(name: str, out: str, export: Export, prepare: Callable[[Place], None] = _on_paper) -> Deed:
    """Return the deed of handing something out: what is there has an entry, is whole and holds."""

    def do(place: Place) -> None:
        with place.doing("lead") as session:
            if not (place.folder / out).exists():
                export(session, place.folder / out)
            place.tell("handed out")

    def stages(place: Place, session: Session) -> Stages:
        there = int((place.folder / out).exists())
        # Whoever is cut off before the file is seen has an entry too many; a file has never one too few.
        known = min(len(rows(session, "export")), there)
        return {"handed out": {"there": there, "holds": _holds(place.folder / out), "entry": known}}

    return Deed(name, prepare, do, stages)


def _holds(path: Path) -> int:
    """Say whether a file, or each of what lies in a folder, was made to its end and is as it was signed."""
    if not path.exists():
        return 0
    try:
        return int(all(one.holds for one in verifying.verify_each(path)))
    except UserFacingError:
        return 0


DEEDS = (
    _deed("record on paper", f"{HANDED}/record.pdf", _record),
    _deed("all on paper", f"{HANDED}/records", _every_record, _sealed_incidents),
    _deed("report", f"{HANDED}/report.pdf", _report),
    # Figures say nothing of anyone, so they lie where nothing may be in the clear.
    _deed("figures", "figures", _figures),
)
