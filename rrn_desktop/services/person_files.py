"""A person's file after it was begun: read, changed, and kept aside for someone who has left."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from rrn_desktop.errors import AnswersRefused, NoRight, NotFound, Refused
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.reading import read_answers, write_answers
from rrn_desktop.forms.validation import PROMPT, Problem, validate
from rrn_desktop.ledger.appending import About
from rrn_desktop.services import directory
from rrn_desktop.services.directory import Person, checked_name
from rrn_desktop.services.journal import note, settled
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_directory

FORM, KIND = "person", "people"
"""The form of a file, and the kind of the entry that keeps who changed one; what it says is not in the ledger."""
_UNTOUCHED = "Nothing was changed."


def may_change(session: Session) -> bool:
    """Say whether this member changes people's files: a lead or an administrator does."""
    return session.member.is_keeper


def find(session: Session, person: str) -> Person:
    """Return the person of an id or a name, also one who left; raises NotFound for nobody and for several."""
    everyone = directory.everyone(session)
    found = [one for one in everyone if one.id == person] or directory.of_name(everyone, person)
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound("There are several people of this name here.", _UNTOUCHED, "Use the id from the list of people.")
    raise NotFound("There is nobody of this name here.", _UNTOUCHED, "Look for them in the list of people.")


def answers_of(person: Person) -> Answers:
    """Return what a person's file says, as answers of its form."""
    return read_answers(registry.definition(FORM), dict(person.details))


def plan_note(session: Session, person: str) -> str:
    """Return what a person's plan says about holding or restricting, by id or name; nothing for a stranger."""
    with suppress(NotFound):
        said = find(session, person).details.get("plan_note")
        return said if isinstance(said, str) else ""
    return ""


def problems(session: Session, answers: Answers) -> tuple[Problem, ...]:
    """Return what stands in the way of keeping answers: a row without a name, or one without its reason."""
    found = validate(registry.definition(FORM), answers, session.moment())
    return tuple(one for one in found if one.kind != PROMPT)


def change(session: Session, person: str, answers: Answers, *, name: str = "") -> Person:
    """Keep a whole file in place of what was there, with another name where one is given.

    The ledger keeps by whom, whose, and which questions were answered otherwise; not what they said.

    Raises NoRight, NotFound, WrongUsage for a name that can't be kept, and AnswersRefused that names the question.
    """
    _refuse_others(session)
    before = find(session, person)
    for problem in problems(session, answers):
        raise AnswersRefused(problem.message, _UNTOUCHED, "Look at it again.", question=problem.question)
    details = write_answers(registry.definition(FORM), answers)
    named = checked_name(name) if name else before.name
    changed = _changed(before.details, details, renamed=named != before.name)
    if not changed:
        return before
    after = replace(before, name=named, details=details)
    _keep(session, after, {"what": "changed", "changed": changed})
    return after


def let_go(session: Session, person: str, day: str = "") -> Person:
    """Take a person off the list of those who are here, since ``YYYY-MM-DD`` or today; records and file stay.

    Raises NoRight, NotFound, and Refused for a day to come, for none at all, and for someone who has left already.
    """
    _refuse_others(session)
    before = find(session, person)
    if before.left_on is not None:
        raise Refused("They are off the list already.", _UNTOUCHED, "Look among those who have left.")
    after = replace(before, left_on=_checked_day(session, day))
    _keep(session, after, {"what": "left", "on": after.left_on})
    return after


def bring_back(session: Session, person: str) -> Person:
    """Put someone who left on the list again, with the file as it was; raises NoRight, NotFound and Refused."""
    _refuse_others(session)
    before = find(session, person)
    if before.left_on is None:
        raise Refused("They are on the list already.", _UNTOUCHED, "Look for them in the list of people.")
    after = replace(before, left_on=None)
    _keep(session, after, {"what": "back"})
    return after


def _keep(session: Session, person: Person, details: dict[str, Any]) -> None:
    born = person.details.get("born")
    row = desk_directory.Person(
        person.id, person.name, born if isinstance(born, str) else None, person.details, person.left_on
    )
    with session.held.desk.write() as connection:
        desk_directory.put_person(connection, row)
        note(connection, session, About(KIND), {**details, "people": [person.id]})
    settled(session)


def _changed(before: Mapping[str, Any], after: Mapping[str, Any], *, renamed: bool) -> list[str]:
    asked = [question.id for question in registry.definition(FORM).questions]
    return [*(["name"] if renamed else []), *(key for key in asked if before.get(key) != after.get(key))]


def _checked_day(session: Session, day: str) -> str:
    today = session.wall().local[:10]
    try:
        found = date.fromisoformat(day or today)
    except ValueError:
        raise Refused("This is not a day.", _UNTOUCHED, "Write it like 2026-07-17.") from None
    if found.isoformat() > today and not session.clock_doubted:
        raise Refused("This day is still to come.", _UNTOUCHED, "Take them off the list on that day.")
    return found.isoformat()


def _refuse_others(session: Session) -> None:
    if not may_change(session):
        raise NoRight(
            "Only a lead or an administrator changes a person's file.", _UNTOUCHED, "Tell them what has changed."
        )
