"""Whatever a form asks, a story answers it so that it can be sealed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from rrn_desktop.demo.asking import answers_to
from rrn_desktop.demo.chance import chance
from rrn_desktop.demo.filling import Scene, fill
from rrn_desktop.demo.scenery import names, scenery
from rrn_desktop.demo.words import Words
from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.matching import answered
from rrn_desktop.forms.validation import ERROR, GAP, Moment, validate
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.standards.clocks import clocks_of
from rrn_desktop.standards.loader import profiles

NOW = datetime(2026, 3, 29, 9, 0, tzinfo=UTC)
PROFILES = tuple(one.id for one in profiles())
ADDITIONS = tuple(one.form for one in registry.additions())
NEWEST = tuple({one.form: one for one in registry.released()}.values())


def a_scene(profile: str, *about: object) -> Scene:
    words = Words(scenery(profile), {"first": "Efa", "place": "hall", "colleague": "Oksana"})
    staff = (PersonRef("Oksana Śliwa", "s1", "Teacher"), PersonRef("Tadhg Ó Dálaigh", "s2", "Nurse"))
    # From before the clocks went forward in the night before.
    since = NOW - timedelta(hours=12)
    return Scene(chance(1, *about), words, since, NOW, "Europe/London", staff, PersonRef("Efa Parri", "p1"))


@pytest.mark.parametrize("profile", PROFILES)
def test_every_form_is_filled_in_so_that_nothing_stands_in_the_way_of_sealing_it(profile: str) -> None:
    problems = [
        (definition.form, problem.question, problem.code)
        for definition in NEWEST
        for number in range(12)
        for problem in validate(
            definition, fill(definition, a_scene(profile, definition.form, number), {}), Moment(NOW, "Europe/London")
        )
        if problem.kind in (ERROR, GAP)
    ]

    assert problems == []


@pytest.mark.parametrize("profile", PROFILES)
def test_what_a_clock_asks_for_is_answered_in_a_way_that_answers_it(profile: str) -> None:
    asked = [
        (clock, match.where, registry.definition(match.form))
        for clock in clocks_of(profile)
        for match in clock.answered_by
        if match.form in ADDITIONS and match.where is not None
    ]

    missed = []
    for clock, where, definition in asked:
        for number in range(20):
            scene = a_scene(profile, clock.id, number)
            known = answers_to(clock, definition, scene.rng, scenery(profile).weights)
            if known is not None and not answered(where, definition, _whole(definition, scene, Answers(known))):
                missed.append((clock.id, known))

    assert asked
    assert missed == []


def _whole(definition: Definition, scene: Scene, known: Answers) -> Answers:
    return fill(definition, scene, dict(known.items()))


def test_every_phrase_is_filled_to_its_last_slot_and_fits_its_question() -> None:
    questions = {f"{form.form}.{path.replace('[]', '')}": question for form in NEWEST for path, question in form.walk()}

    for profile in PROFILES:
        for key in scenery(profile).texts:
            question = questions[key]
            said = [a_scene(profile, key, number).words.text(chance(1, key, number), key) for number in range(40)]
            assert all(text and "{" not in text for text in said)
            assert all(len(text) <= (question.limit or 500) for text in said)


def test_every_code_that_is_weighed_and_every_question_that_is_named_exists() -> None:
    questions = {f"{form.form}.{path.replace('[]', '')}": question for form in NEWEST for path, question in form.walk()}

    for profile in PROFILES:
        found = scenery(profile)
        assert [
            key for key in (*found.often, *found.unknown, *found.weights, *found.texts) if key not in questions
        ] == []
        unknown = [
            (key, code)
            for key, weights in found.weights.items()
            for code in weights
            if questions[key].choice(code) is None
        ]
        assert unknown == []


def test_names_come_of_many_places_and_their_codes_are_those_of_a_persons_file() -> None:
    question = registry.definition("person").question("ethnicity")

    letters = "".join("".join((*kind.female, *kind.male, *kind.family)) for kind in names())

    assert all(question.choice(code) is not None for kind in names() for code in kind.ethnicity)
    assert set("ŷłĐễọṣáçŞț") <= set(letters)
    assert {"Ŵyn Cadwaladr", "Żurawik", "Nguyễn", "Adéyẹmí", "Ó Dálaigh"} <= {
        one for kind in names() for one in kind.family
    }
