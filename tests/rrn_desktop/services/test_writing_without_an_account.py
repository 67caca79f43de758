from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from rrn_desktop.clock import FixedClock
from rrn_desktop.errors import (
    AnswersRefused,
    DoesNotHold,
    Refused,
    StoreMissing,
    UserFacingError,
    WrongPassphrase,
    WrongUsage,
)
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import inbox, inbox_phrases
from rrn_desktop.services.inbox_place import write_place
from rrn_desktop.store.desk_drafts import DraftMoved
from tests.rrn_desktop.services.night import (
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
    standing,
    who_when_where,
    words_of,
)
from tests.rrn_desktop.services.school import COLLEAGUE, School, edit_json


def test_four_words_are_shown_once_and_lead_back_to_every_word(night: School) -> None:
    first = begun(night, answers_of("case9"))
    again = inbox.save(first)

    carried = inbox.carry_on(night.store, words_of(first), clock=clock(2, 50))

    assert len(words_of(first).split()) == 4
    assert again.phrase is None
    assert carried.answers == answers_of("case9")
    assert (carried.name, carried.role, carried.revision) == (MENSAH, "Agency nurse", 2)
    assert carried.started_at.local == "2026-05-03T02:25:00"


def test_words_typed_with_capitals_and_other_blanks_are_the_same_words(night: School) -> None:
    draft = begun(night)

    typed = "  " + words_of(draft).upper().replace(" ", " -\u00a0")

    assert inbox.carry_on(night.store, typed, clock=clock(2, 50)).id == draft.id


@pytest.mark.parametrize("typed", ["", "academic academic academic academic", "four words too few", "\0", "ŵ" * 2000])
def test_words_typed_wrong_open_nothing_and_lose_nothing(night: School, typed: str) -> None:
    draft = begun(night)

    with pytest.raises(WrongPassphrase) as refused:
        inbox.carry_on(night.store, typed, clock=clock(2, 50))

    assert "safe" in refused.value.safe
    assert inbox.carry_on(night.store, words_of(draft), clock=clock(2, 50)).answers == draft.answers


def test_after_a_day_the_words_open_nothing_any_more_and_what_was_written_is_there(night: School) -> None:
    draft = begun(night)
    last = FixedClock(draft.started_at.instant() + timedelta(hours=24))

    still = inbox.carry_on(night.store, words_of(draft), clock=last)
    with pytest.raises(inbox.TooLate):
        inbox.carry_on(night.store, words_of(draft), clock=FixedClock(last.now() + timedelta(seconds=1)))

    assert still.answers == draft.answers
    assert items_in(night) == [draft.id]


def test_what_is_handed_in_opens_to_its_words_no_more_but_can_be_corrected(night: School) -> None:
    words = handed_in(night)

    with pytest.raises(inbox.SealedInInbox):
        inbox.carry_on(night.store, words, clock=clock(3, 10))
    correction = inbox.add_to(night.store, words, clock=clock(4, 10))

    assert (correction.form, correction.name) == ("correction", MENSAH)
    assert correction.about == item_file(night).stem


def test_what_was_taken_in_meanwhile_can_still_be_corrected(night: School) -> None:
    words = handed_in(night)
    night.enter(COLLEAGUE, may(3, 30))
    night.leave()

    with pytest.raises(inbox.SealedInInbox):
        inbox.carry_on(night.store, words, clock=clock(3, 40))
    corrected(night, words)

    assert len(items_in(night)) == 1


def test_a_correction_that_is_interrupted_is_carried_on_with_the_same_words(night: School) -> None:
    words = handed_in(night)
    half = inbox.save(
        replace(inbox.add_to(night.store, words, clock=clock(4, 10)), answers=Answers({"wrong": "right"}))
    )

    again = inbox.add_to(night.store, words, clock=clock(4, 20))
    carried = inbox.carry_on(night.store, words, clock=clock(4, 20))

    assert half.phrase is None
    assert (again.id, again.answers) == (half.id, half.answers)
    assert carried.id == half.id


def test_what_is_still_being_written_is_carried_on_and_not_corrected(night: School) -> None:
    draft = begun(night)

    with pytest.raises(Refused, match="not handed in"):
        inbox.add_to(night.store, words_of(draft), clock=clock(2, 30))

    assert items_in(night) == [draft.id]


