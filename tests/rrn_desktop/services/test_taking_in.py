from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from rrn_desktop.errors import StoreFull, UserFacingError
from rrn_desktop.forms.answers import Answers
from rrn_desktop.services import additions, inbox, inbox_items, intake, messages, notices, records, taking_in
from rrn_desktop.services.verifying import verify_store
from rrn_desktop.store import desk_follow_ups
from tests.rrn_desktop.services.night import (
    DAY_NURSE,
    MENSAH,
    WATCH,
    answers_of,
    aside_in,
    begun,
    clock,
    corrected,
    handed_in,
    item_file,
    items_in,
    may,
    power_cut,
    standing,
    taken,
    who_when_where,
    words_of,
    words_on_the_desk,
)
from tests.rrn_desktop.services.school import AUTHOR, LEAD, School, edit_json

ONE = "2026-A-001"
BOTH = [("notice", ONE), ("taken_in", ONE)]


def open_kinds(night: School, record: str) -> dict[str, str]:
    session = night.enter(DAY_NURSE, may(7, 15))
    with session.held.desk.read() as connection:
        rows = desk_follow_ups.of_record(connection, record)
    return {row.kind: row.due or "" for row in rows if row.done_at is None}


def test_the_notice_is_there_while_the_record_is_still_being_written(night: School) -> None:
    draft = standing(begun(night, answers_of("case9")))

    (notice,) = notices.listing(night.enter(DAY_NURSE, may(2, 40)))

    assert (notice.number, notice.status, notice.writer) == (ONE, "being_written", f"{MENSAH} (no account)")
    assert (notice.person, notice.place, notice.watching) == ("Mr T.", "Larch Ward", WATCH)
    assert items_in(night) == [draft.id]


def test_a_notice_follows_what_is_written_and_keeps_its_number(night: School) -> None:
    new = begun(night)
    draft = standing(new)
    night.enter(DAY_NURSE, may(2, 40))
    inbox.save(replace(draft, answers=who_when_where("Bay 4")))

    (moved,) = notices.listing(night.enter(AUTHOR, may(2, 45)))
    inbox.seal(inbox.carry_on(night.store, words_of(new), clock=clock(2, 50)), first=True)
    (sealed,) = notices.listing(night.enter(DAY_NURSE, may(3)))

    assert (moved.number, moved.place) == (ONE, "Bay 4")
    assert (sealed.number, sealed.place, sealed.status) == (ONE, "Bay 4", "sealed")
    assert taken(night) == BOTH


def test_nothing_stands_of_what_does_not_say_who_when_and_where(night: School) -> None:
    begun(night, Answers({"before": "He called out"}))

    assert taken(night) == []
    assert notices.listing(night.enter(DAY_NURSE, may(7, 15))) == ()


def test_what_is_handed_in_gets_its_number_and_its_clocks_and_is_gone_from_the_inbox(night: School) -> None:
    draft = standing(begun(night, answers_of("case9")))
    inbox.seal(draft, first=True)

    entries = taken(night)

    assert entries == BOTH
    assert items_in(night) == []
    assert {"support", "confirm"} <= set(open_kinds(night, draft.record))
    assert open_kinds(night, draft.record)["confirm"] == "2026-05-04T02:25:00+01:00"


def test_who_takes_it_in_sees_the_notice_and_not_a_word_of_the_record(night: School) -> None:
    words = handed_in(night, answers_of("case9"))
    corrected(night, words)

    desk = words_on_the_desk(night)

    assert "Watch him, and watch the drip" in desk
    assert MENSAH in desk
    assert [word for word in ("right arm", "left arm", "Silva", "harm_others", "Agency") if word in desk] == []
    session = night.enter(DAY_NURSE, may(7, 20))
    with pytest.raises(UserFacingError) as refused:
        records.show(session, ONE)
    assert refused.value.code == "no_right"
    assert additions.of_number(session, ONE) == ()


def test_a_lead_reads_every_word_as_written_by_that_name_and_not_signed(night: School) -> None:
    words = handed_in(night, answers_of("case9"))
    corrected(night, words)

    session = night.enter(LEAD, may(9, 0, 5))
    shown = records.show(session, ONE)
    (correction,) = additions.of_number(session, ONE)

    assert shown.answers == answers_of("case9")
    assert shown.status == "first"
    assert shown.written_by is not None
    assert (shown.written_by.name, shown.written_by.how) == (MENSAH, "without_account")
    assert [(one.by, one.kind) for one in shown.signatures] == [(MENSAH, "not_signed")]
    assert (correction.author_name, correction.answers) == (MENSAH, answers_of("case9_correction"))
    assert verify_store(session).findings == ()


def test_a_lead_completes_what_was_taken_in(night: School) -> None:
    handed_in(night, answers_of("case9"))
    session = night.enter(LEAD, may(9, 0, 5))

    draft = records.begin_completion(session, ONE)

    assert (draft.version, draft.number) == (2, ONE)
    assert draft.answers == answers_of("case9")


