"""What a notice says of the answers so far, inside the transaction that keeps them."""

from __future__ import annotations

from dataclasses import replace

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.derive import NoticeFacts, moment_of, notice_facts
from rrn_desktop.forms.types import flaw_of
from rrn_desktop.forms.values import PersonRef, Unknown, Value
from rrn_desktop.forms.wording import shown
from rrn_desktop.store import desk_notices
from rrn_desktop.store.connection import Connection

SPOKEN_TO, NOT_YET, FOR_A_REASON = "told", "not_yet", "for_a_reason"


def standing_facts(definition: Definition, answers: Answers) -> NoticeFacts:
    """Return what a notice can say, without what can't be kept as it was typed: a draft holds more than a notice."""
    facts, where = notice_facts(definition, answers), definition.facts
    person, happened = facts.person, facts.happened
    kinds = tuple(code for code in facts.kinds if _fits(definition, where.kind, code))
    return replace(
        facts,
        person=person if person and person.name.strip() and _fits(definition, where.person, person) else None,
        happened=happened if happened and moment_of(happened) and _fits(definition, where.happened, happened) else None,
        place=_place(definition, answers, facts.place),
        kinds=kinds,
        next_shift=facts.next_shift if _fits(definition, where.next_shift, facts.next_shift) else "",
    )


def renew_notice(connection: Connection, record: str, definition: Definition, answers: Answers) -> None:
    """Bring a standing notice up to date with the answers; what is blank in them stays as it stood."""
    standing = desk_notices.notice_of(connection, record)
    if standing is None:
        return
    facts = standing_facts(definition, answers)
    renewed = replace(
        standing,
        person=facts.person.name if facts.person else standing.person,
        happened=facts.happened.rfc3339() if facts.happened else standing.happened,
        place=facts.place or standing.place,
        kinds=facts.kinds or standing.kinds,
        next_shift=facts.next_shift or standing.next_shift,
        told=of_telling(facts, standing.told),
    )
    if renewed != standing:
        desk_notices.renew(connection, renewed)


def of_telling(facts: NoticeFacts, standing: str = NOT_YET) -> str:
    """Return what a notice says of telling people: that nobody was told for a reason is not "not yet"."""
    if facts.told or standing == SPOKEN_TO:
        return SPOKEN_TO
    return FOR_A_REASON if facts.withheld else standing


def answers_of_notice(connection: Connection, record: str, definition: Definition) -> Answers:
    """Return what a notice says as answers: who, where and what kinds; nothing when it stands no more."""
    standing = desk_notices.notice_of(connection, record)
    if standing is None:
        return Answers.empty()
    facts = definition.facts
    rows = tuple(Answers({facts.kind.rpartition(".")[2]: code}) for code in standing.kinds)
    said = Answers({facts.person: PersonRef(standing.person, None), facts.place: standing.place})
    return said.with_answer(facts.practices, rows) if rows else said


def kind_words(definition: Definition, codes: tuple[str, ...]) -> str:
    """Return kinds of practice in words; a form that asks of none has none."""
    if not definition.facts.practices:
        return ""
    question = definition.question(f"{definition.facts.practices}.{definition.facts.kind.rpartition('.')[2]}")
    labels = [choice.label if (choice := question.choice(code)) else code for code in codes]
    return "; ".join(labels)


def _place(definition: Definition, answers: Answers, written: str) -> str:
    """Return where it was; that nobody knows is an answer too, and no reason to have no notice."""
    path = definition.facts.place
    said = answers.get(path)
    if isinstance(said, Unknown):
        return shown(definition.question(path), said)
    return written if _fits(definition, path, written) else ""


def _fits(definition: Definition, path: str, value: Value) -> bool:
    return flaw_of(definition.question(path), value) is None