def test_two_windows_do_not_write_over_each_other(night: School) -> None:
    draft = begun(night)
    other = inbox.carry_on(night.store, words_of(draft), clock=clock(2, 30))
    kept = inbox.save(replace(other, answers=who_when_where("Bay 4")))

    with pytest.raises(DraftMoved):
        inbox.save(replace(draft, answers=who_when_where("Bay 2")))

    assert inbox.carry_on(night.store, words_of(draft), clock=clock(2, 40)).answers == kept.answers


def test_typing_on_where_the_file_was_swept_away_keeps_what_is_typed(night: School) -> None:
    draft = begun(night)
    item_file(night).unlink()

    kept = inbox.save(replace(draft, answers=who_when_where("Bay 4")))

    assert inbox.carry_on(night.store, words_of(draft), clock=clock(2, 40)).answers == kept.answers


@pytest.mark.parametrize("data", [b"", b"{", b"{}"])
def test_typing_on_where_the_file_was_spoilt_keeps_what_is_typed_and_the_spoilt_file(
    night: School, data: bytes
) -> None:
    draft = begun(night)
    item_file(night).write_bytes(data)

    kept = inbox.save(replace(draft, answers=who_when_where("Bay 4")))

    assert inbox.carry_on(night.store, words_of(draft), clock=clock(2, 40)).answers == kept.answers
    (name,) = aside_in(night)
    assert (night.store / "inbox" / "aside" / name).read_bytes() == data


def test_what_is_handed_in_is_not_written_on_from_another_window(night: School) -> None:
    draft = standing(begun(night))
    inbox.seal(draft, first=True)
    sealed = item_file(night).read_bytes()

    with pytest.raises(inbox.SealedInInbox):
        inbox.save(replace(draft, answers=who_when_where("Bay 4")))

    assert item_file(night).read_bytes() == sealed


def test_handing_in_twice_hands_in_once(night: School) -> None:
    draft = standing(begun(night))
    inbox.seal(draft, first=True)
    sealed = item_file(night).read_bytes()

    inbox.seal(draft, first=True)

    assert item_file(night).read_bytes() == sealed


def test_what_was_never_saved_is_handed_in_with_words_to_correct_it_by(night: School) -> None:
    new = replace(inbox.begin(night.store, MENSAH, "", clock=clock(2, 25)), answers=who_when_where())
    offered = inbox.proposed(new)
    assert offered is not None

    done = inbox.seal(inbox.stand(new, offered), first=True)

    assert done.phrase is not None
    assert inbox.add_to(night.store, done.phrase, clock=clock(4, 10)).about == done.id


def test_an_answer_that_can_not_be_is_refused_and_a_gap_only_in_a_complete_record(night: School) -> None:
    future = who_when_where().with_answer("started", answers_of("case9_told").get("when"))
    wrong = begun(night, future)
    gaps = standing(begun(night))

    with pytest.raises(AnswersRefused) as error:
        inbox.seal(standing(wrong), first=True)
    with pytest.raises(AnswersRefused) as gap:
        inbox.seal(gaps)

    assert error.value.question == "started"
    assert gap.value.question == "before"
    assert inbox.seal(gaps, first=True).status == "first"


def test_a_record_without_a_notice_is_not_handed_in(night: School) -> None:
    draft = begun(night, Answers({"person": PersonRef("Mr T.")}))

    with pytest.raises(Refused, match="no notice"):
        inbox.seal(draft, first=True)

    assert inbox.proposed(draft) is None


def test_the_notice_keeps_its_writers_words_and_follows_the_answers(night: School) -> None:
    begun_before = begun(night)
    draft = standing(begun_before)

    inbox.save(replace(draft, answers=who_when_where("Bay 4").with_answer("next_shift", "Two of you")))
    carried = inbox.carry_on(night.store, words_of(begun_before), clock=clock(2, 50))

    assert carried.notice is not None
    assert (carried.notice.place, carried.notice.next_shift) == ("Bay 4", "Two of you")
    assert carried.notice.watching == WATCH
    assert inbox.proposed(carried) is None


def test_words_on_a_notice_that_can_not_be_kept_are_refused(night: School) -> None:
    draft = begun(night)
    offered = inbox.proposed(draft)
    assert offered is not None

    with pytest.raises(Refused):
        inbox.stand(draft, replace(offered, watching="half \ud83e"))

    assert items_in(night) == [draft.id]


@pytest.mark.parametrize("text", ["half \ud83e", "nul \0", "Ŵyn 😀 \u202e"])
def test_anything_that_is_typed_is_kept_until_it_is_handed_in(night: School, text: str) -> None:
    draft = begun(night, who_when_where().with_answer("before", text))

    carried = inbox.carry_on(night.store, words_of(draft), clock=clock(2, 30))

    assert carried.answers.get("before") == text


