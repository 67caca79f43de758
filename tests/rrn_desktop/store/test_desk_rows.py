from __future__ import annotations

import contextlib
import threading
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rrn_desktop.store import desk_directory, desk_drafts, desk_follow_ups, desk_notices, desk_numbers
from rrn_desktop.store.connection import Database
from rrn_desktop.store.desk_directory import DirectoryMember, Person, Place
from rrn_desktop.store.desk_drafts import DraftMoved, DraftRow
from rrn_desktop.store.desk_follow_ups import FollowUp
from rrn_desktop.store.desk_notices import Notice
from rrn_desktop.store.desk_numbers import BookNumber

NOTICE = Notice("r1", "", "Ŵyn", "2026-11-20T10:42:00+00:00", "Hall", ("a", "b"), "Asha", "n", "w", "t", "writing", "1")
DRAFT = DraftRow("d1", "asha", "incident", None, "r1", 1, "new", b"box", b"author", b"register", "2026-11-20")


def test_members_people_and_places_are_read_back_as_they_were_put(desk: Database) -> None:
    asha = DirectoryMember("m1", "Asha Begum", "Teaching assistant", ("lead", "recorder"))
    gone = DirectoryMember("m2", "Ben", "Nurse", ("recorder",), active=False)
    wyn = Person("p1", "Ŵyn", "2016-02-29", {"sex": "female", "needs": ["autism"]})
    with desk.write() as connection:
        for member in (asha, gone):
            desk_directory.put_member(connection, member)
        desk_directory.put_person(connection, wyn)
        desk_directory.put_place(connection, Place("h", "Hall"))

    with desk.read() as connection:
        assert desk_directory.members(connection) == (asha, gone)
        assert desk_directory.members(connection, active_only=True) == (asha,)
        assert desk_directory.member(connection, "m1") == asha
        assert desk_directory.member(connection, "none") is None
        assert desk_directory.people(connection) == (wyn,)
        assert desk_directory.person(connection, "p1") == wyn
        assert desk_directory.person(connection, "none") is None
        assert desk_directory.places(connection) == (Place("h", "Hall"),)


def test_putting_someone_again_changes_what_is_known_of_them(desk: Database) -> None:
    with desk.write() as connection:
        desk_directory.put_person(connection, Person("p1", "Wyn"))
        desk_directory.put_person(connection, Person("p1", "Ŵyn", "2016-02-29"))
        desk_directory.put_fact(connection, "zone", "Europe/Paris")
        desk_directory.put_fact(connection, "zone", "Europe/London")

    with desk.read() as connection:
        assert [person.name for person in desk_directory.people(connection)] == ["Ŵyn"]
        assert desk_directory.fact(connection, "zone") == "Europe/London"
        assert desk_directory.fact(connection, "none") is None


def test_no_name_is_in_the_text_of_a_directory_row() -> None:
    shown = repr(DirectoryMember("m1", "Asha", "Nurse", ())) + repr(Person("p1", "Ŵyn", "2016")) + repr(NOTICE)

    assert not {"Asha", "Nurse", "Ŵyn", "2016-02", "Hall"} & set(shown.replace("'", " ").split())


def test_the_revision_of_a_slot_that_was_seen_never_goes_down(desk: Database) -> None:
    with desk.write() as connection:
        for revision in (3, 7, 5):
            desk_directory.see_slot(connection, "m1", revision)

    with desk.read() as connection:
        assert desk_directory.slot_seen(connection, "m1") == 7
        assert desk_directory.slot_seen(connection, "m2") == 0


def test_a_draft_is_saved_revision_by_revision(desk: Database) -> None:
    later = replace(DRAFT, revision=2, box=b"more", number="2026-B-001", saved_at="2026-11-21")
    with desk.write() as connection:
        desk_drafts.save_draft(connection, DRAFT)
        desk_drafts.save_draft(connection, later)

    with desk.read() as connection:
        assert desk_drafts.open_row(connection, "d1") == later
        assert desk_drafts.drafts_of(connection, "asha") == (later,)
        assert desk_drafts.drafts_of(connection, "ben") == ()


