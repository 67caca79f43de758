"""Reads standards and profiles from their files, and says which questions answer which requirement."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from rrn_desktop.forms import registry
from rrn_desktop.forms.definition import Definition

_INCIDENT = "incident"
_DATA = Path(__file__).parent / "data"
_SAYS = {
    ("read", "law"): "required by",
    ("read", "guidance"): "asked for by",
    ("second_hand", "law"): "asked for by, as summarised; check",
    ("second_hand", "guidance"): "asked for by, as summarised; check",
    ("memory", "law"): "check locally",
    ("memory", "guidance"): "check locally",
}


class StandardsError(Exception):
    """The data of standards or profiles do not fit together: a bug in a file."""


class Requirement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a standard asks for, and the forms that can carry it.

    - ``part_of`` names the item of the standard's own list, where that item asks for more than one thing.
    - ``answered`` names questions by form, where they bear no tag: a released form is never changed for a new law.
    - ``otherwise`` says what carries it where no question does, such as a second signature.
    """

    id: str
    text: str
    forms: tuple[str, ...]
    part_of: str = ""
    answered: dict[str, tuple[str, ...]] = {}
    otherwise: str = ""


class Standard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A law or a guidance, with what it asks for and how far that was checked."""

    id: str
    title: str
    kind: Literal["law", "guidance"]
    trust: Literal["read", "second_hand", "memory"]
    requirements: tuple[Requirement, ...]

    @property
    def says(self) -> str:
        """Return how far a page may go in saying that this standard asks for something."""
        return _SAYS[self.trust, self.kind]

    @property
    def items(self) -> tuple[str, ...]:
        """Return the items of the standard's own list, in order."""
        return tuple(dict.fromkeys(requirement.part_of or requirement.id for requirement in self.requirements))


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rules of a kind of setting in a country: its zone, its forms, its standards and its words."""

    id: str
    title: str
    nation: str
    zone: str
    forms: tuple[str, ...]
    standards: tuple[str, ...]
    words: dict[str, str]


class _Standards(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    standards: tuple[Standard, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """One requirement and the paths of the questions that answer it."""

    standard: Standard
    requirement: Requirement
    paths: tuple[str, ...]

    @property
    def tag(self) -> str:
        """Return the requirement as questions name it."""
        return f"{self.standard.id}.{self.requirement.id}"


@cache
def standards() -> tuple[Standard, ...]:
    """Return every standard, in the order of the file."""
    text = (_DATA / "standards.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Standards).standards


@cache
def profiles() -> tuple[Profile, ...]:
    """Return every profile, by id."""
    files = sorted((_DATA / "profiles").glob("*.toml"))
    return tuple(msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Profile) for path in files)


def standard(standard_id: str) -> Standard:
    """Return a standard; raises KeyError."""
    for one in standards():
        if one.id == standard_id:
            return one
    raise KeyError(standard_id)


def profile(profile_id: str) -> Profile:
    """Return a profile; raises KeyError."""
    for one in profiles():
        if one.id == profile_id:
            return one
    raise KeyError(profile_id)


def coverage(definition: Definition, profile_id: str | None = None) -> tuple[Covered, ...]:
    """Return each requirement with the questions that answer it; raises StandardsError for a tag that none bears.

    With a profile, only the standards of that profile.
    """
    paths: dict[str, list[str]] = {}
    for path, question in definition.walk():
        for tag in question.standards:
            paths.setdefault(tag, []).append(path)
    every = [
        Covered(one, req, (*paths.get(f"{one.id}.{req.id}", ()), *_named(req, definition)))
        for one in standards()
        for req in one.requirements
    ]
    unknown = set(paths) - {covered.tag for covered in every}
    if unknown:
        raise StandardsError(f"{definition.form} names {sorted(unknown)}, which no standard asks for")
    wanted = None if profile_id is None else profile(profile_id).standards
    return tuple(covered for covered in every if wanted is None or covered.standard.id in wanted)


def gaps(definition: Definition, profile_id: str | None = None) -> tuple[Covered, ...]:
    """Return the requirements that this form could carry and that no question answers."""
    return tuple(
        covered
        for covered in coverage(definition, profile_id)
        if definition.form in covered.requirement.forms and not covered.paths
    )


def carried(profile_id: str | None = None) -> tuple[Covered, ...]:
    """Return each requirement with the questions that answer it, of all the forms that can carry it.

    A question of another form than the incident has the form before its path, such as ``support:checked_at``.
    """
    newest = {one.form: one for one in registry.released()}
    by_form = {form: {one.tag: one.paths for one in coverage(newest[form])} for form in newest}
    wanted = standards() if profile_id is None else tuple(standard(one) for one in profile(profile_id).standards)
    return tuple(
        Covered(one, req, tuple(_paths(req, f"{one.id}.{req.id}", by_form)))
        for one in wanted
        for req in one.requirements
    )


def not_carried(profile_id: str | None = None) -> tuple[Covered, ...]:
    """Return the requirements that no question of any form answers, and nothing else carries."""
    return tuple(one for one in carried(profile_id) if not one.paths and not one.requirement.otherwise)


def _paths(req: Requirement, tag: str, by_form: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Iterator[str]:
    for form in req.forms:
        yield from (path if form == _INCIDENT else f"{form}:{path}" for path in by_form[form][tag])


def _named(req: Requirement, definition: Definition) -> Iterator[str]:
    """Yield the questions that a requirement names itself; an earlier version of the form may not have all of them."""
    for path in req.answered.get(definition.form, ()):
        if definition.find(path) is not None:
            yield path
