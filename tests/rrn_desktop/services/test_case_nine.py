"""Case 9 whole: no lead, no account, the wrong arm, and who wrote it confirmed two days later."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from rrn_desktop.clock import parse_rfc3339
from rrn_desktop.forms.validation import GAP
from rrn_desktop.forms.values import Unknown
from rrn_desktop.services import additions, inbox, notices, records, taking_in
from rrn_desktop.services.session import Session
from rrn_desktop.services.today import today
from rrn_desktop.services.verifying import verify_store
from tests.rrn_desktop.services.night import (
    DAY_NURSE,
    JOB,
    MENSAH,
    answers_of,
    clock,
    items_in,
    may,
    standing,
    taken,
    who_when_where,
    words_of,
)
from tests.rrn_desktop.services.night_of_case_nine import ONE, morning, night_passes
from tests.rrn_desktop.services.school import LEAD, PASSPHRASES, School


def kinds_due(session: Session) -> set[str]:
    return {one.kind for one in today(session).due if one.state != "done_late"}


def test_no_account_is_no_reason_for_no_record_and_its_gaps_are_stated(night: School) -> None:
    handed_in = night_passes(night)

    session = night.enter(LEAD, may(9, 0, 5))
    shown = records.show(session, ONE)

    stated = {path for path, value in shown.answers.leaves() if isinstance(value, Unknown)}
    assert stated == {"impact", "injured", "plan"}
    assert (handed_in.status, shown.status) == ("first", "first")
    assert all(problem.kind == GAP for problem in handed_in.problems)
    assert [one.by for one in shown.signatures] == [MENSAH]


def test_nobody_knew_of_it_for_hours_and_then_at_once_what_happened_and_what_to_watch(night: School) -> None:
    night_passes(night)

    first_thing = today(night.enter(DAY_NURSE, may(7, 15)))

    (notice,) = first_thing.notices
    assert (notice.number, notice.person, notice.happened) == (ONE, "Mr T.", "Sunday 3 May 2026, 02:06")
    assert notice.next_shift == "He tried to pull a drip from another patient's arm. Watch him, and watch the drip."
    assert notice.watching == "Breathing, every quarter of an hour"
    assert notice.writer == f"{MENSAH} (no account)"
    assert notice.written_at is not None
    assert notice.written_at.local == "2026-05-03T03:05:00"
    assert "support" in kinds_due(night.enter(DAY_NURSE, may(7, 16)))
    assert items_in(night) == []


def test_someone_signing_in_while_she_writes_sees_the_notice_at_once(night: School) -> None:
    new = inbox.save(replace(inbox.begin(night.store, MENSAH, JOB, clock=clock(2, 25)), answers=who_when_where()))
    standing(new)

    (notice,) = notices.listing(night.enter(DAY_NURSE, may(2, 31)))
    night.leave()
    carried = inbox.carry_on(night.store, words_of(new), clock=clock(2, 50))
    inbox.seal(replace(carried, answers=answers_of("case9")), first=True)

    assert notice.status == "being_written"
    assert taken(night) == [("notice", ONE), ("taken_in", ONE)]


def test_the_correction_stands_beside_the_record_and_changes_no_word_of_it(night: School) -> None:
    night_passes(night)

    session = night.enter(LEAD, may(9, 0, 5))
    shown = records.show(session, ONE)
    (correction,) = shown.additions

    assert "right arm" in str(shown.answers.get("practices[0].how"))
    assert correction.answers.get("right") == "It was his left arm."
    assert (correction.author_name, correction.author_role) == (MENSAH, JOB)
    assert correction.happened_at == "2026-05-03T04:10:00+01:00"
    assert correction.written_by is not None
    assert correction.written_by.how == "without_account"


def test_the_day_nurse_does_what_follows_without_reading_the_record(night: School) -> None:
    night_passes(night)

    missed, talked, told = morning(night)

    assert [one.number for one in (missed, talked, told)] == [ONE, ONE, ONE]
    assert "support" in {one.kind for one in talked.follow_ups_closed}
    session = night.enter(DAY_NURSE, may(9, 20))
    assert "support" not in kinds_due(session)
    assert {one.form for one in additions.of_number(session, ONE)} == {"check", "told"}
    (notice,) = notices.listing(session)
    assert notice.told == "told"


def test_what_was_told_after_sealing_stands_after_it_in_time(night: School) -> None:
    night_passes(night)
    morning(night)

    shown = records.show(night.enter(LEAD, may(9, 0, 5)), ONE)

    forms = [one.form for one in shown.additions]
    times = [parse_rfc3339(one.happened_at or one.written_at) for one in shown.additions]
    assert forms == ["correction", "check", "told"]
    assert times == sorted(times)
    assert min(times) > parse_rfc3339(shown.sealed_at)


def test_who_wrote_it_is_confirmed_on_tuesday_and_shown_as_late(night: School) -> None:
    night_passes(night)
    morning(night)
    session = night.enter(LEAD, tuesday())
    (waiting,) = today(session).inbox

    taking_in.confirm(session, ONE, PASSPHRASES[LEAD])

    assert (waiting.name, waiting.role, waiting.late) == (MENSAH, JOB, True)
    written, confirmed = records.show(session, ONE).signatures
    assert (written.kind, written.by, written.late) == ("not_signed", MENSAH, False)
    assert (confirmed.kind, confirmed.by, confirmed.late) == ("confirmed", LEAD, True)
    assert confirmed.at == "2026-05-05T09:00:00+01:00"
    assert today(session).inbox == ()
    late = [one for one in today(session).due if one.kind == "confirm"]
    assert [one.state for one in late] == ["done_late"]


def test_all_of_it_holds_in_the_end(night: School) -> None:
    night_passes(night)
    morning(night)
    taking_in.confirm(night.enter(LEAD, tuesday()), ONE, PASSPHRASES[LEAD])

    session = night.enter(LEAD, may(10, 0, 5))

    assert verify_store(session).findings == ()
    assert taken(night, LEAD, may(11, 0, 5)) == [("notice", ONE), ("taken_in", ONE), ("taken_in", ONE)]


def tuesday() -> datetime:
    return may(9, 0, 5)
