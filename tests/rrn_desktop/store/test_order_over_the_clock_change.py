"""On the night when an hour comes twice, what is written, noticed or due first comes first."""

from __future__ import annotations

from rrn_desktop.store import desk_drafts, desk_follow_ups, desk_notices
from rrn_desktop.store.connection import Database
from rrn_desktop.store.desk_drafts import DraftRow
from rrn_desktop.store.desk_follow_ups import FollowUp
from rrn_desktop.store.desk_notices import Notice

EARLIER, LATER = "2026-10-25T01:40:00+01:00", "2026-10-25T01:10:00+00:00"


def test_what_is_due_in_the_first_of_the_two_hours_is_the_soonest(desk: Database) -> None:
    due = {"late": LATER, "early": EARLIER}
    rows = [FollowUp(name, "r", "told", "Tell", when, "rule", "local", "read") for name, when in due.items()]
    with desk.write() as connection:
        desk_follow_ups.add(connection, rows)
        found = [
            desk_follow_ups.open_ones(connection),
            desk_follow_ups.open_of_kinds(connection, "r", ("told",)),
            desk_follow_ups.of_record(connection, "r"),
        ]

    assert [[row.id for row in some] for some in found] == [["early", "late"]] * 3


def test_the_latest_notice_and_the_latest_draft_come_first(desk: Database) -> None:
    when = {"early": EARLIER, "late": LATER}
    with desk.write() as connection:
        for name, at in when.items():
            notice = Notice(name, "", "Ŵyn", EARLIER, "Hall", (), "Asha", "", "", "", "first", at)
            desk_notices.stand(connection, notice, "B", 2026)
            draft = DraftRow(name, "asha", "incident", None, name, 1, "new", b"b", b"a", b"r", at)
            desk_drafts.save_draft(connection, draft)
        notices = [one.record for one in desk_notices.notices(connection)]
        drafts = [one.id for one in desk_drafts.drafts_of(connection, "asha")]

    assert notices == drafts == ["late", "early"]
