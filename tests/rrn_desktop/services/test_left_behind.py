from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from rrn_desktop.clock import WallTime
from rrn_desktop.errors import NoRight, NotFound, Refused, WrongPassphrase
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import (
    additions,
    drafts,
    inbox,
    left_behind,
    left_in_inbox,
    messages,
    notices,
    records,
    sealing,
)
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import Session
from rrn_desktop.services.verifying import verify_store
from tests.rrn_desktop.services.night import (
    MENSAH,
    answers_of,
    aside_in,
    begun,
    clock,
    items_in,
    may,
    power_cut,
    standing,
    taken,
    who_when_where,
)
from tests.rrn_desktop.services.school import AUTHOR, COLLEAGUE, LEAD, PASSPHRASES, School, kept, sealed, stood

ONE = "2026-A-001"
WHY = "She is away for two weeks"
DAY_AFTER = may(9, 0, 5)


def left(night: School, answers: Answers, *, numbered: bool = True, at: datetime | None = None) -> Draft:
    session = night.enter(AUTHOR, at or may(3))
    draft = stood(session, answers) if numbered else kept(session, answers)
    night.leave()
    return draft


def opened(night: School, left_id: str) -> Session:
    session = night.enter(LEAD, DAY_AFTER)
    left_behind.open_left(session, left_id, WHY)
    return session


def test_a_lead_sees_what_others_left_and_the_oldest_first(night: School) -> None:
    older = standing(begun(night, at=clock(2, 25)))
    draft = left(night, who_when_where("Bay 2"))

    rows = left_behind.listing(night.enter(LEAD, DAY_AFTER))

    assert [(row.kind, row.id, row.author_name) for row in rows] == [
        ("inbox", older.id, MENSAH),
        ("draft", draft.id, AUTHOR),
    ]
    assert [row.number for row in rows] == [ONE, "2026-A-002"]


def test_what_is_less_than_a_day_old_and_ones_own_are_not_left_behind(night: School) -> None:
    draft = left(night, who_when_where(), at=may(3))
    begun(night, at=clock(3))
    night.leave()
    own = kept(night.enter(LEAD, may(3)), who_when_where())

    session = night.enter(LEAD, may(2, 59, 4))
    for left_id in (draft.id, own.id, *items_in(night)):
        with pytest.raises(NotFound):
            left_behind.open_left(session, left_id, WHY)

    assert left_behind.listing(session) == ()


@pytest.mark.parametrize("who", [COLLEAGUE, "Tom Reed"])
def test_only_a_lead_opens_what_others_left(night: School, who: str) -> None:
    draft = left(night, who_when_where())
    session = night.enter(who, DAY_AFTER)

    with pytest.raises(NoRight):
        left_behind.listing(session)
    with pytest.raises(NoRight):
        left_behind.open_left(session, draft.id, WHY)
    with pytest.raises(NoRight):
        left_behind.seal_unfinished(session, draft.id, PASSPHRASES[who])


def test_opening_needs_a_reason_and_its_author_is_told_it_once(night: School) -> None:
    draft = left(night, answers_of("case9"))
    with pytest.raises(Refused):
        left_behind.open_left(night.enter(LEAD, DAY_AFTER), draft.id, "  ")

    found = left_behind.open_left(night.enter(LEAD, DAY_AFTER), draft.id, WHY)
    session = night.enter(AUTHOR, may(10, 0, 5))
    (told,) = messages.waiting(session)
    messages.mark_seen(session, told.hash)

    assert (found.answers, found.author_name, found.number) == (answers_of("case9"), AUTHOR, ONE)
    assert told.kind == "draft_opened"
    assert WHY in told.text
    assert messages.waiting(night.enter(AUTHOR, may(11, 0, 5))) == ()
    assert messages.waiting(night.enter(COLLEAGUE, may(11, 0, 5))) == ()
    assert drafts.open_draft(night.enter(AUTHOR, may(12, 0, 5)), draft.id).answers == answers_of("case9")


