from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given

from rrn_desktop.clock import WallTime
from rrn_desktop.errors import NotFound, Refused, UserFacingError
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import drafts, notices, sealing
from rrn_desktop.services.session import Session
from rrn_desktop.services.verifying import verify_store
from tests.rrn_desktop.services.school import (
    AUTHOR,
    COLLEAGUE,
    LEAD,
    OFFICE,
    PASSPHRASES,
    School,
    case,
    cells_of_desk,
    few,
    kept,
    sealed,
    stood,
)
from tests.rrn_desktop.services.test_draft_content import ANY_ANSWERS, ANY_TEXT

AWKWARD = {
    "an empty character": "before\0after",
    "half a character": "broken \ud83e sign",
    "the other half": "broken \udc00 sign",
    "right to left": "\u202eעברית العربية\u202c",
    "combining": "e\u0301" * 50 + "Z̸̡͎a̷l̵g̶o",
    "200,000 characters": "ŵ" * 200_000,
    "blanks": " \t\n\r ",
    "an emoji family": "👩‍👩‍👧‍👦",
}


@pytest.fixture(scope="module")
def at_work(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """One long session of an author, for the many examples that change nothing for each other."""
    own = new_school.copy(tmp_path_factory.mktemp("at_work"))
    yield own.enter(AUTHOR)
    own.leave()


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD.keys())
def test_anything_that_is_typed_survives_saving_and_opening_again(school: School, text: str) -> None:
    answers = Answers({"before": text, "place": text, "person": PersonRef(text)})
    saved = kept(school.enter(AUTHOR), answers)

    opened = drafts.open_draft(school.enter(AUTHOR), saved.id)

    assert opened.answers == answers
    assert opened == saved


@given(ANY_ANSWERS)
def test_any_answers_survive_saving_and_opening_again(at_work: Session, answers: Answers) -> None:
    saved = kept(at_work, answers)

    opened = drafts.open_draft(at_work, saved.id)

    assert opened.answers == answers


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD.keys())
def test_anything_that_is_typed_after_the_notice_stands_survives_too(school: School, text: str) -> None:
    session = school.enter(AUTHOR)
    draft = stood(session, few())
    answers = Answers(
        {
            "person": PersonRef(text),
            "place": text,
            "started": WallTime(text[:40], text[:6], text[:20]),
            "next_shift": text,
            "practices": (Answers({"kind": text}),),
        }
    )

    saved = drafts.save(session, replace(draft, answers=answers))

    assert drafts.open_draft(session, saved.id).answers == answers
    assert len(notices.listing(session)) == 1
    assert len(drafts.mine(session)) == 1


@given(ANY_TEXT)
@example("half \udc00")
@example(" ")
def test_any_text_in_the_words_of_a_notice_survives_too(at_work: Session, text: str) -> None:
    draft = stood(at_work, few())
    answers = few(name=text or "x").with_answer("place", text).with_answer("next_shift", text)

    saved = drafts.save(at_work, replace(draft, answers=answers))

    assert drafts.open_draft(at_work, saved.id).answers == answers
    notices.listing(at_work)


def test_a_draft_keeps_its_place_and_counts_its_savings(school: School) -> None:
    session = school.enter(AUTHOR)
    first = kept(session, case(1))

    second = drafts.save(session, replace(first, at_question="practices[0].how"))

    opened = drafts.open_draft(school.enter(AUTHOR), first.id)
    assert (first.revision, second.revision) == (1, 2)
    assert opened.at_question == "practices[0].how"
    assert opened.started_at == first.started_at


def test_a_draft_that_was_saved_elsewhere_since_is_not_written_over(school: School) -> None:
    session = school.enter(AUTHOR)
    opened_twice = kept(session, few("Hall"))
    drafts.save(session, replace(opened_twice, answers=few("Library")))

    with pytest.raises(UserFacingError) as problem:
        drafts.save(session, replace(opened_twice, answers=few("Corridor")))

    assert problem.value.code == "draft_moved"
    assert drafts.open_draft(session, opened_twice.id).answers == few("Library")


