from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from rrn_desktop.clock import WallTime
from rrn_desktop.errors import Refused, UserFacingError
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.values import PersonRef, StatedDuration, Unknown, Value
from rrn_desktop.services import drafts, notices
from rrn_desktop.services.verifying import verify_store
from rrn_desktop.store import desk_ledger
from tests.rrn_desktop.services.after_incident import added, moment
from tests.rrn_desktop.services.school import (
    AT,
    AUTHOR,
    CHILD,
    CHILDS_SENTENCE,
    COLLEAGUE,
    LEAD,
    School,
    case,
    cells_of_desk,
    few,
    kept,
    sealed,
    stood,
)

PUBLIC = {
    "record", "number", "person", "happened", "place", "kinds", "writer", "next_shift", "watching", "told", "status",
    "written_at",
}  # fmt: skip


def test_a_place_that_nobody_knows_is_an_answer_and_no_reason_for_having_no_record(school: School) -> None:
    session = school.enter(AUTHOR)
    draft = kept(session, few().with_answer("place", Unknown("not_known")))

    notice = notices.proposed(session, draft)
    assert notice is not None
    numbered = notices.stand(session, draft, notice)

    assert numbered.number is not None
    assert [one.place for one in notices.listing(session)] == ["Not known"]


@pytest.mark.parametrize("missing", ["person", "started", "place"])
def test_a_notice_is_offered_only_when_who_when_and_where_are_said(school: School, missing: str) -> None:
    session = school.enter(AUTHOR)
    draft = kept(session, few().with_answer(missing, None))

    notice = notices.proposed(session, draft)

    assert notice is None
    assert notices.proposed(session, replace(draft, answers=few())) is not None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("person", PersonRef("  ")),
        ("person", PersonRef("half \ud83e")),
        ("started", WallTime("2026-10-25T01:30", "")),
        ("started", WallTime("half past ten", "+01:00")),
        ("started", Unknown("not_known")),
        ("place", "  "),
        ("place", "two\nlines"),
        ("place", "half \ud83e"),
    ],
)
def test_what_can_not_stand_on_a_notice_is_as_good_as_not_said(school: School, path: str, value: Value) -> None:
    session = school.enter(AUTHOR)

    draft = kept(session, few().with_answer(path, value))

    assert notices.proposed(session, draft) is None
    with pytest.raises(Refused):
        notices.stand(session, draft, _any_notice(school))


def _any_notice(school: School) -> notices.Notice:
    return notices.Notice("r", None, CHILD, "", "Hall", "", AUTHOR, "", "", "not_yet", "being_written", None)


def test_a_notice_says_what_the_author_saw_before_it_stood(school: School) -> None:
    session = school.enter(AUTHOR)
    draft = kept(session, case(1))
    offered = notices.proposed(session, draft)
    assert offered is not None

    numbered = notices.stand(session, draft, replace(offered, next_shift=" Quiet room is ready ", watching="His arm"))

    (seen,) = notices.listing(school.enter(COLLEAGUE))
    assert numbered.number == "2026-A-001"
    assert seen == replace(
        offered,
        number="2026-A-001",
        next_shift="Quiet room is ready",
        watching="His arm",
        written_at=WallTime("2026-05-14T17:00:00", "+01:00"),
    )


@pytest.mark.parametrize("answered", [None, Unknown("none"), "Have his ear defenders ready"])
@pytest.mark.parametrize("words", ["", "Quiet room is ready"])
def test_the_words_on_a_notice_are_the_ones_that_its_author_left_there(
    school: School, answered: Value | None, words: str
) -> None:
    session = school.enter(AUTHOR)
    draft = kept(session, few().with_answer("next_shift", answered))
    offered = notices.proposed(session, draft)
    assert offered is not None

    numbered = notices.stand(session, draft, replace(offered, next_shift=words))
    drafts.save(session, numbered)

    assert notices.listing(session)[0].next_shift == words
    assert drafts.open_draft(session, draft.id).answers.get("next_shift") == (
        (words or None) if isinstance(answered, str) else answered
    )


def test_a_colleague_reads_exactly_the_fields_of_a_notice(school: School) -> None:
    stood(school.enter(AUTHOR), case(1))

    (notice,) = notices.listing(school.enter(COLLEAGUE))

    assert {field.name for field in fields(notice)} == PUBLIC
    assert (notice.person, notice.place, notice.writer, notice.kinds, notice.happened, notice.told, notice.status) == (
        CHILD, "Corridor, on the way to the car park gate", AUTHOR, "Held and walked", "Thursday 14 May 2026, 10:40",
        "told", "being_written",
    )  # fmt: skip


def test_a_notice_does_not_show_its_words_when_it_is_printed(school: School) -> None:
    session = school.enter(AUTHOR)

    stood(session, case(1))

    printed = repr(notices.listing(session))
    assert not any(word in printed for word in ("Dylan", "Corridor", "Okafor", "drills"))


def test_numbers_have_no_gaps_over_many_notices_and_drafts_given_up(school: School) -> None:
    session = school.enter(AUTHOR)

    numbers = []
    for count in range(12):
        draft = stood(session, few(f"Room {count}"))
        numbers.append(draft.number)
        if count % 3 == 0:
            drafts.give_up(session, draft, "Not an incident")
        kept(session, few("Not numbered"))

    assert numbers == [f"2026-A-{count:03d}" for count in range(1, 13)]
    assert verify_store(school.enter(LEAD)).findings == ()


def test_a_notice_that_stands_twice_keeps_its_one_number(school: School) -> None:
    session = school.enter(AUTHOR)
    draft = kept(session, few())
    offered = notices.proposed(session, draft)
    assert offered is not None
    notices.stand(session, draft, offered)

    with pytest.raises(UserFacingError):
        notices.stand(session, draft, offered)

    assert [notice.number for notice in notices.listing(session)] == ["2026-A-001"]
    assert stood(session, few("Library")).number == "2026-A-002"


