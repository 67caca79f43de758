"""What is due, for whom and how soon; late is shown and stops nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from rrn_desktop.clock import WallTime
from rrn_desktop.services import drafts, notices
from rrn_desktop.services.today import today
from rrn_desktop.store import desk_follow_ups
from rrn_desktop.store.desk_follow_ups import FollowUp
from tests.rrn_desktop.services.after_incident import added, support_signed
from tests.rrn_desktop.services.school import AT, AUTHOR, COLLEAGUE, LEAD, OFFICE, School, case, few, sealed, stood

TOLD = {"whom": "parent", "how": "phone", "by": {"name": "Mrs Shah"}}


def states(school: School, name: str, at: datetime) -> dict[str, str]:
    return {one.kind: one.state for one in today(school.enter(name, at)).due}


def test_what_only_a_lead_can_do_is_shown_to_leads(school: School) -> None:
    sealed(school.enter(AUTHOR), case(1))

    seen = {name: {one.kind for one in today(school.enter(name)).due} for name in (AUTHOR, COLLEAGUE, OFFICE, LEAD)}

    assert seen[AUTHOR] == seen[COLLEAGUE] == seen[OFFICE] == {"support", "support_later"}
    assert seen[LEAD] == seen[AUTHOR] | {"review"}


def test_the_nearer_it_comes_the_sooner_it_says(school: School) -> None:
    sealed(school.enter(AUTHOR), case(1))

    days = [states(school, LEAD, AT + timedelta(days=days))["review"] for days in (0, 3, 4, 7, 8)]

    assert days == ["later", "later", "soon", "today", "late"]


def test_what_is_due_is_there_from_the_moment_the_notice_stands(school: School) -> None:
    session = school.enter(AUTHOR)

    draft = stood(session, few())

    found = today(session)
    assert {one.kind for one in found.due} == {"record", "told", "told_written", "support", "support_later"}
    assert {(one.number, one.record, one.by) for one in found.due} == {(draft.number, draft.record, "anyone")}
    assert {one.kind: one.form for one in found.due} == {
        "record": "record", "told": "told", "told_written": "told", "support": "support", "support_later": "support",
    }  # fmt: skip


def test_what_was_answered_while_the_record_was_being_written_stays_answered(school: School) -> None:
    draft = stood(school.enter(AUTHOR), few())
    session = school.enter(COLLEAGUE)
    at = {"local": "2026-05-14T16:30", "offset": "+01:00", "zone": "Europe/London"}
    added(session, "told", draft.number or "", **TOLD, when=at)
    support_signed(session, draft.number or "")

    session = school.enter(AUTHOR)
    kept = drafts.open_draft(session, draft.id)
    notices_before = {one.number for one in notices.listing(session)}

    assert notices_before == {kept.number}
    assert {one.kind for one in today(session).due if one.state != "done_late"} == {
        "record", "told_written", "support_later",
    }  # fmt: skip


def test_giving_a_draft_up_takes_what_was_due_with_it(school: School) -> None:
    session = school.enter(AUTHOR)
    draft = stood(session, few())

    drafts.give_up(session, draft, "Entered twice")

    found = today(session)
    assert (found.due, found.nothing_due) == ((), True)


def test_a_time_put_right_in_a_later_version_moves_what_is_due(school: School) -> None:
    session = school.enter(AUTHOR)
    draft = stood(session, few())
    before = {one.kind: one.due for one in today(session).due}

    changed = few(started=WallTime("2026-05-13T10:40", "+01:00"))
    done = sealed(session, changed, first=True)

    after = {one.kind: one.due for one in today(session).due if one.record == done.record_id}
    assert draft.record != done.record_id
    assert before["told"] == "2026-05-14T23:59:59+01:00"
    assert after["told"] == "2026-05-13T23:59:59+01:00"


def test_done_late_is_shown_for_seven_days_with_the_time_of_both(school: School) -> None:
    number = sealed(school.enter(AUTHOR), few(), first=True).number or ""
    when = AT + timedelta(days=1)
    at = {"local": "2026-05-15T09:00", "offset": "+01:00", "zone": "Europe/London"}
    added(school.enter(COLLEAGUE, when), "told", number, **TOLD, when=at)

    (told,) = (one for one in today(school.enter(AUTHOR, when)).due if one.kind == "told")

    assert (told.state, told.late, told.done_at) == ("done_late", False, "2026-05-15T09:00:00+01:00")
    assert told.due == "2026-05-14T23:59:59+01:00"
    assert states(school, AUTHOR, when + timedelta(days=6))["told"] == "done_late"
    assert "told" not in states(school, AUTHOR, when + timedelta(days=8))


def test_what_was_done_in_time_and_written_later_was_in_time(school: School) -> None:
    number = sealed(school.enter(AUTHOR), few(), first=True).number or ""
    at = {"local": "2026-05-14T15:20", "offset": "+01:00", "zone": "Europe/London"}

    done = added(school.enter(COLLEAGUE, AT + timedelta(days=2)), "told", number, **TOLD, when=at)

    assert [one.kind for one in done.follow_ups_closed] == ["told"]
    assert "told" not in {one.kind for one in today(school.enter(AUTHOR, AT + timedelta(days=2))).due}


@pytest.mark.parametrize(
    ("row", "closes"),
    [
        ({"whom": "police"}, False),
        ({"whom": "carer"}, True),
        ({"how": "not_told", "withheld": "harm", "when": None, "by": None}, True),
        ({"how": "not_told", "withheld": "no_contact", "when": None, "by": None}, False),
    ],
)
def test_only_family_told_or_kept_from_it_for_a_reason_answers_that_parents_are_told(
    school: School, row: dict[str, str | None], closes: bool
) -> None:
    number = sealed(school.enter(AUTHOR), few(), first=True).number or ""
    at = {"local": "2026-05-14T15:20", "offset": "+01:00", "zone": "Europe/London"}
    said = {key: value for key, value in {**TOLD, "when": at, **row}.items() if value is not None}

    done = added(school.enter(COLLEAGUE), "told", number, **said)

    assert ("told" in {one.kind for one in done.follow_ups_closed}) is closes


def test_telling_no_parent_for_fear_of_harm_proposes_to_tell_the_authority(school: School) -> None:
    number = sealed(school.enter(AUTHOR), few(), first=True).number or ""

    added(school.enter(COLLEAGUE), "told", number, whom="parent", how="not_told", withheld="harm")

    (proposed,) = (one for one in today(school.enter(AUTHOR)).due if one.kind == "told_authority")
    assert (proposed.state, proposed.rule_kind, proposed.trust) == ("proposed", "law", "read")


def test_what_a_lead_booked_is_late_only_after_that_day(school: School) -> None:
    sealed(school.enter(AUTHOR), case(1))
    session = school.enter(LEAD)
    review = next(one for one in today(session).due if one.kind == "review")
    with session.held.desk.write() as connection:
        desk_follow_ups.book(connection, review.id, "2026-05-29T23:59:59+01:00")

    found = next(one for one in today(school.enter(LEAD, AT + timedelta(days=12))).due if one.kind == "review")

    assert (found.state, found.booked, found.due) == (
        "soon", "2026-05-29T23:59:59+01:00", "2026-05-21T23:59:59+01:00",
    )  # fmt: skip


def test_with_no_lead_for_three_days_everyone_sees_how_many_duties_are_late(school: School) -> None:
    sealed(school.enter(AUTHOR), case(1))
    school.enter(LEAD, AT + timedelta(days=9))

    seen = [today(school.enter(AUTHOR, AT + timedelta(days=days))).lead_overdue for days in (10, 11, 12, 20)]

    assert seen == [None, None, 1, 1]
    assert today(school.enter(LEAD, AT + timedelta(days=21))).lead_overdue is None


def test_with_nothing_open_today_says_so(school: School) -> None:
    found = today(school.enter(AUTHOR))

    assert (found.due, found.nothing_due, found.messages, found.inbox, found.left_behind) == ((), True, (), (), ())


def test_a_proposal_is_never_late(school: School) -> None:
    session = school.enter(LEAD)
    row = FollowUp("p" * 26, "r" * 26, "x", "Think", "2026-01-01T00:00:00Z", "A rule", "local", "read", proposal=True)
    with session.held.desk.write() as connection:
        desk_follow_ups.add(connection, [row])

    (found,) = today(session).due

    assert (found.state, found.late, found.number, found.due_words) == (
        "proposed", False, None, "Thursday 1 January 2026, 00:00",
    )  # fmt: skip


def test_who_is_no_lead_never_hears_what_others_left(school: School) -> None:
    stood(school.enter(COLLEAGUE), few())

    seen = [today(school.enter(name, AT + timedelta(days=2))).left_behind for name in (AUTHOR, OFFICE, LEAD)]

    assert [len(one) for one in seen] == [0, 0, 1]
