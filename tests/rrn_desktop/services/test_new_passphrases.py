from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from rrn_desktop.clock import FixedClock
from rrn_desktop.errors import NoRight, NotFound, Refused, UserFacingError
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys import slots
from rrn_desktop.keys.recovery import ShareRefused
from rrn_desktop.keys.slots import SlotChanged
from rrn_desktop.ledger.refusals import EntryRefused
from rrn_desktop.services import accounts, drafts, keys_again, membership, records, register_views, sealing, verifying
from rrn_desktop.services.keys_again import DraftWaits
from rrn_desktop.services.membership import GivenAgain
from rrn_desktop.services.recovering import CardsOfAnotherStore, new_keys_with_cards
from rrn_desktop.services.register_views import Search
from rrn_desktop.services.session import Session
from rrn_desktop.services.setup_sheets import words_on
from rrn_desktop.services.signing_in import sign_in
from tests.rrn_desktop.services.night import power_cut
from tests.rrn_desktop.services.school import (
    AUTHOR,
    COLLEAGUE,
    LEAD,
    OFFICE,
    PASSPHRASES,
    School,
    case,
    few,
    kept,
    kinds_of_ledger,
    make_school,
    sealed,
    stood,
)


@dataclass
class Written:
    """What the author wrote before they forgot their passphrase."""

    school: School
    number: str
    draft: str

    def given(self, name: str = AUTHOR, by: str = LEAD) -> GivenAgain:
        given = membership.new_keys(self.school.enter(by), name, self.out)
        self.school.leave()
        return given

    def recovered(self, name: str = AUTHOR, cards: tuple[int, ...] = (1, 3)) -> GivenAgain:
        words = [words_on((self.school.out / f"recovery-share-{card}.txt").read_text("utf-8")) for card in cards]
        clock = FixedClock(self.school.at)
        return new_keys_with_cards(self.school.store, words, name, self.out, clock=clock)

    def enter(self, given: GivenAgain) -> Session:
        self.school.leave()
        words = words_of(given)
        return sign_in(self.school.store, given.member.name, words, clock=FixedClock(self.school.at))

    @property
    def out(self) -> Path:
        return self.school.store.parent / "sheets"


def words_of(given: GivenAgain) -> str:
    return words_on(next(path for path in given.files if path.suffix == ".txt").read_text("utf-8"))


