from __future__ import annotations

import json

import pytest

from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.derive import duration_of
from rrn_desktop.forms.reading import write_answers
from rrn_desktop.forms.values import PersonRef, StatedDuration
from rrn_desktop.forms.wording import duration_words
from rrn_desktop.services import records
from rrn_desktop.services.records import Shown
from tests.rrn_desktop.services.school import AUTHOR, CASES, CHILDS_SENTENCE, LEAD, School, case, sealed


def without_ids(answers: Answers) -> Answers:
    """The answers as they were written: what the directory knew of the names is taken out again."""
    for path, value in answers.leaves():
        if isinstance(value, PersonRef):
            answers = answers.with_answer(path, PersonRef(value.name, None, None if value.id else value.role))
    return answers


def read_back(place: School, number: int, reader: str) -> Shown:
    done = sealed(place.enter(AUTHOR), case(number))
    return records.show(place.enter(reader), str(done.number))


@pytest.mark.parametrize("reader", [AUTHOR, LEAD])
def test_case_1_reads_back_word_for_word(school: School, reader: str) -> None:
    shown = read_back(school, 1, reader)

    words = json.loads((CASES / "case1.json").read_bytes())["answers"]
    answers = shown.answers
    person = answers.get("person")
    assert write_answers(registry.definition("incident"), without_ids(answers)) == words
    assert isinstance(person, PersonRef)
    assert person.name == "Dylan Ŵyn Pryce"
    assert answers.get("practices[0].duration") == StatedDuration("maybe half a minute", 30)
    assert answers.get("own_words") == CHILDS_SENTENCE
    assert "Dylan Ŵyn Pryce" in shown.body_text
    assert CHILDS_SENTENCE in shown.body_text


def test_case_2_reads_back_word_for_word_with_every_injury_and_every_stated_unknown(school: School) -> None:
    shown = read_back(school, 2, AUTHOR)

    words = json.loads((CASES / "case2.json").read_bytes())["answers"]
    definition = registry.definition("incident")
    written = write_answers(definition, without_ids(shown.answers))
    assert [duration_of(definition, row) for row in shown.answers.rows("practices")] == [150, 220]
    assert _with_notes(written) == _with_notes(words)


def _with_notes(answers: dict[str, object]) -> str:
    """An empty note and no note say the same."""
    return json.dumps(answers, sort_keys=True, ensure_ascii=False).replace(', "note": ""', "").replace(
        '"note": "", ', ""
    )  # fmt: skip


@pytest.mark.parametrize("reader", [AUTHOR, LEAD])
def test_case_3_reads_back_over_the_night_when_the_clocks_go_back(ward: School, reader: str) -> None:
    shown = read_back(ward, 3, reader)

    words = json.loads((CASES / "case3.json").read_bytes())["answers"]
    definition = registry.definition("incident")
    seclusion = shown.answers.rows("practices")[3]
    assert write_answers(definition, without_ids(shown.answers))["practices"] == words["practices"]
    assert _with_notes(write_answers(definition, without_ids(shown.answers))) == _with_notes(words)
    assert duration_of(definition, seclusion) == 3 * 3600 + 34 * 60
    assert duration_words(3 * 3600 + 34 * 60) == "3 hours 34 minutes"


def test_what_is_sealed_says_the_same_to_its_author_and_to_a_lead(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)

    mine = records.show(school.enter(AUTHOR), number)
    theirs = records.show(school.enter(LEAD), number)

    assert mine == theirs
