"""What someone types, page by page, to set a site up; what is wrong with a page, and the answers that come of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rrn_desktop.errors import WrongUsage
from rrn_desktop.keys.passphrase import PassphraseRefused, generate, weakness, words_for
from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.services.directory import checked_job_title, checked_name
from rrn_desktop.services.site_answers import DESK_CODE
from rrn_desktop.services.site_colleagues import colleagues_in, wrong_line
from rrn_desktop.services.site_terms import terms_in, wrong_term
from rrn_desktop.standards.loader import profiles

PLACE, YOU, ADMINISTRATOR, COLLEAGUES = "place", "you", "administrator", "colleagues"
ROOMS, TERMS, REGISTER = "rooms", "terms", "register"
PAGES = (PLACE, YOU, ADMINISTRATOR, COLLEAGUES, ROOMS, TERMS, REGISTER)
SAME, OTHER = "same", "other"
YES, NO = "yes", "no"
Wrong = tuple[tuple[str, str], ...]
_LEAD_ROLES, _BOTH = ("lead",), ("lead", "administrator")


@dataclass(frozen=True, slots=True, repr=False)
class Typed:
    """What is typed so far, as it stands in the boxes; ``colleagues``, ``rooms`` and ``terms`` have a line for each.

    With ``offered`` words the passphrase has to be exactly those, as a lead's is made up and not thought of.
    """

    organisation: str = ""
    site_name: str = ""
    profile: str = ""
    desk_code: str = "A"
    name: str = ""
    job_title: str = ""
    offered: str = ""
    passphrase: str = ""
    again: str = ""
    administrator: str = ""
    admin_name: str = ""
    admin_job: str = ""
    colleagues: str = ""
    rooms: str = ""
    terms: str = ""
    register_here: str = YES

    @property
    def one_person(self) -> bool:
        """Say whether the first lead looks after accounts too."""
        return self.administrator == SAME


def wrong(page: str, typed: Typed) -> Wrong:
    """Return what stands in the way on a page, as (field, sentence); the fields are those of Typed."""
    return tuple((field, words) for field, words in _CHECKS[page](typed) if words)


def answers(typed: Typed) -> dict[str, Any]:
    """Return the answers for setting up; they hold once no page has anything wrong."""
    lead = {
        "name": typed.name, "job_title": typed.job_title, "passphrase": typed.passphrase,
        "roles": _BOTH if typed.one_person else _LEAD_ROLES,
    }  # fmt: skip
    other = {"name": typed.admin_name, "job_title": typed.admin_job, "roles": ("administrator",)}
    more = [
        {"name": one.name, "job_title": one.job_title, "roles": one.roles} for one in colleagues_in(typed.colleagues)
    ]
    terms = [{"name": one.name, "start": one.start, "end": one.end} for one in terms_in(typed.terms)]
    return {
        "site_name": typed.site_name.strip(),
        "organisation": typed.organisation.strip(),
        "profile": typed.profile,
        "desk_code": _code(typed),
        "members": ((lead,) if typed.one_person else (lead, other)) + tuple(more),
        "places": _rooms(typed),
        "terms": terms,
        "register_here": typed.register_here != NO,
    }


def names_of_others(typed: Typed) -> tuple[str, ...]:
    """Return the names of all who get a first passphrase on paper, in the order of the papers."""
    administrator = () if typed.one_person else (typed.admin_name.strip(),)
    return (*administrator, *(one.name for one in colleagues_in(typed.colleagues)))


def offered_words() -> str:
    """Return a passphrase of random words, as long as a lead's should be."""
    return generate(words_for(_LEAD_ROLES))


def kinds_of_place() -> tuple[tuple[str, str], ...]:
    """Return each kind of setting there are rules for: its id, and what it is called."""
    return tuple((one.id, one.title) for one in profiles())


def _place(typed: Typed) -> Wrong:
    known = {key for key, _title in kinds_of_place()}
    return (
        ("organisation", _unfit(typed.organisation) if typed.organisation.strip() else ""),
        ("site_name", _needed(typed.site_name, "Write what the place is called")),
        ("profile", "" if typed.profile in known else "Choose what kind of place it is"),
        ("desk_code", "" if DESK_CODE.fullmatch(_code(typed)) else "Write one to four letters or digits, like A"),
    )


