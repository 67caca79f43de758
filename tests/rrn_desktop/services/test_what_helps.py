"""What helps a person: good days at once, cards by leads, versions, and a page to print."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from rrn_desktop.errors import NoRight, NotFound, UserFacingError
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.ledger import sealing as ledger_sealing
from rrn_desktop.services import directory, drafts, good_days, records, sealing, what_helps
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.sealing import Sealed
from rrn_desktop.services.session import Session
from rrn_desktop.services.verifying import verify_store
from tests.rrn_desktop.services.after_incident import NEXT_DAY, WEEK_LATER, filled, moment, signed
from tests.rrn_desktop.services.school import AT, AUTHOR, CHILD, COLLEAGUE, LEAD, PASSPHRASES, School, kinds_of_ledger

SANG = "Sang with him at the door."
HELPS = "Ear defenders before any drill."


def good_day(session: Session, helped: str = SANG, *, person: str = CHILD, days_ago: int = 0) -> Sealed:
    when = moment(session.held.clock.now() - timedelta(days=days_ago))
    return signed(session, filled(good_days.begin(session, person), {"when": when, "helped": helped}))


def card_draft(session: Session, person: str = CHILD, helps: str = HELPS) -> Draft:
    said = {"helps": helps, "please_dont": "Don't take his arm.", "watch": "He hums first."}
    return filled(what_helps.begin(session, person), said)


def lines(session: Session, person: str = CHILD) -> list[str]:
    found = what_helps.card(session, person)
    return [] if found is None else [one.helped for one in found.good_days]


def test_what_helped_on_a_good_day_is_there_for_everyone_at_once(school: School) -> None:
    good_day(school.enter(AUTHOR))

    found = what_helps.card(school.enter(COLLEAGUE), CHILD)

    assert found is not None
    assert (found.version, found.helps) == (0, "")
    assert [(one.day, one.helped, one.by_name) for one in found.good_days] == [("2026-05-14", SANG, AUTHOR)]


def test_a_good_day_needs_no_incident_and_no_number(school: School) -> None:
    author = school.enter(AUTHOR)

    done = good_day(author)

    assert (done.number, done.status) == (None, "complete")
    assert "good_day" in kinds_of_ledger(author)
    assert verify_store(school.enter(LEAD)).holds


def test_a_card_is_published_by_a_lead_and_read_by_everyone(school: School) -> None:
    signed(lead := school.enter(LEAD), card_draft(lead))

    found = what_helps.card(school.enter(COLLEAGUE), CHILD)

    assert found is not None
    assert (found.version, found.helps, found.please_dont, found.watch, found.by_name) == (
        1, HELPS, "Don't take his arm.", "He hums first.", LEAD,
    )  # fmt: skip


def test_only_a_lead_publishes_a_card(school: School) -> None:
    author = school.enter(AUTHOR)

    with pytest.raises(NoRight, match="Only a lead"):
        what_helps.begin(author, CHILD)
    with pytest.raises(NoRight):
        signed(author, filled(drafts.begin(author, "card"), {"person": {"name": CHILD}, "helps": HELPS}))

    assert what_helps.card(author, CHILD) is None


def test_a_new_card_begins_with_the_old_one_and_with_what_helped_since(school: School) -> None:
    signed(lead := school.enter(LEAD), card_draft(lead))
    good_day(school.enter(AUTHOR, NEXT_DAY))

    draft = what_helps.begin(school.enter(LEAD, WEEK_LATER), CHILD)

    assert draft.answers.get("helps") == f"{HELPS}\n{SANG}"
    assert draft.answers.get("watch") == "He hums first."


def test_a_card_has_versions_and_the_desk_shows_the_latest(school: School) -> None:
    first = signed(lead := school.enter(LEAD), card_draft(lead))
    lead = school.enter(LEAD, NEXT_DAY)
    second = signed(lead, card_draft(lead, helps="Tell him the day before."))

    found = what_helps.card(school.enter(AUTHOR, NEXT_DAY), CHILD)

    assert (first.record_id, first.version, second.version) == (second.record_id, 1, 2)
    assert found is not None
    assert (found.version, found.helps) == (2, "Tell him the day before.")
    assert verify_store(school.enter(LEAD)).holds


def test_two_leads_who_write_a_card_at_once_do_not_overwrite_each_other(school: School) -> None:
    lead = school.enter(LEAD)
    slow = drafts.save(lead, card_draft(lead))
    signed(lead, filled(drafts.begin(lead, "card"), {"person": {"name": CHILD}, "helps": "Quick words."}))

    with pytest.raises(UserFacingError) as problem:
        signed(lead, slow)

    found = what_helps.card(lead, CHILD)
    assert problem.value.code == "sealed_already"
    assert drafts.open_draft(lead, slow.id).answers == slow.answers
    assert found is not None
    assert found.helps == "Quick words."


def test_a_card_that_was_begun_for_one_person_is_not_published_for_another(school: School) -> None:
    signed(lead := school.enter(LEAD), card_draft(lead))
    second = filled(what_helps.begin(lead, CHILD), {"person": {"name": "Someone else"}})

    with pytest.raises(UserFacingError) as problem:
        signed(lead, second)

    assert problem.value.code == "sealed_already"
    assert what_helps.card(lead, "Someone else") is None


def test_a_card_and_a_good_day_are_kept_once_when_the_power_goes_after_the_commit(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = school.enter(LEAD)
    said = {"when": moment(AT), "helped": SANG}
    written = [drafts.save(lead, one) for one in (card_draft(lead), filled(good_days.begin(lead, CHILD), said))]

    def crash(*_: object) -> None:
        raise RuntimeError("the power went")

    for draft in written:
        with monkeypatch.context() as patch:
            patch.setattr(ledger_sealing, "write_head", crash)
            with pytest.raises(RuntimeError):
                sealing.seal(lead, draft, PASSPHRASES[LEAD])
        sealing.seal(lead, draft, PASSPHRASES[LEAD])

    kinds = kinds_of_ledger(lead)
    found = what_helps.card(lead, CHILD)
    assert (kinds.count("card"), kinds.count("good_day")) == (1, 1)
    assert found is not None
    assert (found.version, lines(lead)) == (1, [SANG])


def test_good_days_that_a_card_has_taken_up_are_not_shown_beside_it(school: School) -> None:
    good_day(school.enter(AUTHOR))
    signed(lead := school.enter(LEAD), what_helps.begin(lead, CHILD))

    good_day(author := school.enter(AUTHOR, NEXT_DAY), "Walked outside with him.")

    found = what_helps.card(author, CHILD)
    assert found is not None
    assert found.helps == SANG
    assert lines(author) == ["Walked outside with him."]


def test_a_good_day_of_last_week_that_was_written_down_after_the_card_is_shown(school: School) -> None:
    signed(lead := school.enter(LEAD), card_draft(lead))

    good_day(author := school.enter(AUTHOR, NEXT_DAY), days_ago=6)

    assert lines(author) == [SANG]


def test_the_newest_five_good_days_are_shown(school: School) -> None:
    author = school.enter(AUTHOR)
    for days_ago in range(7):
        good_day(author, f"Day {days_ago}.", days_ago=days_ago)

    assert lines(author) == ["Day 0.", "Day 1.", "Day 2.", "Day 3.", "Day 4."]


def test_a_card_too_full_for_another_line_keeps_its_words_and_leaves_that_line_out(school: School) -> None:
    signed(lead := school.enter(LEAD), card_draft(lead, helps="x" * 590))
    good_day(school.enter(AUTHOR, NEXT_DAY))

    draft = what_helps.begin(school.enter(LEAD, NEXT_DAY), CHILD)

    assert draft.answers.get("helps") == "x" * 590


def test_someone_typed_by_hand_is_found_by_name_and_again_once_they_are_in_the_directory(school: School) -> None:
    good_day(school.enter(AUTHOR), person="Osian ap Llŷr")

    by_name = lines(school.enter(COLLEAGUE), "osian  AP llŷr")
    known = directory.add_person(lead := school.enter(LEAD), "Osian ap Llŷr", {})

    assert by_name == [SANG]
    assert lines(lead, known.id) == [SANG]


def test_two_people_of_one_name_do_not_share_what_helps(school: School) -> None:
    lead = school.enter(LEAD)
    first = directory.add_person(lead, "Jo Evans", {})
    second = directory.add_person(lead, "Jo Evans", {})
    good_day(lead, person=first.id)

    assert lines(lead, first.id) == [SANG]
    assert lines(lead, second.id) == []
    assert lines(lead, "Jo Evans") == []


def test_nobody_has_said_anything_of_a_person_yet(school: School, tmp_path: Path) -> None:
    author = school.enter(AUTHOR)

    assert what_helps.card(author, CHILD) is None
    with pytest.raises(NotFound, match="Nobody has said"):
        what_helps.print_card(author, CHILD, tmp_path)


def test_a_card_is_printed_on_one_page_by_anyone_and_the_files_do_not_name_the_person(
    school: School, tmp_path: Path
) -> None:
    long_words = "\n".join(f"Line {index} of what helps him." for index in range(20))
    signed(lead := school.enter(LEAD), card_draft(lead, helps=long_words))
    for index in range(5):
        good_day(school.enter(AUTHOR, NEXT_DAY), f"{index} " + "Sang with him. " * 19)

    session = school.enter(COLLEAGUE, NEXT_DAY)
    text, pdf = what_helps.print_card(session, CHILD, tmp_path)

    pages = PdfReader(pdf).pages
    assert len(pages) == 1
    assert CHILD in pages[0].extract_text()
    assert "He hums first." in text.read_text("utf-8")
    assert "Line 19 of what helps him." in pages[0].extract_text()
    assert not any("dylan" in file.name.casefold() or "pryce" in file.name.casefold() for file in (text, pdf))
    assert kinds_of_ledger(session)[-1] == "export"


def test_a_lead_reads_a_good_day_whole_and_others_only_what_helped(school: School) -> None:
    author = school.enter(AUTHOR)
    said = {"when": moment(AT), "helped": SANG, "instead_of": "Two staff hold his hands."}
    signed(author, filled(good_days.begin(author, CHILD), said))

    found = what_helps.card(school.enter(COLLEAGUE), CHILD)

    assert found is not None
    assert "hold his hands" not in repr(found)
    assert all("hold" not in one.helped for one in found.good_days)


def test_the_draft_of_a_card_goes_on_where_it_was_left(school: School) -> None:
    lead = school.enter(LEAD)
    left = drafts.save(lead, card_draft(lead))

    assert what_helps.begin(school.enter(LEAD), CHILD) == left
    assert what_helps.begin(school.enter(LEAD), "Someone else").id != left.id


def test_a_good_day_may_be_begun_before_the_person_is_chosen(school: School) -> None:
    author = school.enter(AUTHOR)

    assert good_days.begin(author).answers.get("person") is None
    assert good_days.begin(author, CHILD).answers.get("person") == PersonRef(CHILD, directory.people(author)[0].id)
    assert records.mine(author) == ()
