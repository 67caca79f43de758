from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from rrn_desktop.clock import FixedClock
from rrn_desktop.errors import Refused, StoreFull, UserFacingError, WrongPassphrase
from rrn_desktop.keys import slots
from rrn_desktop.keys.passphrase import is_made_up
from rrn_desktop.keys.passphrase_key import NAME_COST, cost_for
from rrn_desktop.keys.slots import SlotPutBack
from rrn_desktop.services import accounts, deputies, drafts, guests, made_up, membership, own_passphrase, sealing
from rrn_desktop.services.accounts import Invited
from rrn_desktop.services.membership import GivenAgain
from rrn_desktop.services.own_passphrase import PassphraseTooWeak
from rrn_desktop.services.session import Session
from rrn_desktop.services.setup_sheets import words_on
from rrn_desktop.services.signing_in import check_passphrase, sign_in
from rrn_desktop.services.site_setup import setup_site
from tests.rrn_desktop.services.night import power_cut
from tests.rrn_desktop.services.school import (
    AT,
    AUTHOR,
    COLLEAGUE,
    LEAD,
    PASSPHRASES,
    School,
    few,
    kinds_of_ledger,
    sealed,
    site_answers,
    stood,
)

OWN = "marmalade trestle nine otters"
OTHER = "biscuit lantern four ferries"


@pytest.fixture(scope="module")
def real_school(tmp_path_factory: pytest.TempPathFactory) -> School:
    """A school that is no demo; all but the author have passphrases that were made up."""
    folder = tmp_path_factory.mktemp("real")
    answers = site_answers(demo=False)
    for member in answers["members"]:
        if member["name"] == LEAD:
            member["passphrase"] = None
    made = setup_site(folder / "store", answers, folder / "out", clock=FixedClock(AT), kdf=NAME_COST)
    return School(folder / "store", folder / "out", made)


