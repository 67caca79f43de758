from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rrn_desktop.clock import FixedClock
from rrn_desktop.errors import NotFound, Refused, StoreFull, StoreNotLocal, StoreUnusable, UserFacingError, WrongUsage
from rrn_desktop.keys import keyring as keyrings
from rrn_desktop.keys.passphrase_key import NAME_COST
from rrn_desktop.keys.recovery import combine, recovery_member
from rrn_desktop.services import directory, site_setup
from rrn_desktop.services.setup_sheets import words_on
from rrn_desktop.services.signing_in import sign_in, store_state
from rrn_desktop.services.site_setup import setup_site
from tests.rrn_desktop.services.school import (
    AT,
    AUTHOR,
    CHILD,
    JOBS,
    LEAD,
    PASSPHRASES,
    PLACES,
    ROLES,
    SITE,
    School,
    site_answers,
)


def members(*some: dict[str, Any]) -> dict[str, Any]:
    return site_answers(members=list(some))


def test_a_new_site_opens_for_each_of_its_members_with_their_own_passphrase(school: School) -> None:
    roles = {}

    for name in PASSPHRASES:
        session = school.enter(name)
        roles[session.member.name] = list(session.member.roles)

    assert roles == ROLES


def test_a_new_site_knows_its_people_places_members_and_rules(school: School) -> None:
    session = school.enter(AUTHOR)

    people, members_here = directory.people(session), directory.members(session)

    assert [person.name for person in people] == [CHILD]
    assert {member.name: member.job_title for member in members_here} == JOBS
    assert sorted(directory.places(session)) == sorted(PLACES)
    assert (session.site_name, session.profile, session.zone) == (SITE, "eng_school", "Europe/London")


def test_two_recovery_cards_as_printed_give_the_recovery_keys_of_the_site(school: School) -> None:
    recovery = keyrings.load(school.store / "keyring.json").replayed().recovery

    texts = [words_on((school.out / f"recovery-share-{number}.txt").read_text("utf-8")) for number in (2, 3)]

    assert all(len(text.split()) == 20 for text in texts)
    assert recovery_member(combine(texts)).public() == recovery


def test_the_sheets_of_a_new_site_are_text_and_pdf_and_name_its_fingerprint(school: School) -> None:
    groups = (school.out / "site-fingerprint.txt").read_text("utf-8")

    names = sorted(path.name for path in school.out.iterdir())

    cards = [f"recovery-share-{number}.{kind}" for number in (1, 2, 3) for kind in ("pdf", "txt")]
    assert names == sorted([*cards, "site-fingerprint.pdf", "site-fingerprint.txt"])
    assert sorted(path.name for path in school.made.files) == names
    assert all(path.read_bytes().startswith(b"%PDF-") for path in school.out.glob("*.pdf"))
    assert "".join(groups.split()).find(school.made.site_id) >= 0


def test_no_name_lies_in_the_clear_in_any_file_of_a_new_store(school: School) -> None:
    words = [*PASSPHRASES, CHILD, SITE, *PLACES, *JOBS.values(), *PASSPHRASES.values()]
    # Keys are written as letters: a name as short as "Hall" stands among them by chance once in some hundred runs.
    names = [word for word in words if len(word) >= 7]

    found = [
        (path.name, name)
        for path in school.store.rglob("*")
        if path.is_file()
        for name in names
        if name.encode("utf-8").lower() in path.read_bytes().lower()
    ]

    assert (school.store / "keyring.json").stat().st_size > 1000
    assert len(names) == len(words) - 1
    assert found == []


def test_a_demo_store_says_demo_in_its_first_statement_and_in_each_session(school: School) -> None:
    roll = keyrings.load(school.store / "keyring.json").replayed()

    session = school.enter(AUTHOR)

    assert roll.demo
    assert session.demo


def test_a_store_that_is_no_demo_never_says_so_and_takes_the_work_that_was_asked(tmp_path: Path) -> None:
    setup_site(tmp_path / "s", site_answers(demo=False), tmp_path / "o", clock=FixedClock(AT), kdf=NAME_COST)

    session = sign_in(tmp_path / "s", AUTHOR, PASSPHRASES[AUTHOR], clock=FixedClock(AT))

    assert not session.demo
    session.close()


def test_members_without_a_passphrase_get_words_on_a_sheet_and_sign_in_with_them(tmp_path: Path) -> None:
    answers = members({"name": LEAD, "roles": ["lead", "administrator"]}, {"name": AUTHOR, "roles": ["recorder"]})

    setup_site(tmp_path / "s", answers, tmp_path / "o", clock=FixedClock(AT))

    words = [words_on((tmp_path / "o" / f"first-passphrase-{number}.txt").read_text("utf-8")) for number in (1, 2)]
    assert [len(text.split()) for text in words] == [8, 6]
    for name, text in zip((LEAD, AUTHOR), words, strict=True):
        sign_in(tmp_path / "s", name, text, clock=FixedClock(AT)).close()


