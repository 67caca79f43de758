"""Sealed records as their author or a lead reads them, and the beginning of their next version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from rrn_desktop.clock import parse_rfc3339, wall_time
from rrn_desktop.errors import NoRight, NotFound, Refused
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.derive import notice_facts
from rrn_desktop.forms.differences import Difference, differences
from rrn_desktop.forms.reading import read_answers
from rrn_desktop.forms.repeating import begun_from
from rrn_desktop.forms.wording import moment_words
from rrn_desktop.ids import new_id
from rrn_desktop.ledger.bodies import WrittenBy
from rrn_desktop.ledger.headers import SEAL, TAKEN_IN
from rrn_desktop.ledger.opening import OpenedBody
from rrn_desktop.ledger.succession import next_free
from rrn_desktop.services import drafts
from rrn_desktop.services.additions import Addition, of_number
from rrn_desktop.services.author_names import account_names, name_of_author
from rrn_desktop.services.drafts import AMEND, COMPLETE, INCIDENT, Draft
from rrn_desktop.services.follow_ups import FollowUp, of_incident, open_kinds
from rrn_desktop.services.incidents import incident_of
from rrn_desktop.services.journal import log_view
from rrn_desktop.services.notice_board import answers_of_notice
from rrn_desktop.services.reading import not_rightful_of, own_latest, versions_of_number
from rrn_desktop.services.reasons import checked_reason
from rrn_desktop.services.register import Query, day_of
from rrn_desktop.services.session import Session
from rrn_desktop.services.signatures import Signature, signatures_of
from rrn_desktop.store import desk_ledger


@dataclass(frozen=True, slots=True)
class MyRecord:
    """One of the member's own sealed records, in words."""

    record: str
    number: str
    form: str
    version: int
    status: str
    person_id: str | None
    person: str = field(repr=False)
    happened: str
    happened_at: str
    place: str = field(repr=False)
    sealed_at: str
    due: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record: who sealed it, when, and why it differs."""

    version: int
    status: str
    author_name: str = field(repr=False)
    author_role: str = field(repr=False)
    sealed_at: str
    reason: str | None = field(repr=False)
    entry_hash: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One version of a record as it is read, with what was added to it; ``body_text`` is exactly what was signed.

    That is ``body`` itself, or for words that were never signed by their writer, what holds them as they were taken in.

    ``written_by`` when the words are not those of the member who signed; ``taken_in`` says when what
    was written without an account was taken in, by the clock on the wall.
    """

    record: str
    number: str
    form: str
    form_version: int
    version: int
    status: str
    body: Mapping[str, Any] = field(repr=False)
    body_text: str = field(repr=False)
    answers: Answers
    author: str
    author_name: str = field(repr=False)
    sealed_at: str
    people: Mapping[str, Any] = field(repr=False)
    versions: tuple[Version, ...]
    signatures: tuple[Signature, ...]
    differences: tuple[Difference, ...] = field(repr=False)
    additions: tuple[Addition, ...] = field(repr=False)
    follow_ups: tuple[FollowUp, ...]
    written_by: WrittenBy | None = field(repr=False)
    taken_in: str | None


def mine(session: Session) -> tuple[MyRecord, ...]:
    """Return the member's own sealed records, the latest first."""
    return newest_of_mine(session, None)[0]


def newest_of_mine(session: Session, most: int | None) -> tuple[tuple[MyRecord, ...], int]:
    """Return the latest of the member's own sealed records, at most so many, and how many there are in all."""
    latest, count = own_latest(session, most)
    with session.held.desk.read() as connection:
        due = open_kinds(connection, [opened.body.record for opened in latest])
    return tuple(_mine(opened, due.get(opened.body.record, ())) for opened in latest), count


def is_mine(session: Session, number: str) -> bool:
    """Say whether the member sealed a version of the incident under a number; none is opened for that."""
    with session.held.desk.read() as connection:
        found = desk_ledger.by_number(connection, number, SEAL)
    return any(entry.row.member == session.member.id for entry in found)


