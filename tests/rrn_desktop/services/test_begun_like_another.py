"""What happens every morning is quick to record, and is never copied blindly."""

from __future__ import annotations

import pytest

from rrn_desktop.errors import AnswersRefused, NotFound
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import drafts, records, sealing
from tests.rrn_desktop.services.school import (
    AUTHOR,
    CHILD,
    COLLEAGUE,
    LEAD,
    PASSPHRASES,
    School,
    case,
    sealed,
    stood,
)


def test_who_where_what_and_why_are_carried_over_by_the_one_who_wrote_the_earlier_record(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)

    begun = records.begin_like(session, number)

    earlier = case(1)
    person = begun.answers.get("person")
    assert isinstance(person, PersonRef)
    assert person.name == CHILD
    assert begun.answers.get("place") == earlier.get("place")
    assert begun.answers.get("practices[0].kind") == earlier.get("practices[0].kind")
    assert begun.answers.get("reasons") == earlier.get("reasons")
    assert (begun.number, begun.version, begun.purpose) == (None, 1, "new")


@pytest.mark.parametrize(
    "path", ["started", "before", "practices[0].start", "practices[0].end", "practices[0].duration",
             "practices[0].how", "impact", "injured", "why_needed", "told", "next_shift", "own_words"]
)  # fmt: skip
def test_what_happened_this_time_is_asked_anew(school: School, path: str) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)

    begun = records.begin_like(session, number)

    assert begun.answers.get(path) is None


def test_a_record_begun_like_another_is_not_sealed_before_the_rest_is_answered(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)
    draft = drafts.save(session, records.begin_like(session, number))

    with pytest.raises(AnswersRefused):
        sealing.seal(session, draft, PASSPHRASES[AUTHOR])

    assert [row.id for row in drafts.mine(session)] == [draft.id]


def test_a_colleague_carries_over_what_the_notice_says_and_nothing_of_the_record(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    session = school.enter(COLLEAGUE)

    begun = records.begin_like(session, number)

    person = begun.answers.get("person")
    assert isinstance(person, PersonRef)
    assert person.name == CHILD
    assert begun.answers.get("practices[0].kind") == case(1).get("practices[0].kind")
    assert begun.answers.get("reasons") is None
    assert begun.answers.get("practices[0].people") is None


def test_one_that_is_still_being_written_gives_what_its_notice_says(school: School) -> None:
    number = str(stood(school.enter(AUTHOR), case(1)).number)

    begun = records.begin_like(school.enter(LEAD), number)

    assert begun.answers.get("place") == case(1).get("place")
    assert begun.answers.get("reasons") is None


def test_a_number_that_is_not_there_begins_nothing(school: School) -> None:
    session = school.enter(AUTHOR)

    with pytest.raises(NotFound):
        records.begin_like(session, "2026-A-007")

    assert drafts.mine(session) == ()
