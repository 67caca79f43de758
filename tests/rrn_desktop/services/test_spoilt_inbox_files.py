from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from rrn_desktop.services import inbox, messages, notices, records
from tests.rrn_desktop.services.night import (
    DAY_NURSE,
    answers_of,
    aside_in,
    begun,
    clock,
    corrected,
    handed_in,
    item_file,
    may,
    standing,
    taken,
    who_when_where,
)
from tests.rrn_desktop.services.school import AUTHOR, LEAD, School, edit_json

ONE = "2026-A-001"
BOTH = [("notice", ONE), ("taken_in", ONE)]


def change(path: Path, how: str) -> None:
    data = path.read_bytes()
    if how == "emptied":
        path.write_bytes(b"")
    elif how == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif how == "renamed":
        path.rename(path.with_name(f"{'a' * 26}.json"))
    else:
        edit_json(path, lambda file: edit(file, how))


def edit(file: dict[str, object], how: str) -> None:
    said = json.loads(json.dumps(file))
    edits = {
        "content": {"box": "AAAA" + said["box"][4:]},
        "notice": {"notice": {**said["notice"], "box": "AAAA" + said["notice"]["box"][4:]}},
        "record": {"record": "a" * 26},
        "revision": {"revision": 9},
        "state": {"state": "writing", "phrase": None},
        "more": {"more": 1},
    }
    file.update(edits[how])


CHANGES = ("emptied", "cut", "renamed", "content", "notice", "record", "revision", "state", "more")


@pytest.mark.parametrize(
    ("how", "member"), [(how, who) for how in CHANGES for who in (DAY_NURSE, LEAD) if (how, who) != ("notice", LEAD)]
)
def test_a_changed_file_is_named_and_kept_and_keeps_nothing_else_out(night: School, how: str, member: str) -> None:
    handed_in(night)
    change(item_file(night), how)
    data = item_file(night).read_bytes()
    handed_in(night, who_when_where("Bay 4"), at=clock(3), name="P. Novak")

    entries = taken(night, member)

    assert entries == BOTH
    assert [notice.place for notice in notices.listing(night.enter(member, may(8)))] == ["Bay 4"]
    (name,) = aside_in(night)
    assert name.endswith(".damaged.json")
    assert (night.store / "inbox" / "aside" / name).read_bytes() == data
    assert name in "".join(told.text for told in messages.waiting(night.enter(member, may(8))))


def test_a_spoilt_notice_is_no_reason_for_a_lead_not_to_take_in_what_was_written(night: School) -> None:
    handed_in(night, answers_of("case9"))
    change(item_file(night), "notice")

    before = taken(night)
    after = taken(night, LEAD)

    assert before == []
    assert after == BOTH
    assert records.show(night.enter(LEAD, may(9, 0, 5)), ONE).answers == answers_of("case9")
    assert aside_in(night) == []


def test_a_message_about_a_file_is_gone_for_who_has_seen_it(night: School) -> None:
    handed_in(night)
    change(item_file(night), "cut")
    session = night.enter(DAY_NURSE, may(7, 15))
    (told,) = messages.waiting(session)

    messages.mark_seen(session, told.hash)

    assert messages.waiting(session) == ()
    assert [one.hash for one in messages.waiting(night.enter(AUTHOR, may(8)))] == [told.hash]


def test_a_file_of_another_place_is_set_aside(night: School, new_school: School, tmp_path: Path) -> None:
    elsewhere = new_school.copy(tmp_path / "elsewhere")
    draft = standing(begun(elsewhere, at=clock(2, 25)))
    inbox.seal(draft, first=True)
    shutil.copy(item_file(elsewhere), night.store / "inbox")

    assert taken(night) == []
    assert aside_in(night) == [f"{draft.id}.1.foreign.json"]


def test_a_file_of_a_newer_version_waits_for_it(night: School) -> None:
    handed_in(night)
    stem = item_file(night).stem
    newer = json.loads(item_file(night).read_bytes())
    item_file(night).write_text(json.dumps({**newer, "format": "rrn-inbox/2"}), "utf-8")

    first = taken(night)
    aside = night.store / "inbox" / "aside" / f"{stem}.1.newer.json"
    aside.write_text(json.dumps(newer), "utf-8")
    then = taken(night)

    assert first == []
    assert then == BOTH
    assert aside_in(night) == []


def test_a_file_that_speaks_in_the_name_of_a_record_that_stands_is_set_aside(night: School) -> None:
    draft = standing(begun(night))
    night.enter(DAY_NURSE, may(2, 40))
    night.leave()
    again = replace(inbox.begin(night.store, "Someone else", "", clock=clock(3)), record=draft.record)
    inbox.seal(standing(inbox.save(replace(again, answers=who_when_where("Bay 9")))), first=True)

    entries = taken(night)

    assert entries == [("notice", ONE)]
    assert [notice.place for notice in notices.listing(night.enter(DAY_NURSE, may(8)))] == ["Larch Ward"]
    assert [name.split(".")[2] for name in aside_in(night)] == ["differs"]


def test_a_correction_whose_record_can_not_be_taken_in_is_kept_and_named(night: School) -> None:
    words = handed_in(night)
    change(item_file(night), "cut")
    corrected(night, words)

    entries = taken(night)

    assert entries == []
    assert sorted(name.split(".")[2] for name in aside_in(night)) == ["damaged", "unknown"]
