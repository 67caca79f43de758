"""Learning reviews of a story: held of one incident or of several, moved, or not held."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from rrn_desktop.clock import wall_time
from rrn_desktop.demo.filling import fill
from rrn_desktop.demo.stage import Happening, Odd, Stage, without
from rrn_desktop.forms import registry
from rrn_desktop.forms.values import Value
from rrn_desktop.services import reviews

_MOST_TOGETHER = 6
_TOGETHER = 0.9
_HELD_FOR = timedelta(minutes=50)


class Reviews:
    """What is still to be looked at together, by person."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._waiting: defaultdict[str, list[Happening]] = defaultdict(list)

    def expect(self, about: Happening) -> None:
        """Know of an incident that will be reviewed."""
        self._waiting[about.person.id or ""].append(about)

    def move(self, about: Happening, rng: Random) -> date:
        """Book the review of an incident for a later day, with a reason; return that day."""
        stage = self._stage
        lead = stage.lead_beside(rng, about)
        day = self._today() + timedelta(days=rng.randint(2, 9))
        while not stage.seasons.is_open(day) and day <= stage.seasons.last:
            day += timedelta(days=1)
        session = stage.enter(lead.id or "")
        reviews.move(session, about.number, day, stage.scene(rng, about).words.reason(rng, "move"))
        return day

    def hold(self, about: Happening, rng: Random) -> None:
        """Hold the review of an incident, or say why it was not held; what waits of the same person joins it."""
        stage = self._stage
        waiting = [one for one in self._waiting[about.person.id or ""] if one.stands and not one.reviewed]
        self._waiting[about.person.id or ""] = waiting
        others = [one for one in waiting if one is not about] if rng.random() < _TOGETHER else []
        together = [about, *others[: _MOST_TOGETHER - 1]]
        lead = stage.lead_beside(rng, about)
        draft = reviews.begin(stage.enter(lead.id or ""), [one.number for one in together])
        definition = registry.definition(draft.form, draft.form_version)
        known: dict[str, Value] = dict(draft.answers.items())
        known["held_on"] = stage.scene(rng, about).wall(max(about.ended, stage.clock.now() - _HELD_FOR))
        if about.index == Odd.NOT_HELD:
            known["held"] = "not_held"
        if any(lead in one.staff for one in together):
            known["outside"] = stage.scene(rng, about).words.text(rng, "review.outside")
        scene = without(stage.scene(rng, about, since=stage.clock.now() - _HELD_FOR), "review.also")
        answers = fill(definition, scene, known)
        stage.seal(lead.id or "", replace(draft, answers=answers))
        for one in together if answers.get("held") == "held" else [about]:
            one.reviewed = True

    def _today(self) -> date:
        return date.fromisoformat(wall_time(self._stage.clock.now(), self._stage.zone).local[:10])
