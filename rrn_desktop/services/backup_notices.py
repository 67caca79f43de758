"""What Today says of backups: that none was made, and to whom that is said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rrn_desktop.forms.wording import day_words
from rrn_desktop.services.backup_settings import Remembered, remembered
from rrn_desktop.services.session import Session

# After so many days without one it is everybody's concern: whoever reads it may have the stick in a drawer.
_DAYS_BEFORE_ALL = 3
_NOT_MADE, _NOT_SET = "The daily backup was not made", "Nothing is backed up yet"


@dataclass(frozen=True, slots=True)
class BackupNotice:
    """One thing to say: ``mark`` is what it is marked as seen by, ``at`` is by the wall."""

    mark: str
    at: str
    title: str
    text: str


def of_backups(session: Session) -> Iterator[BackupNotice]:
    """Give what there is to say to the member who is signed in."""
    known = remembered(session)
    if known.failure is not None:
        if _keeps(session) or _days_without(session, known) >= _DAYS_BEFORE_ALL:
            last = "" if known.last is None else f" The last one is of {day_words(known.last[:10])}."
            text = f"{known.failure.what}{last} {known.failure.next_step}"
            yield BackupNotice(_mark("failed", known.failure.at[:10]), known.failure.at, _NOT_MADE, text)
    elif known.folder is None and _keeps(session) and not session.demo:
        now = session.wall().rfc3339()
        text = (
            "If this PC breaks or is stolen, all records are lost. An administrator or a lead can choose a folder for "
            "a locked backup each day, on a stick or on the network."
        )
        yield BackupNotice(_mark("unset", now[:7]), now, _NOT_SET, text)


def _keeps(session: Session) -> bool:
    return session.member.is_keeper


def _days_without(session: Session, known: Remembered) -> int:
    since = date.fromisoformat((known.last or known.since or session.wall().local)[:10])
    return (date.fromisoformat(session.wall().local[:10]) - since).days


def _mark(what: str, when: str) -> str:
    return hashlib.sha256(f"backup/{what}/{when}".encode()).hexdigest()
