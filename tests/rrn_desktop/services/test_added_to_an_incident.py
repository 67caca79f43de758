"""What anyone on the desk adds to an incident: sealed at once, read in order of time, and no change to its record."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from rrn_desktop.errors import AnswersRefused, NotFound, WrongPassphrase
from rrn_desktop.forms.answers import Answers
from rrn_desktop.services import additions, drafts, notices, records, sealing, voiding
from rrn_desktop.services.exporting import export_json
from rrn_desktop.services.verifying import verify_path, verify_store
from tests.rrn_desktop.services.after_incident import NEXT_DAY, added, due, filled, moment
from tests.rrn_desktop.services.school import (
    AT,
    AUTHOR,
    COLLEAGUE,
    LEAD,
    PASSPHRASES,
    School,
    body,
    case,
    cells_of_desk,
    few,
    kinds_of_ledger,
    sealed,
    stood,
)

SAID = "She asked whether anyone had held him too hard."


def told_mum(at: str = "spoken", **more: object) -> dict[str, object]:
    spoken = {"whom": "parent", "how": at, "when": moment(AT), "by": {"name": LEAD}}
    return {**spoken, "said": SAID, **more}


def test_every_kind_of_addition_can_be_begun_and_has_a_moment_of_its_own(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(stood(session, few()).number)

    begun = [additions.begin(session, kind.form, number) for kind in additions.kinds()]

    assert {"told", "observation", "check", "account", "other_account", "conversation", "injury", "reference",
            "question", "answer", "concern"} <= {draft.form for draft in begun}  # fmt: skip
    assert {draft.number for draft in begun} == {number}
    assert all(kind.facts.happened for kind in additions.kinds())


def test_a_colleague_adds_to_a_record_that_they_may_not_read(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    before = body(school.enter(AUTHOR), number)
    session = school.enter(COLLEAGUE)

    done = added(session, "told", number, **told_mum())

    assert (done.form, done.number, done.status) == ("told", number, "added")
    assert drafts.mine(session) == ()
    assert [one.answers.get("said") for one in additions.of_number(session, number)] == [SAID]
    assert body(school.enter(AUTHOR), number) == before


def test_an_addition_is_sealed_to_its_author_and_the_leads_only(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    added(school.enter(COLLEAGUE), "told", number, **told_mum())

    author_sees = additions.of_number(school.enter(AUTHOR), number)
    session = school.enter(LEAD)
    lead_sees = additions.of_number(session, number)

    assert author_sees == ()
    assert [one.author_name for one in lead_sees] == [COLLEAGUE]
    assert not any(SAID in cell for _, cell in cells_of_desk(session))


def test_told_by_phone_and_told_in_writing_each_close_a_clock_of_their_own(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, few(), first=True).number)
    assert {row.kind for row in due(session, "told", "told_written")} == {"told", "told_written"}

    spoken = added(session, "told", number, **told_mum("phone"))
    written = added(session, "told", number, **told_mum("written"))

    assert [one.kind for one in spoken.follow_ups_closed] == ["told"]
    assert [one.kind for one in written.follow_ups_closed] == ["told_written"]
    assert notices.listing(session)[0].told == "told"


def test_what_was_done_in_time_and_written_down_late_counts_as_done_in_time(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, few(), first=True).number)

    done = added(school.enter(AUTHOR, NEXT_DAY), "told", number, **told_mum("phone"))

    assert [one.done_at for one in done.follow_ups_closed] == ["2026-05-14T15:30:00Z"]


def test_additions_stand_in_the_order_in_which_they_happened_not_in_which_they_were_written(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)
    for minutes in (-10, -40, -25):
        added(session, "observation", number, when=moment(AT, minutes=minutes), seen="He slept.", level="asleep")

    found = records.show(school.enter(LEAD), number).additions

    assert [one.happened_at for one in found] == sorted(str(one.happened_at) for one in found)


@pytest.mark.parametrize(
    ("number", "what"),
    [
        ("2026-A-999", "no incident with this number"),
        ("2026-B-001", "book of another desk"),
        ("yesterday", "not the number of an incident"),
        ("", "not the number of an incident"),
    ],
)
def test_a_number_to_which_nothing_can_be_added_says_why(school: School, number: str, what: str) -> None:
    session = school.enter(COLLEAGUE)

    with pytest.raises(NotFound) as problem:
        additions.begin(session, "told", number)

    assert what in problem.value.what


def test_nothing_is_added_to_a_record_that_is_void(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)
    voiding.void(session, number, "It was another child's record.", PASSPHRASES[AUTHOR])

    with pytest.raises(NotFound) as problem:
        additions.begin(school.enter(COLLEAGUE), "told", number)

    assert "void" in problem.value.what


def test_nothing_is_added_to_a_draft_that_was_given_up(school: School) -> None:
    session = school.enter(AUTHOR)
    draft = stood(session, few())
    drafts.give_up(session, draft, "It was the wrong day.")

    with pytest.raises(NotFound) as problem:
        additions.begin(school.enter(COLLEAGUE), "told", str(draft.number))

    assert "given up" in problem.value.what


def test_what_was_typed_stays_a_draft_when_the_passphrase_is_wrong(school: School) -> None:
    session = school.enter(COLLEAGUE)
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    session = school.enter(COLLEAGUE)
    draft = drafts.save(session, filled(additions.begin(session, "told", number), told_mum()))

    with pytest.raises(WrongPassphrase):
        sealing.seal(session, draft, "not my passphrase at all")

    again = school.enter(COLLEAGUE, AT + timedelta(hours=1))
    assert [row.title for row in drafts.mine(again)] == [f"Someone was told, {number}"]
    assert drafts.open_draft(again, draft.id).answers == draft.answers
    assert additions.of_number(again, number) == ()


def test_an_addition_with_a_gap_is_refused_and_the_question_is_named(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)
    draft = replace(additions.begin(session, "concern", number), answers=Answers.empty())

    with pytest.raises(AnswersRefused) as problem:
        sealing.seal(session, drafts.save(session, draft), PASSPHRASES[AUTHOR])

    assert problem.value.question in {"when", "about", "concern"}


def test_sealing_the_same_addition_twice_adds_it_once(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)
    draft = drafts.save(session, filled(additions.begin(session, "told", number), told_mum()))

    first = sealing.seal(session, draft, PASSPHRASES[AUTHOR])
    again = sealing.seal(session, draft, PASSPHRASES[AUTHOR])

    assert first.entry_hash == again.entry_hash
    assert kinds_of_ledger(session).count("addition") == 1


def test_a_store_with_additions_holds_when_it_is_checked(school: School) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    added(school.enter(COLLEAGUE), "told", number, **told_mum())

    checked = verify_store(school.enter(LEAD))

    assert checked.holds
    assert checked.findings == ()


def test_an_exported_record_carries_what_was_added_and_can_be_checked_anywhere(school: School, tmp_path: Path) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    added(school.enter(COLLEAGUE), "told", number, **told_mum())
    out = tmp_path / "record.json"

    done = export_json(school.enter(LEAD), number, out)

    checked = verify_path(out)
    assert done.files[0].rows == 2
    assert checked.holds
    assert [(one.by, one.covers) for one in checked.signatures] == [
        (AUTHOR, f"{number} version 1"),
        (COLLEAGUE, f"{number} told"),
    ]


def test_an_author_exports_their_record_without_what_others_added_to_it(school: School, tmp_path: Path) -> None:
    number = str(sealed(school.enter(AUTHOR), case(1)).number)
    added(school.enter(COLLEAGUE), "told", number, **told_mum())
    out = tmp_path / "record.json"

    done = export_json(school.enter(AUTHOR), number, out)

    assert done.files[0].rows == 1
    assert SAID not in out.read_text("utf-8")
