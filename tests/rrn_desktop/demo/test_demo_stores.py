"""A demo store: the same story for the same seed, of each kind of setting, with what real life has in it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rrn_desktop.clock import FixedClock, parse_rfc3339
from rrn_desktop.demo.making import Made, Wanted, make_demo
from rrn_desktop.demo.scenery import scenery
from rrn_desktop.demo.seasons import beginnings, seasons
from rrn_desktop.errors import Refused, WrongPassphrase, WrongUsage
from rrn_desktop.keys.passphrase_key import NAME_COST
from rrn_desktop.services import additions, drafts
from rrn_desktop.services.many_hands import all_signed_in
from rrn_desktop.services.signing_in import check_passphrase, sign_in
from rrn_desktop.services.site_setup import setup_site
from rrn_desktop.services.verifying import verify_store
from rrn_desktop.standards.loader import profiles
from rrn_desktop.store import desk_ledger, desk_seen
from tests.rrn_desktop.demo.demo_stores import AFTERWARDS, accounts_of, as_lead, made_demo, told_in
from tests.rrn_desktop.services.school import AUTHOR, PASSPHRASES, School, kinds_of_ledger, make_school, site_answers

HOME = 14


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made_demo(tmp_path_factory.mktemp("home"), "eng_home", HOME)


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made_demo(tmp_path_factory.mktemp("ward"), "eng_ward", 3, seed=7)


@pytest.fixture(scope="module")
def told_of_home(home: Made) -> list[Any]:
    return told_in(home)


def test_the_same_seed_tells_the_same_story_with_other_keys(ward: Made, tmp_path: Path) -> None:
    again = made_demo(tmp_path, "eng_ward", 3, seed=7)

    assert told_in(again) == told_in(ward)
    assert {one["passphrase"] for one in accounts_of(again)}.isdisjoint(one["passphrase"] for one in accounts_of(ward))
    assert [one["name"] for one in accounts_of(again)] == [one["name"] for one in accounts_of(ward)]
    assert {one["id"] for one in accounts_of(again)}.isdisjoint(one["id"] for one in accounts_of(ward))


def test_a_story_has_what_life_has(home: Made, told_of_home: list[Any]) -> None:
    rows, shown = told_of_home
    added = Counter(form for _, _, _, additions_, _ in shown for form, *_ in additions_)
    due = [one for *_, every in shown for one in every]
    answers = [answers for _, _, answers, _, _ in shown]

    assert set(added) == {one.form for one in additions.kinds()}
    assert {"incident", "support", "review", "good_day", "card"} <= {form for _, form, *_ in rows}
    assert sum(home.records["incident"].values()) == HOME
    assert {"complete", "amended", "void"} <= set(home.records["incident"])
    assert {"given_up", "unfinished"} == set(home.records["draft"])
    assert any(versions[0][1] == "first" and len(versions) > 1 for _, versions, *_ in shown)
    assert {("countersign", "late"), ("countersign", "in_time")} <= {(_kind(clock), out) for clock, _, _, out in due}
    assert {one["who"] for each in answers for one in each.get("injuries", [])} >= {"person", "staff"}
    assert any(_days_late(each, versions) > 1 for (_, versions, each, _, _) in shown)
    assert len({name for _, versions, *_ in shown for _, _, name, *_ in versions}) > 2


def _kind(clock: str) -> str:
    return "countersign" if clock == "eng_home_signed" else clock


def _days_late(answers: dict[str, Any], versions: list[Any]) -> float:
    began = parse_rfc3339(answers["started"]["local"] + answers["started"]["offset"])
    return (parse_rfc3339(versions[0][3]) - began).total_seconds() / 86400


def test_the_ledger_of_a_story_keeps_what_was_done_beside_records(home: Made) -> None:
    with as_lead(home) as lead:
        kinds = set(kinds_of_ledger(lead))
        left = drafts.mine(lead)

    assert {
        "sign_in", "notice", "countersign", "voided", "review_moved", "you_said", "staff_support", "roll",
        "draft_given_up", "taken_in", "confirmed",
    } <= kinds  # fmt: skip
    assert left == ()


@pytest.mark.parametrize("profile", [one.id for one in profiles()])
def test_a_demo_of_each_kind_of_setting_holds(profile: str, home: Made, ward: Made, tmp_path: Path) -> None:
    there = {"eng_home": home, "eng_ward": ward}.get(profile)
    made = made_demo(tmp_path, profile, 3, seed=7) if there is None else there

    with as_lead(made) as lead:
        found = verify_store(lead)

    assert (found.holds, found.findings) == (True, ())
    assert lead.demo
    assert lead.profile == profile


def test_who_works_there_has_read_what_they_were_told_and_not_the_newest(home: Made) -> None:
    with as_lead(home) as session, session.held.desk.read() as connection:
        told = {
            one["id"]: [entry.row.hash for entry in desk_ledger.entries_for(connection, one["id"], ("you_said",))]
            for one in accounts_of(home)
        }
        seen = {one: desk_seen.seen_by(connection, one) for one in told}

    read = {one: [each in seen[one] for each in hashes] for one, hashes in told.items()}

    assert any(any(each) for each in read.values())
    assert not all(all(each) for each in read.values())


def test_a_school_has_holidays_a_ward_has_nights_and_each_has_a_month_without_any() -> None:
    school, ward = (seasons(one, scenery(one).settings, 5, date(2026, 4, 30)) for one in ("eng_school", "eng_ward"))

    in_school, on_ward = list(beginnings(school, 3_000, 5)), list(beginnings(ward, 3_000, 5))

    months = [(at.year, at.month) for at in on_ward]
    assert [len(in_school), len(on_ward)] == [3_000, 3_000]
    assert in_school == sorted(in_school)
    assert {at.month for at in in_school}.isdisjoint({8})
    assert {at.weekday() for at in in_school} == {0, 1, 2, 3, 4}
    assert {at.weekday() for at in on_ward} == set(range(7))
    assert {at.hour for at in on_ward} == set(range(24))
    assert ward.quiet not in months
    assert len(set(months)) == 23


def test_a_demo_lies_in_its_folder_whole_with_its_accounts_and_papers(home: Made) -> None:
    names = {path.name for path in home.store.iterdir()}

    assert {"keyring.json", "desk.db", "register.db", "head.json", "demo-accounts.json", "demo-papers"} <= names
    assert {path.name for path in home.files} >= {
        "recovery-share-1.pdf",
        "recovery-share-3.txt",
        "site-fingerprint.pdf",
    }
    assert [path.name for path in home.store.parent.iterdir()] == ["demo"]
    assert {one["role"] for one in accounts_of(home)} == {"lead", "administrator", "recorder"}


@pytest.mark.parametrize("wanted", [Wanted("eng_castle", 5), Wanted("eng_school", 0), Wanted("eng_school", 9_999_999)])
def test_what_can_not_be_told_is_refused_and_nothing_is_made(wanted: Wanted, tmp_path: Path) -> None:
    with pytest.raises(WrongUsage):
        make_demo(tmp_path / "demo", wanted)

    assert list(tmp_path.iterdir()) == []


def test_a_story_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    def stop(_sealed: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_demo(tmp_path / "demo", Wanted("eng_ward", 5), stop)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")

    with pytest.raises(Refused):
        make_demo(tmp_path, Wanted("eng_school", 5))

    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.fixture(scope="module")
def real_school(tmp_path_factory: pytest.TempPathFactory) -> School:
    folder = tmp_path_factory.mktemp("real")
    made = setup_site(folder / "store", site_answers(demo=False), folder / "out", kdf=NAME_COST)
    return School(folder / "store", folder / "out", made)


def test_in_a_store_that_is_no_demo_nobody_writes_beside_another(real_school: School) -> None:
    everyone = {real_school.member(AUTHOR): PASSPHRASES[AUTHOR]}

    with pytest.raises(Refused), all_signed_in(real_school.store, everyone, FixedClock(AFTERWARDS)):
        pass

    sign_in(real_school.store, AUTHOR, PASSPHRASES[AUTHOR]).close()


def test_what_was_proved_at_the_door_is_still_asked_for_with_each_signature(tmp_path: Path) -> None:
    school = make_school(tmp_path)
    everyone = {school.member(name): words for name, words in PASSPHRASES.items()}

    with all_signed_in(school.store, everyone, FixedClock(school.at)) as sessions:
        author = sessions[school.member(AUTHOR)]
        check_passphrase(author, PASSPHRASES[AUTHOR])
        with pytest.raises(WrongPassphrase):
            check_passphrase(author, "velvet harbour seven kettle")

    session = school.enter(AUTHOR)
    assert session.held.desk.waits
    school.leave()