def test_what_was_left_is_sealed_as_it_is_and_not_signed_by_its_author(night: School) -> None:
    draft = left(night, answers_of("case9"))
    session = opened(night, draft.id)

    done = left_behind.seal_unfinished(session, draft.id, PASSPHRASES[LEAD])

    shown = records.show(session, done.number)
    assert (done.number, shown.status, shown.answers) == (ONE, "first", answers_of("case9"))
    assert shown.written_by is not None
    assert (shown.written_by.name, shown.written_by.how) == (AUTHOR, "left_behind")
    assert [(one.kind, one.by) for one in shown.signatures] == [("not_signed", AUTHOR)]
    assert verify_store(session).findings == ()
    assert left_behind.listing(session) == ()
    assert records.show(night.enter(AUTHOR, may(10, 0, 5)), ONE).answers == answers_of("case9")
    assert drafts.mine(night.enter(AUTHOR, may(11, 0, 5))) == ()


def test_answers_that_contradict_each_other_are_kept_as_they_were_left(night: School) -> None:
    times = Answers(
        {"kind": "seclusion", "start": WallTime("2026-05-03T02:11", "+01:00"),
         "end": WallTime("2026-05-03T02:06", "+01:00")}
    )  # fmt: skip
    answers = who_when_where().with_answer("practices", (times,))
    draft = left(night, answers)
    session = opened(night, draft.id)

    left_behind.seal_unfinished(session, draft.id, PASSPHRASES[LEAD])

    assert records.show(session, ONE).answers == answers


def test_a_draft_without_a_notice_gets_one_when_it_is_sealed(night: School) -> None:
    draft = left(night, who_when_where("Bay 2"), numbered=False)
    session = opened(night, draft.id)

    done = left_behind.seal_unfinished(session, draft.id, PASSPHRASES[LEAD])

    assert done.number == ONE
    (notice,) = notices.listing(session)
    assert (notice.place, notice.status, notice.writer) == ("Bay 2", "sealed", AUTHOR)


