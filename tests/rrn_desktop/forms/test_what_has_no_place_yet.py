"""What the cases tell and no question asks is listed, and stands where the list says as long as it has no place."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from rrn_desktop.forms.values import BodyMark, PersonRef, StatedDuration, Value
from tests.rrn_desktop.forms.told_cases import CASES, NAMES, told

LOSSES: list[dict[str, Any]] = tomllib.loads((CASES / "losses.toml").read_text("utf-8"))["loss"]
STANDING = [one for one in LOSSES if "stands" in one]


def words_of(value: Value | None) -> str:
    """What an answer says, whatever its type."""
    if isinstance(value, PersonRef):
        return value.name
    if isinstance(value, StatedDuration):
        return value.stated
    if isinstance(value, tuple):
        return " ".join(one.note if isinstance(one, BodyMark) else str(one) for one in value)
    return str(value)


@pytest.mark.parametrize("loss", STANDING, ids=lambda one: one["stands"])
def test_what_has_no_question_of_its_own_stands_where_the_list_says(loss: dict[str, Any]) -> None:
    name, _, path = loss["stands"].partition(":")

    assert name in NAMES
    assert name.startswith(f"case{loss['case']}")
    assert loss["words"] in words_of(told(name).get(path))


def test_the_list_names_every_case_and_says_of_each_loss_what_would_hold_it() -> None:
    assert {one["case"] for one in LOSSES} == set(range(1, 10))
    assert all(set(one) <= {"case", "what", "stands", "words", "wants"} for one in LOSSES)
    assert all(one["what"] and one["wants"] and ("stands" in one) == ("words" in one) for one in LOSSES)
