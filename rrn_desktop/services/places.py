"""Places and teams of a site: what staff choose from. Records keep the name that was written in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rrn_desktop.errors import NoRight, NotFound, Refused
from rrn_desktop.ids import new_id
from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.ledger.appending import About
from rrn_desktop.services.directory import checked_name
from rrn_desktop.services.journal import note, settled
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_directory
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_directory import PlaceKind

__all__ = ["KINDS", "Named", "PlaceKind", "add", "bring_back", "find", "listing", "rename", "retire"]

KINDS: tuple[PlaceKind, ...] = ("place", "team")
_CHANGED = "place_changed"
_UNTOUCHED = "The places and teams are as they were."


@dataclass(frozen=True, slots=True)
class Named:
    """A place or a team; ``retired_on`` is the day from which it is not offered any more, empty while it is."""

    id: str
    kind: PlaceKind
    name: str
    retired_on: str = ""
    former: tuple[str, ...] = field(default=())


def listing(session: Session) -> tuple[Named, ...]:
    """Return all places by name, then all teams; also those that are not offered any more."""
    with session.held.desk.read() as connection:
        return tuple(_named(one) for kind in KINDS for one in desk_directory.places(connection, kind))


def find(session: Session, id_or_name: str) -> Named:
    """Return the place or team of an id or a name; raises NotFound for none, and Refused for a place and a team."""
    every = listing(session)
    exact = [one for one in every if one.id == id_or_name]
    found = exact or [one for one in every if folded(one.name) == folded(id_or_name)]
    if not found:
        raise _no_such()
    if len(found) > 1:
        raise Refused("A place and a team have this name.", _UNTOUCHED, "Say which one by its id; the list shows it.")
    return found[0]


def add(session: Session, kind: PlaceKind, name: str) -> Named:
    """Add a place or a team; one of that name that was not offered any more is offered again.

    Raises NoRight for anyone but a lead or an administrator, WrongUsage for a name that can't be kept, and Refused for
    one that is there.
    """
    _check_right(session)
    wanted = checked_name(name)
    with session.held.desk.write() as connection:
        there = _of_name(desk_directory.places(connection, kind), wanted)
        if there is not None and there.retired_on is None:
            raise _is_there()
        new = desk_directory.Place(new_id(), wanted, kind) if there is None else replace(there, retired_on=None)
        _keep(connection, session, new, "added" if there is None else "brought_back")
    settled(session)
    return _named(new)


def rename(session: Session, identity: str, name: str) -> Named:
    """Give a place or a team another name from now on; raises as ``add`` does, and NotFound."""
    _check_right(session)
    wanted = checked_name(name)
    with session.held.desk.write() as connection:
        before = _there(connection, identity)
        other = _of_name(desk_directory.places(connection, before.kind), wanted)
        if other is not None and other.id != identity:
            raise _is_there()
        if wanted == before.name:
            return _named(before)
        former = tuple(one for one in (*before.former, before.name) if one != wanted)
        new = replace(before, name=wanted, former=former)
        _keep(connection, session, new, "renamed", before=before.name)
    settled(session)
    return _named(new)


def retire(session: Session, identity: str) -> Named:
    """Offer a place or a team no longer; raises NoRight, and NotFound for one that is not there."""
    return _turned(session, identity, session.wall().local[:10])


def bring_back(session: Session, identity: str) -> Named:
    """Offer a place or a team again; raises NoRight, and NotFound for one that is not there."""
    return _turned(session, identity, None)


def _turned(session: Session, identity: str, retired_on: str | None) -> Named:
    _check_right(session)
    with session.held.desk.write() as connection:
        before = _there(connection, identity)
        if (before.retired_on is None) == (retired_on is None):
            return _named(before)
        new = replace(before, retired_on=retired_on)
        _keep(connection, session, new, "brought_back" if retired_on is None else "retired")
    settled(session)
    return _named(new)


def _keep(connection: Connection, session: Session, place: desk_directory.Place, change: str, **more: str) -> None:
    desk_directory.put_place(connection, place)
    note(connection, session, About(_CHANGED), {"change": change, "kind": place.kind, "name": place.name, **more})


def _there(connection: Connection, identity: str) -> desk_directory.Place:
    every = [one for kind in KINDS for one in desk_directory.places(connection, kind)]
    found = next((one for one in every if one.id == identity), None)
    if found is None:
        raise _no_such()
    return found


def _of_name(every: Sequence[desk_directory.Place], name: str) -> desk_directory.Place | None:
    return next((one for one in every if folded(one.name) == folded(name)), None)


def _named(place: desk_directory.Place) -> Named:
    return Named(place.id, place.kind, place.name, place.retired_on or "", place.former)


def _check_right(session: Session) -> None:
    if not session.member.is_keeper:
        raise NoRight(
            "Only a lead or an administrator changes places and teams.",
            _UNTOUCHED,
            "In a record you can type any place by hand.",
        )


def _is_there() -> Refused:
    return Refused("There is one of this name already.", _UNTOUCHED, "Choose another name.")


def _no_such() -> NotFound:
    return NotFound("There is no place and no team of that name.", _UNTOUCHED, "Look at the list, and try again.")