def _you(typed: Typed) -> Wrong:
    return (
        ("name", _needed(typed.name, "Write your name")),
        ("job_title", _unfit_job(typed.job_title)),
        ("passphrase", _weak(typed)),
        ("again", _not_again(typed)),
    )


def _administrator(typed: Typed) -> Wrong:
    if typed.administrator not in {SAME, OTHER}:
        return (("administrator", "Say who looks after accounts"),)
    if typed.one_person:
        return ()
    taken = folded(typed.admin_name) == folded(typed.name) and typed.name.strip() != ""
    twice = "This is your own name. If you look after accounts yourself, choose that above" if taken else ""
    return (
        ("admin_name", _needed(typed.admin_name, "Write the name of whoever looks after accounts") or twice),
        ("admin_job", _unfit_job(typed.admin_job)),
    )


def _colleagues(typed: Typed) -> Wrong:
    others = (typed.name, "" if typed.one_person else typed.admin_name)
    return (("colleagues", wrong_line(typed.colleagues, others)),)


def _terms(typed: Typed) -> Wrong:
    return (("terms", wrong_term(typed.terms)),)


def _rooms_wrong(typed: Typed) -> Wrong:
    rooms = _rooms(typed)
    if any(_unfit(room) for room in rooms):
        return (("rooms", next(_unfit(room) for room in rooms if _unfit(room))),)
    twice = next((room for at, room in enumerate(rooms) if folded(room) in map(folded, rooms[:at])), "")
    return (("rooms", f"“{twice}” stands here twice. Write each room once" if twice else ""),)


def _register(typed: Typed) -> Wrong:
    return (("register_here", "" if typed.register_here in {YES, NO} else "Choose yes or no"),)


_CHECKS: Mapping[str, Callable[[Typed], Wrong]] = {
    PLACE: _place, YOU: _you, ADMINISTRATOR: _administrator, COLLEAGUES: _colleagues, ROOMS: _rooms_wrong,
    TERMS: _terms, REGISTER: _register,
}  # fmt: skip


def _needed(text: str, missing: str) -> str:
    return _unfit(text) if text.strip() else missing


def _unfit(text: str, check: Callable[[str], str] = checked_name) -> str:
    try:
        check(text)
    except WrongUsage as refused:
        return f"{refused.what} {refused.next_step}"
    return ""


def _unfit_job(text: str) -> str:
    return _unfit(text, checked_job_title)


def _weak(typed: Typed) -> str:
    if not typed.passphrase:
        return "Write a passphrase"
    unlike = _unlike(typed.passphrase.split(" "), typed.offered.split(" ")) if typed.offered else ""
    if unlike:
        return unlike
    known = (typed.name, typed.site_name, typed.organisation)
    try:
        return weakness(typed.passphrase, known) or ""
    except PassphraseRefused as refused:
        return f"{refused.what} {refused.next_step}"


def _unlike(words: Sequence[str], offered: Sequence[str]) -> str:
    """Say which of some words are not as they were offered."""
    if len(words) != len(offered):
        return f"These are not the {len(offered)} words above, with one space between each"
    at = [str(place) for place, (one, other) in enumerate(zip(words, offered, strict=True), start=1) if one != other]
    if not at:
        return ""
    many = f"Words {', '.join(at)} are" if len(at) > 1 else f"Word {at[0]} is"
    return f"{many} not as above. Capital letters count"


def _not_again(typed: Typed) -> str:
    if not typed.passphrase or typed.passphrase == typed.again:
        return ""
    return "This is not the same as the passphrase above" if typed.again else "Write the passphrase once more"


def _code(typed: Typed) -> str:
    return typed.desk_code.strip().upper()


def _rooms(typed: Typed) -> tuple[str, ...]:
    return tuple(line.strip() for line in re.split(r"[\r\n]+", typed.rooms) if line.strip())
