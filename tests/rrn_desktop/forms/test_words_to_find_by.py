"""The words by which a record is found: those that were written and chosen, read from the answers as they are kept."""

from __future__ import annotations

from typing import Any

import pytest

from rrn_desktop.forms import registry
from rrn_desktop.forms.reading import read_answers, read_answers_file
from rrn_desktop.forms.searching import words_of
from rrn_desktop.forms.values import PersonRef, StatedDuration
from tests.rrn_desktop.forms.told_cases import CASES


def incident(**answers: Any) -> list[str]:
    return words_of(registry.definition("incident"), answers).split("\n")


@pytest.mark.parametrize("path", sorted(CASES.glob("case[1-9].json")), ids=lambda path: path.stem)
def test_every_name_length_and_text_of_a_case_is_among_its_words(path: Any) -> None:
    file = read_answers_file(path.read_bytes())
    definition = registry.definition(file.form, file.form_version)

    found = words_of(definition, file.answers)

    for where, value in read_answers(definition, file.answers).leaves():
        kind = definition.question(where).type
        if isinstance(value, PersonRef):
            assert value.name in found
        elif isinstance(value, StatedDuration):
            assert value.stated in found
        elif kind in {"text", "long_text"} and isinstance(value, str):
            assert value in found


def test_a_choice_is_found_by_what_it_is_called_and_a_stated_unknown_by_nothing() -> None:
    codes = [choice.code for choice in registry.definition("incident").question("injured").choices[:2]]
    labels = [choice.label for choice in registry.definition("incident").question("injured").choices[:2]]

    assert incident(injured=codes, place={"state": "not_known"}) == labels


def test_what_no_question_asks_has_no_words() -> None:
    assert incident(nobody_asks="a word", place="Hall") == ["Hall"]