def fits(row: MyRecord, query: Query) -> bool:
    """Say whether one of the member's own records fits what was asked for, as the register would."""
    day = row.happened_at[:10]
    asked = ((query.status, row.status), (query.form, row.form), (query.person, row.person_id))
    start, end = (text if text is None else day_of(text).isoformat() for text in (query.start, query.end))
    within = (start or day) <= day <= (end or day)
    words = f"{row.number} {row.person} {row.place}".casefold()
    return (
        within
        and all(want in (None, have) for want, have in asked)
        and all(word in words for word in query.text.casefold().split())
    )


def show(session: Session, number: str, version: int | None = None, form: str = INCIDENT) -> Shown:
    """Return a record to its author or a lead, the newest version when none is named; the ledger keeps that it was
    read.

    ``form`` says which of the records under a number: the incident, or the newest support or review of it.

    Raises NotFound, NoRight, and DoesNotHold when what lies there is not what was sealed.
    """
    opened = versions_of_number(session, number, form)
    chosen = opened[-1] if version is None else next((one for one in opened if one.body.version == version), None)
    if chosen is None:
        raise NotFound("There is no such version.", "Nothing was changed.", "Look at the list of versions.")
    before = next((one for one in reversed(opened) if one.body.version < chosen.body.version), None)
    shown = _shown(session, opened, chosen, before)
    log_view(session, chosen)
    return shown


def begin_completion(session: Session, number: str) -> Draft:
    """Return a draft that completes a first record; no reason is asked."""
    newest = versions_of_number(session, number)[-1]
    if newest.body.status != "first":
        raise Refused(
            "This record is complete already.",
            "Nothing was changed.",
            "To change it, amend it and say why.",
        )
    return _next_version(session, newest, COMPLETE, None)


def begin_amendment(session: Session, number: str, reason: str) -> Draft:
    """Return a draft of the next version of a record, with the reason for it."""
    why = checked_reason(reason, needed="A change needs a reason.", safe="The record is as it was.")
    newest = versions_of_number(session, number)[-1]
    if newest.body.status == "void":
        raise Refused("This record is void.", "Nothing was changed.", "Write a new record instead.")
    if newest.body.status == "first":
        raise Refused(
            "This is a first record, still to be completed.",
            "Nothing was changed.",
            "Complete it first; that needs no reason.",
        )
    return _next_version(session, newest, AMEND, why)


def begin_like(session: Session, number: str) -> Draft:
    """Return a new incident begun like an earlier one: who, where, what and why; never times, injuries or words.

    Someone who may not read the earlier record gets what its notice says. Raises NotFound as ``incident_of`` does.
    """
    incident = incident_of(session, number)
    definition = registry.definition(INCIDENT)
    try:
        earlier = answers_of(versions_of_number(session, incident.number)[-1])
    except (NoRight, NotFound):
        with session.held.desk.read() as connection:
            earlier = answers_of_notice(connection, incident.record, definition)
    return drafts.begin(session, answers=begun_from(definition, earlier))


def next_version_of(session: Session, newest: OpenedBody, purpose: str, reason: str | None) -> Draft:
    """Return a draft of the version after the newest one, not saved yet; raises NoRight when a newer one is hidden."""
    version = _version_after(session, newest)
    body = newest.body
    return Draft(
        id=new_id(),
        form=body.form,
        form_version=body.form_version,
        profile=body.profile,
        record=body.record,
        number=body.number,
        version=version,
        purpose=purpose,
        reason=reason,
        previous=newest.row.hash,
        revision=0,
        answers=answers_of(newest),
        at_question=None,
        started_at=session.wall(),
        saved_at=None,
        about=None if isinstance(body.about, UnsetType) else body.about,
    )


def _next_version(session: Session, newest: OpenedBody, purpose: str, reason: str | None) -> Draft:
    """Return the open draft of the next version, with the reason given now, else a new one, saved at once."""
    body = newest.body
    theirs = body.written_by is not UNSET and body.written_by.member == session.member.id
    if body.author != session.member.id and not theirs and not session.is_lead:
        raise NoRight("Only the author or a lead writes the next version.", "Nothing was changed.", "Ask your lead.")
    fresh = next_version_of(session, newest, purpose, reason)
    there = drafts.draft_of_record(session, body.record)
    return drafts.save(session, fresh) if there is None else _gone_on_with(session, there, fresh)


