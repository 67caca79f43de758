"""Standards and profiles: the data fit together, and the incident form carries what it can."""

from zoneinfo import ZoneInfo

import msgspec
import pytest

from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.registry import definition, released
from rrn_desktop.standards.loader import (
    StandardsError,
    carried,
    coverage,
    gaps,
    not_carried,
    profile,
    profiles,
    standard,
    standards,
)

INCIDENT = definition("incident")


@pytest.mark.parametrize(
    ("name", "items"), [("ehrc", 7), ("wales", 9), ("dfe", 8), ("force_act", 16), ("homes_35", 11), ("fhe_85d", 5)]
)
def test_a_standard_has_all_its_items(name: str, items: int) -> None:
    found = standard(name)

    assert len(found.items) == items


@pytest.mark.parametrize("profile_id", ["eng_school", "wal_school"])
def test_the_incident_form_carries_every_item_that_a_school_incident_can_carry(profile_id: str) -> None:
    found = gaps(INCIDENT, profile_id)

    assert found == ()


def test_the_one_gap_of_a_ward_is_named() -> None:
    found = [covered.tag for covered in gaps(INCIDENT, "eng_ward")]

    assert found == ["force_act.not_staff"]


@pytest.mark.parametrize(
    ("profile_id", "tags"),
    [
        ("eng_home", ["homes_35.present"]),
        ("eng_post16", []),
        ("eng_school", []),
        ("eng_ward", ["force_act.not_staff"]),
        ("sco_school", []),
        ("wal_school", []),
        ("wal_ward", []),
    ],
)
def test_what_no_form_of_a_profile_carries_is_named(profile_id: str, tags: list[str]) -> None:
    found = [covered.tag for covered in not_carried(profile_id)]

    assert found == tags


def test_every_profile_names_a_standard() -> None:
    assert all(one.standards for one in profiles())


def test_what_another_form_or_a_signature_carries_says_which() -> None:
    found = {covered.requirement.id: covered for covered in carried("eng_home")}

    assert found["child_spoken"].paths == ("conversation:with", "conversation:when")
    assert (found["signed"].paths, found["signed"].requirement.otherwise) == ((), "a lead's second signature")
    assert found["user"].paths[0] == "practices[].people"


def test_every_question_that_a_requirement_names_is_there() -> None:
    named = [
        (form, path)
        for one in standards()
        for requirement in one.requirements
        for form, paths in requirement.answered.items()
        for path in paths
    ]

    assert named
    assert [(form, path) for form, path in named if definition(form).find(path) is None] == []


def test_an_earlier_version_of_a_form_answers_a_law_that_came_in_later() -> None:
    found = {covered.tag: covered.paths for covered in coverage(definition("incident", 1), "eng_home")}

    assert found["homes_35.behaviour"] == ("before",)


def test_what_a_review_or_the_support_carries_is_not_claimed_by_the_incident() -> None:
    uncovered = {covered.tag for covered in coverage(INCIDENT) if not covered.paths}

    assert {"ehrc.outcome", "wales.outcome", "wales.part_in_review", "dfe.support"} <= uncovered


def test_every_tag_of_every_released_form_is_asked_for_by_a_standard() -> None:
    counts = [len(coverage(one)) for one in released()]

    assert all(count == sum(len(one.requirements) for one in standards()) for count in counts)


def test_a_tag_that_no_standard_bears_is_a_bug_that_is_named() -> None:
    step = INCIDENT.steps[0]
    question = msgspec.structs.replace(step.questions[0], standards=("ehrc.nonsense",))
    bad: Definition = msgspec.structs.replace(INCIDENT, steps=(msgspec.structs.replace(step, questions=(question,)),))

    with pytest.raises(StandardsError, match=r"ehrc\.nonsense"):
        coverage(bad)


def test_every_profile_names_a_real_zone_known_standards_and_released_forms() -> None:
    forms = {one.form for one in released()}
    known = {one.id for one in standards()}

    for one in profiles():
        assert ZoneInfo(one.zone).key == one.zone
        assert set(one.forms) <= forms
        assert set(one.standards) <= known


def test_only_a_law_that_was_read_may_be_called_required() -> None:
    says = {one.id: one.says for one in standards()}

    assert says["force_act"] == says["homes_35"] == says["fhe_85d"] == "required by"
    assert says["ehrc"] == "asked for by"
    assert says["dfe"] == "asked for by, as summarised; check"


def test_an_unknown_profile_or_standard_is_a_key_error() -> None:
    for find in (profile, standard):
        with pytest.raises(KeyError):
            find("atlantis")
