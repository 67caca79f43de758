from __future__ import annotations

from collections.abc import Iterator

import pytest

from rrn_desktop.exports.pdf.report_texts import Group, Item, ReportText, report_text, report_texts
from rrn_desktop.forms import registry
from rrn_desktop.forms.definition import Definition, Question
from rrn_desktop.resources import resource_path
from rrn_desktop.standards.loader import coverage, profiles

KINDS = ("parent", "own")
PROFILES = [profile.id for profile in profiles()]
# A report to parents is a part of the record: when, where, how long, why, type and degree, injuries. The record holds
# who took part, which the report does not say; support has a form of its own.
NOT_FOR_PARENTS = {"names", "sen", "support"}
MORE = dict.fromkeys(
    ("person", "number", "version", "printer", "printed_at", "site_name", "report", "kind", "count", "part", "each",
     "length"), "x",
)  # fmt: skip


def groups(text: ReportText) -> Iterator[Group]:
    for section in text.sections:
        yield from section.groups


def asked(text: ReportText) -> Iterator[tuple[Definition, str, Item | None]]:
    """Each question that a report shows, by the newest version of its form; None for one on a line of a table."""
    for group in groups(text):
        if group.form:
            definition = registry.definition(group.form)
            before = f"{group.rows}." if group.rows else ""
            yield from ((definition, before + item.ask, item) for item in group.items if item.ask)
            yield from ((definition, before + key, None) for key in (*group.line, *group.only, *group.never))


def worded(text: ReportText) -> Iterator[tuple[str, Question, dict[str, str]]]:
    for tag, words in text.choices.items():
        form, _, path = tag.partition(":")
        yield tag, registry.definition(form).question(path), words


@pytest.mark.parametrize("text", report_texts(), ids=lambda text: text.kind)
def test_each_question_that_a_report_shows_is_one_of_its_form_and_none_names_staff(text: ReportText) -> None:
    questions = [definition.question(path) for definition, path, _ in asked(text)]

    assert {text.kind for text in report_texts()} == set(KINDS)
    assert len(questions) > 30
    assert [question.id for question in questions if question.type in {"staff", "person", "repeat"}] == []


@pytest.mark.parametrize("text", report_texts(), ids=lambda text: text.kind)
def test_where_a_report_words_choices_it_words_each_of_them_and_no_others(text: ReportText) -> None:
    found = {tag: ([choice.code for choice in question.choices], list(words)) for tag, question, words in worded(text)}

    assert {tag: pair for tag, pair in found.items() if sorted(pair[0]) != sorted(pair[1])} == {}
    for tag, states in text.states.items():
        form, _, path = tag.partition(":")
        assert set(states) <= set(registry.definition(form).question(path).unknowns)


def test_every_choice_in_the_own_copy_speaks_to_the_person() -> None:
    text = report_text("own")
    shown = {
        f"{definition.form}:{path.replace('.', '[].') if '[' not in path and '.' in path else path}"
        for definition, path, item in asked(text)
        if item is not None and definition.question(path).type in {"choice", "choices"}
    }

    assert shown <= set(text.choices)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("text", report_texts(), ids=lambda text: text.kind)
def test_every_kind_of_place_has_all_its_words(text: ReportText, profile: str) -> None:
    sections = [part for one in text.sections for part in (one.heading, one.says, one.beside)]
    labels = [part for group in groups(text) for part in (group.heading, *(item.label for item in group.items))]
    around = [text.title, text.under_title, text.footer, text.missing, text.left_out, *text.texts.values()]
    own = [words for choices in (*text.choices.values(), *text.states.values()) for words in choices.values()]
    instead = [text.instead.person, text.instead.staff, text.instead.other, text.instead.one_of_others]

    filled = [text.filled(part, profile, MORE) for part in (*sections, *labels, *around, *own, *instead)]

    assert not [part for part in filled if "{" in part.replace("{answer}", "").replace("{letter}", "")]
    assert len(text.concern[profile]) >= 3
    assert set(text.words) == set(text.concern) == set(PROFILES)
    assert {"first", "amended", "older"} == set(text.status)


def test_each_section_of_the_own_copy_has_a_picture_with_words_for_who_does_not_see_it() -> None:
    sections = report_text("own").sections

    assert all(section.alt for section in sections)
    assert [one.picture for one in sections if not resource_path(f"icons/{one.picture}.svg").is_file()] == []


def test_a_report_for_parents_says_what_guidance_asks_such_a_report_to_say() -> None:
    text = report_text("parent")
    shown = {path.split(".")[0].split("[")[0] for definition, path, _ in asked(text) if definition.form == "incident"}
    worked_out = {item.worked_out for group in groups(text) for item in group.items}
    wanted = [
        one for one in coverage(registry.definition("incident"))
        if one.standard.id == "dfe" and one.requirement.id not in NOT_FOR_PARENTS
    ]  # fmt: skip

    assert [one.tag for one in wanted if not {path.split("[")[0] for path in one.paths} & {*shown, "practices"}] == []
    assert {"what_was_done", "length", "staff", "concern", "review_due"} <= worked_out
    assert "told" not in shown


def test_a_language_without_a_report_is_refused() -> None:
    with pytest.raises(KeyError):
        report_text("parent", "xx")


@pytest.mark.parametrize(
    ("profile", "child", "other"),
    [("eng_ward", "the patient", "another patient"), ("eng_school", "your child", "another patient")],
)
def test_a_site_that_calls_its_people_something_else_is_printed_so(profile: str, child: str, other: str) -> None:
    text = report_text("parent", called="patient")

    assert text.filled("{child}, {Child}, {other}", profile) == f"{child}, {child[0].upper()}{child[1:]}, {other}"
    assert report_text("parent").filled("{child}, {other}", "eng_ward") == "the person, another person"
    assert report_text("own", called="{0}").filled(text.instead.other, profile) == "another {0}"
