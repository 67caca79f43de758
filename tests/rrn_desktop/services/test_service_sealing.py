from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from rrn_desktop.clock import WallTime
from rrn_desktop.errors import AnswersRefused, Refused, StoreFull, WrongPassphrase
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.ledger import sealing as ledger_sealing
from rrn_desktop.services import drafts, notices, records, register, sealing
from rrn_desktop.services.session import Session
from rrn_desktop.services.today import today
from rrn_desktop.services.verifying import verify_store
from rrn_desktop.store import desk_directory, desk_ledger
from tests.rrn_desktop.services.school import (
    AUTHOR,
    CHILD,
    CHILD_DETAILS,
    COLLEAGUE,
    JOBS,
    LEAD,
    PASSPHRASES,
    School,
    body,
    case,
    few,
    kept,
    kinds_of_ledger,
    next_version,
    sealed,
    stood,
)


def test_a_complete_record_is_sealed_and_the_draft_is_gone(school: School) -> None:
    session = school.enter(AUTHOR)

    done = sealed(session, case(1))

    assert (done.number, done.version, done.status, done.warning) == ("2026-A-001", 1, "complete", None)
    assert done.head.hash == done.entry_hash
    assert [problem.kind for problem in done.problems if problem.kind == "gap"] == []
    assert drafts.mine(session) == ()
    assert notices.listing(session)[0].status == "sealed"
    assert [row.number for row in records.mine(session)] == ["2026-A-001"]


@pytest.mark.parametrize(
    ("path", "question"),
    [
        ("before", "before"),
        ("practices", "practices"),
        ("practices[0].planned", "practices[0].planned"),
        ("practices[0].people[1].part", "practices[0].people[1].part"),
        ("own_words", "own_words"),
    ],
)
def test_a_gap_stops_the_seal_and_its_question_is_named(school: School, path: str, question: str) -> None:
    session = school.enter(AUTHOR)
    draft = stood(session, case(1).with_answer(path, None))

    with pytest.raises(AnswersRefused) as problem:
        sealing.seal(session, draft, PASSPHRASES[AUTHOR])

    assert problem.value.question == question
    assert drafts.open_draft(session, draft.id).answers == draft.answers
    assert "seal" not in kinds_of_ledger(session)


@pytest.mark.parametrize(
    ("path", "value", "question"),
    [
        ("before", "nul \0", "before"),
        ("before", "half \ud83e", "before"),
        ("before", "x" * 20_001, "before"),
        ("practices[0].start", WallTime("2026-03-29T01:30", "+00:00"), "practices[0].start"),
        ("practices[0].start", WallTime("2026-05-14T23:00", "+01:00"), "practices[0].start"),
        ("practices[0].end", WallTime("2026-05-14T10:42", "+01:00"), "practices[0].end"),
        ("practices[0].kind", "made_up", "practices[0].kind"),
        ("person", PersonRef(CHILD, "x" * 600), "person"),
    ],
)
def test_an_answer_that_is_wrong_stops_even_a_first_record(
    school: School, path: str, value: object, question: str
) -> None:
    session = school.enter(AUTHOR)
    draft = stood(session, case(1))
    wrong = drafts.save(session, replace(draft, answers=draft.answers.with_answer(path, value)))  # type: ignore[arg-type]

    with pytest.raises(AnswersRefused) as problem:
        sealing.seal(session, wrong, PASSPHRASES[AUTHOR], first=True)

    assert problem.value.question == question
    assert drafts.open_draft(session, draft.id).answers == wrong.answers


def test_a_wrong_passphrase_leaves_the_draft_and_seals_nothing(school: School) -> None:
    session = school.enter(AUTHOR)
    draft = stood(session, case(1))

    with pytest.raises(WrongPassphrase):
        sealing.seal(session, draft, PASSPHRASES[COLLEAGUE])

    assert drafts.open_draft(session, draft.id) == draft
    assert "seal" not in kinds_of_ledger(session)


def test_a_record_without_a_notice_is_not_sealed(school: School) -> None:
    session = school.enter(AUTHOR)
    draft = kept(session, case(1))

    with pytest.raises(Refused, match="no notice"):
        sealing.seal(session, draft, PASSPHRASES[AUTHOR])

    assert len(drafts.mine(session)) == 1


