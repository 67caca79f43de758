"""Whether anyone was hurt is said in a report as it is known now: what was found later is not denied above."""

from __future__ import annotations

from typing import Any

import pytest

from rrn_desktop.exports.pdf.report_answers import Source
from rrn_desktop.exports.pdf.report_content import Told, sections_of
from rrn_desktop.exports.pdf.report_file import Kind, Row, Said, Section
from rrn_desktop.exports.pdf.report_texts import report_text
from rrn_desktop.forms import registry
from rrn_desktop.forms.reading import read_answers

GIVEN = dict.fromkeys(("person", "number", "version", "printer", "printed_at", "site_name", "report", "author"), "x")
DENIED = "Nobody saw that you were hurt."
NOBODY = ["none"]


def source(form: str, **answers: Any) -> Source:
    definition = registry.definition(form)
    return Source(form, definition, read_answers(definition, answers), "a" * 64)


def sections(kind: Kind, injured: Any, *later: str) -> tuple[Section, ...]:
    answers = {} if injured is None else {"injured": injured}
    sources = (source("incident", **answers), *(source("injury", who=who) for who in later))
    told = Told(report_text(kind), "eng_school", "complete", sources, GIVEN)
    return sections_of(told, lambda text: text.text)


def hurt_for_parents(injured: Any, *later: str) -> list[str]:
    found = [block for section in sections("parent", injured, *later) for block in section.blocks]
    return [says for block in found if isinstance(block, Row) for label, says in block.rows if label == "Who was hurt"]


def said_to_them(injured: Any, *later: str) -> str:
    found = sections("own", injured, *later)
    blocks = [block.text for one in found for block in one.blocks if isinstance(block, Said)]
    return "\n".join((*(one.says for one in found), *blocks))


@pytest.mark.parametrize(
    ("injured", "later", "says"),
    [
        (NOBODY, [], "No one"),
        (NOBODY, ["person"], "No one, as it was written at first\nFound later: Your child"),
        (["staff"], ["person", "person"], "Staff\nFound later: Your child"),
        (["person"], ["staff"], "Your child\nFound later: Staff"),
        (["person", "staff"], [], "Your child\nStaff"),
        (None, ["other"], "Found later: Someone else"),
    ],
)
def test_parents_read_who_was_hurt_at_a_glance_and_among_the_injuries_alike(
    injured: Any, later: list[str], says: str
) -> None:
    found = hurt_for_parents(injured, *later)

    assert found == [says, says]


def test_what_is_not_known_is_said_and_what_was_found_later_with_it() -> None:
    first, later = hurt_for_parents({"state": "not_known"}), hurt_for_parents({"state": "not_known"}, "person")

    assert len(set(first)) == len(set(later)) == 1
    assert later[0] == f"{first[0]}\nFound later: Your child"


@pytest.mark.parametrize("injured", [NOBODY, ["staff"], ["other"], {"state": "not_known"}, None])
def test_nobody_is_told_that_they_were_not_hurt_when_it_was_found_later(injured: Any) -> None:
    found = said_to_them(injured, "person")

    assert "Later, staff found that you were hurt." in found
    assert DENIED not in found
    assert "We do not know if you were hurt." not in found


def test_the_own_copy_says_what_the_record_says_where_nothing_was_found_later() -> None:
    assert DENIED in said_to_them(NOBODY)
    assert DENIED in said_to_them(["staff"], "staff")
    assert "You were hurt." in said_to_them(["person", "staff"], "person")
    assert "We do not know if you were hurt." in said_to_them({"state": "not_known"})