def test_a_new_site_does_not_go_into_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "letter.txt").write_text("mine", "utf-8")

    with pytest.raises(Refused, match="not empty"):
        setup_site(tmp_path / "s", site_answers(), tmp_path / "o")

    assert [path.name for path in (tmp_path / "s").iterdir()] == ["letter.txt"]
    assert not (tmp_path / "o").exists()


def test_a_new_site_goes_into_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()

    setup_site(tmp_path / "s", site_answers(), tmp_path / "o", clock=FixedClock(AT))

    assert store_state(tmp_path / "s") == "ready"


def test_a_folder_without_a_store_is_told_apart_from_a_store(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    states = [store_state(tmp_path / name) for name in ("empty", "nowhere")]

    assert states == ["none", "none"]


@pytest.mark.parametrize("failing", ["write_head", "_write_databases", "sync_folder"])
def test_a_store_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(site_setup, failing, full)

    with pytest.raises(StoreFull):
        setup_site(tmp_path / "s", site_answers(), tmp_path / "o")

    left = sorted(path.name for path in tmp_path.iterdir())
    assert left in (["o"], ["o", "s"])
    assert "s" not in left or store_state(tmp_path / "s") == "ready"


def test_sheets_that_have_no_folder_to_go_into_stop_the_set_up_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "o").write_text("a file, not a folder", "utf-8")

    with pytest.raises(StoreUnusable):
        setup_site(tmp_path / "s", site_answers(), tmp_path / "o")

    assert not (tmp_path / "s").exists()


def test_a_store_in_a_synced_folder_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(StoreNotLocal):
        setup_site(tmp_path / "OneDrive - School" / "s", site_answers(), tmp_path / "o")

    assert list(tmp_path.iterdir()) == []


_LEAD = {"name": LEAD, "roles": ["lead", "administrator"], "passphrase": PASSPHRASES[LEAD]}


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (members({**_LEAD, "passphrase": "password1234"}), "too easy"),
        (members({**_LEAD, "passphrase": "short"}), "too easy"),
        (members({**_LEAD, "passphrase": "Hafod Lane Primary"}), "too easy"),
        (members({**_LEAD, "roles": ["lead"]}), "needs a lead and an administrator"),
        (members({**_LEAD, "roles": ["head"]}), "role"),
        (members({**_LEAD, "roles": []}), "role"),
        (members(_LEAD, {**_LEAD, "name": "mrs  SHAH"}), "same name"),
        (members({**_LEAD, "name": "  "}), "name is empty"),
        (members({**_LEAD, "name": "x" * 201}), "too long"),
        (members({**_LEAD, "name": "half \ud800"}), "can't be kept"),
        (members({**_LEAD, "job_title": "half \ud800"}), "can't be kept"),
        (members({**_LEAD, "job_title": "x" * 5000}), "too long"),
        (members({**_LEAD, "surname": "x"}), "not as they should be"),
        (site_answers(desk_code="a b"), "desk code"),
        (site_answers(profile="mars_school"), "no profile"),
        (site_answers(site_name="\0"), "can't be kept"),
        (site_answers(places=["Hall", ""]), "name is empty"),
        (site_answers(places=["Hall", "Hall "]), "two places"),
        ({}, "not as they should be"),
        ({"site_name": 3}, "not as they should be"),
    ],
)  # fmt: skip
def test_answers_that_make_no_site_are_refused_before_anything_is_made(
    tmp_path: Path, answers: dict[str, Any], says: str
) -> None:
    with pytest.raises(WrongUsage) as problem:
        setup_site(tmp_path / "s", answers, tmp_path / "o")

    assert says.lower() in problem.value.what.lower()
    assert list(tmp_path.iterdir()) == []


def test_a_passphrase_with_a_hidden_character_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    answers = members({**_LEAD, "passphrase": "velvet\tharbour seven kettles"})

    with pytest.raises(UserFacingError):
        setup_site(tmp_path / "s", answers, tmp_path / "o")

    assert list(tmp_path.iterdir()) == []


def test_details_that_a_persons_file_does_not_ask_are_refused(tmp_path: Path) -> None:
    answers = site_answers(people=[{"name": CHILD, "details": {"shoe_size": "3"}}])

    with pytest.raises(UserFacingError):
        setup_site(tmp_path / "s", answers, tmp_path / "o")

    assert not (tmp_path / "s").exists()


def test_signing_in_where_no_store_is_says_that_a_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UserFacingError) as problem:
        sign_in(tmp_path / "nowhere", AUTHOR, "x")

    assert problem.value.code == "store_missing"
    assert not isinstance(problem.value, NotFound)
    assert not (tmp_path / "nowhere").exists()