def _gone_on_with(session: Session, there: Draft, fresh: Draft) -> Draft:
    if there.previous != fresh.previous:
        raise Refused(
            "This record was changed after you began your own change to it.",
            "Both are safe: the new version, and the draft with what you wrote.",
            "Look at your draft on Today, give it up, and change the record as it is now.",
        )
    # Someone may have taken the number of this version since, though they may not make one.
    if (there.reason, there.version) == (fresh.reason, fresh.version):
        return there
    return drafts.save(session, replace(there, reason=fresh.reason, version=fresh.version))


def _version_after(session: Session, newest: OpenedBody) -> int:
    """Return the next version; raises NoRight when someone sealed a newer one that this member can't read."""
    body, aside = newest.body, not_rightful_of(session, newest.body.record)
    with session.held.desk.read() as connection:
        rows = [entry.row for entry in desk_ledger.by_record(connection, body.record)]
    if any((row.version or 0) > body.version for row in rows if row.hash not in aside):
        raise NoRight(
            "A lead has changed this record since you sealed it.",
            "Your version is safe, and it stays readable.",
            "Ask your lead to make the change, or to show you the record as it is now.",
        )
    return next_free([row.version or 0 for row in rows if row.hash in aside], body.version)


def answers_of(opened: OpenedBody) -> Answers:
    """Return the answers of a sealed version, read by the definition that it was written under."""
    return read_answers(_definition(opened), opened.body.answers)


def _definition(opened: OpenedBody) -> Definition:
    return registry.definition(opened.body.form, opened.body.form_version)


def _mine(opened: OpenedBody, due: tuple[str, ...]) -> MyRecord:
    facts = notice_facts(_definition(opened), answers_of(opened))
    body = opened.body
    return MyRecord(
        record=body.record,
        number=body.number or "",
        form=body.form,
        version=body.version,
        status=body.status,
        person_id=facts.person.id if facts.person else None,
        person=facts.person.name if facts.person else "",
        happened=moment_words(facts.happened) if facts.happened else "",
        happened_at=facts.happened.rfc3339() if facts.happened else "",
        place=facts.place,
        sealed_at=body.written_at,
        due=due,
    )


def _shown(session: Session, opened: tuple[OpenedBody, ...], chosen: OpenedBody, before: OpenedBody | None) -> Shown:
    body, definition = chosen.body, _definition(chosen)
    accounts = account_names(session)
    changed = () if before is None else differences(definition, answers_of(before), answers_of(chosen))
    return Shown(
        record=body.record,
        number=body.number or "",
        form=body.form,
        form_version=body.form_version,
        version=body.version,
        status=body.status,
        body=msgspec.to_builtins(body),
        body_text=chosen.payload.body.decode("utf-8"),
        answers=answers_of(chosen),
        author=body.author,
        author_name=name_of_author(accounts, body),
        sealed_at=body.written_at,
        people=body.people,
        versions=tuple(_version(one, accounts) for one in opened),
        signatures=signatures_of(session, [one for one in opened if one.body.version <= body.version]),
        differences=tuple(changed),
        additions=of_number(session, body.number) if body.form == INCIDENT and body.number else (),
        follow_ups=of_incident(session, body.record),
        written_by=None if isinstance(body.written_by, UnsetType) else body.written_by,
        taken_in=_by_the_wall(session, chosen.row.at) if chosen.row.kind == TAKEN_IN else None,
    )


def _by_the_wall(session: Session, moment: str) -> str:
    return wall_time(parse_rfc3339(moment), session.zone).rfc3339()


def _version(opened: OpenedBody, accounts: Mapping[str, str]) -> Version:
    body, name = opened.body, name_of_author(accounts, opened.body)
    return Version(body.version, body.status, name, body.author_role, body.written_at, body.reason, opened.row.hash)
