from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3.dbapi2 import IntegrityError

from rrn_desktop.store import (
    desk_cards,
    desk_closures,
    desk_drafts,
    desk_follow_ups,
    desk_helped,
    desk_inbox,
    desk_ledger,
    desk_notices,
    desk_seen,
    register_attached,
)
from rrn_desktop.store.connection import Database
from rrn_desktop.store.desk_cards import Card
from rrn_desktop.store.desk_closures import Closure
from rrn_desktop.store.desk_drafts import DraftRow
from rrn_desktop.store.desk_follow_ups import FollowUp
from rrn_desktop.store.desk_helped import Helped
from rrn_desktop.store.desk_inbox import InboxSeen
from rrn_desktop.store.desk_ledger import LedgerRow, StoredEntry, Wrap
from rrn_desktop.store.desk_notices import Notice
from rrn_desktop.store.register_attached import AttachedRow

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
WEEKEND = Closure("c1", "closure", "2026-12-25", "2026-12-28", "Christmas")
ON_A_DESK = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)

FOLLOW_UPS = st.builds(
    FollowUp,
    id=st.text("abcdef", min_size=8, max_size=8),
    record=TEXT,
    kind=TEXT,
    what=TEXT,
    due=st.none() | st.just("2026-11-21T00:00:00+00:00"),
    rule=TEXT,
    rule_kind=TEXT,
    trust=TEXT,
    clock=TEXT,
    actor=st.sampled_from(["anyone", "lead"]),
    form=TEXT,
    proposal=st.booleans(),
    booked=st.none() | st.just("2026-11-25T10:00:00+00:00"),
)


def entry(seq: int, kind: str, record: str | None, number: str | None = None, **more: object) -> LedgerRow:
    values: dict[str, object] = {
        "device": "d", "segment": 1, "seq": seq, "prev": f"hash{seq - 1}", "hash": f"hash{seq}", "header": b"h",
        "signature": b"s", "kind": kind, "entry": f"entry{seq}", "record": record, "number": number, "version": None,
        "member": "asha", "at": f"2026-11-22T09:{seq:02d}:00Z",
    }  # fmt: skip
    return LedgerRow(**{**values, **more})  # type: ignore[arg-type]


ROWS = (
    entry(1, "sign_in", None, member="lead"),
    entry(2, "notice", "r1", "N1"),
    entry(3, "seal", "r1", "N1", version=1),
    entry(4, "addition", "r1", "N1", member="ben"),
    entry(5, "support", "s1", "N1", version=1, member="cerys"),
    entry(6, "view", "s1", "N1", version=1, member="lead"),
    entry(7, "taken_in", "r2", "N2", version=1),
    entry(8, "taken_in", "r2", "N2"),
    entry(9, "you_said", "r1", "N1", member="lead"),
    entry(10, "sign_in", None, member="asha"),
)


@pytest.fixture
def ledger(desk: Database) -> Database:
    with desk.write() as connection:
        for row in ROWS:
            to = ("register/1", "ben") if row.kind in {"addition", "you_said"} else ("register/1",)
            wraps = tuple(Wrap(who, "suite", b"w") for who in to)
            desk_ledger.append(connection, StoredEntry(row, b"box", wraps))
    return desk


def seqs(entries: tuple[StoredEntry, ...]) -> list[int]:
    return [stored.row.seq for stored in entries]


@ON_A_DESK
@given(FOLLOW_UPS)
def test_a_follow_up_is_read_back_as_it_was_kept(desk: Database, follow_up: FollowUp) -> None:
    with desk.write() as connection:
        desk_follow_ups.add(connection, [follow_up])
        found = desk_follow_ups.one(connection, follow_up.id)
        connection.exec_driver_sql("DELETE FROM follow_ups")

    assert found == follow_up


def test_nobody_but_anyone_or_a_lead_is_given_a_follow_up(desk: Database) -> None:
    stranger = FollowUp("a", "r", "k", "w", None, "r", "law", "read", actor="everyone")

    with pytest.raises(IntegrityError), desk.write() as connection:
        desk_follow_ups.add(connection, [stranger])


def test_a_follow_up_is_booked_only_while_it_is_due(desk: Database) -> None:
    review = FollowUp("a", "r1", "review", "Review", None, "r", "local", "read")
    with desk.write() as connection:
        desk_follow_ups.add(connection, [review])
        was_due = desk_follow_ups.book(connection, "a", "2026-11-25T10:00:00+00:00")
        desk_follow_ups.close(connection, ["a"], "2026-11-24T09:00:00Z")
        is_due = desk_follow_ups.book(connection, "a", "2026-12-01T10:00:00+00:00")
        booked = desk_follow_ups.one(connection, "a")

    assert (was_due, is_due) == (True, False)
    assert booked is not None
    assert booked.booked == "2026-11-25T10:00:00+00:00"


