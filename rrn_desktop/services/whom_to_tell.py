"""Who is told about a person, and first who must not be: from their file, for whoever is about to tell someone.

It is read, and stands in nobody's way: a law, a court or the person may ask for more than a file knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from rrn_desktop.errors import UserFacingError
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.forms.wording import shown
from rrn_desktop.services import directory
from rrn_desktop.services.dues import Due
from rrn_desktop.services.notices import Notice
from rrn_desktop.services.person_files import FORM, answers_of
from rrn_desktop.services.reading import versions_of_number
from rrn_desktop.services.session import Session
from rrn_desktop.services.telling import TOLD
from rrn_desktop.store import desk_ledger, desk_notices

NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class NotToTell:
    """Someone who must not be told, and why."""

    who: str = field(repr=False)
    reason: str = field(repr=False)


# Whom not to tell may stand in these, or that nobody is told.
_HEEDED = frozenset({"not_to_tell", "tell_wish"})
_UNREAD = NotToTell(
    "Part of the file can't be read. It may say whom not to tell.", "Ask your lead before you tell anyone."
)


@dataclass(frozen=True, slots=True)
class ToTell:
    """Someone to tell, who they are, how they are reached, and what to know."""

    name: str = field(repr=False)
    relation: str = field(repr=False)
    how: str = field(repr=False)
    note: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class WhomToTell:
    """What a person's file says about telling others, in words.

    - ``decides`` and ``wish`` are empty while nobody was asked; ``wish_code`` is ``nobody``, ``listed`` or ``ask``.
    - ``one_of_several`` says that this is in the file of one of several people of the name that was given.
    """

    person: str = field(repr=False)
    not_to_tell: tuple[NotToTell, ...] = field(repr=False)
    to_tell: tuple[ToTell, ...] = field(repr=False)
    decides: str
    wish: str
    wish_code: str
    note: str = field(repr=False)
    one_of_several: bool = False

    @property
    def warns(self) -> bool:
        """Say whether there is anything to heed before someone is told."""
        return bool(self.not_to_tell) or self.wish_code == NOBODY


def of_person(session: Session, person: str) -> WhomToTell | None:
    """Return what the file of a person says, by id or name; None where it says nothing, and for a stranger.

    A name that several people have brings the first of their files that warns of someone.
    """
    everyone = directory.everyone(session)
    found = [one for one in everyone if one.id == person] or directory.of_name(everyone, person)
    said = [one for one in (_said(file, several=len(found) > 1) for file in found) if one is not None]
    return next((one for one in said if one.warns), said[0] if len(found) == 1 and said else None)


def of_ref(session: Session, who: object) -> WhomToTell | None:
    """Return what the file says of the person whom a record names, or None."""
    return of_person(session, who.id or who.name) if isinstance(who, PersonRef) else None


def of_number(session: Session, number: str) -> WhomToTell | None:
    """Return what the file says of the person of an incident, as far as this member may know who that is.

    By its notice, which everyone may read while it stands; else by its record, where that is theirs to read.
    """
    with session.held.desk.read() as connection:
        record = desk_ledger.record_of_number(connection, number)
        notice = None if record is None else desk_notices.notice_of(connection, record)
    with suppress(UserFacingError):
        body = versions_of_number(session, number)[-1].body
        definition = registry.definition(body.form, body.form_version)
        return of_ref(session, read_answers(definition, body.answers).get(definition.facts.person))
    return None if notice is None else of_person(session, notice.person)


def of_dues(session: Session, dues: Iterable[Due], notices: Iterable[Notice]) -> dict[str, WhomToTell]:
    """Return what warns of someone, by the id of each thing that is due in which someone is told; none that does not.

    As far as a notice says whom an incident is about.
    """
    about = {one.number: one.person for one in notices}
    telling = {one.id: about[one.number] for one in dues if one.form == TOLD and one.number in about}
    said = {who: of_person(session, who) for who in set(telling.values())}
    found = {due: said[who] for due, who in telling.items()}
    return {due: one for due, one in found.items() if one is not None and one.warns}


def names_in_file(session: Session, who: PersonRef) -> tuple[str, ...]:
    """Return how those are called whom a person's file names: to tell, and not to tell."""
    found = of_ref(session, who)
    if found is None:
        return ()
    return (*(one.who for one in found.not_to_tell if one is not _UNREAD), *(one.name for one in found.to_tell))


def _said(person: directory.Person, *, several: bool) -> WhomToTell | None:
    answers, unread = _read(person)
    found = WhomToTell(
        person=person.name,
        not_to_tell=(
            *(NotToTell(*_words(row, "not_to_tell", "who", "reason")) for row in _rows(answers, "not_to_tell")),
            *((_UNREAD,) if unread & _HEEDED else ()),
        ),
        to_tell=tuple(
            ToTell(*_words(row, "to_tell", "name", "relation", "how", "note")) for row in _rows(answers, "to_tell")
        ),
        decides=_shown(answers, "tell_decides"),
        wish=_shown(answers, "tell_wish"),
        wish_code=str(answers.get("tell_wish")) if isinstance(answers.get("tell_wish"), str) else "",
        note=_shown(answers, "tell_note"),
        one_of_several=several,
    )
    silent = not (found.not_to_tell or found.to_tell or found.decides or found.wish or found.note)
    return None if silent else found


def _read(person: directory.Person) -> tuple[Answers, frozenset[str]]:
    """Return the answers of a file, and which of them can't be read: one of those hides none of the others."""
    with suppress(UserFacingError):
        return answers_of(person), frozenset()
    definition = registry.definition(FORM)
    kept: dict[str, Any] = {}
    for question in definition.questions:
        if question.id in person.details:
            with suppress(UserFacingError):
                read_answers(definition, {question.id: person.details[question.id]})
                kept[question.id] = person.details[question.id]
    return read_answers(definition, kept), frozenset(person.details) - frozenset(kept)


def _rows(answers: Answers, path: str) -> tuple[Answers, ...]:
    rows = answers.get(path)
    return tuple(row for row in rows if isinstance(row, Answers)) if isinstance(rows, tuple) else ()


def _words(row: Answers, path: str, *ids: str) -> tuple[str, ...]:
    definition = registry.definition(FORM)
    return tuple(shown(definition.question(f"{path}[].{key}"), row.get(key)) for key in ids)


def _shown(answers: Answers, path: str) -> str:
    return shown(registry.definition(FORM).question(path), answers.get(path))
