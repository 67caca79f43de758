"""What one definition takes over from another, and what a bad taking over is refused for."""

from __future__ import annotations

from pathlib import Path

import pytest

from rrn_desktop.forms.checking import DefinitionError
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.registry import definition, load, parse

HEAD = """
form = "small"
version = 1
title = "Small"
"""
STEP = """
[[steps]]
id = "one"
title = "One"
short = "One"
"""
OWN = """
[[steps.questions]]
id = "more"
type = "text"
label = "More?"
"""
LATER = """
form = "incident"
version = 3
extends = 2
"""


def ids(found: Definition) -> list[str]:
    return [question.id for question in found.questions]


def test_a_step_begins_with_the_questions_of_the_rows_it_uses() -> None:
    text = f'{HEAD}{STEP}use = "incident.1.told"\n{OWN}'

    found = parse(text, "small.toml")

    rows = definition("incident", 1).question("told").questions
    assert found.questions[:-1] == rows
    assert ids(found)[-1] == "more"


def test_a_question_is_copied_and_what_is_written_beside_it_wins() -> None:
    text = (
        f'{HEAD}{STEP}[[steps.questions]]\nid = "words"\nuse = "incident.1.own_words"\nlabel = "What did they say?"\n'
    )

    found = parse(text, "small.toml").question("words")

    lent = definition("incident", 1).question("own_words")
    assert (found.id, found.label) == ("words", "What did they say?")
    assert (found.type, found.unknowns, found.missing) == (lent.type, lent.unknowns, lent.missing)


def test_a_question_in_the_rows_of_a_row_can_be_taken_over() -> None:
    text = f'{HEAD}{STEP}[[steps.questions]]\nid = "part"\nuse = "incident.1.practices[].people[].part"\n'

    found = parse(text, "small.toml").question("part")

    assert found == definition("incident", 1).question("practices[].people[].part")


def test_what_is_taken_over_of_a_later_version_is_new_where_it_is_used() -> None:
    text = f'{HEAD}{STEP}[[steps.questions]]\nid = "checks"\nuse = "incident.2.checks"\n'

    found = parse(text, "small.toml").question("checks")

    assert (definition("incident", 2).question("checks").since, found.since) == (2, 1)


@pytest.mark.parametrize(
    ("use", "reason"),
    [
        ("incident", "form.version.question"),
        ("incident.1", "form.version.question"),
        ("incident.one.told", "form.version.question"),
        ("incident.99.told", "there is no"),
        ("nothing.1.told", "there is no"),
        ("incident.1.colour", "there is no"),
        ("incident.1.told.colour", "there is no"),
        ("account.1.words", "itself taken over"),
    ],
)
def test_a_bad_use_is_refused_with_its_question_and_reason(use: str, reason: str) -> None:
    on_step = f'{HEAD}{STEP}use = "{use}"\n{OWN}'
    on_question = f'{HEAD}{STEP}[[steps.questions]]\nid = "words"\nuse = "{use}"\n'

    with pytest.raises(DefinitionError, match=r"small\.toml") as step_refused:
        parse(on_step, "small.toml")
    with pytest.raises(DefinitionError, match=r"small\.toml") as question_refused:
        parse(on_question, "small.toml")

    assert (step_refused.value.question, question_refused.value.question) == ("one", "words")
    assert reason in step_refused.value.reason
    assert reason in question_refused.value.reason


def test_using_what_has_no_rows_for_a_step_leaves_it_without_questions() -> None:
    text = f'{HEAD}{STEP}use = "incident.1.place"\n'

    with pytest.raises(DefinitionError) as refusal:
        parse(text, "small.toml")

    assert refusal.value.question == "one"


def test_a_later_version_is_the_earlier_one_with_its_own_questions_and_rules_in_their_places() -> None:
    insert = (
        '[[insert]]\ninto = "told"\nafter = "how"\n[[insert.questions]]\nid = "call"\ntype = "text"\nlabel = "Call?"\n'
    )

    found = parse(f"{LATER}{insert}", "incident_3.toml")

    before = definition("incident", 2)
    rows = [question.id for question in found.question("told").questions]
    assert rows[rows.index("how") + 1] == "call"
    assert found.question("told[].call").since == 3
    assert found.question("checks").since == 2
    assert found.rules == before.rules
    assert found.facts == before.facts
    assert ids(found) == ids(before)


def test_the_earlier_version_stays_as_it_was() -> None:
    earlier, later = definition("incident", 1), definition("incident", 2)

    added = set(ids(later)) - set(ids(earlier))

    assert added == {"told_by", "found_out", "checks", "damaged", "damage"}
    assert earlier.find("practices[].agreed") is None
    assert not any(question.carry for _, question in earlier.walk())
    assert [question for question in ids(later) if question in ids(earlier)] == ids(earlier)


def test_a_later_version_may_have_more_steps_whose_questions_say_when_they_came() -> None:
    more = STEP.replace("[[steps]]", "[[more_steps]]") + OWN.replace("[[steps.", "[[more_steps.")

    found = parse(LATER + more, "incident_3.toml")

    assert [step.id for step in found.steps] == [*(step.id for step in definition("incident", 2).steps), "one"]
    assert (found.questions[-1].id, found.questions[-1].since) == ("more", 3)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (LATER.replace("extends = 2", "extends = 3"), "earlier version"),
        (LATER.replace("extends = 2", 'extends = "2"'), "earlier version"),
        (LATER.replace("extends = 2", "extends = 0"), "no version 0"),
        (LATER.replace('"incident"', '"nothing"'), "no version 2"),
        (LATER + STEP + OWN, "no steps of its own"),
        (f'{LATER}[[insert]]\nstep = "impact"\nafter = "colour"\n', "not there"),
        (f'{LATER}[[insert]]\nstep = "weather"\nafter = "impact"\n', "not there"),
        (f'{LATER}[[insert]]\ninto = "weather"\nafter = "impact"\n', "not there"),
        (f'{LATER}[[change]]\nquestion = "weather"\ncarry = true\n', "not there"),
        (f'{LATER}[[change]]\nquestion = "place"\ncolour = "red"\n', "colour"),
    ],
)
def test_a_bad_extension_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(DefinitionError, match=r"incident_3\.toml") as refusal:
        parse(text, "incident_3.toml")

    assert reason in refusal.value.reason


def test_a_file_can_hold_several_forms_that_share_what_stands_above_them(tmp_path: Path) -> None:
    one = STEP.replace("[[steps]]", "[[forms.steps]]") + OWN.replace("[[steps.", "[[forms.steps.")
    forms = [f'[[forms]]\nform = "{name}"\ntitle = "Letter"\n{one}' for name in ("a", "b")]
    text = 'family = "letters"\nversion = 4\n' + "".join(forms)
    file = tmp_path / "letters.toml"
    file.write_text(text, encoding="utf-8")

    found = load(file)

    assert [(form.form, form.version, form.family) for form in found] == [("a", 4, "letters"), ("b", 4, "letters")]
