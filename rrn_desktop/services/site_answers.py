"""What setting up a site must be told, and what it refuses before anything is made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from rrn_desktop.errors import Refused, WrongUsage
from rrn_desktop.keys.passphrase import weakness
from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.keys.rights import ROLES
from rrn_desktop.services.calendar import check_days
from rrn_desktop.services.directory import checked_job_title, checked_name
from rrn_desktop.standards.loader import profile as profile_of

DESK_CODE = re.compile(r"[A-Z0-9]{1,4}")
_SAFE = "Nothing was made."


class NewMember(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the first members; without a passphrase, words are made up and printed for them."""

    name: str
    roles: tuple[str, ...]
    job_title: str = ""
    passphrase: str | None = None

    def __repr__(self) -> str:
        return "NewMember(hidden)"


class NewPerson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person of this place; ``details`` are the answers of their file."""

    name: str
    details: dict[str, Any] = {}

    def __repr__(self) -> str:
        return "NewPerson(hidden)"


class NewTerm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A term, with its first and its last day."""

    name: str
    start: date
    end: date


class SiteAnswers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a new site is told about itself."""

    site_name: str
    profile: str
    members: tuple[NewMember, ...]
    desk_code: str = "A"
    people: tuple[NewPerson, ...] = ()
    places: tuple[str, ...] = ()
    terms: tuple[NewTerm, ...] = ()
    organisation: str = ""
    register_here: bool = True
    demo: bool = False


def read_site_answers(data: Any) -> SiteAnswers:
    """Return the answers; raises WrongUsage that says which part can't be used."""
    try:
        answers = msgspec.convert(data, SiteAnswers)
    except msgspec.ValidationError:
        raise _refused(
            "The answers for setting up are not as they should be.",
            "They need site_name, profile and members; see docs/INTERFACE.md.",
        ) from None
    _check_words(answers)
    _check_terms(answers.terms)
    _check_members(answers.members)
    for member in answers.members:
        _check_passphrase(member, answers)
    return answers


def _check_words(answers: SiteAnswers) -> None:
    for name in (answers.site_name, *answers.places, *(person.name for person in answers.people)):
        checked_name(name)
    if answers.organisation:
        checked_name(answers.organisation)
    if len({place.strip() for place in answers.places}) != len(answers.places):
        raise _refused("There are two places of the same name.", "Write each place once.")
    if DESK_CODE.fullmatch(answers.desk_code) is None:
        raise _refused("The desk code can't be used.", "Use one to four capital letters or digits.")
    try:
        profile_of(answers.profile)
    except KeyError:
        raise _refused("There is no profile of that name.", "Use one that 'rrn standards' lists.") from None


def _check_terms(terms: Sequence[NewTerm]) -> None:
    for term in terms:
        try:
            check_days(term.start, term.end, term.name.strip())
        except Refused as refused:
            raise _refused(refused.what, refused.next_step) from None


def _check_members(members: Sequence[NewMember]) -> None:
    names = [folded(checked_name(member.name)) for member in members]
    for member in members:
        checked_job_title(member.job_title)
    if len(set(names)) != len(names):
        raise _refused("Two members have the same name.", "Add a second name or a job title to one of them.")
    if any(not member.roles or not set(member.roles) <= set(ROLES) for member in members):
        raise _refused("A member has no role, or one that does not exist.", f"Roles are: {', '.join(ROLES)}.")
    held = {role for member in members for role in member.roles}
    if not {"lead", "administrator"} <= held:
        raise _refused("A site needs a lead and an administrator.", "One person may be both in a small place.")


def _check_passphrase(member: NewMember, answers: SiteAnswers) -> None:
    if member.passphrase is None:
        return
    why = weakness(member.passphrase, (member.name, answers.site_name, answers.organisation))
    if why is not None:
        raise _refused("A passphrase is too easy to guess.", why)


def _refused(what: str, next_step: str) -> WrongUsage:
    return WrongUsage(what, _SAFE, next_step)
