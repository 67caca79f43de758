"""A record made void is kept and never counted; a lead's second signature stands beside the first, late or not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rrn_desktop.errors import NoRight, Refused, WrongPassphrase
from rrn_desktop.services import notices, records, register, voiding
from rrn_desktop.services.countersigning import countersign
from rrn_desktop.services.today import today
from rrn_desktop.services.verifying import verify_store
from tests.rrn_desktop.services.after_incident import due
from tests.rrn_desktop.services.school import (
    AT,
    AUTHOR,
    CHILDS_SENTENCE,
    COLLEAGUE,
    LEAD,
    PASSPHRASES,
    School,
    case,
    kinds_of_ledger,
    sealed,
    stood,
)

WHY = "It belongs to another child."


def test_a_void_record_stays_readable_with_its_reason_and_nothing_more_is_due(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)
    assert due(session)

    done = voiding.void(session, number, WHY, PASSPHRASES[AUTHOR])

    shown = records.show(session, number)
    assert (done.status, shown.status, shown.version) == ("void", "void", 2)
    assert shown.versions[-1].reason == WHY
    assert shown.answers.get("own_words") == records.show(session, number, 1).answers.get("own_words")
    assert CHILDS_SENTENCE in shown.body_text
    assert due(session) == []
    assert notices.listing(session)[0].status == "void"
    assert today(session).due == ()


def test_a_void_number_is_not_given_out_again(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)
    voiding.void(session, number, WHY, PASSPHRASES[AUTHOR])

    again = stood(session, case(1))

    assert (number, again.number) == ("2026-A-001", "2026-A-002")


def test_a_lead_makes_a_record_of_someone_else_void_and_the_register_shows_it(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    session = school.enter(LEAD)

    voiding.void(session, number, WHY, PASSPHRASES[LEAD])

    again = school.enter(LEAD)
    assert [row.status for row in register.every(again, register.Query())] == ["void"]
    assert verify_store(again).holds


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_record_is_not_made_void_without_a_reason(school: School, reason: str) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)

    with pytest.raises(Refused):
        voiding.void(session, number, reason, PASSPHRASES[AUTHOR])

    assert records.show(session, number).status == "complete"


def test_nobody_makes_a_colleagues_record_void(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)

    with pytest.raises(NoRight):
        voiding.void(school.enter(COLLEAGUE), number, WHY, PASSPHRASES[COLLEAGUE])

    assert kinds_of_ledger(school.enter(LEAD)).count("seal") == 1


def test_a_record_is_made_void_once(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)
    voiding.void(session, number, WHY, PASSPHRASES[AUTHOR])

    with pytest.raises(Refused) as problem:
        voiding.void(session, number, WHY, PASSPHRASES[AUTHOR])

    assert "void already" in problem.value.what


def test_a_lead_countersigns_and_the_author_sees_both_signatures(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)

    second = countersign(school.enter(LEAD), number, PASSPHRASES[LEAD])

    seen = records.show(school.enter(AUTHOR), number).signatures
    assert (second.by, second.kind, second.covers) == (LEAD, "countersign", "version 1")
    assert [(one.by, one.kind) for one in seen] == [(AUTHOR, "author"), (LEAD, "countersign")]
    assert not second.late


def test_a_second_signature_covers_the_version_that_was_there_and_no_later_one(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    countersign(school.enter(LEAD), number, PASSPHRASES[LEAD])
    session = school.enter(LEAD)
    voiding.void(session, number, WHY, PASSPHRASES[LEAD])

    of_the_new = [one.covers for one in records.show(session, number).signatures]

    assert of_the_new == ["version 1", "version 2", "version 1"]


def test_nobody_countersigns_their_own_record(school: School) -> None:
    session = school.enter(LEAD)
    number = str(sealed(session, case(1)).number)

    with pytest.raises(Refused):
        countersign(session, number, PASSPHRASES[LEAD])

    assert "countersign" not in kinds_of_ledger(session)


def test_only_a_lead_countersigns(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)

    with pytest.raises(NoRight):
        countersign(school.enter(COLLEAGUE), number, PASSPHRASES[COLLEAGUE])

    assert "countersign" not in kinds_of_ledger(school.enter(LEAD))


def test_a_version_is_countersigned_once_by_the_same_lead(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    session = school.enter(LEAD)
    countersign(session, number, PASSPHRASES[LEAD])

    with pytest.raises(Refused):
        countersign(session, number, PASSPHRASES[LEAD])

    assert kinds_of_ledger(session).count("countersign") == 1


def test_a_wrong_passphrase_countersigns_nothing(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    session = school.enter(LEAD)

    with pytest.raises(WrongPassphrase):
        countersign(session, number, "wrong from end to end")

    assert "countersign" not in kinds_of_ledger(session)


def test_a_notice_leaves_the_desk_after_seven_days_when_nothing_is_due_any_more(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)
    voiding.void(session, number, WHY, PASSPHRASES[AUTHOR])

    still_there = notices.listing(school.enter(AUTHOR, AT + timedelta(days=6)))
    gone = notices.listing(school.enter(AUTHOR, AT + timedelta(days=8)))

    assert [one.number for one in still_there] == [number]
    assert gone == ()


def test_a_notice_stays_while_something_is_due(school: School) -> None:
    session = school.enter(AUTHOR)
    sealed(session, case(1))

    weeks_later = notices.listing(school.enter(COLLEAGUE, AT + timedelta(days=20)))

    assert [one.number for one in weeks_later] == ["2026-A-001"]
