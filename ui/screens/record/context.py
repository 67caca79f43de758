"""What the fields of a record may offer: people, staff, places and the time of this desk."""

from __future__ import annotations

from datetime import datetime

from rrn_desktop.forms.wording import day_words
from rrn_desktop.services import colleagues, directory
from rrn_desktop.services.colleagues import Colleague
from rrn_desktop.services.session import Session
from ui.forms.field import DirectoryRow, FieldContext
from ui.screens.parts.times import without_weekday
from ui.screens.parts.words import tell


class _DeskClock:
    """The clock by which the session counts."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def now(self) -> datetime:
        """Return the present moment."""
        return self._session.moment().now


def field_context(session: Session) -> FieldContext:
    """Return what the desk knows, as fields want it."""
    people = [DirectoryRow(one.id, one.name, _born(one)) for one in directory.people(session)]
    staff = [_colleague(one) for one in colleagues.listing(session)]
    offered = {"place": directory.places(session), "year_group": directory.teams(session)}
    return FieldContext(session.zone, _DeskClock(session), tuple(people), tuple(staff), offered)


def _colleague(one: Colleague) -> DirectoryRow:
    known, left = one.member, one.left_on
    if left is None:
        return DirectoryRow(known.id, known.name, known.job_title, known.job_title)
    said = tell("staff_left_on", day=without_weekday(day_words(left)))
    detail = f"{known.job_title}, {said}" if known.job_title else said
    return DirectoryRow(known.id, known.name, detail, known.job_title, here=False)


def _born(person: directory.Person) -> str:
    born = person.details.get("born")
    return tell("born", day=day_words(born).partition(" ")[2]) if isinstance(born, str) else ""