def test_what_was_done_lately_is_told_by_the_moment_and_not_by_its_spelling(desk: Database) -> None:
    done = {"a": "2026-11-20T23:30:00Z", "b": "2026-11-21T00:10:00+01:00", "c": "2026-11-21T00:00:00+00:00"}
    with desk.write() as connection:
        for identity, at in done.items():
            desk_follow_ups.add(connection, [FollowUp(identity, "r", "k", "w", None, "r", "law", "read")])
            desk_follow_ups.close(connection, [identity], at)

    with desk.read() as connection:
        lately = desk_follow_ups.done_since(connection, "2026-11-21T00:30:00+01:00")

    assert [one.id for one in lately] == ["c", "a"]


def test_what_is_due_of_some_kinds_is_told_apart(desk: Database) -> None:
    support = FollowUp("a", "r1", "support", "Support", None, "r", "law", "read")
    others = (replace(support, id="b", kind="review"), replace(support, id="c", record="r2"))
    with desk.write() as connection:
        desk_follow_ups.add(connection, [support, *others])

    with desk.read() as connection:
        found = desk_follow_ups.open_of_kinds(connection, "r1", ("support", "told"))
        nothing = desk_follow_ups.open_of_kinds(connection, "r1", ())

    assert (found, nothing) == ((support,), ())


def test_a_notice_says_whether_its_writer_signed(desk: Database) -> None:
    notice = Notice("r1", "", "Ŵyn", "2026", "Hall", ("a",), "Mensah", "n", "w", "t", "writing", "1", False)
    with desk.write() as connection:
        stood = desk_notices.stand(connection, notice, "B", 2026)
        desk_notices.renew(connection, replace(stood, writer_signed=True))

    with desk.read() as connection:
        assert stood.writer_signed is False
        assert desk_notices.notice_of(connection, "r1") == replace(stood, writer_signed=True)


def test_drafts_left_behind_are_found_by_the_moment_they_were_saved_at(desk: Database) -> None:
    draft = DraftRow("d1", "asha", "incident", None, "r1", 1, "new", b"b", b"a", b"r", "2026-10-25T01:30:00+01:00")
    later = replace(draft, id="d2", saved_at="2026-10-25T01:10:00+00:00")
    with desk.write() as connection:
        for one in (later, draft):
            desk_drafts.save_draft(connection, one)

    with desk.read() as connection:
        assert desk_drafts.all_left(connection, "2026-10-25T01:00:00Z") == (draft,)
        assert desk_drafts.all_left(connection, "2026-10-25T01:11:00Z") == (draft, later)


def test_a_card_takes_the_place_of_the_one_before(desk: Database) -> None:
    card = Card("p1", "p" * 26, "Ŵyn", "Singing", "Do not hurry", "", 1, "Asha", "2026-11-22", "r1", "h1")
    newer = replace(card, helps="Singing, and space", version=2, hash="h2")
    with desk.write() as connection:
        desk_cards.publish(connection, card)
        desk_cards.publish(connection, newer)

    with desk.read() as connection:
        assert desk_cards.card_of(connection, "p1") == newer
        assert desk_cards.card_of(connection, "p2") is None
    assert "Ŵyn" not in repr(card)
    assert "Singing" not in repr(card)


def test_what_helped_is_listed_from_a_day_on_the_latest_first(desk: Database) -> None:
    lines = [Helped(f"h{day}", "p1", "Ŵyn", "Sang", f"2026-11-{day:02d}", "Asha") for day in (5, 7, 6)]
    with desk.write() as connection:
        for line in (*lines, replace(lines[0], helped="Something else"), replace(lines[0], hash="x", person_key="p2")):
            desk_helped.put(connection, line)

    with desk.read() as connection:
        assert desk_helped.of_person(connection, "p1") == (lines[1], lines[2], lines[0])
        assert desk_helped.of_person(connection, "p1", "2026-11-06") == (lines[1], lines[2])
    assert "Sang" not in repr(lines[0])


def test_what_a_member_has_seen_is_theirs_alone(desk: Database) -> None:
    with desk.write() as connection:
        for entry_hash in ("h1", "h2", "h1"):
            desk_seen.see(connection, "asha", entry_hash)

    with desk.read() as connection:
        assert desk_seen.seen_by(connection, "asha") == {"h1", "h2"}
        assert desk_seen.seen_by(connection, "ben") == frozenset()


def test_closures_and_terms_are_listed_changed_and_taken_away(desk: Database) -> None:
    term = Closure("t1", "term", "2026-09-01", "2026-12-18", "Autumn")
    with desk.write() as connection:
        for one in (WEEKEND, term, replace(term, end="2026-12-19")):
            desk_closures.put(connection, one)

    with desk.write() as connection:
        assert desk_closures.listing(connection) == (replace(term, end="2026-12-19"), WEEKEND)
        assert desk_closures.listing(connection, "closure") == (WEEKEND,)
        assert desk_closures.remove(connection, "c1")
        assert not desk_closures.remove(connection, "c1")
        assert desk_closures.listing(connection, "closure") == ()


@pytest.mark.parametrize("wrong", [{"kind": "party"}, {"end": "2026-12-24"}])
def test_a_closure_that_ends_before_it_starts_or_is_of_no_kind_is_refused(
    desk: Database, wrong: dict[str, str]
) -> None:
    with pytest.raises(IntegrityError), desk.write() as connection:
        desk_closures.put(connection, replace(WEEKEND, **wrong))  # type: ignore[arg-type]


