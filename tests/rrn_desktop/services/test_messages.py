from __future__ import annotations

from collections.abc import Mapping

from rrn_desktop.ledger.appending import About, recipients_of
from rrn_desktop.services import messages
from rrn_desktop.services.journal import note, settled
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_ledger
from rrn_desktop.store.connection import Connection
from tests.rrn_desktop.services.school import AUTHOR, COLLEAGUE, LEAD, School

ONE = "2026-A-001"


def tell(session: Session, kind: str, details: Mapping[str, object], *names: str, school: School) -> None:
    readers = recipients_of(session.held.roll, *(school.member(name) for name in names))
    with session.held.desk.write() as connection:
        note(connection, session, About(kind, record="a" * 26, number=ONE), dict(details), readers)
    settled(session)


def test_each_is_told_what_is_for_them_and_nobody_else(school: School) -> None:
    tell(school.enter(LEAD), "you_said", {"text": "The bell is quieter now"}, AUTHOR, school=school)

    (told,) = messages.waiting(school.enter(AUTHOR))

    assert (told.kind, told.number, told.title, told.text) == (
        "you_said", ONE, "You said, we did", "The bell is quieter now",
    )  # fmt: skip
    assert messages.waiting(school.enter(COLLEAGUE)) == ()


def test_what_was_seen_is_not_told_again_and_the_latest_comes_first(school: School) -> None:
    session = school.enter(LEAD)
    tell(session, "you_said", {"text": "first"}, AUTHOR, COLLEAGUE, school=school)
    tell(session, "you_said", {"text": "second"}, AUTHOR, COLLEAGUE, school=school)
    session = school.enter(AUTHOR)
    told = messages.waiting(session)

    messages.mark_seen(session, told[0].hash)
    messages.mark_seen(session, told[0].hash)

    assert [one.text for one in told] == ["second", "first"]
    assert [one.text for one in messages.waiting(session)] == ["first"]
    assert len(messages.waiting(school.enter(COLLEAGUE))) == 2


def test_nobody_is_told_what_they_did_themselves(school: School) -> None:
    session = school.enter(LEAD)

    tell(session, "you_said", {"text": "mine"}, LEAD, AUTHOR, school=school)

    assert messages.waiting(session) == ()


def test_a_review_that_was_moved_says_to_when_and_why(school: School) -> None:
    moved = {"from": "2026-05-18T09:00:00+01:00", "to": "2026-05-19T09:00:00+01:00", "reason": "His {mother} can come"}

    tell(school.enter(LEAD), "review_moved", moved, AUTHOR, school=school)

    (told,) = messages.waiting(school.enter(AUTHOR))
    assert "Tuesday 19 May 2026, 09:00" in told.text
    assert "His {mother} can come" in told.text


def test_a_message_whose_details_are_missing_is_told_without_them(school: School) -> None:
    tell(school.enter(LEAD), "draft_opened", {}, AUTHOR, school=school)

    (told,) = messages.waiting(school.enter(AUTHOR))

    assert told.title == "Your draft was opened"


def test_an_entry_that_does_not_hold_tells_nothing_and_keeps_nothing_else_back(school: School) -> None:
    session = school.enter(LEAD)
    tell(session, "you_said", {"text": "whole"}, AUTHOR, school=school)
    tell(session, "you_said", {"text": "spoilt"}, AUTHOR, school=school)
    with session.held.desk.read() as connection:
        latest = desk_ledger.entries_for(connection, school.member(AUTHOR), ("you_said",))[0].row.hash
    with session.held.desk.write() as connection:
        for name in trigger_names(connection):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("UPDATE bodies SET box = ? WHERE hash = ?", (b"spoilt", latest))

    told = messages.waiting(school.enter(AUTHOR))

    assert [one.text for one in told] == ["whole"]


def trigger_names(connection: Connection) -> list[str]:
    rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'bodies'")
    return [str(row[0]) for row in rows]


def test_what_is_shown_of_a_message_is_not_its_words(school: School) -> None:
    tell(school.enter(LEAD), "you_said", {"text": "The bell is quieter now"}, AUTHOR, school=school)

    (told,) = messages.waiting(school.enter(AUTHOR))

    assert "bell" not in repr(told)
