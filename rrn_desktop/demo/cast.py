"""Who is in a story: the staff who write it and the people whom it is about. All made up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from rrn_desktop.demo.chance import chance, one_of
from rrn_desktop.demo.filling import Scene, fill
from rrn_desktop.demo.scenery import Kind, Settings, names, scenery
from rrn_desktop.demo.words import Words
from rrn_desktop.forms import registry
from rrn_desktop.forms.reading import write_answers
from rrn_desktop.forms.values import Value
from rrn_desktop.keys.passphrase import generate, words_for
from rrn_desktop.standards.loader import profile as profile_of

_FEWEST_PEOPLE, _MOST_PEOPLE, _INCIDENTS_A_PERSON = 6, 600, 14
_FEWEST_STAFF, _MOST_STAFF, _INCIDENTS_A_MEMBER = 5, 70, 110
_EARLIEST_SCHOOL_AGE = 5


@dataclass(frozen=True, slots=True)
class Role:
    """A member of staff in a story, before there is an account."""

    name: str = field(repr=False)
    job_title: str
    roles: tuple[str, ...]
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone in a story, and the place where it plays."""

    site_name: str
    places: tuple[str, ...]
    staff: tuple[Role, ...]
    people: tuple[tuple[str, dict[str, Any]], ...] = field(repr=False)


def cast(profile: str, incidents: int, seed: int, begins: datetime) -> Cast:
    """Return who is in a story of so many incidents that begins at a moment.

    Names and files come of the seed; passphrases do not, so that no two demo stores open to the same words.
    """
    setting, rng = scenery(profile).settings, chance(seed, "cast")
    taken: set[str] = set()
    staff = tuple(_staff(rng, setting, incidents, taken))
    people = tuple(_people(profile, rng, incidents, begins, taken))
    places = setting.places
    return Cast(one_of(rng, setting.sites), places, staff, people)


def _staff(rng: Random, setting: Settings, incidents: int, taken: set[str]) -> Iterator[Role]:
    recorders = _between(_FEWEST_STAFF, incidents // _INCIDENTS_A_MEMBER + _FEWEST_STAFF, _MOST_STAFF)
    leads = 2 if recorders < 20 else 4
    for number in range(leads):
        yield _role(rng, setting.titles_lead[number % len(setting.titles_lead)], ("lead",), taken)
    yield _role(rng, one_of(rng, setting.titles_administrator), ("administrator",), taken)
    for number in range(recorders):
        title = setting.titles_recorder[number % len(setting.titles_recorder)]
        roles = ("recorder", "in_charge") if setting.in_charge and number % 4 == 0 else ("recorder",)
        yield _role(rng, title, roles, taken)


def _role(rng: Random, title: str, roles: tuple[str, ...], taken: set[str]) -> Role:
    name = _name(rng, _kind(rng), one_of(rng, ("female", "male")), taken)
    return Role(name, title, roles, generate(words_for(roles)))


def _people(
    profile: str, rng: Random, incidents: int, begins: datetime, taken: set[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    setting = scenery(profile).settings
    definition = registry.definition("person")
    for _ in range(_between(_FEWEST_PEOPLE, incidents // _INCIDENTS_A_PERSON + _FEWEST_PEOPLE, _MOST_PEOPLE)):
        kind, sex = _kind(rng), one_of(rng, ("female", "male"))
        age = rng.randint(*setting.ages)
        born = begins.date() - timedelta(days=age * 365 + rng.randrange(365))
        name = _name(rng, kind, sex, taken)
        known: dict[str, Value] = {"born": born.isoformat(), "sex": sex, "ethnicity": one_of(rng, kind.ethnicity)}
        group = _group(setting, age)
        known |= {"year_group": group} if group else {}
        asked = {key: value for key, value in known.items() if definition.find(key) is not None}
        words = Words(scenery(profile), {"first": name.split()[0]})
        scene = Scene(rng, words, begins, begins, profile_of(profile).zone, leave=frozenset(_left(group)))
        yield name, write_answers(definition, fill(definition, scene, asked))


def _left(group: str) -> Iterator[str]:
    if not group:
        yield from ("person.year_group", "person.sen_provision", "person.looked_after")


def _group(setting: Settings, age: int) -> str:
    year = age - _EARLIEST_SCHOOL_AGE + 1 if age < 16 else 12 + age % 2
    return setting.year_group.replace("{year}", str(year))


def _kind(rng: Random) -> Kind:
    kinds = names()
    return rng.choices(kinds, [kind.share for kind in kinds])[0]


def _name(rng: Random, kind: Kind, sex: str, taken: set[str]) -> str:
    """Return a name that nobody in the story has yet; where a kind is used up, with a second family name."""
    given = kind.female if sex == "female" else kind.male
    for parts in (1, 1, 1, 1, 2, 2, 2, 3):
        name = " ".join((one_of(rng, given), *(one_of(rng, kind.family) for _ in range(parts))))
        if name not in taken:
            taken.add(name)
            return name
    return _name(rng, _kind(rng), sex, taken)


def _between(fewest: int, wanted: int, most: int) -> int:
    return max(fewest, min(wanted, most))
