"""What one press opens for a record that is due: its completion, for those who may write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rrn_desktop.services.school import AUTHOR, COLLEAGUE, LEAD, School, few, make_school, sealed, stood
from tests.rrn_desktop.services.written_anew import completed
from ui.screens.after import doors


@pytest.fixture
def school(tmp_path: Path) -> School:
    return make_school(tmp_path)


def test_one_press_opens_the_completion_of_a_first_record_and_the_same_draft_again(school: School) -> None:
    session = school.enter(AUTHOR)
    number = sealed(session, few(), first=True).number or ""

    draft = doors.completion(session, number)
    again = doors.completion(session, number)

    assert draft is not None
    assert again is not None
    assert (draft.number, draft.version, draft.purpose, again.id) == (number, 2, "complete", draft.id)
    school.leave()


def test_a_lead_completes_it_too_and_a_colleague_does_not(school: School) -> None:
    number = sealed(school.enter(AUTHOR), few(), first=True).number or ""

    of_colleague = doors.completion(school.enter(COLLEAGUE), number)
    of_lead = doors.completion(school.enter(LEAD), number)

    assert of_colleague is None
    assert of_lead is not None
    school.leave()


def test_nothing_is_left_to_complete_of_a_record_that_is_whole_or_still_being_written(school: School) -> None:
    session = school.enter(AUTHOR)
    number = sealed(session, few(), first=True).number or ""
    completed(session, number)
    writing = stood(session, few())

    found = [doors.completion(session, one) for one in (number, writing.number or "")]

    assert found == [None, None]
    school.leave()
