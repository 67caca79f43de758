"""``rrn standards``: what law and guidance ask for, what answers it, and what nothing does."""

from __future__ import annotations

from tests.rrn_desktop.cli.command import Command


def test_a_home_is_told_honestly_what_no_question_asks_for(rrn: Command) -> None:
    found = rrn.plainly("standards", "--profile", "eng_home", "--gaps", "--json").result["requirements"]
    said = rrn.plainly("standards", "--profile", "eng_home", "--gaps").out.decode()

    assert [(one["standard"], one["requirement"], one["says"]) for one in found] == [
        ("homes_35", "present", "required by")
    ]
    assert "no question" in said
    assert "The name of anyone else present" in said


def test_a_college_has_no_gaps_and_is_told_so(rrn: Command) -> None:
    said = rrn.plainly("standards", "--profile", "eng_post16", "--gaps").out.decode()

    assert said == "Every requirement has a question, or something else that carries it.\n"


def test_what_a_second_signature_or_a_talk_carries_is_told_beside_it(rrn: Command) -> None:
    found = {
        one["requirement"]: one
        for one in rrn.plainly("standards", "--profile", "eng_home", "--json").result["requirements"]
    }

    assert (found["signed"]["questions"], found["signed"]["otherwise"]) == ([], "a lead's second signature")
    assert found["user_spoken"]["questions"] == ["conversation:with", "conversation:when"]
    assert found["user_spoken"]["trust"] == "read"