def test_a_notice_and_its_number_are_kept_together_or_not_at_all(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = school.enter(AUTHOR)
    draft = kept(session, few())
    offered = notices.proposed(session, draft)
    assert offered is not None

    def stopped(*_: object, **__: object) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(notices, "save_within", stopped)
        with pytest.raises(RuntimeError):
            notices.stand(session, draft, offered)

    assert notices.listing(session) == ()
    assert notices.stand(session, draft, offered).number == "2026-A-001"


def test_the_number_of_a_notice_is_of_the_year_on_the_wall(school: School) -> None:
    new_year = few(started=WallTime("2026-12-31T23:30", "+00:00"))
    eve = stood(school.enter(AUTHOR, datetime(2026, 12, 31, 23, 50, tzinfo=UTC)), new_year)

    after = stood(school.enter(AUTHOR, datetime(2027, 1, 1, 0, 5, tzinfo=UTC)), new_year)

    assert (eve.number, after.number) == ("2026-A-001", "2027-A-001")


def test_later_savings_bring_the_notice_up_to_date(school: School) -> None:
    session = school.enter(AUTHOR)
    draft = stood(session, few())
    more = Answers(
        {
            **dict(few("Library", WallTime("2026-05-14T10:45", "+01:00"), "Dylan W. Pryce").items()),
            "practices": (Answers({"kind": "seclusion"}), Answers({"kind": "physical_guide"})),
            "told": (Answers({"whom": "parent", "how": "phone"}),),
            "next_shift": "Ear defenders",
        }
    )

    drafts.save(session, replace(draft, answers=more))

    (notice,) = notices.listing(school.enter(COLLEAGUE))
    assert (notice.person, notice.place, notice.happened) == (
        "Dylan W. Pryce",
        "Library",
        "Thursday 14 May 2026, 10:45",
    )
    assert notice.kinds == "Kept alone in a room (seclusion); Steered by hand"
    assert (notice.next_shift, notice.told, notice.number) == ("Ear defenders", "told", "2026-A-001")


def test_an_answer_taken_away_later_leaves_the_notice_as_it_stood(school: School) -> None:
    session = school.enter(AUTHOR)
    draft = stood(session, case(1))
    before = notices.listing(session)

    drafts.save(session, replace(draft, answers=Answers({"before": "Only this"})))

    assert notices.listing(session) == before


def test_that_nobody_was_told_for_a_reason_is_neither_told_nor_not_yet(school: School) -> None:
    session = school.enter(AUTHOR)
    withheld = Answers({"whom": "parent", "how": "not_told", "withheld": "harm"})
    spoken_to = Answers({"whom": "head", "how": "spoken"})

    for place, rows in enumerate([None, (withheld,), (withheld, spoken_to)]):
        stood(session, few().with_answer("told", rows).with_answer("place", f"Hall {place}"))

    assert {one.place: one.told for one in notices.listing(session)} == {
        "Hall 0": "not_yet", "Hall 1": "for_a_reason", "Hall 2": "told",
    }  # fmt: skip


def test_a_notice_hears_from_an_addition_that_nobody_may_be_told(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, few(), first=True).number)

    added(session, "told", number, whom="parent", how="not_told", withheld="court")
    before = notices.listing(session)[0].told
    added(session, "told", number, whom="head", how="spoken", when=moment(AT), by={"name": AUTHOR})

    assert (before, notices.listing(session)[0].told) == ("for_a_reason", "told")


@pytest.mark.parametrize("words", ["nul \0", "half \ud83e", "x" * 501])
@pytest.mark.parametrize("which", ["next_shift", "watching"])
def test_words_on_a_notice_that_can_not_be_kept_are_refused_and_nothing_stands(
    school: School, which: str, words: str
) -> None:
    session = school.enter(AUTHOR)
    draft = kept(session, few())
    offered = notices.proposed(session, draft)
    assert offered is not None

    with pytest.raises(Refused):
        notices.stand(session, draft, replace(offered, **{which: words}))  # type: ignore[arg-type]

    assert notices.listing(session) == ()


def test_no_free_text_of_a_record_lies_in_any_column_of_the_desk(school: School) -> None:
    session = school.enter(AUTHOR)
    answers = (
        case(1)
        .with_answer("practices[0].duration", StatedDuration("maybe half a minute", 30))
        .with_answer("impact", "He cried in the library")
    )
    stood(session, answers)
    done = sealed(session, answers)
    drafts.give_up(session, stood(session, answers), "Written twice over")

    cells = dict(enumerate(cells_of_desk(school.enter(LEAD))))

    words = (
        CHILDS_SENTENCE, "nan", "maybe half a minute", "cried", "Fire drill at", "upper arm", "walked him back", "Mum",
        "covered his ears", "pushed past", "Written twice", "harm_self_accident", "unplanned",
    )  # fmt: skip
    text = [(column, word) for column, cell in cells.values() for word in words if word in cell]
    assert len(cells) > 50
    assert text == []
    assert any(cell == done.number for _, cell in cells.values())


def test_the_ledger_keeps_that_a_notice_stood_without_its_words(school: School) -> None:
    session = school.enter(AUTHOR)
    draft = stood(session, case(1))

    with session.held.desk.read() as connection:
        rows = [row for end in desk_ledger.ends(connection)
                for row in desk_ledger.rows_in_order(connection, end.device, end.segment)]  # fmt: skip

    assert [(row.kind, row.number, row.record) for row in rows][-1] == ("notice", "2026-A-001", draft.record)
    assert b"Dylan" not in rows[-1].header
