"""Fills a form in as someone might: from its definition, so that a new question is answered without a change here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from rrn_desktop.clock import WallTime, wall_time
from rrn_desktop.demo.chance import one_of, some_of
from rrn_desktop.demo.words import Words
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.body import KINDS, REGIONS
from rrn_desktop.forms.definition import Definition, Question
from rrn_desktop.forms.rules import Scope, Scopes, holds
from rrn_desktop.forms.values import BodyMark, PersonRef, StatedDuration, Unknown, Value

_OFTEN, _UNKNOWN = 0.25, 0.03
_TEXTS = ("text", "long_text")
_LENGTHS = (
    ("less than a minute", 30), ("about half a minute", 30), ("a minute", 60), ("two minutes, maybe three", 150),
    ("about five minutes", 300), ("ten minutes", 600), ("not long", None), ("until the nurse came", None),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """What one who fills a form in knows: chance, words, who is there, and between which moments things happened.

    ``leave`` are the questions left as they are. Moments are in UTC.
    """

    rng: Random = field(repr=False)
    words: Words = field(repr=False)
    since: datetime
    now: datetime
    zone: str
    staff: tuple[PersonRef, ...] = field(default=(), repr=False)
    person: PersonRef | None = field(default=None, repr=False)
    leave: frozenset[str] = frozenset()

    def wall(self, moment: datetime) -> WallTime:
        """Return a moment as it is written down: to the minute."""
        shown = wall_time(moment, self.zone)
        return WallTime(shown.local[: len("2026-05-14T10:43")], shown.offset, shown.zone)

    def some_time(self) -> WallTime:
        """Return a moment between the first and the last that can be meant."""
        seconds = max((self.now - self.since).total_seconds(), 0)
        return self.wall(self.since + timedelta(seconds=self.rng.random() * seconds))

    def some_day(self) -> str:
        """Return a day soon after now."""
        today = date.fromisoformat(wall_time(self.now, self.zone).local[:10])
        return (today + timedelta(days=one_of(self.rng, (1, 2, 3, 7, 14)))).isoformat()


def fill(definition: Definition, scene: Scene, known: Mapping[str, Value]) -> Answers:
    """Return answers to all that a form asks, around those that are known already."""
    return _Filler(scene).group(definition.questions, definition.form, dict(known), ())


@dataclass(frozen=True, slots=True)
class _Filler:
    scene: Scene

    def group(self, questions: tuple[Question, ...], prefix: str, values: dict[str, Value], around: Scopes) -> Answers:
        """Return the answers of one row, or of the form."""
        for question in questions:
            key = f"{prefix}.{question.id}"
            scopes = (Scope(questions, Answers(values)), *around)
            if question.questions and _rows(values.get(question.id)):
                rows = _rows(values[question.id])
                values[question.id] = tuple(self._row(question, key, row, scopes) for row in rows)
            elif question.id not in values and self._is_asked(question, key, scopes):
                value = self._value(question, key, scopes)
                if value is not None:
                    values[question.id] = value
        return Answers(values)

    def _row(self, question: Question, key: str, row: Answers, scopes: Scopes) -> Answers:
        return self.group(question.questions, key, dict(row.items()), scopes)

    def _is_asked(self, question: Question, key: str, scopes: Scopes) -> bool:
        if question.derived or question.lead or key in self.scene.leave:
            return False
        if question.shown_when is not None and not holds(question.shown_when, scopes):
            return False
        required = not question.optional
        if required and question.required_when is not None:
            required = holds(question.required_when, scopes)
        return required or self.scene.rng.random() < self.scene.words.scenery.often.get(key, _OFTEN)

    def _value(self, question: Question, key: str, scopes: Scopes) -> Value | None:
        rng, scenery = self.scene.rng, self.scene.words.scenery
        if question.unknowns and not question.optional and rng.random() < scenery.unknown.get(key, _UNKNOWN):
            return Unknown(one_of(rng, question.unknowns))
        if question.type == "repeat":
            count = 1 if rng.random() < 0.7 else 2
            return tuple(self._row(question, key, Answers(), scopes) for _ in range(count))
        if question.type in _TEXTS:
            return self.scene.words.text(rng, key, question.limit)
        return self._chosen(question, key) if question.choices else self._made(question)

    def _chosen(self, question: Question, key: str) -> Value | None:
        rng, weights = self.scene.rng, self.scene.words.scenery.weights.get(key)
        codes = [choice.code for choice in question.choices]
        first = one_of(rng, codes, weights)
        alone = question.choice(first)
        if question.type == "choice":
            return first
        if alone is not None and alone.alone:
            return (first,)
        company = [choice.code for choice in question.choices if not choice.alone and choice.code != first]
        more = some_of(rng, company, one_of(rng, (0, 0, 1, 1, 2)), weights)
        return tuple(code for code in codes if code == first or code in more)

    def _made(self, question: Question) -> Value | None:
        """Return a value of a type that has its own shape, or None for a type that a story knows nothing of."""
        scene, rng = self.scene, self.scene.rng
        by_type: dict[str, Callable[[], Value | None]] = {
            "yes_no": lambda: one_of(rng, ("yes", "no")),
            "date": scene.some_day,
            "time": lambda: scene.some_time().local[11:],
            "date_time": scene.some_time,
            "number": lambda: max(1, question.lowest or 0),
            "duration": lambda: StatedDuration(*one_of(rng, _LENGTHS)),
            "person": lambda: scene.person,
            "staff": lambda: one_of(rng, scene.staff) if scene.staff else None,
            "body_map": lambda: tuple(self._marks()),
        }
        make = by_type.get(question.type)
        return None if make is None else make()

    def _marks(self) -> Iterator[BodyMark]:
        rng = self.scene.rng
        for view in some_of(rng, tuple(REGIONS), one_of(rng, (1, 1, 1, 2))):
            yield BodyMark(view, one_of(rng, tuple(REGIONS[view])), one_of(rng, tuple(KINDS)))


def _rows(value: Value | None) -> tuple[Answers, ...]:
    return tuple(row for row in value if isinstance(row, Answers)) if isinstance(value, tuple) else ()
