from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from rrn_desktop.ledger.appending import About, EntryIdTaken, context_of, recipients_of
from rrn_desktop.ledger.headers import read_header
from rrn_desktop.ledger.opening import open_note
from rrn_desktop.ledger.sealing import SealedAlready, Submission, append_note, seal_entry, submit
from rrn_desktop.store import desk_drafts, desk_follow_ups, desk_ledger, desk_notices
from rrn_desktop.store.desk_drafts import DraftRow
from rrn_desktop.store.desk_follow_ups import FollowUp
from tests.rrn_desktop.ledger.house import ASHA, BEN, CANARY, House


def test_what_was_sealed_is_read_back_word_for_word_by_its_author_and_by_the_register(house: House) -> None:
    body = house.body()

    sealed = house.seal(body)

    assert house.open(sealed.entry_hash).body == body
    assert house.open(sealed.entry_hash, house.reader(ASHA)).body == body
    assert house.verify(opening=True).holds


def test_a_seal_frees_the_draft_and_keeps_and_closes_follow_ups_and_renews_the_notice_at_once(house: House) -> None:
    body = house.body()
    draft = DraftRow("d" * 26, ASHA, "incident", body.number, body.record, 1, "new", b"b", b"a", b"r", "now")
    old = FollowUp("old", body.record, "support", "Support", None, "r", "law", "read")
    new = FollowUp("new", body.record, "review", "Review", "2026-11-25T12:00:00+00:00", "r", "law", "read")
    with house.desk.write() as connection:
        desk_drafts.save_draft(connection, draft)
        desk_follow_ups.add(connection, [old])
        site = context_of(connection, house.roll)

    submission = Submission(body, recipients_of(house.roll, ASHA), draft.id, (new,), (("old", None),))
    sealed = submit(house.desk, house.store, site, house.signer(ASHA), submission, at=house.now)

    with house.desk.read() as connection:
        assert desk_drafts.open_row(connection, draft.id) is None
        assert desk_follow_ups.open_ones(connection) == (new,)
        notice = desk_notices.notice_of(connection, body.record)
    assert notice is not None
    assert notice.status == "complete"
    assert (sealed.seq, sealed.repeated, sealed.warning) == (1, False, None)
    assert (house.store / "desk.db-wal").stat().st_size == 0


def test_a_second_try_with_the_same_entry_adds_nothing(house: House) -> None:
    body = house.body()
    first = house.seal(body)

    second = house.seal(body)

    assert (second.entry_hash, second.repeated) == (first.entry_hash, True)
    with house.desk.read() as connection:
        assert desk_ledger.count(connection) == 1


def test_an_entry_id_used_for_something_else_is_refused(house: House) -> None:
    body = house.body()
    house.seal(body)
    other = house.body(entry=body.entry)

    with pytest.raises(EntryIdTaken):
        house.seal(other)

    assert house.verify().entries == 1


def test_a_version_that_is_not_the_next_one_is_refused_and_nothing_of_the_seal_is_kept(house: House) -> None:
    first = house.body()
    sealed = house.seal(first)
    house.seal(house.body(record=first.record, number=first.number, version=2, previous=sealed.entry_hash))
    late = house.body(record=first.record, number=first.number, version=2, previous=sealed.entry_hash)

    with pytest.raises(SealedAlready):
        house.seal(late, closes=("x",))

    assert house.verify(opening=True).entries == 2


def test_a_failure_after_the_entry_leaves_nothing_of_it(house: House) -> None:
    body = house.body()
    with house.desk.read() as connection:
        site = context_of(connection, house.roll)

    broken = Submission(body, recipients_of(house.roll, ASHA), None, ("no follow-up",))  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        submit(house.desk, house.store, site, house.signer(ASHA), broken, at=house.now)

    with house.desk.read() as connection:
        assert desk_ledger.count(connection) == 0


def test_a_clock_that_went_backwards_is_noted_and_not_mended(house: House) -> None:
    house.seal()
    house.now -= timedelta(hours=3)

    sealed = house.seal()

    with house.desk.read() as connection:
        rows = list(desk_ledger.rows_in_order(connection, house.roll.desk.id, 1))
    assert [row.kind for row in rows] == ["seal", "clock_back", "seal"]
    assert sealed.at == "2026-11-22T06:32:00Z"
    assert house.verify().holds


def test_details_of_a_note_are_sealed_and_its_header_holds_no_word_of_them(house: House) -> None:
    with house.desk.write() as connection:
        site = context_of(connection, house.roll)
        about = About("export")
        noted = append_note(
            connection,
            site,
            house.signer(ASHA),
            about,
            at=house.now,
            details={"why": CANARY},
            recipients=recipients_of(house.roll, ASHA),
        )

    stored = house.stored(noted.row.hash)

    assert open_note(stored, house.reader(ASHA), house.roll).details == {"why": CANARY}
    assert CANARY.encode() not in stored.row.header
    assert house.verify(opening=True).holds


def test_a_note_without_details_is_its_header_alone(house: House) -> None:
    with house.desk.write() as connection:
        site = context_of(connection, house.roll)
        noted = append_note(connection, site, house.signer(BEN), About("sign_in"), at=house.now)

    stored = house.stored(noted.row.hash)

    assert (stored.box, stored.wraps) == (None, ())
    assert read_header(stored.row.header).content_key is None


@pytest.mark.parametrize("kind", ["Ŵyn was upset", "View", "x", "a" * 40])
def test_no_word_fits_into_a_header(house: House, kind: str) -> None:
    with house.desk.read() as connection:
        site = context_of(connection, house.roll)

    with pytest.raises(msgspec.ValidationError), house.desk.write() as connection:
        append_note(connection, site, house.signer(ASHA), About(kind), at=house.now)

    assert house.verify().entries == 0


def test_a_seal_that_stands_is_not_called_failed_when_the_head_outside_can_not_be_written(house: House) -> None:
    (house.store / "head.json").unlink()
    (house.store / "head.json").mkdir()

    sealed = house.seal()

    assert sealed.warning is not None
    assert house.open(sealed.entry_hash).body.number == sealed.number


def test_what_is_sealed_to_nobody_is_refused(house: House) -> None:
    body = house.body()
    with house.desk.read() as connection:
        site = context_of(connection, house.roll)

    with pytest.raises(ValueError, match="nobody"), house.desk.write() as connection:
        seal_entry(connection, site, house.signer(ASHA), body, recipients=(), at=house.now)

    assert house.verify().entries == 0


def test_a_body_that_says_another_author_than_its_signer_is_refused(house: House) -> None:
    body = house.body(ASHA)
    with house.desk.read() as connection:
        site = context_of(connection, house.roll)
    submission = Submission(body, recipients_of(house.roll, ASHA))

    with pytest.raises(Exception, match="belongs to another entry"):
        submit(house.desk, house.store, site, replace(house.signer(BEN)), submission, at=house.now)

    assert house.verify().entries == 0