@pytest.fixture(scope="module")
def school_with_work(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> Written:
    own = new_school.copy(tmp_path_factory.mktemp("with_work"))
    session = own.enter(AUTHOR)
    number = str(sealed(session, few(), first=True).number)
    draft = stood(session, case(1))
    own.leave()
    return Written(own, number, draft.id)


@pytest.fixture
def written(school_with_work: Written, tmp_path: Path) -> Written:
    return replace(school_with_work, school=school_with_work.school.copy(tmp_path))


def test_a_member_who_forgot_their_passphrase_signs_in_with_the_one_on_the_sheet(written: Written) -> None:
    given = written.given()

    session = written.enter(given)

    assert (session.member.name, session.member.id) == (AUTHOR, given.member.id)
    assert len(words_of(given).split()) == 6
    session.close()
    with pytest.raises(UserFacingError) as old:
        written.school.enter(AUTHOR)
    assert old.value.code == "wrong_passphrase"


def test_what_they_sealed_opens_again_and_goes_on(written: Written) -> None:
    given = written.given()
    session = written.enter(given)

    shown = records.show(session, written.number)
    draft = records.begin_completion(session, written.number)
    changed = drafts.save(session, replace(draft, answers=case(1)))
    done = sealing.seal(session, changed, words_of(given))

    assert given.back.entries >= 1
    assert given.back.entries_waiting == 0
    assert [row.number for row in records.mine(session)] == [written.number]
    assert shown.version == 1
    assert (done.version, records.show(session, written.number).version) == (2, 2)
    session.close()
    assert records.show(written.school.enter(LEAD), written.number).author_name == AUTHOR


def test_saved_searches_wait_for_two_cards_and_come_back_with_them(written: Written) -> None:
    kept_search = register_views.keep(written.school.enter(LEAD), "Drills", Search(text="Kingfisher"))
    written.school.leave()

    first = written.recovered(LEAD)
    session = written.enter(first)
    found = register_views.mine(session)
    session.close()

    assert (first.back.searches, first.back.searches_waiting) == (1, 0)
    assert (found.kept, found.closed) == ((kept_search,), 0)


def test_their_drafts_say_that_they_wait_and_are_not_lost(written: Written) -> None:
    given = written.given()
    session = written.enter(given)

    with pytest.raises(DraftWaits, match="new keys") as waits:
        drafts.open_draft(session, written.draft)

    assert waits.value.code == "draft_waits"
    assert given.back.drafts_waiting == 1
    assert [row.id for row in drafts.mine(session)] == [written.draft]
    fresh = kept(session, few())
    assert drafts.open_draft(session, fresh.id).answers.get("place") == "Hall"
    session.close()


def test_a_draft_that_waits_stands_in_the_way_of_no_other(written: Written) -> None:
    session = written.school.enter(AUTHOR)
    drafts.save(session, records.begin_completion(session, written.number))
    session = written.enter(written.given())

    draft = records.begin_completion(session, written.number)

    assert draft.version == 2
    session.close()


def test_two_cards_bring_the_drafts_back_as_well(written: Written) -> None:
    given = written.recovered()

    session = written.enter(given)

    assert (given.back.drafts, given.back.drafts_waiting, given.back.entries_waiting) == (1, 0, 0)
    assert drafts.open_draft(session, written.draft).answers == case(1)
    assert records.show(session, written.number).version == 1
    session.close()


def test_cards_that_turn_up_later_bring_back_what_a_lead_could_not(written: Written) -> None:
    written.given()
    session = written.enter(written.given())
    later = kept(session, few(place="Library"))
    session.close()

    session = written.enter(written.recovered(cards=(2, 3)))

    assert drafts.open_draft(session, written.draft).answers == case(1)
    assert drafts.open_draft(session, later.id).answers.get("place") == "Library"
    assert records.show(session, written.number).version == 1
    session.close()


def test_the_only_lead_who_is_locked_out_comes_back_with_two_cards(written: Written) -> None:
    given = written.recovered(LEAD)

    session = written.enter(given)

    assert session.is_lead
    assert len(words_of(given).split()) == 8
    assert records.show(session, written.number).author_name == AUTHOR
    assert verifying.verify_store(session).holds
    assert kinds_of_ledger(session).count("cards_used") == 1
    session.close()


def test_a_lead_who_is_locked_out_is_let_in_by_another_lead(written: Written) -> None:
    membership.give_roles(written.school.enter(LEAD), COLLEAGUE, ("lead", "recorder"))

    session = written.enter(written.given(LEAD, by=COLLEAGUE))

    assert session.is_lead
    assert records.show(session, written.number).author_name == AUTHOR
    session.close()


def test_the_store_holds_after_new_keys_and_nothing_in_it_was_replaced(written: Written) -> None:
    before = _wraps(written.school.enter(LEAD))
    written.given()

    lead = written.school.enter(LEAD)

    after = _wraps(lead)
    assert verifying.verify_store(lead).holds
    assert before.items() <= after.items()
    assert {recipient.partition("/")[0] for _, recipient in after.keys() - before.keys()} == {
        written.school.member(AUTHOR)
    }


def test_giving_keys_again_wraps_to_the_newest_alone(written: Written) -> None:
    first, second = written.given(), written.given()

    session = written.enter(second)

    assert first.back.entries == second.back.entries
    assert records.show(session, written.number).version == 1
    session.close()


@pytest.mark.parametrize("who", [AUTHOR, OFFICE])
def test_nobody_but_a_lead_gives_new_keys(written: Written, who: str) -> None:
    session = written.school.enter(who)

    with pytest.raises(NoRight):
        membership.new_keys(session, COLLEAGUE, written.out)

    assert not written.out.exists()
    written.school.enter(COLLEAGUE)


def test_keys_are_given_to_others_who_are_here_and_to_nobody_else(written: Written) -> None:
    session = written.school.enter(LEAD)
    membership.leave(session, COLLEAGUE)

    with pytest.raises(Refused, match="signed in with this account"):
        membership.new_keys(session, LEAD, written.out)
    for name in (COLLEAGUE, "Nobody Here"):
        with pytest.raises(NotFound):
            membership.new_keys(session, name, written.out)

    assert not written.out.exists()


def test_the_key_file_of_before_put_back_opens_nothing(written: Written) -> None:
    slot = written.school.store / "slots" / f"{written.school.member(AUTHOR)}.json"
    old = slot.read_bytes()
    written.given()

    slot.write_bytes(old)

    with pytest.raises(SlotChanged):
        written.school.enter(AUTHOR)


def test_the_keyring_of_before_put_back_is_noticed_by_who_was_given_keys(written: Written) -> None:
    path = written.school.store / "keyring.json"
    old = path.read_bytes()
    given = written.given()

    path.write_bytes(old)

    with pytest.raises(UserFacingError) as refusal:
        written.enter(given)
    assert refusal.value.code == "slot_changed"


STEPS: dict[str, tuple[object, str]] = {
    "the sheet": (accounts, "write_sheet"),
    "the key file": (slots, "save_slot"),
    "the keyring": (keyrings, "save"),
    "the entry": (accounts, "log"),
    "wrapping again": (keys_again, "wrap_again"),
}


@pytest.mark.parametrize("step", STEPS)
def test_what_is_cut_short_before_any_step_loses_nothing_and_is_done_by_trying_again(
    written: Written, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with power_cut(monkeypatch, *STEPS[step]):
        written.given()
        written.school.leave()

    session = written.enter(written.given())
    assert records.show(session, written.number).version == 1
    session.close()
    assert verifying.verify_store(written.school.enter(LEAD)).holds


def test_entries_that_a_crash_left_closed_open_once_a_lead_has_signed_in(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    with power_cut(monkeypatch, keys_again, "wrap_again"):
        written.given()
    written.school.leave()
    words = words_on(next(written.out.glob("*.txt")).read_text("utf-8"))
    clock = FixedClock(written.school.at)
    session = sign_in(written.school.store, AUTHOR, words, clock=clock)
    with pytest.raises(EntryRefused) as closed:
        records.show(session, written.number)
    session.close()

    written.school.enter(LEAD)
    written.school.leave()

    session = sign_in(written.school.store, AUTHOR, words, clock=clock)
    assert closed.value.finding == "keys_before"
    assert records.show(session, written.number).version == 1
    session.close()


CARDS: dict[str, Callable[[list[str]], list[str]]] = {
    "one card": lambda cards: cards[:1],
    "three cards": lambda cards: [*cards, cards[0]],
    "none": lambda _: [],
    "a card twice": lambda cards: [cards[0], cards[0]],
    "a wrong word": lambda cards: [cards[0].replace(cards[0].split()[3], "banana"), cards[1]],
    "words swapped": lambda cards: [" ".join(reversed(cards[0].split())), cards[1]],
}


@pytest.mark.parametrize("what", CARDS)
def test_cards_that_can_not_be_used_change_nothing(written: Written, what: str) -> None:
    cards = [words_on((written.school.out / f"recovery-share-{one}.txt").read_text("utf-8")) for one in (1, 2)]
    before = (written.school.store / "keyring.json").read_bytes()

    with pytest.raises(ShareRefused):
        new_keys_with_cards(written.school.store, CARDS[what](cards), AUTHOR, written.out)

    assert (written.school.store / "keyring.json").read_bytes() == before
    written.school.enter(AUTHOR)


def test_cards_of_another_store_open_nothing_here(written: Written, tmp_path: Path) -> None:
    other = make_school(tmp_path / "other")

    with pytest.raises(CardsOfAnotherStore) as refusal:
        replace(written, school=replace(written.school, out=other.out)).recovered()

    assert refusal.value.exit_code == 1
    assert not written.out.exists()
    written.school.enter(AUTHOR)


def test_a_name_that_nobody_has_is_refused_and_the_store_let_go_of(written: Written) -> None:
    with pytest.raises(NotFound):
        written.recovered("Nobody Here")

    assert written.school.enter(AUTHOR).member.name == AUTHOR


def test_nothing_of_the_new_passphrase_is_in_the_store(written: Written) -> None:
    words = words_of(written.given())

    files = [path for path in written.school.store.rglob("*") if path.is_file()]

    assert not [path for path in files if words.encode() in path.read_bytes()]
    assert words != PASSPHRASES[AUTHOR]


def _wraps(session: Session) -> dict[tuple[str, str], bytes]:
    with session.held.desk.read() as connection:
        rows = connection.exec_driver_sql("SELECT hash, recipient, wrap FROM wraps").all()
    return {(row[0], row[1]): row[2] for row in rows}
