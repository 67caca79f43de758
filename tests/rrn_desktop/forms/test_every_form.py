"""Every released form through every adapter of this room, and every word of it as people would read it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rrn_desktop.forms import columns, schema
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.counting import count
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.derive import derived, notice_facts, span
from rrn_desktop.forms.differences import differences
from rrn_desktop.forms.navigation import pages, to_do
from rrn_desktop.forms.reading import read_answers, write_answers
from rrn_desktop.forms.registry import definition, released
from rrn_desktop.forms.repeating import begun_from
from rrn_desktop.forms.rules import without_hidden
from rrn_desktop.forms.validation import validate
from tests.rrn_desktop.forms.told_cases import NOW
from tests.strategies import answers_for

EVERY = [pytest.param(form, id=f"{form.form}-{form.version}") for form in released()]
# Words that name people by what they cost us, or that make a restriction sound softer than it is.
NEVER = re.compile(
    r"\b(service users?|patients?|pupils?(?! number)|clients?|residents?|cases?|abscond\w*|refus(e|es|al)|difficult"
    r"|violen\w*|aggress\w*|challenging|manag(e|es|ed|ing)|non-complian\w*|attention seeking|manipulat\w*|debrief\w*"
    r"|calming|therapeutic|safe hold\w*|chill|time.out|least restrictive)\b",
    re.IGNORECASE,
)


def words_of(form: Definition) -> Iterator[tuple[str, str]]:
    for step in form.steps:
        yield step.id, f"{step.title} {step.short} {step.hint}"
    for path, question in form.walk():
        yield path, f"{question.label} {question.hint} {question.missing} {question.row_name} {question.row_add}"
        for choice in question.choices:
            yield f"{path}={choice.code}", f"{choice.label} {choice.hint}"
        for own in question.unknown_words:
            yield f"{path}={own.state}", own.label
    for rule in form.rules:
        yield rule.code, f"{rule.what} {rule.next}"


@pytest.mark.parametrize("form", EVERY)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_answers_survive_writing_and_reading_and_fit_schema_and_columns(form: Definition, data: st.DataObject) -> None:
    answers = data.draw(answers_for(form))

    written = write_answers(form, answers)

    assert read_answers(form, written) == answers
    file = {"form": form.form, "form_version": form.version, "profile": "eng_school", "answers": written}
    jsonschema.Draft202012Validator(schema.schema(form)).validate(file)
    for table in columns.tables(form):
        assert all(len(row.cells) == len(table.columns) for row in columns.rows(form, table, answers))


@pytest.mark.parametrize("form", EVERY)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_nothing_that_can_be_answered_makes_the_program_stumble(form: Definition, data: st.DataObject) -> None:
    answers = without_hidden(form, data.draw(answers_for(form)))

    problems = validate(form, answers, NOW)

    assert {one.kind for one in problems} <= {"error", "gap", "prompt"}
    assert len(to_do(form, problems)) <= len(problems)
    assert pages(form, answers, problems)
    assert count(form, answers).asked > 0
    assert len(differences(form, Answers.empty(), answers)) == len(tuple(answers.leaves()))
    assert len(derived(form, answers)) <= len(tuple(answers.leaves()))
    assert span(form, answers).end is None or form.facts.practices
    assert notice_facts(form, answers)
    assert set(dict(begun_from(form, answers).leaves())) <= set(dict(answers.leaves()))


@pytest.mark.parametrize("form", EVERY)
def test_every_hint_is_short_and_every_gap_has_its_own_sentence(form: Definition) -> None:
    asked = [(path, question) for path, question in form.walk() if not question.derived]

    assert [path for path, question in asked if len(question.hint) > 140] == []
    assert [path for path, question in asked if len(question.label) > 80] == []
    assert [path for path, question in asked if not question.optional and not question.missing] == []
    assert [path for path, question in asked if question.missing and not question.missing.endswith(".")] == []


@pytest.mark.parametrize("form", EVERY)
def test_no_word_labels_a_person_or_softens_what_was_done(form: Definition) -> None:
    found = [(where, NEVER.findall(text)) for where, text in words_of(form) if NEVER.search(text)]

    assert found == []


@pytest.mark.parametrize("form", EVERY)
def test_no_long_words_and_no_long_sentences_beyond_what_the_matter_needs(form: Definition) -> None:
    sentences = [
        (where, sentence)
        for where, text in words_of(form)
        for sentence in re.split(r"(?<=[.?!:])\s", text)
        if len(sentence.split()) > 24
    ]

    assert sentences == []


@pytest.mark.parametrize("form", [one for one in released() if one.form not in ("incident", "person", "card")])
def test_whatever_follows_an_incident_says_when_and_can_not_be_yet_to_come(form: Definition) -> None:
    happened = form.facts.happened

    problems = validate(form, read_answers(form, {happened: _tomorrow(form, happened), **_held(form)}), NOW)

    assert form.question(happened).type == "date_time"
    assert ("in_the_future", "error") in {(one.code, one.kind) for one in problems if one.question == happened}


def _tomorrow(form: Definition, path: str) -> dict[str, str]:
    assert form.find(path) is not None
    return {"local": "2026-11-23T12:00", "offset": "+00:00", "zone": "Europe/London"}


def _held(form: Definition) -> dict[str, str]:
    return {"held": "held"} if form.form == "review" else {}


def test_a_first_record_and_a_whole_one_keep_to_what_may_be_asked() -> None:
    incident = definition("incident")

    long = {form.form: sum(question.type == "long_text" for question in form.questions) for form in released()}

    assert max(long.values()) <= 6
    assert sum(question.first for question in incident.questions) <= 15
