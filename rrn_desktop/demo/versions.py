"""What becomes of a sealed record in a story: completed, amended, made void, signed a second time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from rrn_desktop.demo.agenda import Deed
from rrn_desktop.demo.chance import one_of
from rrn_desktop.demo.filling import fill
from rrn_desktop.demo.incidents import changed
from rrn_desktop.demo.stage import Happening, Odd, Stage
from rrn_desktop.forms import registry
from rrn_desktop.services import countersigning, records, voiding
from rrn_desktop.services.sealing import Sealed
from rrn_desktop.standards.clocks import clocks_of

_COUNTERSIGN = "countersign"
_AMENDED, _VOID, _SIGNED_AGAIN = 0.06, 0.012, 0.15
_BY_LEAD = 0.3


class Versions:
    """Writes the later versions of records, by their author or a lead."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._asked = any(one.kind == _COUNTERSIGN for one in clocks_of(stage.profile))

    def complete(self, about: Happening, rng: Random) -> Sealed:
        """Complete a first record."""
        stage, member = self._stage, self._author_or_lead(about, rng)
        draft = records.begin_completion(stage.enter(member), about.number)
        definition = registry.definition(draft.form, draft.form_version)
        answers = fill(definition, stage.scene(rng, about), dict(draft.answers.items()))
        return stage.seal(member, replace(draft, answers=answers))

    def countersign(self, about: Happening, rng: Random) -> None:
        """Have a lead sign a record too, unless it was their own."""
        lead = self._stage.lead_beside(rng, about)
        if about.stands and about.status != "first" and lead not in about.staff:
            member = lead.id or ""
            countersigning.countersign(self._stage.enter(member), about.number, self._stage.passphrases[member])

    def later(
        self, about: Happening, renewed: Callable[[Happening, Sealed], None]
    ) -> Iterator[tuple[Odd, float, float, Deed]]:
        """Yield what may become of a record: in which early one, how often, within how many days, and how.

        ``renewed`` hears of each new version.
        """
        rng = self._stage.chance("later", about.index)
        yield Odd.AMENDED, _AMENDED, 6, lambda: self._amend(about, rng, renewed)
        yield Odd.VOID, _VOID, 4, lambda: self._void(about, rng, renewed)
        if not self._asked:
            yield Odd.SIGNED_AGAIN, _SIGNED_AGAIN, 5, lambda: self.countersign(about, rng)

    def _amend(self, about: Happening, rng: Random, renewed: Callable[[Happening, Sealed], None]) -> None:
        if not about.stands or about.status == "first":
            return
        stage, member = self._stage, self._author_or_lead(about, rng)
        why = stage.scene(rng, about).words.reason(rng, "amend")
        draft = records.begin_amendment(stage.enter(member), about.number, why)
        renewed(about, stage.seal(member, changed(stage, about, draft, rng)))

    def _void(self, about: Happening, rng: Random, renewed: Callable[[Happening, Sealed], None]) -> None:
        if not about.stands:
            return
        stage, member = self._stage, self._author_or_lead(about, rng)
        why = stage.scene(rng, about).words.reason(rng, "void")
        sealed = voiding.void(stage.enter(member), about.number, why, stage.passphrases[member])
        stage.counted[sealed.form, sealed.status] += 1
        renewed(about, sealed)

    def _author_or_lead(self, about: Happening, rng: Random) -> str:
        """Return who writes the next version; a lead who does has had a part in it, and only leads go on from there."""
        stage = self._stage
        if about.staff[0] in stage.staff and not about.changed_by_lead and rng.random() > _BY_LEAD:
            return about.writer
        lead = one_of(rng, stage.leads)
        about.changed_by_lead = True
        about.staff = tuple(dict.fromkeys((*about.staff, lead)))
        return lead.id or ""