@pytest.fixture
def real(real_school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[School]:
    """A school of one's own whose new passphrases are quick to try; what they cost in earnest has a test below."""
    for module in (accounts, own_passphrase):
        monkeypatch.setattr(module, "cost_for", lambda _roles: NAME_COST)
    yield from real_school.lent(tmp_path / "real")


def _words(given: Invited | GivenAgain) -> str:
    return words_on(next(path for path in given.files if path.suffix == ".txt").read_text("utf-8"))


def _enter(school: School, name: str, words: str) -> Session:
    school.leave()
    school._open = sign_in(school.store, name, words, clock=FixedClock(school.at))
    return school._open


def _lead(school: School) -> tuple[Session, str]:
    sheets = [path.read_text("utf-8") for path in school.out.glob("first-passphrase-*.txt")]
    words = next(words_on(text) for text in sheets if LEAD in text)
    return _enter(school, LEAD, words), words


def _invited(school: School) -> tuple[Session, str]:
    session, _ = _lead(school)
    invited = membership.invite(session, "Ms Bevan", "Teacher", ("recorder",), school.store.parent / "sheets")
    return _enter(school, "Ms Bevan", _words(invited)), _words(invited)


def test_whoever_has_the_words_on_a_sheet_must_choose_and_whoever_brought_their_own_need_not(real: School) -> None:
    author = own_passphrase.must_choose(real.enter(AUTHOR))

    lead = own_passphrase.must_choose(_lead(real)[0])
    invited = own_passphrase.must_choose(_invited(real)[0])

    assert (author, lead, invited) == (False, True, True)


def test_after_choosing_only_the_own_words_open_the_account_and_sign(real: School) -> None:
    session, sheet = _invited(real)

    own_passphrase.choose(session, OWN)
    sealing.seal(session, stood(session, few()), OWN, first=True)
    still_asked = own_passphrase.must_choose(session)
    with pytest.raises(WrongPassphrase):
        _enter(real, "Ms Bevan", sheet)
    again = _enter(real, "Ms Bevan", OWN)

    assert not still_asked
    assert drafts.mine(again) == ()
    assert not own_passphrase.must_choose(again)
    assert kinds_of_ledger(again).count(own_passphrase.KIND) == 1


def test_who_has_chosen_gives_the_passphrase_of_now_to_change_it(real: School) -> None:
    session = real.enter(AUTHOR)

    with pytest.raises(Refused):
        own_passphrase.choose(session, OWN)
    with pytest.raises(WrongPassphrase):
        own_passphrase.change(session, OTHER, OWN)
    own_passphrase.change(session, PASSPHRASES[AUTHOR], OWN)

    assert _enter(real, AUTHOR, OWN).member.name == AUTHOR


def test_an_old_key_file_put_back_does_not_bring_the_old_words_back(real: School) -> None:
    session = real.enter(AUTHOR)
    file = real.store / "slots" / f"{session.member.id}.json"
    before = file.read_bytes()
    own_passphrase.change(session, PASSPHRASES[AUTHOR], OWN)
    real.leave()

    file.write_bytes(before)

    with pytest.raises(SlotPutBack):
        _enter(real, AUTHOR, PASSPHRASES[AUTHOR])


def test_weak_words_and_the_words_of_now_are_refused_and_nothing_changes(real: School) -> None:
    session = real.enter(AUTHOR)
    weak = ["", "short", "a\tb c d e f g h", "password1234", AUTHOR * 3, "Hafod Lane Primary 2026", "x" * 600]

    for words in (*weak, PASSPHRASES[AUTHOR]):
        with pytest.raises(PassphraseTooWeak):
            own_passphrase.change(session, PASSPHRASES[AUTHOR], words)

    check_passphrase(session, PASSPHRASES[AUTHOR])
    assert own_passphrase.KIND not in kinds_of_ledger(session)


def test_a_lead_takes_words_that_are_made_up_and_they_cost_what_a_lead_must(
    real: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, _ = _lead(real)
    monkeypatch.setattr(own_passphrase, "cost_for", cost_for)
    offered = own_passphrase.offer(session)

    with pytest.raises(PassphraseTooWeak):
        own_passphrase.choose(session, OWN)
    own_passphrase.choose(session, offered)

    assert is_made_up(offered, 8)
    assert not is_made_up(offered.replace(" ", "  "), 8)
    assert not is_made_up("academic " * 7 + "acid", 8)
    assert slots.load_slot(real.store / "slots" / f"{session.member.id}.json").kdf.memory_kib == 256 * 1024


@pytest.mark.parametrize("until", ["2026-06-01", None], ids=["until a day", "for good"])
def test_who_becomes_a_lead_takes_made_up_words_at_the_next_sign_in(
    real: School, monkeypatch: pytest.MonkeyPatch, until: str | None
) -> None:
    monkeypatch.setattr(accounts, "cost_for", cost_for)
    lead, _ = _lead(real)
    if until is None:
        membership.give_roles(lead, AUTHOR, ("recorder", "lead"))
    else:
        deputies.lead_until(lead, AUTHOR, until)
    membership.give_roles(lead, COLLEAGUE, ("recorder", "in_charge"))

    others = own_passphrase.must_choose(real.enter(COLLEAGUE))
    session = real.enter(AUTHOR)
    asked = own_passphrase.must_choose(session)
    own_passphrase.choose(session, own_passphrase.offer(session))

    assert (asked, others, own_passphrase.only_made_up(session)) == (True, False, True)
    assert not own_passphrase.must_choose(session)


def test_new_keys_and_their_sheet_ask_again(real: School) -> None:
    lead, _ = _lead(real)
    given = membership.new_keys(lead, AUTHOR, real.store.parent / "sheets")

    session = _enter(real, AUTHOR, _words(given))

    assert own_passphrase.must_choose(session)


def test_guests_and_demo_accounts_are_not_asked(real: School, school: School, tmp_path: Path) -> None:
    lead, _ = _lead(real)
    until = real.at + timedelta(hours=5)
    guest = guests.let_in(lead, "A. Mensah", "Agency nurse", until=until, out_dir=real.store.parent / "sheets")
    as_guest = own_passphrase.must_choose(_enter(real, "A. Mensah", _words(guest)))
    invited = membership.invite(school.enter(LEAD), "Ms Bevan", "Teacher", ("recorder",), tmp_path / "demo")

    in_a_demo = own_passphrase.must_choose(_enter(school, "Ms Bevan", _words(invited)))

    assert (as_guest, in_a_demo) == (False, False)


def test_a_demo_account_changes_its_passphrase_and_signs_with_it(school: School) -> None:
    session = school.enter(AUTHOR)

    own_passphrase.change(session, PASSPHRASES[AUTHOR], OWN)
    session = _enter(school, AUTHOR, OWN)

    assert sealing.seal(session, stood(session, few()), OWN, first=True).number
    with pytest.raises(WrongPassphrase):
        sealed(session, few(), first=True)


def test_what_cant_be_written_leaves_the_old_words_working(real: School, monkeypatch: pytest.MonkeyPatch) -> None:
    session, sheet = _invited(real)

    def full(*_: object) -> None:
        raise StoreFull("full", "safe", "next")

    with monkeypatch.context() as patch:
        patch.setattr(slots, "save_slot", full)
        with pytest.raises(UserFacingError):
            own_passphrase.choose(session, OWN)

    again = _enter(real, "Ms Bevan", sheet)
    assert own_passphrase.must_choose(again)


def test_whoever_is_cut_off_behind_the_new_key_file_signs_in_with_the_new_words(
    real: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, _ = _invited(real)

    with power_cut(monkeypatch, made_up, "forget"):
        own_passphrase.choose(session, OWN)
    again = _enter(real, "Ms Bevan", OWN)
    asked_once_more = own_passphrase.must_choose(again)
    own_passphrase.choose(again, OTHER)

    assert asked_once_more
    assert not own_passphrase.must_choose(_enter(real, "Ms Bevan", OTHER))
