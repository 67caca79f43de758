from __future__ import annotations

from dataclasses import replace

import pytest

from rrn_desktop.errors import AnswersRefused, NoRight, Refused, UserFacingError
from rrn_desktop.services import drafts, records, sealing
from rrn_desktop.services.today import today
from tests.rrn_desktop.services.school import (
    AUTHOR,
    LEAD,
    PASSPHRASES,
    School,
    body,
    case,
    few,
    next_version,
    sealed,
)


def test_a_first_record_states_its_gaps_and_is_completed_without_a_reason(school: School) -> None:
    session = school.enter(AUTHOR)
    first = sealed(session, few(), first=True)

    draft = records.begin_completion(session, str(first.number))
    second = next_version(session, draft, lambda _: case(1))

    assert (first.version, first.status) == (1, "first")
    assert {"before", "practices", "own_words"} <= {one.question for one in first.problems if one.kind == "gap"}
    assert (second.version, second.status, second.number) == (2, "complete", first.number)
    assert [version.reason for version in records.show(session, str(first.number)).versions] == [None, None]
    assert body(session, str(first.number))["previous"] == first.entry_hash


def test_a_completion_may_not_leave_gaps_and_may_not_be_first_again(school: School) -> None:
    session = school.enter(AUTHOR)
    draft = records.begin_completion(session, str(sealed(session, few(), first=True).number))

    with pytest.raises(AnswersRefused):
        sealing.seal(session, draft, PASSPHRASES[AUTHOR])
    with pytest.raises(Refused):
        sealing.seal(session, draft, PASSPHRASES[AUTHOR], first=True)

    assert [row.purpose for row in drafts.mine(session)] == ["complete"]


def test_an_amendment_has_its_reason_and_the_version_before_stays_readable(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)

    draft = records.begin_amendment(session, number, "  The place was wrong ")
    second = next_version(session, draft, lambda answers: answers.with_answer("place", "Car park gate"))

    shown, old = records.show(session, number), records.show(session, number, 1)
    assert (second.version, second.status) == (2, "amended")
    assert [(version.version, version.reason) for version in shown.versions] == [(1, None), (2, "The place was wrong")]
    assert old.answers.get("place") == "Corridor, on the way to the car park gate"
    assert [(one.path, one.before, one.after) for one in shown.differences] == [
        ("place", "Corridor, on the way to the car park gate", "Car park gate")
    ]
    assert old.differences == ()
    assert [signature.covers for signature in shown.signatures] == ["version 1", "version 2"]


@pytest.mark.parametrize("reason", ["", " ", "half \ud83e", "nul \0", "x" * 3000])
def test_an_amendment_without_a_reason_that_can_be_kept_does_not_begin(school: School, reason: str) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)

    with pytest.raises(Refused):
        records.begin_amendment(session, number, reason)

    assert drafts.mine(session) == ()


def test_beginning_an_amendment_again_goes_on_with_the_same_draft_under_the_new_reason(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)
    begun = records.begin_amendment(session, number, "Spelling")
    drafts.save(session, replace(begun, answers=begun.answers.with_answer("place", "Gate")))

    again = records.begin_amendment(session, number, "The place was wrong")

    assert again.id == begun.id
    assert again.reason == "The place was wrong"
    assert again.answers.get("place") == "Gate"
    assert len(drafts.mine(session)) == 1


def test_a_complete_record_is_not_completed_and_a_first_record_is_not_amended(school: School) -> None:
    session = school.enter(AUTHOR)
    complete, first = sealed(session, case(1)), sealed(session, few(), first=True)

    with pytest.raises(Refused, match="complete already"):
        records.begin_completion(session, str(complete.number))
    with pytest.raises(Refused, match="still to be completed"):
        records.begin_amendment(session, str(first.number), "why")

    assert drafts.mine(session) == ()


def test_amending_does_not_make_what_is_due_twice(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)

    draft = records.begin_amendment(session, number, "Place")
    next_version(session, draft, lambda answers: answers.with_answer("place", "Gate"))

    assert sorted(one.kind for one in today(session).due) == ["support", "support_later"]


def test_a_lead_amends_the_record_of_another_and_the_author_still_reads_what_they_wrote(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)

    lead = school.enter(LEAD)
    draft = records.begin_amendment(lead, number, "The place was wrong")
    second = next_version(lead, draft, lambda answers: answers.with_answer("place", "Gate"))

    assert second.version == 2
    assert [version.author_name for version in records.show(lead, number).versions] == [AUTHOR, LEAD]
    author = school.enter(AUTHOR)
    assert records.show(author, number, 1).answers.get("place") == "Corridor, on the way to the car park gate"


def test_an_author_does_not_go_on_from_an_old_version_when_a_lead_changed_the_record(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    lead = school.enter(LEAD)
    next_version(lead, records.begin_amendment(lead, number, "Place"), lambda said: said.with_answer("place", "Gate"))

    author = school.enter(AUTHOR)
    with pytest.raises(NoRight, match="A lead has changed this record"):
        records.begin_amendment(author, number, "One more thing")

    assert drafts.mine(author) == ()
    assert [version.version for version in records.show(author, number).versions] == [1]


def test_an_author_and_a_lead_each_have_their_own_draft_of_a_change(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)

    mine = records.begin_amendment(school.enter(AUTHOR), number, "Mine")
    theirs = records.begin_amendment(school.enter(LEAD), number, "Theirs")

    assert mine.id != theirs.id
    assert records.begin_amendment(school.enter(AUTHOR), number, "Mine").id == mine.id
    assert records.begin_amendment(school.enter(LEAD), number, "Theirs").id == theirs.id


def test_a_lead_whose_draft_was_overtaken_is_told_before_writing_on(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    lead = school.enter(LEAD)
    records.begin_amendment(lead, number, "Slow")
    author = school.enter(AUTHOR)
    next_version(author, records.begin_amendment(author, number, "Place"), lambda a: a.with_answer("place", "Gate"))

    lead = school.enter(LEAD)
    with pytest.raises(Refused, match="after you began"):
        records.begin_amendment(lead, number, "Slow")

    assert [row.purpose for row in drafts.mine(lead)] == ["amend"]


def test_a_draft_that_a_later_version_overtook_is_refused_and_kept(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    mine = records.begin_amendment(school.enter(AUTHOR), number, "My change")
    lead = school.enter(LEAD)
    next_version(lead, records.begin_amendment(lead, number, "Place"), lambda said: said.with_answer("place", "Gate"))

    author = school.enter(AUTHOR)
    with pytest.raises(UserFacingError) as problem:
        sealing.seal(author, mine, PASSPHRASES[AUTHOR])

    assert problem.value.code == "sealed_already"
    assert [row.id for row in drafts.mine(author)] == [mine.id]
