from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rrn_desktop.clock import FixedClock
from rrn_desktop.errors import NoRight, NotFound, Refused, UserFacingError, WrongUsage
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys import slots
from rrn_desktop.services import accounts, directory, drafts, guests, membership, records, sealing
from rrn_desktop.services.session import Session
from rrn_desktop.services.setup_sheets import words_on
from rrn_desktop.services.signing_in import GuestTimeUp, sign_in
from rrn_desktop.services.verifying import verify_store
from rrn_desktop.store import desk_directory, desk_ledger
from tests.rrn_desktop.services.night import power_cut
from tests.rrn_desktop.services.school import AUTHOR, COLLEAGUE, LEAD, OFFICE, School, body, case, few, kept, stood

GUEST = "Sunita Rao"
JOB = "Agency teaching assistant"
UNTIL = datetime(2026, 5, 14, 18, 30, tzinfo=UTC)


@pytest.fixture
def shift(school: School) -> School:
    """The school with a colleague in charge of the shift."""
    membership.give_roles(school.enter(LEAD), COLLEAGUE, ("in_charge", "recorder"))
    school.leave()
    return school


def words_of(files: tuple[Path, ...]) -> str:
    return words_on(next(path for path in files if path.suffix == ".txt").read_text("utf-8"))


def let_in(shift: School, name: str = GUEST, until: datetime | None = UNTIL) -> str:
    """Let a guest in by who is in charge, and return their passphrase."""
    invited = guests.let_in(shift.enter(COLLEAGUE), name, JOB, until=until, out_dir=shift.store.parent / "sheets")
    shift.leave()
    return words_of(invited.files)


def enter_as_guest(shift: School, words: str, at: datetime | None = None, name: str = GUEST) -> Session:
    return sign_in(shift.store, name, words, clock=FixedClock(at or shift.at))


def test_a_guest_signs_in_with_the_words_on_their_sheet_records_and_signs(shift: School) -> None:
    words = let_in(shift)
    session = enter_as_guest(shift, words)

    sealed = sealing.seal(session, stood(session, case(1)), words)

    assert (session.member.job_title, session.member.roles) == (JOB, ("recorder",))
    assert records.show(session, str(sealed.number)).author_name == GUEST
    session.close()
    lead = shift.enter(LEAD)
    assert body(lead, str(sealed.number))["author_role"] == JOB


def test_the_sheet_says_until_when_a_guest_may_sign_in(shift: School, tmp_path: Path) -> None:
    invited = guests.let_in(shift.enter(COLLEAGUE), GUEST, JOB, until=UNTIL, out_dir=tmp_path / "o")

    text = next(path for path in invited.files if path.suffix == ".txt").read_text("utf-8")

    assert "You can sign in as a guest until" in text
    assert "19:30" in text
    assert len(words_on(text).split()) == 6
    assert all(path.stat().st_mode & 0o077 == 0 for path in invited.files)


def test_sheets_of_one_folder_do_not_replace_each_other(shift: School) -> None:
    out = shift.out
    there = sorted(path.name for path in out.iterdir())
    session = shift.enter(COLLEAGUE)

    for name in ("First Guest", "Second Guest"):
        guests.let_in(session, name, "", out_dir=out)

    assert len(list(out.iterdir())) == len(there) + 4
    for path in out.glob("first-passphrase-*"):
        path.unlink()


def test_without_an_end_a_guest_may_sign_in_for_fourteen_hours(shift: School) -> None:
    let_in(shift, until=None)

    (guest,) = guests.listing(shift.enter(COLLEAGUE))

    assert guest.until.instant() == shift.at + timedelta(hours=14)
    assert (guest.name, guest.job_title, guest.let_in_by, guest.state) == (GUEST, JOB, COLLEAGUE, "here")


def test_a_guest_whose_time_has_ended_is_told_so_and_nothing_else(shift: School) -> None:
    words = let_in(shift)

    for wrong_too in (UNTIL, UNTIL + timedelta(days=300)):
        with pytest.raises(GuestTimeUp) as refusal:
            enter_as_guest(shift, words, wrong_too)
        assert refusal.value.exit_code == 3
    with pytest.raises(UserFacingError) as wrong:
        enter_as_guest(shift, "wrong words that nobody has", UNTIL)

    assert wrong.value.code == "wrong_passphrase"
    assert GUEST not in refusal.value.what + refusal.value.next_step
    shift.enter(LEAD)  # the store was let go of


def test_a_guest_whose_time_ends_in_mid_sentence_finishes_and_signs(shift: School) -> None:
    words = let_in(shift)
    session = enter_as_guest(shift, words, UNTIL - timedelta(seconds=1))
    draft = stood(session, few())
    assert not guests.ended(session)

    session.held = replace(session.held, clock=FixedClock(UNTIL + timedelta(minutes=20)))
    typed = drafts.save(session, replace(draft, answers=case(1)))
    sealed = sealing.seal(session, typed, words)

    assert guests.ended(session)
    assert records.show(session, str(sealed.number)).version == 1
    session.close()
    with pytest.raises(GuestTimeUp):
        enter_as_guest(shift, words, UNTIL + timedelta(minutes=21))


