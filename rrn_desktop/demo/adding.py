"""What is added to an incident of a story: additions by many hands, support, and support for staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from rrn_desktop.demo.chance import one_of
from rrn_desktop.demo.filling import fill
from rrn_desktop.demo.stage import Happening, Stage, without
from rrn_desktop.forms import registry
from rrn_desktop.forms.values import PersonRef, Value
from rrn_desktop.services import additions, support
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.sealing import Sealed

_A_WHILE_AGO = (3, 5, 10, 15, 25, 40)


def add(
    stage: Stage, about: Happening, member: str, kind: str, *, rng: Random, known: Mapping[str, Value] | None = None
) -> Sealed:
    """Add something to an incident, as one who was there a little while ago."""
    draft = additions.begin(stage.enter(member), kind, about.number)
    return _filled_and_sealed(stage, about, draft, member=member, rng=rng, known=known or {})


def support_now(stage: Stage, about: Happening, member: str, rng: Random, *, again: bool = False) -> Sealed:
    """Give support after an incident: at once, or again on a later day."""
    draft = support.begin(stage.enter(member), about.number)
    left = ("support.next_check",) if again else ()
    return _filled_and_sealed(stage, about, draft, *left, member=member, rng=rng, known=dict(draft.answers.items()))


def support_for_staff(stage: Stage, about: Happening, member: str, whom: PersonRef, rng: Random) -> Sealed:
    """Write down how a colleague is; only they and the one who writes it will read it."""
    draft = support.begin_staff(stage.enter(member), about.number, whom)
    return _filled_and_sealed(stage, about, draft, member=member, rng=rng, known=dict(draft.answers.items()))


def _filled_and_sealed(
    stage: Stage, about: Happening, draft: Draft, *left: str, member: str, rng: Random, known: Mapping[str, Value]
) -> Sealed:
    definition = registry.definition(draft.form, draft.form_version)
    scene = without(stage.scene(rng, about, since=_since(stage, about, rng)), *left)
    happened = definition.facts.happened
    values = dict(known)
    question = definition.find(happened) if happened else None
    if question is not None and not question.optional and happened not in values:
        values[happened] = scene.wall(scene.since)
    return stage.seal(member, replace(draft, answers=fill(definition, scene, values)))


def _since(stage: Stage, about: Happening, rng: Random) -> datetime:
    return max(about.ended, stage.clock.now() - timedelta(minutes=one_of(rng, _A_WHILE_AGO)))
