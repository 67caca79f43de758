"""What a salvaged desk can't do without: its rules and its zone, and a name for each account."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rrn_desktop.errors import DoesNotHold, UserFacingError
from rrn_desktop.keys.roll import Roll
from rrn_desktop.services.inbox_place import facts_of
from rrn_desktop.standards.loader import profile as profile_of
from rrn_desktop.store import desk_certificates, desk_directory
from rrn_desktop.store.connection import Connection

_NO_NAME = "(name lost)"


@dataclass(frozen=True, slots=True)
class FactsLost:
    """What has to be entered again: how many accounts have no name, and whether the place has none."""

    names: int
    site_name: bool


def filled_in(connection: Connection, store: Path, roll: Roll) -> FactsLost:
    """Fill in what is lost from what lies elsewhere; what lies nowhere gets words that say so.

    Raises DoesNotHold where nothing says any more which rules the place goes by.
    """
    known = desk_directory.facts(connection, ("site_name", "profile", "zone"))
    if not known.get("profile"):
        known["profile"] = _profile_beside(store)
    known["zone"] = known.get("zone") or profile_of(known["profile"]).zone
    nameless = not known.get("site_name")
    for key, value in {"site_name": _NO_NAME, **known}.items():
        desk_directory.put_fact(connection, key, value)
    return FactsLost(_name_accounts(connection, roll), nameless)


def _profile_beside(store: Path) -> str:
    try:
        return facts_of(store)[0]
    except UserFacingError:
        raise DoesNotHold(
            "Nothing says any more which rules this place goes by.",
            "Nothing was changed, and no store was made.",
            "Keep a copy of the folder as it is, then bring back a backup: rrn restore.",
        ) from None


def _name_accounts(connection: Connection, roll: Roll) -> int:
    """Give each account a row on the desk, by its certificate where there is one; return how many have no name now."""
    known = {one.id for one in desk_directory.members(connection)}
    certified = {one.member: one for one in desk_certificates.all_of(connection)}
    without = 0
    for member in roll.members.values():
        if member.id in known:
            continue
        own = certified.get(member.id)
        without += own is None
        name, job = (f"{_NO_NAME} {member.id[:4]}", "") if own is None else (own.name, own.job_title)
        row = desk_directory.DirectoryMember(member.id, name, job, member.roles, member.active)
        desk_directory.put_member(connection, row)
    return without
