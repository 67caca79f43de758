"""Moments, people and fingerprints in the words of a printed record."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import UnsetType

from rrn_desktop.clock import WallTime, parse_rfc3339, read_wall, wall_time
from rrn_desktop.exports.pdf.print_facts import Account
from rrn_desktop.forms.wording import day_words, moment_words
from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.ledger.bodies import Attached, Body, WrittenBy
from rrn_desktop.ledger.opening import OpenedNote
from rrn_desktop.ledger.record_marks import is_unsigned, name_of_mark

STATUS = {
    "first": "First record, still to be completed",
    "complete": "Complete",
    "amended": "Amended",
    "void": "Void: entered in error",
}
_END_OF_DAY = "T23:59:59"
_MINUTE = len("2026-05-14T10:43")


def when(text: str, zone: str) -> str:
    """Return an RFC 3339 time in words, to the minute, by the clock on the wall of that zone."""
    wall = _wall(text, zone)
    return moment_words(WallTime(wall.local[:_MINUTE], wall.offset, wall.zone))


def until(text: str, zone: str) -> str:
    """Return by when something is due: the last second of a day is its end."""
    wall = _wall(text, zone)
    return f"the end of {day_words(wall.local[:10])}" if wall.local.endswith(_END_OF_DAY) else when(text, zone)


def clock_of(moment: WallTime, day: str) -> str:
    """Return a wall time in words, without the day where it is the one that is meant anyway."""
    words, known = moment_words(moment), f"{day_words(day)}, "
    return words.removeprefix(known) if moment.local[:10] == day else words


def named(name: str, role: str) -> str:
    """Return a name with the job after it."""
    return f"{name}, {role}" if role else name


def author_of(body: Body | Attached, accounts: Mapping[str, Account]) -> str:
    """Return who signed something, by the name they signed with, and that of their account where it is another."""
    account = accounts.get(body.author)
    if account is None or folded(account.name) == folded(body.author_name):
        return named(body.author_name, body.author_role)
    return f"{named(body.author_name, body.author_role)} (account of {account.name})"


def maker_of(mark: OpenedNote, accounts: Mapping[str, Account]) -> str:
    """Return who made a mark, by the name that they put under it, or that of their account."""
    name, role = name_of_mark(mark.note.details)
    account = accounts.get(mark.row.member)
    if account is None:
        return named(name, role) or "A member whose name is not in this record"
    if not name or folded(name) == folded(account.name):
        return named(name or account.name, role or account.role)
    return f"{named(name, role)} (account of {account.name})"


def writer_of(body: Body | Attached, accounts: Mapping[str, Account]) -> str:
    """Return whose words these are, and how they came here where their writer did not sign them."""
    said = body.written_by
    if isinstance(said, UnsetType):
        return author_of(body, accounts)
    whose = named(said.name, said.role)
    match said.how:
        case "typed_for":
            return f"{author_of(body, accounts)}; typed for {whose}"
        case "left_behind":
            return f"{whose}, who left it unfinished and did not sign it"
        case _:
            return f"{whose}, without an account; not signed by them"


def unsigned_writer(body: Body | Attached) -> WrittenBy | None:
    """Return whose words something holds that their writer never signed, or None."""
    return body.written_by if is_unsigned(body) and not isinstance(body.written_by, UnsetType) else None


def grouped(fingerprint: str) -> str:
    """Return a fingerprint in groups of eight, to compare by eye."""
    return " ".join(fingerprint[at : at + 8] for at in range(0, len(fingerprint), 8))


def _wall(text: str, zone: str) -> WallTime:
    return wall_time(parse_rfc3339(text), zone) if text.endswith("Z") else read_wall(text, zone)
