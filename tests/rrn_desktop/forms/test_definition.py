"""Definitions: what a bad one is refused for, and that a released one holds still."""

import json
from pathlib import Path

import pytest

from rrn_desktop.forms.checking import DefinitionError
from rrn_desktop.forms.definition import pattern_of
from rrn_desktop.forms.registry import definition, parse, released

GOLDEN = Path(__file__).parents[2] / "data" / "golden" / "definitions.json"
GOOD = """
form = "small"
version = 1
title = "Small"
[facts]
person = "who"
happened = "when"
[[steps]]
id = "one"
title = "One"
short = "One"
[[steps.questions]]
id = "who"
type = "person"
label = "Who?"
[[steps.questions]]
id = "when"
type = "date_time"
label = "When?"
[[steps.questions]]
id = "part"
type = "choice"
label = "Which?"
choices = [{ code = "a", label = "A" }]
"""


def test_a_released_definition_never_changes() -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))

    hashes = {f"{one.form}/{one.version}": one.digest() for one in released()}

    assert hashes == golden


def test_a_good_definition_is_read() -> None:
    found = parse(GOOD, "small.toml")

    assert [path for path, _ in found.walk()] == ["who", "when", "part"]


@pytest.mark.parametrize(
    ("old", "new", "question", "reason"),
    [
        ('form = "small"', 'form = "small', "", "not TOML"),
        ("version = 1", "", "", "version"),
        ("version = 1", "version = 0", "", "version from 1"),
        ('type = "person"', 'type = "telepathy"', "who", "no question type"),
        ('label = "Who?"', 'label = " "', "who", "needs a label"),
        ('label = "Who?"', 'label = "Who?"\nhintt = "x"', "who", "hintt"),
        ('label = "Who?"', 'label = "Who?"\noptional = "yes"', "who", "bool"),
        ('label = "Who?"', 'label = "Who?"\nunknowns = ["dunno"]', "who", "no stated unknown"),
        ('label = "Who?"', 'label = "Who?"\nprivacy = "none"', "who", "privacy class"),
        ('label = "Who?"', 'label = "Who?"\nunknown_words = [{ state = "none", label = "x" }]', "who", "can't be said"),
        ('id = "who"', 'id = "Who"', "Who", "lower-case"),
        ('id = "who"', 'id = "state"', "state", "kept for"),
        ('id = "part"', 'id = "who"', "who", "twice"),
        ('{ code = "a", label = "A" }', "", "part", "need choices"),
        ('{ code = "a", label = "A" }', '{ code = "a", label = "A" }, { code = "a", label = "B" }', "part", "twice"),
        ('{ code = "a", label = "A" }', '{ code = "A b", label = "A" }', "part", "code"),
        ('label = "When?"', 'label = "When?"\nshown_when = { path = "what" , answered = true }', "when", "not asked"),
        ('label = "When?"', 'label = "When?"\nshown_when = { path = "part", any_of = ["b"] }', "when", "not offer"),
        ('label = "When?"', 'label = "When?"\nshown_when = { path = "part", states = ["none"] }', "when", "not offer"),
        ('label = "When?"', 'label = "When?"\nshown_when = { path = "part" }', "when", "any_of, answered or states"),
        ('label = "When?"', "label = 'When?'\nshown_when = {}", "when", "needs a path"),
        ('label = "When?"', 'label = "When?"\nshown_when = { pth = "part" }', "when", "pth"),
        ('label = "Which?"', 'label = "Which?"\nrow_max = "x"', "part", "int"),
        ('type = "person"', 'type = "repeat"', "who", "repeat needs questions"),
        ('happened = "when"', 'happened = "then"', "facts.happened", "not asked"),
        (
            'label = "Who?"',
            'label = "Who?"\noptional = true\nrequired_when = { path = "part", answered = true }',
            "who",
            "can't be required",
        ),
    ],
)
def test_a_bad_definition_is_refused_with_file_question_and_reason(
    old: str, new: str, question: str, reason: str
) -> None:
    bad = GOOD.replace(old, new)

    with pytest.raises(DefinitionError, match=r"small\.toml") as refusal:
        parse(bad, "small.toml")

    assert refusal.value.question == question
    assert reason in refusal.value.reason


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ('kind = "error"\ncheck = "not_future"\nquestion = "then"', "which is not asked"),
        ('kind = "worry"\ncheck = "not_future"\nquestion = "when"', "no kind of problem"),
        ('kind = "error"\ncheck = "not_silly"\nquestion = "when"', "does not fit"),
        ('kind = "error"\ncheck = "not_future"\nquestion = "who"', "does not fit"),
        ('kind = "error"\ncheck = "not_before"\nquestion = "when"\nother = "who"', "no time"),
        ('kind = "error"\ncheck = "not_before"\nquestion = "when"\nother = "then"', "no time"),
        (
            'kind = "error"\ncheck = "not_future"\nquestion = "when"\nwhen = { path = "x", answered = true }',
            "not asked",
        ),
    ],
)
def test_a_bad_rule_is_refused_with_its_code_and_reason(rule: str, reason: str) -> None:
    bad = f'{GOOD}\n[[rules]]\ncode = "a_rule"\nwhat = "Something."\n{rule}\n'

    with pytest.raises(DefinitionError) as refusal:
        parse(bad, "small.toml")

    assert refusal.value.question == "a_rule"
    assert reason in refusal.value.reason


def test_a_question_is_found_with_and_without_row_numbers() -> None:
    incident = definition("incident")

    found = {
        incident.question(path).label
        for path in ("practices[0].people[3].part", "practices[].people[].part", "practices.people.part")
    }

    assert found == {"What was their part?"}
    assert pattern_of("practices[2].people[0].part") == "practices[].people[].part"


def test_a_path_that_is_not_asked_is_a_key_error() -> None:
    incident = definition("incident")

    with pytest.raises(KeyError):
        incident.question("practices[0].colour")


def test_an_unknown_form_or_version_is_a_key_error() -> None:
    for form, version in (("nothing", None), ("incident", 99)):
        with pytest.raises(KeyError):
            definition(form, version)


def test_every_hint_is_short_and_every_label_ends_well() -> None:
    incident = definition("incident")

    texts = [(path, question.hint) for path, question in incident.walk()]

    assert [path for path, hint in texts if len(hint) > 140] == []
    assert [path for path, question in incident.walk() if not question.optional and not question.missing] == []


def test_notices_are_fed_by_desk_questions_alone() -> None:
    incident = definition("incident")
    facts = incident.facts

    classes = {
        incident.question(path).privacy
        for path in (facts.person, facts.happened, facts.place, facts.kind, facts.next_shift)
    }

    assert classes == {"desk"}