@pytest.mark.parametrize("changed", [{"revision": 1}, {"revision": 3}, {"revision": 2, "author": "ben"}])
def test_a_draft_that_was_saved_from_elsewhere_is_not_overwritten(desk: Database, changed: dict[str, object]) -> None:
    with desk.write() as connection:
        desk_drafts.save_draft(connection, DRAFT)

    with pytest.raises(DraftMoved), desk.write() as connection:
        desk_drafts.save_draft(connection, replace(DRAFT, **changed))  # type: ignore[arg-type]

    with desk.read() as connection:
        assert desk_drafts.open_row(connection, "d1") == DRAFT


def test_a_freed_draft_is_gone(desk: Database) -> None:
    with desk.write() as connection:
        desk_drafts.save_draft(connection, DRAFT)

    with desk.write() as connection:
        freed = (desk_drafts.free_draft(connection, "d1"), desk_drafts.free_draft(connection, "d1"))

    assert freed == (True, False)


def test_notices_get_numbers_in_order_and_each_record_keeps_its_own(desk: Database) -> None:
    with desk.write() as connection:
        first = desk_notices.stand(connection, NOTICE, "B", 2026)
        second = desk_notices.stand(connection, replace(NOTICE, record="r2"), "B", 2026)
        again = desk_notices.stand(connection, replace(NOTICE, person="Ŵyn D", written_at="2"), "B", 2026)

    with desk.read() as connection:
        assert [first.number, second.number, again.number] == ["2026-B-001", "2026-B-002", "2026-B-001"]
        assert desk_notices.notices(connection) == (again, second)
        assert desk_notices.notice_of(connection, "r3") is None


def test_a_notice_changes_its_status_and_is_taken_down_and_its_number_stays_given_out(desk: Database) -> None:
    with desk.write() as connection:
        desk_notices.stand(connection, NOTICE, "B", 2026)
        desk_notices.set_status(connection, "r1", "complete")

    with desk.write() as connection:
        status = desk_notices.notices(connection)[0].status
        desk_notices.take_down(connection, "r1")
        next_one = desk_notices.stand(connection, replace(NOTICE, record="r2"), "B", 2026)

    assert (status, next_one.number) == ("complete", "2026-B-002")


def stand_and_fail(desk: Database, notice: Notice) -> None:
    with desk.write() as connection:
        desk_notices.stand(connection, notice, "B", 2026)
        raise InterruptedError


def test_a_notice_that_can_not_be_kept_uses_no_number_up(desk: Database) -> None:
    with pytest.raises(InterruptedError):
        stand_and_fail(desk, NOTICE)

    with desk.write() as connection:
        stood = desk_notices.stand(connection, replace(NOTICE, record="r2"), "B", 2026)
    assert stood.number == "2026-B-001"