def test_two_who_write_at_once_get_two_numbers(night: School) -> None:
    handed_in(night, who_when_where("Bay 2"), at=clock(2, 25))
    handed_in(night, who_when_where("Bay 4", "Mrs R."), at=clock(2, 31), name="P. Novak")
    half = standing(begun(night, who_when_where("Bay 6"), at=clock(2, 40), name="Kim"))

    entries = taken(night)

    found = {notice.number: notice.place for notice in notices.listing(night.enter(DAY_NURSE, may(7, 20)))}
    assert found == {"2026-A-001": "Bay 2", "2026-A-002": "Bay 4", "2026-A-003": "Bay 6"}
    assert sorted(entries) == sorted(
        [("notice", one) for one in found] + [("taken_in", "2026-A-001"), ("taken_in", "2026-A-002")]
    )
    assert items_in(night) == [half.id]


def test_someone_who_is_signed_in_keeps_nobody_from_writing(night: School) -> None:
    session = night.enter(DAY_NURSE, may(2, 20))

    words = handed_in(night, answers_of("case9"))
    carried = corrected(night, words)

    assert len(items_in(night)) == 2
    assert [one.number for one in taking_in.take_in(session)] == [ONE, ONE]
    assert taking_in.take_in(session) == ()
    assert carried.about is not None
    assert items_in(night) == []


def test_what_is_taken_in_twice_from_a_file_put_back_counts_once(night: School, tmp_path: Path) -> None:
    handed_in(night)
    kept = tmp_path / item_file(night).name
    shutil.copy(item_file(night), kept)
    before = taken(night)

    shutil.copy(kept, night.store / "inbox" / kept.name)
    after = taken(night, AUTHOR)

    assert before == after == BOTH
    assert items_in(night) == []
    assert aside_in(night) == []


def test_an_older_revision_put_back_is_kept_aside_and_named(night: School, tmp_path: Path) -> None:
    draft = standing(begun(night))
    kept = tmp_path / item_file(night).name
    shutil.copy(item_file(night), kept)
    inbox.seal(draft, first=True)
    taken(night)

    shutil.copy(kept, night.store / "inbox" / kept.name)
    after = taken(night)

    assert after == BOTH
    assert aside_in(night) == [f"{draft.id}.1.differs.json"]
    (told,) = messages.waiting(night.enter(DAY_NURSE, may(8)))
    assert told.kind == "inbox_aside"
    assert aside_in(night)[0] in told.text


STEPS: dict[str, tuple[object, str]] = {
    "the notice": (intake, "on_the_board"),
    "the entry": (intake, "_enter"),
    "what is due": (intake, "_follow_ups"),
    "the head": (intake, "settled"),
    "the file": (inbox_items, "remove"),
}


@pytest.mark.parametrize("step", STEPS)
def test_the_power_goes_at_any_step_and_nothing_is_lost_or_doubled(
    night: School, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    words = handed_in(night, answers_of("case9"))

    with power_cut(monkeypatch, *STEPS[step]):
        night.enter(DAY_NURSE, may(7, 10))
    corrected(night, words)

    assert taken(night) == [*BOTH, ("taken_in", ONE)]
    assert items_in(night) == []
    session = night.enter(LEAD, may(9, 0, 5))
    assert records.show(session, ONE).answers == answers_of("case9")
    assert len(additions.of_number(session, ONE)) == 1
    assert verify_store(session).findings == ()


def test_a_correction_waits_for_its_record(night: School) -> None:
    words = handed_in(night)
    first = item_file(night)
    away = first.with_suffix(".away")
    corrected(night, words)
    data = first.read_bytes()
    first.rename(away)
    (correction,) = items_in(night)

    shutil.copy(away, first)
    entries = taken(night)

    assert first.stem != correction
    assert data == away.read_bytes()
    assert entries == [*BOTH, ("taken_in", ONE)]


def test_someone_let_in_later_leaves_it_for_one_who_can_read_the_notice(night: School) -> None:
    draft = standing(begun(night))
    inbox.seal(draft, first=True)
    path = item_file(night)
    mine = night.member(AUTHOR)
    edit_json(path, lambda file: without_wrap(file, mine))

    assert taken(night, AUTHOR) == []
    assert items_in(night) == [draft.id]
    assert taken(night, LEAD) == BOTH


def without_wrap(file: dict[str, object], member: str) -> None:
    notice = json.loads(json.dumps(file["notice"]))
    notice["wraps"] = [wrap for wrap in notice["wraps"] if wrap["to"] != member]
    file["notice"] = notice


def test_what_a_killed_writer_left_half_written_is_swept_away(night: School) -> None:
    part = night.store / "inbox" / ".something.json.00000000.part"
    part.write_bytes(b"half")

    taken(night)

    assert not part.exists()


def test_a_full_disk_while_taking_in_keeps_nobody_from_signing_in(
    night: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed_in(night)

    def full(*_: object, **__: object) -> None:
        raise StoreFull("There is no room left on this disk.", "All is safe.", "Ask IT.")

    with monkeypatch.context() as patched:
        patched.setattr(intake, "_enter", full)
        session = night.enter(DAY_NURSE, may(7, 10))
        held = (session.member.name, notices.listing(session), items_in(night))

    assert held[0] == DAY_NURSE
    assert held[1] == ()
    assert len(held[2]) == 1
    assert taken(night) == BOTH
