"""That someone confirms who wrote what was written without an account: due within a day, as a local rule."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta

from rrn_desktop.clock import WallTime, wall_time
from rrn_desktop.store import desk_follow_ups
from rrn_desktop.store.connection import Connection

KIND = "confirm"
WITHIN = timedelta(hours=24)
_WHAT = "Confirm who wrote it: the writer from an own account, or a lead"
_RULE = "Local: within 24 hours of being written"


def to_confirm(
    connection: Connection, item: str, record: str, written_at: WallTime
) -> Iterator[desk_follow_ups.FollowUp]:
    """Give the follow-up that one who wrote without an account is confirmed, where none is open for that record."""
    if desk_follow_ups.open_of_kinds(connection, record, (KIND,)):
        return
    yield desk_follow_ups.FollowUp(
        id=hashlib.sha256(f"{record}/{KIND}/{item}".encode()).hexdigest()[:26],
        record=record,
        kind=KIND,
        what=_WHAT,
        due=wall_time(written_at.instant() + WITHIN, written_at.zone).rfc3339(),
        rule=_RULE,
        rule_kind="local",
        trust="check_locally",
        clock=KIND,
        actor="lead",
    )