def test_cut_short_between_notice_and_seal_the_number_stays_the_same(
    night: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = left(night, who_when_where(), numbered=False)
    session = opened(night, draft.id)

    with power_cut(monkeypatch, sealing, "seal"):
        left_behind.seal_unfinished(session, draft.id, PASSPHRASES[LEAD])
    done = left_behind.seal_unfinished(night.enter(LEAD, DAY_AFTER), draft.id, PASSPHRASES[LEAD])

    assert done.number == ONE
    assert len(notices.listing(night.enter(LEAD, DAY_AFTER))) == 1


@pytest.mark.parametrize("without_account", [False, True])
def test_what_does_not_say_who_when_or_where_can_be_read_and_not_sealed(night: School, without_account: bool) -> None:
    said = Answers({"person": PersonRef("Mr T."), "before": "He called out"})
    draft = begun(night, said).id if without_account else left(night, said, numbered=False).id
    session = night.enter(LEAD, DAY_AFTER)

    found = left_behind.open_left(session, draft, WHY)
    with pytest.raises(Refused, match="who, when or where"):
        left_behind.seal_unfinished(session, draft, PASSPHRASES[LEAD])

    assert found.answers == said
    assert [row.id for row in left_behind.listing(session)] == [draft]


def test_nothing_is_sealed_before_it_was_opened_with_a_reason(night: School) -> None:
    draft = left(night, who_when_where())
    session = night.enter(LEAD, DAY_AFTER)

    with pytest.raises(Refused, match="opened"):
        left_behind.seal_unfinished(session, draft.id, PASSPHRASES[LEAD])
    with pytest.raises(WrongPassphrase):
        left_behind.seal_unfinished(session, draft.id, "not my passphrase")

    assert len(left_behind.listing(session)) == 1


def test_a_change_to_a_record_that_stands_is_not_sealed_for_its_author(night: School) -> None:
    sealed(night.enter(AUTHOR, may(3)), who_when_where(), first=True)
    change = records.begin_completion(night.enter(AUTHOR, may(4)), ONE)
    session = night.enter(LEAD, DAY_AFTER)
    left_behind.open_left(session, change.id, WHY)

    with pytest.raises(Refused, match="stands already"):
        left_behind.seal_unfinished(session, change.id, PASSPHRASES[LEAD])

    assert [row.id for row in left_behind.listing(session)] == [change.id]


def test_an_addition_that_was_left_is_added_as_it_is(night: School) -> None:
    left(night, who_when_where())
    session = night.enter(AUTHOR, may(4))
    begun_there = additions.begin(session, "observation", ONE)
    draft = drafts.save(session, replace(begun_there, answers=Answers({"seen": "He slept"})))
    session = opened(night, draft.id)

    left_behind.seal_unfinished(session, draft.id, PASSPHRASES[LEAD])

    (added,) = additions.of_number(session, ONE)
    assert added.answers == Answers({"seen": "He slept"})
    assert added.written_by is not None
    assert (added.written_by.name, added.written_by.how) == (AUTHOR, "left_behind")


def test_what_concerns_a_member_of_staff_is_not_a_leads_to_open(night: School) -> None:
    left(night, who_when_where())
    session = night.enter(AUTHOR, may(4))
    about = drafts.begin(session, "staff_support", about="a" * 26, number=ONE)
    draft = drafts.save(session, replace(about, answers=Answers({"how": "I did not sleep"})))
    session = night.enter(LEAD, DAY_AFTER)

    with pytest.raises(NotFound):
        left_behind.open_left(session, draft.id, WHY)

    assert draft.id not in [row.id for row in left_behind.listing(session)]


def test_what_someone_left_without_an_account_is_sealed_as_written_by_them(night: School) -> None:
    draft = standing(begun(night, answers_of("case9")))
    session = opened(night, draft.id)

    done = left_behind.seal_unfinished(session, draft.id, PASSPHRASES[LEAD])

    shown = records.show(night.enter(LEAD, DAY_AFTER), done.number)
    assert (shown.status, shown.answers) == ("first", answers_of("case9"))
    assert shown.written_by is not None
    assert (shown.written_by.name, shown.written_by.how) == (MENSAH, "without_account")
    assert shown.sealed_at == "2026-05-03T02:25:00+01:00"
    assert items_in(night) == []


def test_cut_short_before_it_is_taken_in_the_next_sign_in_takes_it_in(
    night: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = begun(night)
    session = opened(night, draft.id)

    with power_cut(monkeypatch, left_in_inbox, "take_one"):
        left_behind.seal_unfinished(session, draft.id, PASSPHRASES[LEAD])

    assert taken(night, at=may(10, 0, 5)) == [("notice", ONE), ("taken_in", ONE)]


def test_what_its_writer_types_on_after_that_is_kept_aside(night: School) -> None:
    draft = standing(begun(night))
    session = opened(night, draft.id)
    left_behind.seal_unfinished(session, draft.id, PASSPHRASES[LEAD])

    inbox.seal(draft, first=True)

    assert taken(night, at=may(10, 0, 5)) == [("notice", ONE), ("taken_in", ONE)]
    assert items_in(night) == []
    assert aside_in(night) == [f"{draft.id}.1.differs.json"]


def test_its_writer_completes_what_a_lead_sealed_for_them(night: School) -> None:
    draft = left(night, answers_of("case9"))
    left_behind.seal_unfinished(opened(night, draft.id), draft.id, PASSPHRASES[LEAD])

    begun_again = records.begin_completion(night.enter(AUTHOR, may(10, 0, 5)), ONE)

    assert (begun_again.version, begun_again.purpose, begun_again.answers) == (2, "complete", answers_of("case9"))


def test_a_colleague_who_did_not_write_it_does_not_complete_it(night: School) -> None:
    draft = left(night, answers_of("case9"))
    left_behind.seal_unfinished(opened(night, draft.id), draft.id, PASSPHRASES[LEAD])

    with pytest.raises(NoRight):
        records.begin_completion(night.enter(COLLEAGUE, may(10, 0, 5)), ONE)

    assert records.show(night.enter(AUTHOR, may(10, 0, 5)), ONE).version == 1
