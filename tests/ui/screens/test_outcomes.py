"""How each thing that was due came out has words of its own on the screen."""

from __future__ import annotations

from typing import get_args

import pytest

from rrn_desktop.services.follow_ups import FollowUp, Outcome
from ui.screens.records.outcomes import outcome_facts


def came_out(outcome: Outcome, *, proposal: bool = False) -> str:
    done = "2026-05-15T08:00:00Z" if outcome in ("in_time", "late") else None
    one = FollowUp(
        "a" * 26, "independent_review", "Ask someone independent", "2026-05-21T23:59:59+01:00", "rule", "guidance",
        "read", proposal=proposal, done_at=done, outcome=outcome,
    )  # fmt: skip
    ((what, words),) = outcome_facts([one], "Europe/London")
    assert what == "Ask someone independent"
    return words


def test_each_outcome_has_words_of_its_own() -> None:
    words = [came_out(outcome) for outcome in get_args(Outcome)]

    assert len(set(words)) == len(words)
    assert all(words)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("open", "Proposed, by Thursday 21 May 2026, 23:59"),
        ("set_aside", "Proposed, and set aside by a lead"),
        ("no_longer_asked", "Not asked for any more, since the record was changed"),
    ],
)
def test_a_proposal_is_never_shown_as_done_when_it_was_not(outcome: Outcome, words: str) -> None:
    assert came_out(outcome, proposal=True) == words
