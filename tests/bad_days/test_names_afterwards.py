"""Names as people write them, in all that follows an incident and in what is written without an account."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

from rrn_desktop.clock import FixedClock
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import (
    additions,
    drafts,
    exporting,
    good_days,
    guests,
    left_behind,
    notices,
    records,
    register,
    review_calendar,
    reviews,
    sealing,
    staff_support,
    support,
    taking_in,
    verifying,
    what_helps,
)
from rrn_desktop.services.drafts import Draft
from rrn_desktop.services.session import Session
from rrn_desktop.services.setup_sheets import words_on
from rrn_desktop.services.signing_in import sign_in
from tests.torture.deeds_of_inbox import DEEDS as INBOX
from tests.torture.deeds_of_leads import card_answers, review_answers
from tests.torture.deeds_of_staff import good_day_answers, staff_support_answers, support_answers, told_answers
from tests.torture.place import NEXT_DAY, NUMBER, Names, Place, filled, handed_in, make_place, sealed_incident

pytestmark = pytest.mark.long

LONG = ("Llanfairpwllgwyngyll Ŵŷ " * 9)[:199] + "ŵ"
NAMES = (
    "Osian ap Llŷr",
    "Dylan Ŵyn Pryce",
    unicodedata.normalize("NFD", "Siân Ŵyn-Prŷs"),
    "محمد عبد الله",
    "נועה כהן־לוי",
    "O’Neill, Aoife (محمد)",
    "𠮷田 👩‍👧",
    LONG,
)


def named(name: str) -> Names:
    """Return names for everyone, each as hard as this one and none the same."""
    last = name[:-2]
    author, colleague, lead, guest, writer = (f"{last}{sign}" for sign in ("aa", "bb", "cc", "dd", "ee"))
    return Names(name, author, colleague, lead, guest, writer)


@dataclass(frozen=True)
class Here:
    """A place after an incident, and how its people sign."""

    place: Place

    @property
    def names(self) -> Names:
        return self.place.names

    def sign(self, session: Session, who: str, draft: Draft) -> None:
        sealing.seal(session, drafts.save(session, draft), self.place.passphrase(who))


@pytest.fixture(params=NAMES, ids=range(len(NAMES)))
def here(request: pytest.FixtureRequest, tmp_path: Path) -> Here:
    place = make_place(tmp_path, named(request.param))
    sealed_incident(place)
    return Here(place)


def test_names_in_what_staff_add_come_back_letter_for_letter(here: Here) -> None:
    names, place = here.names, here.place
    with place.entered("author") as session:
        told = filled(additions.begin(session, "told", NUMBER), {**told_answers(place), "name": names.person})
        here.sign(session, "author", told)
        said = {**support_answers(place), "staff": [{"who": {"name": names.guest}, "how": "all_right"}]}
        here.sign(session, "author", filled(support.begin(session, NUMBER), said))
        of_staff = filled(support.begin_staff(session, NUMBER), staff_support_answers(place))
        here.sign(session, "author", of_staff)
        here.sign(session, "author", filled(good_days.begin(session, names.person), good_day_answers(place)))

    with place.entered("colleague") as session:
        chosen = [(one.who, one.author_name) for one in staff_support.mine(session)]
        card = what_helps.card(session, names.person)
    with place.entered("lead") as session:
        (added,) = additions.of_number(session, NUMBER)
        shown = records.show(session, NUMBER, form="support")
        exporting.export_json(session, NUMBER, place.folder / "record.json")
        holds = verifying.verify_store(session).holds

    by, whose = added.answers.get("by"), shown.answers.get("staff[0].who")
    assert isinstance(by, PersonRef)
    assert isinstance(whose, PersonRef)
    assert (added.answers.get("name"), by.name, added.author_name) == (names.person, names.author, names.author)
    assert (whose.name, shown.author_name) == (names.guest, names.author)
    assert chosen == [(names.author, names.author)]
    assert card is not None
    assert (card.person, [one.by_name for one in card.good_days]) == (names.person, [names.author])
    assert verifying.verify_path(place.folder / "record.json").holds
    assert holds


def test_names_in_reviews_and_on_cards_come_back_and_calendars_hold_none(here: Here) -> None:
    names, place = here.names, here.place
    with place.entered("lead") as session:
        review_calendar.ics(session, out=place.folder / "reviews.ics")
        took_part = [{"who": names.colleague, "part": "staff"}]
        said = {**review_answers(place), "took_part": took_part, "outside": names.writer}
        here.sign(session, "lead", filled(reviews.begin(session, (NUMBER,)), said))
        here.sign(session, "lead", filled(what_helps.begin(session, names.person), card_answers(place)))
        shown = records.show(session, NUMBER, form="review")
        files = what_helps.print_card(session, names.person, place.folder / "printed")
    with place.entered("author") as session:
        card = what_helps.card(session, names.person)

    held_by = shown.answers.get("held_by")
    printed = next(path for path in files if path.suffix == ".txt").read_text("utf-8")
    calendar = (place.folder / "reviews.ics").read_text("utf-8").replace("\r\n ", "")
    assert isinstance(held_by, PersonRef)
    assert held_by.name == names.lead
    assert (shown.answers.get("took_part[0].who"), shown.answers.get("outside")) == (names.colleague, names.writer)
    assert card is not None
    assert (card.person, card.by_name) == (names.person, names.lead)
    assert "".join(names.person.split()) in "".join(printed.split())
    assert [one for one in vars(names).values() if one in calendar] == []
    assert "SUMMARY" in calendar


def test_a_guest_of_any_name_signs_in_and_is_listed_by_it(here: Here) -> None:
    names, place = here.names, here.place
    with place.entered("colleague") as session:
        files = guests.let_in(session, names.guest, names.person, out_dir=place.sheets).files
        (listed,) = guests.listing(session)
    sheet = next(path for path in files if path.suffix == ".txt").read_text("utf-8")
    phrase = words_on(sheet)

    with place.entered("colleague") as session:
        guests.renew(session, names.guest, NEXT_DAY.replace(day=17))
        guests.close(session, unicodedata.normalize("NFC", names.guest))
        closed = guests.listing(session, with_closed=True)

    assert (listed.name, listed.job_title, listed.let_in_by) == (names.guest, names.person, names.colleague)
    assert len(phrase.split()) == 6
    assert [(one.name, one.state) for one in closed] == [(names.guest, "closed")]


def test_a_guest_of_any_name_records(here: Here) -> None:
    names, place = here.names, here.place
    with place.entered("colleague") as session:
        files = guests.let_in(session, names.guest, "", out_dir=place.sheets).files
    phrase = words_on(next(path for path in files if path.suffix == ".txt").read_text("utf-8"))

    guest = sign_in(place.store, unicodedata.normalize("NFD", names.guest), phrase, clock=FixedClock(NEXT_DAY))
    draft = filled(additions.begin(guest, "told", NUMBER), told_answers(place))
    sealing.seal(guest, drafts.save(guest, draft), phrase)
    (own,) = additions.of_number(guest, NUMBER)
    guest.close()

    assert own.author_name == names.guest


def test_whoever_writes_without_an_account_is_named_as_they_typed_it(tmp_path: Path) -> None:
    found = []
    for at, name in enumerate(NAMES):
        place = make_place(made(tmp_path / str(at)), named(name))
        handed_in(place)
        with place.entered("colleague") as session:
            (notice,) = notices.listing(session)
        with place.entered("lead") as session:
            (waiting,) = taking_in.unconfirmed(session)
            confirmed = taking_in.confirm(session, NUMBER, place.passphrase("lead"))
            shown = records.show(session, NUMBER)
            (row,) = register.page(session, register.Query(text=name.split(maxsplit=1)[0]))
        found.append((notice.person, notice.writer, waiting.name, confirmed.name, shown.author_name, row.person))

    assert found == [
        (name, f"{writer} (no account)", writer, writer, writer, name)
        for name in NAMES
        for writer in [named(name).writer]
    ]


def test_what_was_left_is_listed_by_the_name_of_its_writer(tmp_path: Path) -> None:
    left = next(deed for deed in INBOX if deed.name == "inbox left")
    found = []
    for at, name in enumerate(NAMES):
        place = make_place(made(tmp_path / str(at)), named(name))
        left.prepare(place)
        with place.entered("lead") as session:
            (row,) = left_behind.listing(session)
            opened = left_behind.open_left(session, row.id, "It was left.")
        found.append((row.author_name, opened.author_name))

    assert found == [(named(name).writer,) * 2 for name in NAMES]


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder
