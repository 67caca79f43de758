"""Sessions that cross: writers without an account beside others, guests past their end, clocks put back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rrn_desktop.clock import FixedClock, WallTime
from rrn_desktop.errors import NotFound
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.validation import PROMPT
from rrn_desktop.services import (
    additions,
    drafts,
    guests,
    inbox,
    inbox_items,
    inbox_phrases,
    notices,
    records,
    sealing,
    support,
    taking_in,
    today,
)
from rrn_desktop.services.inbox_draft import InboxDraft
from rrn_desktop.services.inbox_items import paths
from rrn_desktop.services.intake import TAKEN_IN
from rrn_desktop.services.session import Session
from rrn_desktop.services.setup_sheets import words_on
from rrn_desktop.services.signing_in import sign_in
from tests.bad_days.days import ROOT, refusal, wait_for
from tests.torture.cutting import look
from tests.torture.deed import rows
from tests.torture.deeds import DEEDS
from tests.torture.deeds_of_inbox import correction
from tests.torture.deeds_of_staff import support_answers, told_answers
from tests.torture.place import (
    DAY,
    NEXT_DAY,
    NUMBER,
    Place,
    begun_in_inbox,
    filled,
    handed_in,
    make_place,
    noticed,
    over,
    record_answers,
    sealed_incident,
    who_when_where,
    words,
)

Enter = Callable[[datetime], Session]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_place(tmp_path)


def assert_all_holds(place: Place) -> None:
    assert look(DEEDS["good day"], place).broken == ()


def begun(place: Place, name: str) -> InboxDraft:
    draft = inbox.begin(place.store, name, "Agency", clock=FixedClock(DAY))
    return inbox.save(replace(draft, answers=who_when_where(place)))


def test_someone_without_an_account_writes_and_hands_in_while_another_is_signed_in_and_typing(place: Place) -> None:
    with place.entered("author") as session:
        draft = noticed(session, place)
        handed_in(place)
        typed = drafts.save(session, draft)
        taken = taking_in.take_in(session)
        done = sealing.seal(session, typed, place.passphrase("author"), first=True)

    assert [(one.number, one.state) for one in taken] == [("2026-A-002", "sealed")]
    assert done.number == NUMBER
    assert_all_holds(place)


def test_someone_without_an_account_writes_while_another_process_holds_the_store(tmp_path: Path, store: Path) -> None:
    said = tmp_path / "said"
    with said.open("wb") as out:
        command = [sys.executable, "-m", "tests.torture.writers", str(store), "typing"]
        writer = subprocess.Popen(command, cwd=ROOT, stdout=out)
    try:
        wait_for(said, "kept save")
        draft = handed_in(Place(tmp_path))
        still_running = writer.poll() is None
    finally:
        writer.kill()
        writer.wait()

    assert still_running
    assert [path.stem for path in paths(store)] == [draft.id]


def test_two_without_an_account_write_at_the_same_time_and_each_keeps_every_word(place: Place) -> None:
    both = [begun(place, name) for name in ("First Writer", "Second Writer")]

    def typing(draft: InboxDraft) -> InboxDraft:
        for count in range(12):
            draft = inbox.save(replace(draft, answers=draft.answers.with_answer("before", f"{draft.name} {count}")))
        return draft

    with ThreadPoolExecutor(2) as hands:
        last = list(hands.map(typing, both))
    again = [inbox.carry_on(place.store, draft.phrase or "", clock=FixedClock(DAY)) for draft in both]

    assert [draft.answers.get("before") for draft in again] == ["First Writer 11", "Second Writer 11"]
    assert [draft.revision for draft in again] == [draft.revision for draft in last] == [13, 13]


def test_two_without_an_account_get_different_words_and_numbers_for_the_same_incident(place: Place) -> None:
    first, second = begun_in_inbox(place), begun_in_inbox(place)

    for draft in (first, second):
        inbox.seal(draft, first=True)
    with place.entered("colleague") as session:
        listed = notices.listing(session)

    assert sorted(str(one.number) for one in listed) == ["2026-A-001", "2026-A-002"]
    assert {one.person for one in listed} == {place.names.person}
    assert_all_holds(place)


def test_the_same_words_in_two_windows_hand_in_once(place: Place) -> None:
    draft = begun_in_inbox(place)
    windows = [inbox.carry_on(place.store, place.phrase, clock=FixedClock(DAY)) for _ in range(2)]

    inbox.seal(windows[0], first=True)
    refused = refusal(lambda: inbox.save(replace(windows[1], answers=record_answers(place))))
    with place.entered("colleague") as session:
        taken = [row.entry for row in rows(session, TAKEN_IN)]

    assert "safe" in refused["safe"]
    assert taken == [draft.id]


@pytest.mark.parametrize("step", [(inbox_phrases, "keep"), (inbox_items, "put")])
def test_a_correction_whose_first_save_is_cut_off_is_begun_once(
    place: Place, monkeypatch: pytest.MonkeyPatch, step: tuple[object, str]
) -> None:
    handed_in(place)
    with monkeypatch.context() as patch:
        patch.setattr(*step, _cut)
        with pytest.raises(KeyboardInterrupt):
            inbox.save(inbox.add_to(place.store, place.phrase, clock=FixedClock(DAY)))

    draft = inbox.add_to(place.store, place.phrase, clock=FixedClock(DAY))
    inbox.seal(replace(draft, answers=over("correction", draft.answers, correction(place))))
    with place.entered("lead") as session:
        added = additions.of_number(session, NUMBER)

    assert [one.form for one in added] == ["correction"]
    assert paths(place.store) == ()


@pytest.mark.parametrize("form", ["told", "support"])
def test_a_guest_whose_time_ends_while_adding_something_keeps_the_draft_and_may_sign_it(
    place: Place, form: str
) -> None:
    sealed_incident(place)
    with place.entered("colleague") as session:
        end = NEXT_DAY + timedelta(hours=2)
        sheet = guests.let_in(session, place.names.guest, "", until=end, out_dir=place.sheets).files
    phrase = words_on(next(path for path in sheet if path.suffix == ".txt").read_text("utf-8"))
    guest = sign_in(place.store, place.names.guest, phrase, clock=FixedClock(end - timedelta(minutes=1)))
    begun = support.begin(guest, NUMBER) if form == "support" else additions.begin(guest, form, NUMBER)
    said = support_answers(place) if form == "support" else told_answers(place)

    guest.held = replace(guest.held, clock=FixedClock(end + timedelta(minutes=20)))
    over_now = guests.ended(guest)
    kept = drafts.save(guest, filled(begun, said))
    sealed = sealing.seal(guest, drafts.open_draft(guest, kept.id), phrase)
    guest.close()
    refused = refusal(
        lambda: sign_in(place.store, place.names.guest, phrase, clock=FixedClock(end + timedelta(minutes=21)))
    )

    assert over_now
    assert sealed.number == NUMBER
    assert refused["code"] == "guest_time_up"
    assert_all_holds(place)


@pytest.mark.parametrize("back", [timedelta(minutes=15), timedelta(days=1), timedelta(days=400)])
def test_a_clock_that_goes_back_between_writing_and_taking_in_loses_nothing(place: Place, back: timedelta) -> None:
    handed_in(place, DAY)

    with place.entered("colleague", DAY - back) as session:
        shown = today.today(session)
        number = [row.number for row in rows(session, TAKEN_IN)]
    with place.entered("lead", DAY - back) as session:
        found = records.show(session, str(number[0]))
        confirmed = taking_in.confirm(session, str(number[0]), place.passphrase("lead"))
        waiting = taking_in.unconfirmed(session)

    assert [one.number for one in shown.notices] == number
    assert (found.author_name, found.answers.get("before")) == (place.names.writer, words("inbox"))
    assert not confirmed.late
    assert waiting == ()
    assert_all_holds(place)


def test_words_still_lead_back_when_the_clock_went_back_a_day(place: Place) -> None:
    draft = begun_in_inbox(place)

    carried = inbox.carry_on(place.store, place.phrase, clock=FixedClock(DAY - timedelta(days=1)))
    kept = inbox.save(replace(carried, answers=carried.answers.with_answer("before", words("earlier"))))
    inbox.seal(kept, first=True)
    with place.entered("lead") as session:
        shown = records.show(session, NUMBER)

    assert carried.answers == draft.answers
    assert shown.answers.get("before") == words("earlier")


def test_a_pc_whose_clock_lost_years_keeps_nobody_without_an_account_from_handing_in(place: Place) -> None:
    flat_battery = FixedClock(DAY - timedelta(days=2000))
    new = inbox.save(inbox.begin(place.store, place.names.writer, "", clock=flat_battery))
    draft = replace(new, answers=who_when_where(place))
    notice = inbox.proposed(draft)
    assert notice is not None

    prompts = [one.code for one in inbox.problems(draft) if one.question == "started" and one.kind == PROMPT]
    inbox.seal(inbox.stand(draft, notice), first=True)
    with place.entered("lead") as session:
        shown = records.show(session, NUMBER)

    assert prompts == ["in_the_future"]
    assert shown.answers.get("started") == draft.answers.get("started")


def test_a_time_still_to_come_is_refused_where_the_clock_is_not_in_doubt(place: Place) -> None:
    draft = begun_in_inbox(place)
    later = draft.answers.with_answer("started", WallTime("2026-05-15T15:00", "+01:00", "Europe/London"))

    refused = refusal(lambda: inbox.seal(replace(draft, answers=later), first=True))

    assert refused["code"] == "answers_refused"


def twice_an_hour(offset: str) -> WallTime:
    return WallTime("2026-10-25T01:30", offset, "Europe/London")


def test_support_and_told_in_the_hour_that_comes_twice_keep_their_own_hour_and_order(place: Place) -> None:
    morning = datetime(2026, 10, 25, 9, tzinfo=UTC)
    sealed_incident(place)
    with place.entered("author", morning) as session:
        for offset in ("+00:00", "+01:00"):
            told = filled(additions.begin(session, "told", NUMBER), told_answers(place))
            said = drafts.save(session, replace(told, answers=told.answers.with_answer("when", twice_an_hour(offset))))
            sealing.seal(session, said, place.passphrase("author"))
        checked = filled(support.begin(session, NUMBER), support_answers(place))
        answers = checked.answers.with_answer("checked_at", twice_an_hour("+00:00"))
        sealing.seal(session, drafts.save(session, replace(checked, answers=answers)), place.passphrase("author"))

    with place.entered("lead", morning) as session:
        added = additions.of_number(session, NUMBER)
        support_shown = records.show(session, NUMBER, form="support")

    assert [one.happened_at for one in added] == ["2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00+00:00"]
    assert support_shown.answers.get("checked_at") == twice_an_hour("+00:00")
    assert_all_holds(place)


def test_a_told_time_that_the_clocks_jumped_over_is_refused_and_the_draft_is_safe(place: Place) -> None:
    sealed_incident(place)
    spring = WallTime("2027-03-28T01:30", "+00:00", "Europe/London")
    with place.entered("author", datetime(2027, 3, 28, 9, tzinfo=UTC)) as session:
        told = filled(additions.begin(session, "told", NUMBER), told_answers(place))
        draft = drafts.save(session, replace(told, answers=told.answers.with_answer("when", spring)))

        refused = refusal(lambda: sealing.seal(session, draft, place.passphrase("author")))
        kept = drafts.open_draft(session, draft.id).answers

    assert refused["code"] == "answers_refused"
    assert kept == draft.answers


def test_the_draft_of_one_stays_theirs_while_another_signs_in_and_does_the_same(place: Place) -> None:
    sealed_incident(place)
    with place.entered("author") as session:
        mine = drafts.save(session, filled(support.begin(session, NUMBER), support_answers(place)))
    with place.entered("colleague") as session:
        seen = drafts.mine(session)
        named = support.in_progress(session, NUMBER)
        with pytest.raises(NotFound):
            drafts.open_draft(session, mine.id)
        theirs = drafts.save(session, filled(support.begin(session, NUMBER), support_answers(place)))
        first = sealing.seal(session, theirs, place.passphrase("colleague"))
    with place.entered("author") as session:
        again = support.begin(session, NUMBER)
        second = sealing.seal(session, again, place.passphrase("author"))

    assert seen == ()
    assert [place.names.author in one for one in named] == [True]
    assert again.answers == mine.answers
    assert [len(one.follow_ups_closed) for one in (first, second)] == [1, 0]
    assert_all_holds(place)


def test_an_author_who_comes_back_after_a_lead_put_up_the_notice_gets_the_same_number_once(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = DEEDS["left behind"]
    left.prepare(place)
    with monkeypatch.context() as patch:
        patch.setattr(sealing, "seal", _cut)
        with pytest.raises(KeyboardInterrupt):
            left.do(place)

    with place.entered("colleague") as session:
        draft = drafts.open_draft(session, drafts.mine(session)[0].id)
        notice = notices.proposed(session, draft)
        stood = notices.stand(session, draft, notice) if notice is not None else draft
        done = sealing.seal(session, stood, place.passphrase("colleague"), first=True)

    assert done.number == NUMBER
    assert_all_holds(place)


def _cut(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_answers_with_nothing_in_them_are_taken_in_as_what_they_are(place: Place) -> None:
    new = inbox.begin(place.store, place.names.writer, "", clock=FixedClock(DAY))
    inbox.save(replace(new, answers=over("incident", Answers.empty(), {"place": "Hall"})))

    with place.entered("lead", DAY + timedelta(days=2)) as session:
        shown = today.today(session)

    assert shown.notices == ()
    assert len(shown.left_behind) == 1
    assert shown.left_behind[0].author_name == place.names.writer