def test_numbers_have_no_gap_and_no_twin_when_many_ask_at_once(desk: Database) -> None:
    given_out: list[str] = []

    def ask(letter: str) -> None:
        for count in range(25):
            notice = replace(NOTICE, record=f"{letter}{count}")
            if count % 5 == 4:
                with contextlib.suppress(InterruptedError):
                    stand_and_fail(desk, notice)
            else:
                with desk.write() as connection:
                    given_out.append(desk_notices.stand(connection, notice, "B", 2026).number)

    threads = [threading.Thread(target=ask, args=(letter,)) for letter in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(given_out) == [f"2026-B-{count:03d}" for count in range(1, 81)]


def test_each_book_and_each_year_counts_for_itself(desk: Database) -> None:
    with desk.write() as connection:
        numbers = [desk_numbers.next_number(connection, *book) for book in (("B", 2026), ("B", 2027), ("C", 2026))]
        numbers.append(desk_numbers.next_number(connection, "B", 2026))

    with desk.read() as connection:
        given = desk_numbers.given_out(connection)
    assert numbers == ["2026-B-001", "2027-B-001", "2026-C-001", "2026-B-002"]
    assert given == {(2026, "B"): 2, (2026, "C"): 1, (2027, "B"): 1}


@given(st.integers(1, 10**9 - 1), st.integers(1, 10**9 - 1))
def test_numbers_sort_as_they_count(left: int, right: int) -> None:
    texts = [str(BookNumber(2026, "B", count)) for count in (left, right)]

    keys = [desk_numbers.sortable(text) for text in texts]

    assert (keys[0] < keys[1]) == (left < right)
    assert [desk_numbers.parse_number(text) for text in texts] == [BookNumber(2026, "B", n) for n in (left, right)]


@pytest.mark.parametrize("text", ["", "2026-B", "2026-b-001", "26-B-001", "2026-B-01", "2026-B-001 ", "２０２６-B-001"])
def test_other_texts_are_no_numbers(text: str) -> None:
    assert desk_numbers.parse_number(text) is None


def test_follow_ups_are_kept_once_closed_once_and_listed_by_when_they_are_due(desk: Database) -> None:
    soon = FollowUp("a", "r1", "support", "Support", "2026-11-21", "rule", "law", "read")
    late = replace(soon, id="b", due="2026-12-01")
    some_time = replace(soon, id="c", due=None)
    with desk.write() as connection:
        desk_follow_ups.add(connection, [some_time, late, soon])
        desk_follow_ups.add(connection, [replace(soon, what="Something else")])
        listed = desk_follow_ups.open_ones(connection)
        closed = desk_follow_ups.close(connection, ["b", "none"], "now")
        again = desk_follow_ups.close(connection, ["b"], "later")

    with desk.read() as connection:
        assert listed == (soon, late, some_time)
        assert (closed, again) == (("b",), ())
        assert desk_follow_ups.open_ones(connection) == (soon, some_time)
        assert desk_follow_ups.of_record(connection, "r1") == (soon, replace(late, done_at="now"), some_time)


def test_what_ended_without_being_done_is_open_no_more_and_is_not_done(desk: Database) -> None:
    first = FollowUp("a", "r1", "independent_review", "Ask", "2026-11-21T00:00:00Z", "rule", "guidance", "read")
    with desk.write() as connection:
        desk_follow_ups.add(connection, [first, replace(first, id="b")])
        ended = desk_follow_ups.end(connection, ["a", "none"], "set_aside")
        again = desk_follow_ups.end(connection, ["a"], "not_asked")
        closed = desk_follow_ups.close(connection, ["a"], "2026-11-20T00:00:00Z")
        booked = desk_follow_ups.book(connection, "a", "2026-11-25T00:00:00Z")

    with desk.read() as connection:
        assert (ended, again, closed, booked) == (("a",), (), (), False)
        assert [one.id for one in desk_follow_ups.open_ones(connection)] == ["b"]
        assert desk_follow_ups.done_since(connection, "2026-01-01T00:00:00Z") == ()
        assert desk_follow_ups.one(connection, "a") == replace(first, ending="set_aside")


def test_what_nothing_asked_for_any_more_is_open_again_once_it_is_asked_for(desk: Database) -> None:
    first = FollowUp("a", "r1", "safeguarding", "Tell", "2026-11-21T00:00:00Z", "rule", "guidance", "read")
    with desk.write() as connection:
        desk_follow_ups.add(connection, [first])
        desk_follow_ups.end(connection, ["a"], "not_asked")
        desk_follow_ups.add(connection, [replace(first, due="2026-11-22T00:00:00Z")])

    with desk.read() as connection:
        assert desk_follow_ups.open_ones(connection) == (replace(first, due="2026-11-22T00:00:00Z"),)


def test_only_what_is_open_and_booked_for_no_day_is_counted_again(desk: Database) -> None:
    first = FollowUp("a", "r1", "review", "Review", "2026-11-21", "rule", "local", "read")
    rows = [first, replace(first, id="b", booked="2026-11-30"), replace(first, id="c", done_at="2026-11-20")]
    with desk.write() as connection:
        desk_follow_ups.add(connection, rows)
        moved = [desk_follow_ups.count_again(connection, one.id, "2026-11-24") for one in rows]
        same = desk_follow_ups.count_again(connection, "a", "2026-11-24")
        found = desk_follow_ups.of_record(connection, "r1")

    assert (moved, same) == ([True, False, False], False)
    assert {one.id: one.due for one in found} == {"a": "2026-11-24", "b": "2026-11-21", "c": "2026-11-21"}


def test_what_is_still_due_is_asked_of_the_records_at_hand_alone(desk: Database) -> None:
    first = FollowUp("a", "r1", "support", "Support", "2026-11-21", "rule", "law", "read")
    done = replace(first, id="b", kind="told", done_at="now")
    other = replace(first, id="c", record="r2")
    with desk.write() as connection:
        desk_follow_ups.add(connection, [first, done, other])

    with desk.read() as connection:
        found = desk_follow_ups.open_kinds_of(connection, ["r1", *(f"x{number}" for number in range(600))])
        nothing = desk_follow_ups.open_kinds_of(connection, [])

    assert (found, nothing) == ((("r1", "support"),), ())
