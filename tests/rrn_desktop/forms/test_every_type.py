"""Every question type through every adapter of this room, so that a new type fails until it is finished."""

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rrn_desktop.errors import AnswersRefused
from rrn_desktop.forms import columns, schema, wording
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Question
from rrn_desktop.forms.reading import read_answers, write_answers
from rrn_desktop.forms.types import ALL_TYPES, format_value, is_answered, parse
from rrn_desktop.forms.values import Unknown, Value
from tests.strategies import VALUES, answers_for, any_json, every_type_definition, question_of, values_for

FORM = every_type_definition()


@pytest.mark.parametrize("adapter", [wording.WORDS, columns.PARTS, columns.CELLS, schema.SCHEMAS, VALUES])
def test_every_adapter_knows_every_type(adapter: dict[str, object]) -> None:
    known = set(adapter)

    assert known == set(ALL_TYPES)


@pytest.mark.parametrize("kind", ALL_TYPES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_is_written_is_read_back_and_shown_and_fits_its_columns_and_schema(kind: str, data: st.DataObject) -> None:
    question = question_of(kind)
    value = data.draw(values_for(question))

    written = format_value(question, value)
    cells = columns.cells(question, value)

    assert parse(question, written, kind) == value
    assert isinstance(wording.shown(question, value), str)
    assert len(cells) == len(columns.columns(question, kind))
    assert all(isinstance(cell, str) for cell in cells)
    jsonschema.Draft202012Validator(schema.question_schema(question)).validate(written)


@pytest.mark.parametrize("kind", ALL_TYPES)
@settings(max_examples=40, deadline=None)
@given(data=any_json())
def test_any_json_is_read_or_refused_with_three_sentences(kind: str, data: object) -> None:
    question = question_of(kind)

    refusal, value = _read(question, data)

    if refusal is None:
        assert parse(question, format_value(question, value), kind) == value
    else:
        assert all((refusal.what, refusal.safe, refusal.next_step))
        assert (refusal.question or "").startswith(kind)


def _read(question: Question, data: object) -> tuple[AnswersRefused | None, Value]:
    try:
        return None, parse(question, data, question.id)
    except AnswersRefused as refusal:
        return refusal, ""


@pytest.mark.parametrize("kind", ALL_TYPES)
def test_every_type_takes_a_stated_unknown_and_counts_it_as_an_answer(kind: str) -> None:
    question = question_of(kind)

    value = parse(question, {"state": "declined"}, kind)

    assert value == Unknown("declined")
    assert is_answered(question, value)
    assert wording.shown(question, value) == "Declined to say"


@pytest.mark.parametrize("kind", ALL_TYPES)
def test_a_stated_unknown_that_is_not_offered_is_refused(kind: str) -> None:
    question = question_of(kind, unknowns=("not_known",))

    with pytest.raises(AnswersRefused) as refusal:
        parse(question, {"state": "declined"}, kind)

    assert refusal.value.question == kind


@settings(max_examples=60, deadline=None)
@given(answers=answers_for(FORM))
def test_whole_answers_survive_writing_and_reading_and_fill_every_table(answers: Answers) -> None:
    written = write_answers(FORM, answers)
    file = {"form": FORM.form, "form_version": 1, "profile": "eng_school", "answers": written}

    assert read_answers(FORM, written) == answers
    jsonschema.Draft202012Validator(schema.schema(FORM)).validate(file)
    for table in columns.tables(FORM):
        for row in columns.rows(FORM, table, answers):
            assert len(row.cells) == len(table.columns)