def test_nobody_but_a_guest_is_told_that_their_time_has_ended(shift: School) -> None:
    session = shift.enter(AUTHOR, UNTIL + timedelta(days=3))

    assert not guests.ended(session)


def test_what_a_guest_left_unfinished_is_there_when_they_are_given_more_time(shift: School) -> None:
    words = let_in(shift)
    session = enter_as_guest(shift, words)
    draft = kept(session, few())
    session.close()
    late = UNTIL + timedelta(hours=1)

    (ended,) = guests.listing(shift.enter(COLLEAGUE, late))
    renewed = guests.renew(shift.enter(COLLEAGUE, late), GUEST)

    assert (ended.state, ended.unfinished) == ("ended", 1)
    assert (renewed.state, renewed.until.instant()) == ("here", late + timedelta(hours=14))
    shift.leave()
    again = enter_as_guest(shift, words, late)
    assert drafts.open_draft(again, draft.id).answers.get("place") == "Hall"
    again.close()


def test_a_closed_guest_signs_in_no_more_and_what_they_sealed_stands(shift: School) -> None:
    words = let_in(shift)
    session = enter_as_guest(shift, words)
    sealed = sealing.seal(session, stood(session, case(1)), words)
    session.close()

    closed = guests.close(shift.enter(COLLEAGUE), GUEST.upper())

    assert closed.state == "closed"
    assert guests.listing(shift.enter(COLLEAGUE)) == ()
    assert [one.state for one in guests.listing(shift.enter(COLLEAGUE), with_closed=True)] == ["closed"]
    assert records.show(shift.enter(LEAD), str(sealed.number)).author_name == GUEST
    shift.leave()
    with pytest.raises(NoRight, match="closed"):
        enter_as_guest(shift, words)


def test_a_guest_who_comes_back_another_week_is_let_in_anew_under_their_name(shift: School) -> None:
    first = let_in(shift)
    guests.close(shift.enter(COLLEAGUE), GUEST)
    shift.leave()

    second = let_in(shift)

    session = enter_as_guest(shift, second)
    (guest,) = guests.listing(session)
    assert session.member.id == guest.id
    session.close()
    with pytest.raises(UserFacingError):
        enter_as_guest(shift, first)


def test_a_name_that_someone_here_has_is_refused_and_an_ended_guest_is_pointed_to(shift: School) -> None:
    let_in(shift)
    out = shift.store.parent / "more"

    with pytest.raises(Refused, match="Someone of that name"):
        guests.let_in(shift.enter(COLLEAGUE), f" {GUEST.lower()}", "", out_dir=out)
    with pytest.raises(Refused, match="time has ended"):
        guests.let_in(shift.enter(COLLEAGUE, UNTIL), GUEST, "", out_dir=out)
    with pytest.raises(Refused, match="Someone of that name"):
        guests.let_in(shift.enter(COLLEAGUE), LEAD, "", out_dir=out)

    assert not out.exists()


@pytest.mark.parametrize("who", [LEAD, OFFICE, COLLEAGUE])
def test_leads_administrators_and_who_is_in_charge_let_guests_in_and_out(shift: School, who: str) -> None:
    session = shift.enter(who)

    guests.let_in(session, GUEST, JOB, until=UNTIL, out_dir=shift.store.parent / "o")
    guests.renew(session, GUEST, UNTIL + timedelta(hours=2))
    closed = guests.close(session, GUEST)

    assert guests.may_let_in(session)
    assert (closed.state, closed.let_in_by) == ("closed", who)


def test_a_guest_and_an_ordinary_recorder_let_nobody_in_and_give_no_time(shift: School) -> None:
    words = let_in(shift)
    out = shift.store.parent / "more"
    attempts: tuple[Callable[[Session], object], ...] = (
        lambda session: guests.let_in(session, "Another Guest", "", out_dir=out),
        lambda session: guests.renew(session, GUEST),
        lambda session: guests.close(session, GUEST),
        lambda session: membership.invite(session, "Another", "", ("recorder",), out),
        lambda session: membership.new_keys(session, LEAD, out),
    )
    entries: tuple[Callable[[], Session], ...] = (
        lambda: enter_as_guest(shift, words),
        lambda: shift.enter(AUTHOR),
    )
    for enter in entries:
        session = enter()
        for attempt in attempts:
            with pytest.raises(NoRight):
                attempt(session)
        assert not guests.may_let_in(session)
        session.close()
    shift.leave()

    assert not out.exists()
    assert [one.state for one in guests.listing(shift.enter(LEAD))] == ["here"]


