"""Who and what this desk knows by name: members, people, places, and a few facts about the desk itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from rrn_desktop.store.connection import Connection
from rrn_desktop.store.statements import fetched, fill, marks

PlaceKind = Literal["place", "team"]


@dataclass(frozen=True, slots=True)
class DirectoryMember:
    """A member of staff as colleagues know them; the roll, not this row, says what they may do."""

    id: str
    name: str = field(repr=False)
    job_title: str = field(repr=False)
    roles: tuple[str, ...]
    active: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """A child or adult, with the details that are copied into each record; ``left_on`` is the day they left."""

    id: str
    name: str = field(repr=False)
    born: str | None = field(default=None, repr=False)
    details: Mapping[str, Any] = field(default_factory=dict, repr=False)
    left_on: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A room or area, or a class, group or team; ``former`` are the names that it had before, the first one first.

    ``retired_on`` is the ISO day from which it is not offered any more, None while it is.
    """

    id: str
    name: str
    kind: PlaceKind = "place"
    retired_on: str | None = None
    former: tuple[str, ...] = ()


def put_member(connection: Connection, member: DirectoryMember) -> None:
    """Add a member, or change what is known of them."""
    connection.exec_driver_sql(
        "INSERT INTO members (id, name, job_title, roles, active) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
        "SET name = excluded.name, job_title = excluded.job_title, roles = excluded.roles, active = excluded.active",
        (member.id, member.name, member.job_title, ",".join(sorted(member.roles)), int(member.active)),
    )


def members(connection: Connection, *, active_only: bool = False) -> tuple[DirectoryMember, ...]:
    """Return the members by name."""
    rows = connection.exec_driver_sql(
        "SELECT id, name, job_title, roles, active FROM members WHERE active >= ? ORDER BY name COLLATE NOCASE, id",
        (int(active_only),),
    )
    return tuple(_member(row) for row in rows)


def names_of(connection: Connection, identities: Sequence[str]) -> dict[str, str]:
    """Return the names of some members, by id."""
    statement = fill("SELECT id, name FROM members WHERE id IN ($marks)", marks=marks(len(identities)))
    return {row[0]: row[1] for row in fetched(connection, statement, tuple(identities))}


def member(connection: Connection, identity: str) -> DirectoryMember | None:
    """Return one member, or None."""
    row = connection.exec_driver_sql(
        "SELECT id, name, job_title, roles, active FROM members WHERE id = ?", (identity,)
    ).first()
    return None if row is None else _member(row)


def put_person(connection: Connection, person: Person) -> None:
    """Add a person, or change what is known of them."""
    details = json.dumps(dict(person.details), ensure_ascii=False, sort_keys=True)
    connection.exec_driver_sql(
        "INSERT INTO people (id, name, born, details, left_on) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
        "SET name = excluded.name, born = excluded.born, details = excluded.details, left_on = excluded.left_on",
        (person.id, person.name, person.born, details, person.left_on),
    )


def people(connection: Connection) -> tuple[Person, ...]:
    """Return the people by name, those who left among them."""
    rows = connection.exec_driver_sql(
        "SELECT id, name, born, details, left_on FROM people ORDER BY name COLLATE NOCASE, id"
    )
    return tuple(_person(row) for row in rows)


def person(connection: Connection, identity: str) -> Person | None:
    """Return one person, or None."""
    row = connection.exec_driver_sql(
        "SELECT id, name, born, details, left_on FROM people WHERE id = ?", (identity,)
    ).first()
    return None if row is None else _person(row)


def put_place(connection: Connection, place: Place) -> None:
    """Add a place or a team, or change what is known of it; its kind stays."""
    connection.exec_driver_sql(
        "INSERT INTO places (id, name, kind, retired_on, former) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
        "SET name = excluded.name, retired_on = excluded.retired_on, former = excluded.former",
        (place.id, place.name, place.kind, place.retired_on, json.dumps(place.former, ensure_ascii=False)),
    )


def places(connection: Connection, kind: PlaceKind = "place") -> tuple[Place, ...]:
    """Return the places, or the teams, by name; also those that are not offered any more."""
    rows = connection.exec_driver_sql(
        "SELECT id, name, kind, retired_on, former FROM places WHERE kind = ? ORDER BY name COLLATE NOCASE, id", (kind,)
    )
    return tuple(Place(row[0], row[1], row[2], row[3], tuple(json.loads(row[4]))) for row in rows)


def put_fact(connection: Connection, key: str, value: str) -> None:
    """Keep a fact about the desk itself, such as its profile or time zone."""
    connection.exec_driver_sql(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def fact(connection: Connection, key: str) -> str | None:
    """Return a fact about the desk, or None."""
    row = connection.exec_driver_sql("SELECT value FROM meta WHERE key = ?", (key,)).first()
    return None if row is None else str(row[0])


def facts(connection: Connection, keys: Sequence[str]) -> dict[str, str]:
    """Return the facts that are there of some keys."""
    if not keys:
        return {}
    statement = fill("SELECT key, value FROM meta WHERE key IN ($marks)", marks=marks(len(keys)))
    return {row[0]: str(row[1]) for row in connection.exec_driver_sql(statement, tuple(keys))}


def slot_seen(connection: Connection, identity: str) -> int:
    """Return the latest revision of a member's key slot that was met here, 0 when none was."""
    row = connection.exec_driver_sql("SELECT revision FROM slot_seen WHERE member = ?", (identity,)).first()
    return 0 if row is None else int(row[0])


def see_slot(connection: Connection, identity: str, revision: int) -> None:
    """Remember the revision of a member's key slot; it never goes down."""
    connection.exec_driver_sql(
        "INSERT INTO slot_seen (member, revision) VALUES (?, ?) ON CONFLICT (member) DO UPDATE "
        "SET revision = max(revision, excluded.revision)",
        (identity, revision),
    )


def _member(row: Any) -> DirectoryMember:
    roles = tuple(role for role in row[3].split(",") if role)
    return DirectoryMember(row[0], row[1], row[2], roles, bool(row[4]))


def _person(row: Any) -> Person:
    return Person(row[0], row[1], row[2], json.loads(row[3]), row[4])
