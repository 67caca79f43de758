"""People in a record: found in the directory by name, and copied into the record as they stood that day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.services import directory
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_directory

_MEMBER_TYPE = "staff"


def with_known_people(session: Session, draft: Draft) -> Draft:
    """Return a draft in which each name that fits exactly one entry of the directory carries that entry's id.

    Staff carry their job title too: so the window, which shows it while typing, and the command save the same.
    """
    definition = registry.definition(draft.form, draft.form_version)
    asked = [(ref, definition.question(path).type) for path, ref in _refs(draft.answers)]
    unknown = {kind for ref, kind in asked if not _is_known(ref, kind)}
    if not unknown:
        return draft
    with session.held.desk.read() as connection:
        members = desk_directory.members(connection)
    members = tuple(one for one in members if _is_here(session, one.id))
    people = _people_by_name(session) if unknown - {_MEMBER_TYPE} else {}
    staff = _by_name([(one.name, one.id) for one in members])
    titles = {one.id: one.job_title or None for one in members}
    answers = draft.answers
    for path, ref in _refs(answers):
        is_staff = definition.question(path).type == _MEMBER_TYPE
        identity = ref.id or (staff if is_staff else people).get(folded(ref.name))
        role = ref.role or (titles.get(identity) if is_staff and identity else None)
        answers = answers.with_answer(path, replace(ref, id=identity, role=role))
    return draft if answers == draft.answers else replace(draft, answers=answers)


def people_as_written(session: Session, definition: Definition, answers: Answers) -> dict[str, Any]:
    """Return name and details of each known person and member that the answers name, by id."""
    refs = {ref.id: definition.question(path).type for path, ref in _refs(answers) if ref.id is not None}
    found: dict[str, Any] = {}
    with session.held.desk.read() as connection:
        for identity, kind in refs.items():
            if kind == _MEMBER_TYPE:
                member = desk_directory.member(connection, identity)
                if member is not None and identity in session.held.roll.members:
                    found[identity] = {"name": member.name, "job_title": member.job_title}
                continue
            person = desk_directory.person(connection, identity)
            if person is not None:
                found[identity] = {"name": person.name, "details": _copied(person.details)}
    return found


def _copied(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a record keeps of a file: how others are reached is no part of what happened."""
    apart = {question.id for question in registry.definition("person").questions if not question.copied}
    return {key: answer for key, answer in details.items() if key not in apart}


def _is_here(session: Session, identity: str) -> bool:
    listed = session.held.roll.members.get(identity)
    return listed is not None and listed.active


def _people_by_name(session: Session) -> Mapping[str, str]:
    everyone = directory.everyone(session)
    here = [(one.name, one.id) for one in everyone if one.left_on is None]
    # Who left is meant where nobody here has the name.
    return {**_by_name([(one.name, one.id) for one in everyone]), **_by_name(here)}


def _is_known(ref: PersonRef, kind: str) -> bool:
    """Say whether the directory has nothing to add to a name."""
    return ref.id is not None and (kind != _MEMBER_TYPE or ref.role is not None)


def _refs(answers: Answers) -> Iterator[tuple[str, PersonRef]]:
    for path, value in answers.leaves():
        if isinstance(value, PersonRef):
            yield path, value


def _by_name(pairs: list[tuple[str, str]]) -> Mapping[str, str]:
    """Return ids by folded name; a name that two people have fits nobody."""
    counted: dict[str, list[str]] = {}
    for name, identity in pairs:
        counted.setdefault(folded(name), []).append(identity)
    return {name: ids[0] for name, ids in counted.items() if len(ids) == 1}