def test_who_is_in_charge_closes_no_account_but_a_guests(shift: School) -> None:
    session = shift.enter(COLLEAGUE)

    with pytest.raises(Refused, match="guest"):
        guests.close(session, AUTHOR)
    with pytest.raises(NoRight):
        membership.leave(session, AUTHOR)
    with pytest.raises(NotFound):
        guests.close(session, "Nobody Here")

    assert [member.active for member in directory.members(session)] == [True] * 4


def test_a_guest_does_not_become_a_member_by_a_role(shift: School) -> None:
    let_in(shift)
    session = shift.enter(LEAD)

    with pytest.raises(Refused, match="guest"):
        membership.give_roles(session, GUEST, ("lead",))

    assert session.held.roll.members[guests.listing(session)[0].id].roles == ("recorder",)


@pytest.mark.parametrize("end", [timedelta(0), timedelta(seconds=-1), timedelta(days=7, seconds=1)])
def test_an_end_that_is_past_or_far_away_is_refused(shift: School, end: timedelta) -> None:
    let_in(shift)
    session, out = shift.enter(COLLEAGUE), shift.store.parent / "more"

    with pytest.raises(Refused, match="seven days"):
        guests.let_in(session, "Another Guest", "", until=shift.at + end, out_dir=out)
    with pytest.raises(Refused, match="seven days"):
        guests.renew(session, GUEST, shift.at + end)

    assert not out.exists()


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("19:30", datetime(2026, 5, 14, 18, 30, tzinfo=UTC)),
        (" 07:15 ", datetime(2026, 5, 15, 6, 15, tzinfo=UTC)),
        ("17:00", datetime(2026, 5, 15, 16, 0, tzinfo=UTC)),
        ("2026-05-16 08:00", datetime(2026, 5, 16, 7, 0, tzinfo=UTC)),
        ("2026-05-16T08:00", datetime(2026, 5, 16, 7, 0, tzinfo=UTC)),
        ("2026-05-16T08:00:00Z", datetime(2026, 5, 16, 8, 0, tzinfo=UTC)),
    ],
)
def test_an_end_is_typed_as_a_time_on_the_wall(shift: School, text: str, end: datetime) -> None:
    assert guests.until_typed(shift.enter(COLLEAGUE), text) == end


def test_an_end_on_the_night_when_an_hour_comes_twice_is_the_later_one(shift: School) -> None:
    session = shift.enter(COLLEAGUE, datetime(2026, 10, 24, 20, 0, tzinfo=UTC))

    end = guests.until_typed(session, "01:30")

    assert end == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "soon", "25:00", "7", "2026-02-30 08:00", "2026-05-16", "2027-03-28 01:30", "9999-12-31T24:00Z"]
)
def test_an_end_that_can_not_be_read_is_refused_with_a_sentence(shift: School, text: str) -> None:
    with pytest.raises(WrongUsage, match="can't be read"):
        guests.until_typed(shift.enter(COLLEAGUE), text)


def test_letting_a_guest_in_and_out_is_kept_in_the_ledger_without_a_name(shift: School) -> None:
    session = shift.enter(COLLEAGUE)
    guests.let_in(session, GUEST, JOB, until=UNTIL, out_dir=shift.store.parent / "o")
    guests.close(session, GUEST)

    with session.held.desk.read() as connection:
        rows = desk_ledger.rows_of_member(connection, session.member.id, "roll")

    assert len(rows) == 2
    assert GUEST.encode() not in b"".join(row.header for row in rows)
    assert GUEST not in (shift.store / "keyring.json").read_text("utf-8")


def test_who_is_marked_in_charge_alone_is_a_recorder_as_well(shift: School) -> None:
    session = shift.enter(LEAD)

    changed = membership.give_roles(session, AUTHOR, ("in_charge",)).member

    assert set(changed.roles) == {"in_charge", "recorder"}
    assert guests.may_let_in(shift.enter(AUTHOR))


STEPS: dict[str, tuple[object, str]] = {
    "the sheet": (accounts, "write_sheet"),
    "the key file": (slots, "save_slot"),
    "the keyring": (keyrings, "save"),
    "the name": (desk_directory, "put_member"),
    "the entry": (accounts, "log"),
}


@pytest.mark.parametrize("step", STEPS)
def test_letting_in_that_is_cut_short_is_done_by_trying_again(
    shift: School, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with power_cut(monkeypatch, *STEPS[step]):
        let_in(shift)
    shift.leave()
    if GUEST in [one.name for one in guests.listing(shift.enter(COLLEAGUE))]:
        guests.close(shift.enter(COLLEAGUE), GUEST)
    shift.leave()

    session = enter_as_guest(shift, let_in(shift))

    assert session.member.name == GUEST
    session.close()
    assert verify_store(shift.enter(LEAD)).holds
