"""What can be made of a record, in words that fit the setting. No Qt here."""

from __future__ import annotations

from typing import Literal, NamedTuple

from rrn_desktop.services import reports
from rrn_desktop.services.session import Session
from ui.screens.parts.words import tell

Kind = Literal["record", "parent", "own", "json"]
KINDS: tuple[Kind, ...] = ("record", "parent", "own", "json")
_ICONS: dict[Kind, str] = {"record": "file-text", "parent": "users-round", "own": "user", "json": "shield-check"}


class PrintWords(NamedTuple):
    """What one way is called, what it is for, what to take care of, and what its button says."""

    title: str
    lead: str
    care: str
    save: str
    icon: str


def kind_of(code: str) -> Kind:
    """Return a way by its code."""
    return next(kind for kind in KINDS if kind == code)


def report_kind(kind: Kind) -> reports.Kind | None:
    """Return which report a way is, or None where names need no check: the copy stays inside."""
    return {"parent": reports.PARENT, "own": reports.OWN}.get(kind)


def print_words(session: Session, kind: Kind) -> PrintWords:
    """Return the words of one way in a setting."""
    # The copy for the person bears a title that speaks to them; here it is somebody else who reads.
    title = reports.report_title(session, reports.PARENT) if kind == "parent" else tell(f"print_{kind}")
    care = tell("print_care_json" if kind == "json" else f"print_care_{'inside' if kind == 'record' else 'outside'}")
    save = tell("print_save_json" if kind == "json" else "print_save")
    return PrintWords(title, tell(f"print_{kind}_lead"), care, save, _ICONS[kind])


def file_name(kind: Kind, number: str) -> str:
    """Return a name for the file that names nobody."""
    report = report_kind(kind)
    if report is not None:
        return reports.file_name(report, number)
    return f"{number}.json" if kind == "json" else f"{number}.pdf"


def file_kinds(kind: Kind) -> str:
    """Return what the file dialog offers."""
    return tell("files_json" if kind == "json" else "files_pdf")