def test_a_head_that_can_not_be_written_is_a_warning_and_the_record_is_sealed(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = school.enter(AUTHOR)
    draft = stood(session, case(1))

    def full(*_: object) -> None:
        raise StoreFull("There is no room left on this disk.", "All is safe.", "Ask IT.")

    with monkeypatch.context() as patch:
        patch.setattr(ledger_sealing, "write_head", full)
        done = sealing.seal(session, draft, PASSPHRASES[AUTHOR])

    assert done.warning is not None
    assert done.warning.code == "store_full"
    assert len(records.mine(school.enter(AUTHOR))) == 1
    assert verify_store(school.enter(LEAD)).holds


def test_trying_again_after_a_crash_between_commit_and_head_seals_once(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = school.enter(AUTHOR)
    draft = stood(session, case(1))

    def crash(*_: object) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(ledger_sealing, "write_head", crash)
        with pytest.raises(RuntimeError):
            sealing.seal(session, draft, PASSPHRASES[AUTHOR])

    again = sealing.seal(school.enter(AUTHOR), draft, PASSPHRASES[AUTHOR])
    session = school.enter(LEAD)
    assert kinds_of_ledger(session).count("seal") == 1
    assert [row.hash for row in _seals(session)] == [again.entry_hash]
    assert verify_store(session).holds


def _seals(session: Session) -> list[desk_ledger.LedgerRow]:
    with session.held.desk.read() as connection:
        return [entry.row for entry in desk_ledger.by_number(connection, "2026-A-001") if entry.row.kind == "seal"]


def test_answers_that_the_rules_hide_are_not_sealed(school: School) -> None:
    session = school.enter(AUTHOR)
    answers = case(1).with_answer("told[0].withheld", "harm")

    number = str(sealed(session, answers).number)

    shown = records.show(session, number)
    assert shown.answers.get("told[0].withheld") is None
    assert "withheld" not in shown.body_text
    assert shown.answers.get("told[0].how") == "phone"


def test_the_body_says_who_wrote_it_when_and_by_which_rules(school: School) -> None:
    session = school.enter(AUTHOR)

    number = str(sealed(session, case(1)).number)

    said = body(session, number)
    assert said["site"] == school.made.site_id
    assert (said["form"], said["form_version"], said["profile"], said["zone"]) == (
        "incident", 2, "eng_school", "Europe/London",
    )  # fmt: skip
    assert (said["author"], said["author_name"], said["author_role"]) == (school.member(AUTHOR), AUTHOR, JOBS[AUTHOR])
    assert said["written_at"] == "2026-05-14T17:00:00+01:00"
    assert (said["reason"], said["previous"], said["status"], said["epoch"]) == (None, None, "complete", 1)


def test_people_stand_in_a_record_as_they_were_that_day(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)
    (child,) = [person for person in _people(session) if person.name == CHILD]
    before = records.show(session, number)

    with session.held.desk.write() as connection:
        changed = {**CHILD_DETAILS, "year_group": "Year 6"}
        desk_directory.put_person(connection, desk_directory.Person(child.id, "D. W. Jones", "2016-02-03", changed))

    after = records.show(session, number)
    assert after.body_text == before.body_text
    assert after.people[child.id] == {"name": CHILD, "details": CHILD_DETAILS}
    assert after.people[school.member(AUTHOR)] == {"name": AUTHOR, "job_title": JOBS[AUTHOR]}
    assert set(after.people) == {child.id, school.member(AUTHOR), school.member(COLLEAGUE), school.member(LEAD)}


def _people(session: Session) -> tuple[desk_directory.Person, ...]:
    with session.held.desk.read() as connection:
        return tuple(desk_directory.people(connection))


def test_a_name_that_two_people_share_is_nobodys(school: School) -> None:
    session = school.enter(AUTHOR)
    with session.held.desk.write() as connection:
        desk_directory.put_person(connection, desk_directory.Person("z" * 26, "dylan ŵyn  PRYCE", None, {}))

    shown = records.show(session, str(sealed(session, case(1)).number))

    person = shown.answers.get("person")
    assert isinstance(person, PersonRef)
    assert (person.name, person.id) == (CHILD, None)
    assert not any("details" in known for known in shown.people.values())


LATER = {"complete", "support", "support_later", "review"}
FOR_LEADS = {"review"}


@pytest.mark.parametrize(
    ("told", "open_still"),
    [
        ([], {"told", "told_written"}),
        (["phone"], {"told_written"}),
        (["written"], {"told"}),
        (["phone", "written"], set()),
        (["spoken", "email"], set()),
        (["not_told"], {"told", "told_written"}),
    ],
)
def test_being_told_closes_exactly_what_it_answers(school: School, told: list[str], open_still: set[str]) -> None:
    session = school.enter(AUTHOR)
    rows = tuple(Answers({"whom": "parent", "how": how}) for how in told)

    done = sealed(session, few().with_answer("told", rows), first=True)

    due = today(session).due
    assert {one.kind for one in done.follow_ups} == {"record", "told", "told_written"} | LATER
    assert {one.kind for one in due} == (open_still | LATER) - FOR_LEADS
    assert {one.number for one in due} == {done.number}
    assert set(records.mine(session)[0].due) == open_still | LATER


def test_what_is_due_is_due_by_the_clock_on_the_wall_and_says_who_asks(school: School) -> None:
    session = school.enter(AUTHOR)

    done = sealed(session, case(1))

    due = {one.kind: one for one in done.follow_ups}
    assert due["told"].due == "2026-05-14T23:59:59+01:00"
    assert due["support"].due == "2026-05-14T10:43:00+01:00"
    assert due["review"].rule_kind == "local"
    seen = today(school.enter(LEAD)).due
    assert {one.kind: one.late for one in seen} == {"support": True, "support_later": False, "review": False}
    assert all("check locally" in one.rule for one in seen if one.kind == "review")


def test_every_reading_of_a_record_is_kept_in_the_ledger(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)

    records.show(session, number)
    records.show(school.enter(LEAD), number)

    assert kinds_of_ledger(school.enter(LEAD)).count("view") == 2


def test_sealing_after_the_clock_went_back_says_so_and_holds(school: School) -> None:
    session = school.enter(AUTHOR)
    sealed(session, case(1))

    session = school.enter(AUTHOR, school.at - timedelta(minutes=30))
    sealed(session, case(1))

    assert "clock_back" in kinds_of_ledger(session)
    assert verify_store(school.enter(LEAD)).holds


def test_sealed_records_reach_the_register_of_the_next_lead(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)
    next_version(session, records.begin_amendment(session, number, "Place"), lambda a: a.with_answer("place", "Gate"))

    (row,) = register.page(school.enter(LEAD), register.Query())

    assert (row.number, row.version, row.status, row.place, row.person) == (number, 2, "amended", "Gate", CHILD)
    assert set(row.due) == LATER - {"complete"}
