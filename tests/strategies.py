"""Hypothesis strategies over every question type, and a definition that has them all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.body import KINDS, REGIONS
from rrn_desktop.forms.definition import Choice, Condition, Definition, Facts, Question, Step
from rrn_desktop.forms.types import ALL_TYPES
from rrn_desktop.forms.values import UNKNOWN_STATES, BodyMark, PersonRef, StatedDuration, Unknown, Value

_CHOICES = (Choice("a", "First"), Choice("b", "Second"), Choice("none", "None of them", alone=True))
ZONES = ("Europe/London", "Europe/Dublin", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")


def question_of(kind: str, **more: Any) -> Question:
    """Return a plain question of a type, with its id the name of the type."""
    given: dict[str, Any] = {"id": kind, "type": kind, "label": f"A {kind}", "unknowns": UNKNOWN_STATES}
    if kind in ("choice", "choices"):
        given["choices"] = _CHOICES
    if kind == "repeat":
        given |= {"row_name": "Row", "row_add": "Add a row", "questions": (question_of("text"), question_of("number"))}
    return Question(**(given | more))


def every_type_definition() -> Definition:
    """Return a form that asks every type, on top and again in rows of rows, some of it only now and then."""
    plain = tuple(question_of(kind) for kind in ALL_TYPES if kind != "repeat")
    shown = Condition(path="yes_no", any_of=("yes",))
    inner = question_of("repeat", id="inner", questions=(*plain, question_of("text", id="extra", shown_when=shown)))
    outer = question_of("repeat", id="outer", questions=(*plain, inner))
    facts = Facts(person="person", happened="date_time")
    steps = (
        Step(id="one", title="One", short="One", questions=plain),
        Step(id="two", title="Two", short="Two", questions=(outer,)),
    )
    return Definition(form="every_type", version=1, title="Every type", facts=facts, steps=steps)


def texts(most: int, *, lines: bool = False) -> st.SearchStrategy[str]:
    """Return texts of any script that can be kept: combining, right to left, beyond the first plane."""
    alphabet = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t\n\r" if lines else "\t")
    return st.text(alphabet, max_size=most)


def _days() -> st.SearchStrategy[str]:
    return st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)).map(lambda day: day.isoformat())


def _clocks() -> st.SearchStrategy[str]:
    times = st.times().map(lambda time: time.replace(microsecond=0))
    return st.tuples(times, st.booleans()).map(
        lambda pair: pair[0].isoformat(timespec="seconds" if pair[1] else "minutes")
    )


def wall_times() -> st.SearchStrategy[WallTime]:
    """Return wall times that can be kept, some of them on clock-change nights and some with no clock showing them."""
    nights = st.sampled_from(("2026-03-29", "2026-10-25", "2026-10-24", "2026-05-14"))
    locals_ = st.tuples(st.one_of(nights, _days()), _clocks()).map("T".join)
    offsets = st.sampled_from(("", "+00:00", "+01:00", "-05:30", "+14:00"))
    return st.builds(WallTime, local=locals_, offset=offsets, zone=st.sampled_from(ZONES))


def _marks() -> st.SearchStrategy[tuple[BodyMark, ...]]:
    places = st.sampled_from([(view, region) for view, regions in REGIONS.items() for region in regions])
    mark = st.builds(
        lambda place, kind, note: BodyMark(place[0], place[1], kind, note),
        places,
        st.sampled_from(tuple(KINDS)),
        texts(20),
    )
    return st.lists(mark, min_size=1, max_size=4).map(tuple)


def _choices(question: Question) -> st.SearchStrategy[tuple[str, ...]]:
    codes = [choice.code for choice in question.choices]
    chosen = st.lists(st.sampled_from(codes), min_size=1, unique=True)
    return chosen.map(lambda some: tuple(sorted(some, key=codes.index)))


def _rows(question: Question) -> st.SearchStrategy[tuple[Answers, ...]]:
    return st.lists(groups(question.questions), min_size=1, max_size=3).map(tuple)


_NAMES = texts(30).filter(lambda name: name != "")
VALUES: dict[str, Callable[[Question], st.SearchStrategy[Any]]] = {
    "text": lambda _: texts(60).filter(bool),
    "long_text": lambda _: texts(200, lines=True).filter(bool),
    "choice": lambda question: st.sampled_from([choice.code for choice in question.choices]),
    "choices": _choices,
    "yes_no": lambda _: st.sampled_from(("yes", "no")),
    "date": lambda _: _days(),
    "time": lambda _: _clocks(),
    "date_time": lambda _: wall_times(),
    "number": lambda _: st.integers(-(2**53) + 1, 2**53 - 1),
    "duration": lambda _: st.builds(StatedDuration, texts(40), st.none() | st.integers(0, 10**7)),
    "person": lambda _: st.builds(PersonRef, _NAMES, st.none() | texts(26), st.none() | texts(20)),
    "staff": lambda _: st.builds(PersonRef, _NAMES, st.none() | texts(26), st.none() | texts(20)),
    "body_map": lambda _: _marks(),
    "repeat": _rows,
}


def values_for(question: Question) -> st.SearchStrategy[Value]:
    """Return values and stated unknowns that can be kept at a question."""
    values = VALUES[question.type](question)
    if not question.unknowns:
        return values
    return st.one_of(values, st.sampled_from(question.unknowns).map(Unknown))


def groups(questions: tuple[Question, ...]) -> st.SearchStrategy[Answers]:
    """Return answers to some of these questions."""
    each = {question.id: st.none() | values_for(question) for question in questions}
    said = st.fixed_dictionaries(each)
    return said.map(lambda values: Answers({key: value for key, value in values.items() if value is not None}))


def answers_for(definition: Definition) -> st.SearchStrategy[Answers]:
    """Return answers to some questions of a form."""
    return groups(definition.questions)


def any_json() -> st.SearchStrategy[Any]:
    """Return JSON of any shape, nothing of it meant for any question."""
    plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
    keys = st.sampled_from(("state", "local", "offset", "zone", "name", "id", "stated", "seconds", "view", "text"))
    return st.recursive(
        plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=8
    )
