"""Who on the staff took part in an incident, as its record says."""

from __future__ import annotations

from collections.abc import Iterable

from rrn_desktop.forms.answers import Answers, parts_of
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.ledger.bodies import Body

_STAFF = "staff"
# Telling a parent, or looking after someone's breathing later on, is not taking part in what happened.
_AFTERWARDS = ("told", "checks")
_NOT_BY_THE_AUTHOR = ("left_behind", "without_account")


def staff_of(definition: Definition, answers: Answers) -> tuple[PersonRef, ...]:
    """Return the members of staff whom the answers name as taking part, seeing it, hurt in it, or telling of it."""
    found: list[PersonRef] = []
    for path, value in answers.leaves():
        if isinstance(value, PersonRef) and parts_of(path)[0][0] not in (*_AFTERWARDS, definition.facts.told):
            question = definition.find(path)
            if question is not None and question.type == _STAFF and not named(value, found):
                found.append(value)
    return tuple(found)


def named(who: PersonRef, among: Iterable[PersonRef]) -> bool:
    """Say whether someone is among others: by id where both have one, else by name."""
    return any(_same(who, other) for other in among)


def wrote(body: Body) -> PersonRef:
    """Return whose words a version holds: its author, or the one who wrote it and could not sign it."""
    said = body.written_by
    if said and said.how in _NOT_BY_THE_AUTHOR:
        return PersonRef(said.name, said.member, said.role)
    return PersonRef(body.author_name, body.author, body.author_role)


def _same(one: PersonRef, other: PersonRef) -> bool:
    if one.id is not None and other.id is not None:
        return one.id == other.id
    return folded(one.name) == folded(other.name)
