"""How an incident is told: what happened in it, and how its record is written, completed, changed and made void."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from rrn_desktop.demo.asking import answers_to
from rrn_desktop.demo.chance import one_of
from rrn_desktop.demo.filling import Scene, fill
from rrn_desktop.demo.stage import Happening, Odd, Stage
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.values import NONE, NOT_KNOWN, PersonRef, Unknown, Value
from rrn_desktop.services import drafts, notices
from rrn_desktop.services.drafts import INCIDENT, Draft
from rrn_desktop.standards.clocks import clocks_of

_HANDS = (1, 2, 2, 2, 3, 3, 4)
_PRACTICES = (1, 1, 1, 1, 2, 2, 3)
_MINUTE = timedelta(minutes=1)
_TOLD_AT_ONCE = 0.75
_NOT_BY_HAND = ("surveillance", "blanket", "locked", "cultural", "coercion", "environmental_other")
# By the first word of a practice: the part of the first of the staff, and what the others may do in it.
_PARTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "physical": ("led", ("held", "held", "held", "watched_health", "saw")),
    "chemical": ("gave_medicine", ("watched_health", "watched_health", "saw")),
    "seclusion": ("decided", ("kept_watch",)),
    "segregation": ("decided", ("kept_watch",)),
}


def happening(stage: Stage, index: int | str, began: datetime) -> Happening:
    """Return what happened, before anyone writes it down; a few people are in many incidents."""
    rng = stage.chance("incident", index)
    # The first of the list is in most of them: a long tail, as it is in life.
    weights = [1 / (place + 1.5) ** 1.15 for place in range(len(stage.people))]
    person = rng.choices(stage.people, weights)[0]
    lasted = timedelta(minutes=one_of(rng, (4, 5, 7, 9, 12, 20, 35)))
    staff = stage.colleagues(rng, one_of(rng, _HANDS))
    place = one_of(rng, stage.scenery.settings.places)
    return Happening(index, person, place, began, began + lasted, staff)


def begun(stage: Stage, about: Happening) -> Draft:
    """Return the draft of an incident with all its answers, and its notice up."""
    rng = stage.chance("record", about.index)
    session = stage.enter(about.writer)
    about.ended = min(about.ended, stage.clock.now())
    definition = registry.definition(INCIDENT)
    scene = stage.scene(rng, about)
    answers = fill(definition, scene, known_of(stage, about, definition, scene))
    draft = drafts.begin(session, answers=answers)
    proposal = notices.proposed(session, draft)
    if proposal is None:
        raise ValueError("an incident of a story says who, when and where")
    watching = stage.scenery.reasons.get("watching", ())
    shown = replace(proposal, watching=one_of(rng, watching)) if watching and rng.random() < 0.1 else proposal
    draft = notices.stand(session, draft, shown)
    about.number, about.record = draft.number or "", draft.record
    return draft


def with_gaps(draft: Draft, rng: Random) -> Draft:
    """Return a draft as a first record is: what only a whole record asks is partly still open."""
    definition = registry.definition(draft.form, draft.form_version)
    answers = draft.answers
    later = [one.id for one in definition.questions if not one.first and not one.optional]
    for key in rng.sample(later, min(len(later), rng.choice((2, 3, 4)))):
        answers = answers.with_answer(key, None)
    return replace(draft, answers=answers)


def changed(stage: Stage, about: Happening, draft: Draft, rng: Random) -> Draft:
    """Return the draft of a next version in which one text says more than before."""
    definition = registry.definition(draft.form, draft.form_version)
    scene = stage.scene(rng, about)
    whole = fill(definition, scene, dict(draft.answers.items()))
    texts = [one for one in definition.questions if one.type == "long_text" and isinstance(whole.get(one.id), str)]
    if not texts:
        return replace(draft, answers=whole)
    question = one_of(rng, texts)
    more = scene.words.text(rng, f"{definition.form}.{question.id}")
    said = f"{whole.get(question.id)} {more}"
    fits = question.limit is None or len(said) <= question.limit
    return replace(draft, answers=whole.with_answer(question.id, said if fits else more[: question.limit]))


def known_of(stage: Stage, about: Happening, definition: Definition, scene: Scene) -> dict[str, Value]:
    """Return the answers that a story gives itself; the rest is filled in from the definition."""
    facts, rng = definition.facts, scene.rng
    known: dict[str, Value] = {
        facts.person: about.person,
        facts.happened: scene.wall(about.began),
        facts.place: about.place,
        facts.practices: tuple(_practices(stage, about, definition, scene)),
        facts.told: tuple(_told(stage, definition, scene)) or Unknown(NONE),
    }
    hurt = stage.comes_up(rng, 0.17, about, Odd.HURT)
    if definition.find("injured") is not None and definition.find("injuries") is not None:
        who = (
            one_of(rng, (("person",), ("person",), ("staff",), ("staff",), ("person", "staff"))) if hurt else ("none",)
        )
        rows = tuple(Answers({"who": one}) for one in who) if hurt else ()
        known |= {"injured": who, "injuries": rows}
    return {key: value for key, value in known.items() if key and value != ()}


def _who_was_hurt(about: Happening, rng: Random) -> tuple[str, ...]:
    both = ("person", "staff")
    return both if about.index == Odd.HURT else one_of(rng, (("person",), ("person",), ("staff",), ("staff",), both))


def _practices(stage: Stage, about: Happening, definition: Definition, scene: Scene) -> Iterator[Answers]:
    """Yield the practices in order; each begins when the one before it ended, or later."""
    facts, rng = definition.facts, scene.rng
    kind, start, end = (path.rpartition(".")[2] for path in (facts.kind, facts.start, facts.end))
    weights = stage.scenery.weights.get(f"{definition.form}.{facts.practices}.{kind}")
    codes = [choice.code for choice in definition.question(facts.kind).choices]
    at, count = about.began, one_of(rng, _PRACTICES)
    step = (about.ended - about.began) / count
    for number in range(count):
        code = one_of(rng, codes, weights)
        begins = min(at + _MINUTE, about.ended) if number == 0 else at
        row: dict[str, Value] = {kind: code, start: scene.wall(begins)}
        if rng.random() < 0.04 and NOT_KNOWN in definition.question(facts.start).unknowns:
            row[start] = Unknown(NOT_KNOWN)
        at = max(begins, about.began + step * (number + 1))
        if rng.random() < 0.65:
            row[end] = scene.wall(at)
        how = f"how_{code.partition('_')[0]}"
        if how in stage.scenery.reasons and definition.find(f"{facts.practices}[].how") is not None:
            row["how"] = scene.words.reason(rng, how)
        if definition.find(f"{facts.practices}[].people[].part") is not None:
            row["people"] = _people(code, about.staff, rng)
        yield Answers(row)


def _people(code: str, staff: tuple[PersonRef, ...], rng: Random) -> Value:
    """Return who took part in a practice, and their part as far as the practice says what it can be."""
    if code in _NOT_BY_HAND:
        return Unknown(NONE)
    first, others = _PARTS.get(code.partition("_")[0], (None, ()))
    if first is None:
        return tuple(Answers({"who": one}) for one in staff)
    parts = (first, *(one_of(rng, others) for _ in staff[1:]))
    return tuple(Answers({"who": one, "part": part}) for one, part in zip(staff, parts, strict=True))


def _told(stage: Stage, definition: Definition, scene: Scene) -> Iterator[Answers]:
    """Yield who was told before the record was written, as the clocks of the place ask for it."""
    facts = definition.facts
    seen: set[tuple[Value | None, Value | None]] = set()
    when = next((one.id for one in definition.question(facts.told).questions if one.type == "date_time"), "when")
    for clock in clocks_of(stage.profile):
        if clock.proposal or clock.begun_by or scene.rng.random() > _TOLD_AT_ONCE:
            continue
        row = answers_to(clock, definition, scene.rng, stage.scenery.weights, rows=facts.told)
        key = (None, None) if row is None else (row.get("whom"), row.get("how"))
        if row is not None and key not in seen:
            seen.add(key)
            yield Answers({**row, when: scene.some_time()})