@pytest.mark.parametrize("name", ["", "   ", "half \ud83e", "x" * 201])
def test_a_name_that_can_not_be_kept_is_refused_at_once(night: School, name: str) -> None:
    with pytest.raises(WrongUsage):
        inbox.begin(night.store, name, "")

    assert items_in(night) == []


def test_only_an_incident_is_begun_without_an_account(night: School) -> None:
    with pytest.raises(Refused):
        inbox.begin(night.store, MENSAH, "", form="review")

    words = handed_in(night)
    with pytest.raises(Refused):
        inbox.add_to(night.store, words, form="review")


def test_no_word_of_it_lies_in_any_file_in_the_clear(night: School) -> None:
    draft = begun(night, answers_of("case9"))
    words = words_of(draft)
    inbox.seal(standing(draft), first=True)

    files = [path for path in (night.store / "inbox").rglob("*") if path.is_file()]

    clear = b"\n".join(path.read_bytes() for path in files)
    secret = (MENSAH, "Mensah", "Mr T.", "drip from", "Larch", "Watch", "Agency", words)
    assert len(files) >= 3
    assert [word for word in secret if word.encode() in clear] == []


def test_what_is_written_shows_nothing_of_itself(night: School) -> None:
    draft = standing(begun(night, answers_of("case9")))

    shown = repr(draft) + repr(draft.held) + repr(draft.notice)

    assert not any(word in shown for word in (MENSAH, "Mr T.", "drip", "Larch", "Watch"))


def test_a_store_where_nobody_can_write_says_so_before_anyone_types(night: School) -> None:
    ready = inbox.place(night.store)
    shutil.rmtree(night.store / "inbox")

    without = inbox.place(night.store)
    with pytest.raises(StoreMissing):
        inbox.begin(night.store, MENSAH, "")

    assert (ready.profile, ready.zone, ready.can_write) == ("eng_ward", "Europe/London", True)
    assert not without.can_write
    assert not inbox.place(night.store / "elsewhere").can_write


@pytest.mark.parametrize(("field", "value"), [("profile", "no_such"), ("zone", "Nowhere/At all"), ("site", "0" * 64)])
def test_what_is_known_of_the_desk_is_not_believed_when_it_was_changed(night: School, field: str, value: str) -> None:
    edit_json(night.store / "inbox" / "about.json", lambda about: about.update({field: value}))

    changed = inbox.place(night.store)
    night.enter(COLLEAGUE, may(2))

    assert not changed.can_write
    assert inbox.place(night.store).can_write


def test_what_is_known_of_the_desk_is_written_once(night: School) -> None:
    about = night.store / "inbox" / "about.json"
    before = about.stat().st_mtime_ns

    night.enter(COLLEAGUE, may(2))
    write_place(night.store, "0" * 64, "eng_ward", "Europe/London")

    assert about.stat().st_mtime_ns > before
    assert b'"site":"0000' in about.read_bytes()


def test_a_changed_file_of_words_says_that_and_not_that_the_words_are_wrong(night: School) -> None:
    words = words_of(begun(night))
    (phrase,) = (night.store / "inbox" / "phrases").iterdir()
    edit_json(phrase, lambda file: file.update(begun="2026-05-09T01:25:00Z"))

    with pytest.raises(DoesNotHold, match="changed"):
        inbox.carry_on(night.store, words, clock=clock(2, 30))


def test_words_are_forgotten_after_a_week_and_not_before(night: School) -> None:
    words = words_of(begun(night))
    site = night.made.site_id

    inbox_phrases.forget_old(night.store, may(2, 0, 10))
    kept = inbox_phrases.look_up(night.store, site, words)
    inbox_phrases.forget_old(night.store, may(3, 0, 10))
    with pytest.raises(WrongPassphrase):
        inbox_phrases.look_up(night.store, site, words)

    assert kept.name == MENSAH


def test_every_refusal_says_what_is_safe_and_what_to_do(night: School) -> None:
    words = handed_in(night)
    refusals: list[UserFacingError] = []

    for typed, at in (("wrong words are these", clock(2)), (words, clock(3, 30)), (words, clock(9, 0, 9))):
        with pytest.raises(UserFacingError) as refused:
            inbox.carry_on(night.store, typed, clock=at)
        refusals.append(refused.value)

    assert len({one.code for one in refusals}) == 3
    assert all(one.safe.endswith(".") and one.next_step.endswith(".") for one in refusals)
    assert not any(words in f"{one.what}{one.safe}{one.next_step}" for one in refusals)
