"""Who is here: members of staff, the people they support, and places."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from rrn_desktop.clock import wall_time
from rrn_desktop.errors import NoRight, WrongUsage
from rrn_desktop.forms import registry
from rrn_desktop.forms.reading import read_answers, write_answers
from rrn_desktop.ids import new_id
from rrn_desktop.keys.deputies import lead_end_of
from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.keys.roll import RollMember
from rrn_desktop.services.session import MemberInfo, Session
from rrn_desktop.store import desk_directory
from rrn_desktop.store.desk_directory import PlaceKind

LONGEST_NAME = 200
_UNFIT = {"Cc", "Cs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Person:
    """A child or adult of this place; ``details`` are the answers of their file, as JSON values.

    ``left_on`` is the day they left, as ``YYYY-MM-DD``, and None while they are here.
    """

    id: str
    name: str = field(repr=False)
    details: Mapping[str, Any] = field(default_factory=dict, repr=False)
    left_on: str | None = None


def people(session: Session) -> tuple[Person, ...]:
    """Return the people who are here, by name."""
    return tuple(one for one in everyone(session) if one.left_on is None)


def everyone(session: Session) -> tuple[Person, ...]:
    """Return the people of this desk by name, those who left among them: their records stay, and so does their file."""
    with session.held.desk.read() as connection:
        found = desk_directory.people(connection)
    return tuple(Person(one.id, one.name, one.details, one.left_on) for one in found)


def of_name(people: Iterable[Person], name: str) -> list[Person]:
    """Return the people of a name, those who left only where nobody who is here has it."""
    named = [one for one in people if folded(one.name) == folded(name)]
    return [one for one in named if one.left_on is None] or named


def members(session: Session) -> tuple[MemberInfo, ...]:
    """Return the members of staff by name, with the roles that the roll gives them now."""
    with session.held.desk.read() as connection:
        found = desk_directory.members(connection)
    listed, now = session.held.roll.members, session.held.clock.now()
    return tuple(_as_listed(one, listed[one.id], session, now) for one in found if one.id in listed)


def last_day(end: datetime, zone: str) -> str:
    """Return the last day, as ``2026-12-05`` on the wall of a zone, of a time that ends at a moment."""
    return wall_time(end - timedelta(seconds=1), zone).local[:10]


def _as_listed(
    known: desk_directory.DirectoryMember, listed: RollMember, session: Session, now: datetime
) -> MemberInfo:
    end = lead_end_of(listed)
    until = None if end is None or now >= end else last_day(end, session.zone)
    return MemberInfo(known.id, known.name, known.job_title, listed.roles_at(now), listed.active, until)


def places(session: Session) -> tuple[str, ...]:
    """Return the rooms and areas that staff choose from."""
    return _offered(session, "place")


def teams(session: Session) -> tuple[str, ...]:
    """Return the classes, groups or teams that staff choose from."""
    return _offered(session, "team")


def _offered(session: Session, kind: PlaceKind) -> tuple[str, ...]:
    with session.held.desk.read() as connection:
        return tuple(one.name for one in desk_directory.places(connection, kind) if one.retired_on is None)


def add_person(session: Session, name: str, details: Mapping[str, Any]) -> Person:
    """Add a person to the desk; raises AnswersRefused for details that their file does not ask."""
    if not {"administrator", "lead"} & set(session.member.roles):
        raise NoRight(
            "Only a lead or an administrator adds people.",
            "Nothing was changed.",
            "In a record you can type any name by hand.",
        )
    person = new_person(name, details)
    with session.held.desk.write() as connection:
        desk_directory.put_person(connection, person)
    return Person(person.id, person.name, person.details)


def new_person(name: str, details: Mapping[str, Any]) -> desk_directory.Person:
    """Return a person with a new id, their details checked by the definition of a person's file."""
    definition = registry.definition("person")
    checked = write_answers(definition, read_answers(definition, dict(details)))
    born = checked.get("born")
    return desk_directory.Person(new_id(), checked_name(name), born if isinstance(born, str) else None, checked)


def checked_job_title(title: str) -> str:
    """Return a job title, which may be empty, without blanks around it; raises WrongUsage as checked_name does."""
    return checked_name(title) if title.strip() else ""


def checked_name(name: str) -> str:
    """Return a name without blanks around it; raises WrongUsage for none, a broken or a very long one."""
    trimmed = name.strip()
    broken = any(unicodedata.category(sign) in _UNFIT for sign in trimmed)
    if not trimmed or broken or len(trimmed) > LONGEST_NAME:
        raise WrongUsage(
            "A name is empty, too long, or holds a character that can't be kept.",
            "Nothing was changed.",
            f"Write the name again, in at most {LONGEST_NAME} characters.",
        )
    return trimmed