def test_a_draft_that_was_sealed_meanwhile_does_not_come_back(school: School) -> None:
    session = school.enter(AUTHOR)
    draft = stood(session, few())
    sealing.seal(session, draft, PASSPHRASES[AUTHOR], first=True)

    with pytest.raises(UserFacingError) as problem:
        drafts.save(session, draft)

    assert problem.value.code == "draft_moved"
    assert drafts.mine(session) == ()


@pytest.mark.parametrize("other", [COLLEAGUE, LEAD, OFFICE])
def test_nobody_but_the_author_opens_changes_or_gives_up_a_draft(school: School, other: str) -> None:
    draft = stood(school.enter(AUTHOR), few())
    session = school.enter(other)

    for attempt in (
        lambda: drafts.open_draft(session, draft.id),
        lambda: drafts.save(session, draft),
        lambda: drafts.give_up(session, draft, "not mine"),
    ):
        with pytest.raises(NotFound):
            attempt()

    assert drafts.mine(session) == ()
    assert drafts.open_draft(school.enter(AUTHOR), draft.id).answers == few()


def test_the_list_of_drafts_says_what_each_is_and_nothing_of_what_is_in_it(school: School) -> None:
    session = school.enter(AUTHOR)
    numbered, plain = stood(session, few()), kept(session, few("Library"))

    rows = {row.id: row for row in drafts.mine(session)}

    assert rows[numbered.id].title == "Incident 2026-A-001"
    assert rows[plain.id].title == "Incident, not yet numbered"
    assert "Dylan" not in repr(rows)


def test_giving_a_draft_up_keeps_its_number_and_the_notice_says_so(school: School) -> None:
    session = school.enter(AUTHOR)
    draft = stood(session, few())

    drafts.give_up(session, draft, "Written twice by mistake")
    next_one = stood(session, few("Library"))

    states = {notice.number: notice.status for notice in notices.listing(session)}
    assert states == {"2026-A-001": "given_up", "2026-A-002": "being_written"}
    assert [row.id for row in drafts.mine(session)] == [next_one.id]
    assert verify_store(school.enter(LEAD)).findings == ()


def test_the_reason_for_giving_up_lies_in_no_column_of_the_desk(school: School) -> None:
    session = school.enter(AUTHOR)

    drafts.give_up(session, stood(session, few()), "Because of the marmalade")

    assert not any("marmalade" in cell for _, cell in cells_of_desk(session))


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_giving_up_needs_a_reason(school: School, reason: str) -> None:
    session = school.enter(AUTHOR)
    draft = kept(session, few())

    with pytest.raises(Refused, match="needs a reason"):
        drafts.give_up(session, draft, reason)

    assert len(drafts.mine(session)) == 1


@pytest.mark.parametrize("reason", ["nul \0", "half \ud83e", "x" * 100_000])
def test_a_reason_that_can_not_be_kept_is_refused_and_the_draft_stays(school: School, reason: str) -> None:
    session = school.enter(AUTHOR)
    draft = stood(session, few())

    with pytest.raises(UserFacingError):
        drafts.give_up(session, draft, reason)

    assert len(drafts.mine(session)) == 1
    assert notices.listing(session)[0].status == "being_written"


def test_a_draft_that_is_given_up_twice_is_gone_once(school: School) -> None:
    session = school.enter(AUTHOR)
    draft = kept(session, few())
    drafts.give_up(session, draft, "No incident")

    with pytest.raises(NotFound):
        drafts.give_up(session, draft, "No incident")

    assert verify_store(session).holds


def test_nothing_is_kept_of_a_draft_that_was_only_begun(school: School) -> None:
    session = school.enter(AUTHOR)

    drafts.begin(session)

    assert drafts.mine(session) == ()


def test_no_word_of_a_draft_lies_in_the_clear_in_any_file(school: School, tmp_path: Path) -> None:
    session = school.enter(AUTHOR)
    stood(session, case(1))
    sealed(session, case(1))

    names = [path for path in school.store.rglob("*") if path.is_file()]
    words = ("Ŵyn", "nan's", "maybe half a minute", "ear defenders", "Okafor")

    found = [(path.name, word) for path in names for word in words if word.encode("utf-8") in path.read_bytes()]
    assert len(names) > 5
    assert found == []