def test_neither_revision_nor_number_of_an_inbox_file_goes_back(desk: Database) -> None:
    first = InboxSeen("i1", "r1", None, 2, "writing")
    with desk.write() as connection:
        for one in (
            first,
            replace(first, number="N1", revision=3),
            replace(first, revision=1),
            replace(first, revision=4, state="sealed"),
        ):
            desk_inbox.see(connection, one)

    with desk.read() as connection:
        assert desk_inbox.seen(connection, "i1") == InboxSeen("i1", "r1", "N1", 4, "sealed")
        assert desk_inbox.all_seen(connection) == (InboxSeen("i1", "r1", "N1", 4, "sealed"),)
        assert desk_inbox.seen(connection, "i2") is None


def test_versions_are_told_from_what_was_taken_in_as_an_addition(ledger: Database) -> None:
    with ledger.read() as connection:
        assert seqs(desk_ledger.by_number(connection, "N1")) == [3]
        assert seqs(desk_ledger.by_number(connection, "N2")) == [7]
        assert seqs(desk_ledger.by_record(connection, "r2")) == [7]
        assert seqs(desk_ledger.by_record(connection, "s1")) == [5]
        assert seqs(desk_ledger.by_number(connection, "N1", "support", "addition")) == [4, 5]
        assert seqs(desk_ledger.by_kinds(connection, "r2", ("taken_in",))) == [7, 8]
        assert desk_ledger.by_kinds(connection, "r2", ()) == ()


def test_entries_that_are_addressed_to_someone_come_the_latest_first(ledger: Database) -> None:
    with ledger.read() as connection:
        assert seqs(desk_ledger.entries_for(connection, "ben", ("addition", "you_said"))) == [9, 4]
        assert seqs(desk_ledger.entries_for(connection, "ben", ("you_said",))) == [9]
        assert desk_ledger.entries_for(connection, "cerys", ("you_said",)) == ()


def test_who_signed_in_last_of_some_members_is_known(ledger: Database) -> None:
    with ledger.read() as connection:
        assert desk_ledger.last_sign_in(connection, ("lead",)) == "2026-11-22T09:01:00Z"
        assert desk_ledger.last_sign_in(connection, ("lead", "asha")) == "2026-11-22T09:10:00Z"
        assert desk_ledger.last_sign_in(connection, ("ben",)) is None
        assert desk_ledger.last_sign_in(connection, ()) is None


def test_a_number_leads_to_its_incident_and_not_to_what_was_written_about_it(ledger: Database) -> None:
    with ledger.read() as connection:
        assert desk_ledger.record_of_number(connection, "N1") == "r1"
        assert desk_ledger.record_of_number(connection, "N2") == "r2"
        assert desk_ledger.record_of_number(connection, "N3") is None


def test_who_recorded_something_about_an_incident_is_known_and_who_only_read_is_not(ledger: Database) -> None:
    with ledger.read() as connection:
        assert {row.member for row in desk_ledger.recorded_about(connection, "r1")} == {"asha", "ben", "cerys"}
        assert desk_ledger.recorded_about(connection, "r3") == ()


def test_more_entries_than_one_statement_can_ask_for_are_read(desk: Database) -> None:
    with desk.write() as connection:
        for seq in range(1, 1202):
            row = entry(seq, "you_said", "r1", "N1")
            desk_ledger.append(connection, StoredEntry(row, b"box", (Wrap("ben", "suite", b"w"),)))

    with desk.read() as connection:
        found = desk_ledger.entries_for(connection, "ben", ("you_said",))

    assert len(found) == 1201
    assert all(stored.box == b"box" and len(stored.wraps) == 1 for stored in found)


@pytest.mark.parametrize("kind", ["taken_in", "support", "review", "good_day", "card"])
def test_a_version_of_any_record_is_entered_once(desk: Database, kind: str) -> None:
    with desk.write() as connection:
        desk_ledger.append(connection, StoredEntry(entry(1, kind, "r1", version=1)))

    with pytest.raises(IntegrityError, match="UNIQUE"), desk.write() as connection:
        desk_ledger.append(connection, StoredEntry(entry(2, kind, "r1", version=1)))


def test_what_was_attached_is_kept_once_and_read_in_order_of_time(register: Database) -> None:
    row = AttachedRow("h1", "r1", "N1", "told", "addition", "2026-10-25T01:30:00+01:00", "asha", "Asha", "t3",
                      b"body", b"s", b"header", b"hs")  # fmt: skip
    rows = (
        row,
        replace(row, hash="h2", happened="2026-10-25T01:10:00+00:00"),
        replace(row, hash="h3", happened="", at="2026-10-25T00:45:00Z"),
        replace(row, hash="h4", record="r2"),
    )
    with register.write() as connection:
        register_attached.put(connection, rows)
        register_attached.put(connection, [replace(row, form="observation")])
        register_attached.put(connection, [])

    with register.read() as connection:
        assert register_attached.of_record(connection, "r1") == (rows[0], rows[2], rows[1])
        assert register_attached.of_record(connection, "r3") == ()
    assert "Asha" not in repr(row)
