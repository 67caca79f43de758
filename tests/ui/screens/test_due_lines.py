from __future__ import annotations

from dataclasses import replace

import pytest

from rrn_desktop.services.today import Due
from ui.screens.parts.due_line import LATER, NOW, DueLine
from ui.screens.parts.words import tell

DUE = Due(
    id="d1", record="r1", number="2026-A-001", kind="parent_told", what="Tell each parent what happened",
    due="2026-05-14T23:59:59+01:00", due_words="Thursday 14 May 2026, 23:59", late=False, state="today",
    rule="The Act", rule_kind="law", trust="read", by="anyone", form="told", proposal=False, booked=None, done_at=None,
)  # fmt: skip


def test_a_line_says_what_by_when_and_by_which_rule() -> None:
    line = DueLine.of(DUE, numbered=True)

    assert line.what == "2026-A-001: Tell each parent what happened"
    assert line.when == "Due Thursday 14 May 2026, 23:59"
    assert line.rule == "Law: The Act"
    assert line.button() == "Say who was told"


def test_what_is_late_or_only_proposed_says_so_in_words() -> None:
    late, proposed = replace(DUE, state="late", late=True), replace(DUE, state="proposed", proposal=True)

    said = (DueLine.of(late).when, DueLine.of(proposed).when)

    assert said == ("Late: Thursday 14 May 2026, 23:59", "Proposed, by Thursday 14 May 2026, 23:59")


def test_what_was_done_late_says_both_times_and_offers_nothing_more_to_do() -> None:
    done = DueLine.of(replace(DUE, state="done_late", done_at="2026-05-15T09:00:00+01:00"))

    assert done.when == "Done 15 May 2026, 09:00. It was due Thursday 14 May 2026, 23:59"
    assert done.button() == ""


def test_a_booked_review_says_for_which_day() -> None:
    booked = DueLine.of(replace(DUE, form="review", by="lead", state="soon", booked="2026-05-21T23:59:59+01:00"))

    assert booked.when == "Booked for Thursday 21 May 2026. By the rule due Thursday 14 May 2026, 23:59"
    assert booked.rule.endswith("for a lead")
    assert booked.button() == "Learning review"


def test_what_was_booked_for_a_day_that_has_passed_says_that_day_first() -> None:
    late = DueLine.of(replace(DUE, state="late", late=True, booked="2026-05-12T23:59:59+01:00"))

    assert late.when == "Late: it was booked for Tuesday 12 May 2026. By the rule due Thursday 14 May 2026, 23:59"


def test_confirming_who_wrote_it_has_a_button_although_it_has_no_form() -> None:
    line = DueLine.of(replace(DUE, kind="confirm", form=""))

    assert (line.form, line.button()) == ("confirm", "Confirm who wrote it")


def test_a_record_that_has_no_number_here_offers_nothing_to_open() -> None:
    line = DueLine.of(replace(DUE, number=None))

    assert (line.form, line.button()) == ("", "")


@pytest.mark.parametrize("state", [*NOW, *LATER])
def test_every_state_has_a_heading_that_counts(state: str) -> None:
    words = tell(f"due_{state}_heading", count=7)

    assert words.endswith("(7)")


def test_whom_not_to_tell_stands_at_what_is_about_telling_someone_and_nowhere_else() -> None:
    heed = "Do not tell: Father (court order)"

    told, support = DueLine.of(DUE, care=heed), DueLine.of(replace(DUE, form="support"), care=heed)

    assert (told.care, support.care) == (heed, "")
