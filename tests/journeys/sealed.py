"""A site where the incident of case 1 has happened: sealed by its author, or only begun."""

from __future__ import annotations

from pathlib import Path

from rrn_desktop.clock import Clock
from rrn_desktop.forms.answers import Answers
from rrn_desktop.services import sealing
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import sign_in
from tests.journeys.site import AUTHOR, CLOCK, PASSPHRASES
from tests.pictures.scenes import case_one, numbered

NUMBER = "2026-A-001"
PERSON = "Dylan Ŵyn Pryce"


def signed_in(store: Path, name: str, clock: Clock = CLOCK) -> Session:
    """Sign a member in without a window, at a time of one's own."""
    return sign_in(store, name, PASSPHRASES[name], clock=clock)


def begun(store: Path) -> None:
    """Let the notice of case 1 stand; its record is still being written."""
    session = signed_in(store, AUTHOR)
    numbered(session, case_one().with_answer("told", None))
    session.close()


def sealed(store: Path, answers: Answers | None = None, *, first: bool = False) -> None:
    """Seal the record of case 1."""
    session = signed_in(store, AUTHOR)
    sealing.seal(session, numbered(session, answers or case_one()), PASSPHRASES[AUTHOR], first=first)
    session.close()


def untold() -> Answers:
    """Return the answers of case 1 before anyone was told."""
    return case_one().with_answer("told", None)
