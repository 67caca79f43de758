"""A site set up in steps, as the window does it: what is typed, the cards in a folder, two of them typed back."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rrn_desktop.errors import Refused, StoreNotLocal, StoreReadOnly, UserFacingError
from rrn_desktop.keys.passphrase_key import NAME_COST
from rrn_desktop.keys.recovery import ShareRefused
from rrn_desktop.services import register_here, site_founding, site_proof, site_typed
from rrn_desktop.services.setup_sheets import words_on
from rrn_desktop.services.signing_in import sign_in, store_state
from rrn_desktop.services.site_answers import read_site_answers
from rrn_desktop.services.site_founding import NewSite, write_papers
from rrn_desktop.services.site_proof import WrongFolder
from rrn_desktop.services.site_typed import NO, OTHER, PAGES, SAME, Typed
from tests.rrn_desktop.services.school import LEAD, OFFICE, PASSPHRASES, SITE

TYPED = Typed(
    site_name=SITE, organisation="Môr Trust", profile="wal_school", desk_code=" b ", name=LEAD, job_title="Deputy head",
    passphrase=PASSPHRASES[LEAD], again=PASSPHRASES[LEAD], administrator=OTHER, admin_name=OFFICE,
    rooms="Hall\n\n  Library \nHall 2\n", register_here=NO,
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> NewSite:
    return site_proof.begin(tmp_path_factory.mktemp("pc") / "store", site_typed.answers(TYPED))


def wrong(page: str, **changed: str) -> dict[str, str]:
    return dict(site_typed.wrong(page, replace(TYPED, **changed)))


def test_a_site_of_two_people_opens_for_both_with_what_was_typed(site: NewSite, tmp_path: Path) -> None:
    store = tmp_path / "store"
    cards = site_proof.save_cards(site, store, tmp_path / "stick")
    write_papers(site, tmp_path / "as text")
    first = words_on((tmp_path / "as text" / "first-passphrase-2.txt").read_text("utf-8"))

    site_proof.make(site, store, (site.shares[2], site.shares[0].upper()), kdf=NAME_COST)

    lead = sign_in(store, LEAD, PASSPHRASES[LEAD])
    assert (lead.site_name, lead.profile, lead.desk_code, lead.member.roles) == (SITE, "wal_school", "B", ("lead",))
    assert not register_here.opens_for(lead)
    lead.close()
    office = sign_in(store, OFFICE, first)
    assert office.member.roles == ("administrator",)
    office.close()
    assert sorted(path.name for path in cards.files) == [
        "first-passphrase-2.pdf", "recovery-share-1.pdf", "recovery-share-2.pdf", "recovery-share-3.pdf",
        "site-fingerprint.pdf",
    ]  # fmt: skip


def test_no_store_is_made_of_words_that_do_not_hold(site: NewSite, tmp_path: Path) -> None:
    with pytest.raises(ShareRefused):
        site_proof.make(site, tmp_path / "store", (site.shares[0], site.shares[0]))

    assert store_state(tmp_path / "store") == "none"


def test_what_is_typed_whole_has_nothing_wrong_and_can_be_read_as_answers() -> None:
    found = [site_typed.wrong(page, TYPED) for page in PAGES]

    answers = read_site_answers(site_typed.answers(TYPED))

    assert found == [()] * len(PAGES)
    assert answers.places == ("Hall", "Library", "Hall 2")
    assert [member.roles for member in answers.members] == [("lead",), ("administrator",)]
    assert not answers.register_here


@pytest.mark.parametrize(
    ("page", "changed", "field", "says"),
    [
        ("place", {"site_name": " "}, "site_name", "Write what the place is called"),
        ("place", {"profile": ""}, "profile", "Choose what kind of place it is"),
        ("place", {"desk_code": "A-B"}, "desk_code", "one to four letters or digits"),
        ("place", {"organisation": "x" * 300}, "organisation", "at most 200"),
        ("you", {"name": ""}, "name", "Write your name"),
        ("you", {"passphrase": ""}, "passphrase", "Write a passphrase"),
        ("you", {"passphrase": "a\tb" * 5}, "passphrase", "a tab or a hidden one"),
        ("you", {"passphrase": f"{LEAD} {SITE} 1"}, "passphrase", "too easy to guess"),
        ("you", {"passphrase": "mor trust hafod", "again": ""}, "again", "Write the passphrase once more"),
        ("you", {"offered": "granite willow four trumpet"}, "passphrase", "Word 4 is not as above."),
        ("you", {"offered": "granite Willow four Trumpets"}, "passphrase", "Words 2, 4 are not as above."),
        ("you", {"offered": "granite willow four"}, "passphrase", "not the 3 words above"),
        ("you", {"again": PASSPHRASES[LEAD].upper()}, "again", "not the same"),
        ("administrator", {"administrator": ""}, "administrator", "Say who looks after accounts"),
        ("administrator", {"admin_name": ""}, "admin_name", "Write the name"),
        ("administrator", {"admin_name": f" {LEAD.upper()} "}, "admin_name", "your own name"),
        ("rooms", {"rooms": "Hall\nLibrary\nhall"}, "rooms", "“hall” stands here twice"),
        ("register", {"register_here": ""}, "register_here", "Choose yes or no"),
    ],
)  # fmt: skip
def test_each_field_says_what_is_wrong_with_it(page: str, changed: dict[str, str], field: str, says: str) -> None:
    found = wrong(page, **changed)

    assert says in found[field]


def test_one_person_needs_no_name_twice() -> None:
    found = wrong("administrator", administrator=SAME, admin_name="", admin_job="")

    assert found == {}


_TEXT = st.text(max_size=20) | st.sampled_from(["Hall", "A", SAME, OTHER, NO, "eng_ward", *PASSPHRASES.values()])


@given(st.dictionaries(st.sampled_from(Typed.__slots__), _TEXT, max_size=3))
def test_whatever_is_typed_is_either_refused_by_a_page_or_can_be_used(changed: dict[str, str]) -> None:
    typed = replace(TYPED, **changed)

    refused = any(site_typed.wrong(page, typed) for page in PAGES)

    if not refused:
        read_site_answers(site_typed.answers(typed))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ((0, 0), ("", "This is card 1 again. Type the words of another card.")),
        ((1, 2), ("", "")),
        ((2, None), ("", "Type the words of a card here.")),
    ],
)
def test_two_cards_hold_when_they_are_two(site: NewSite, typed: tuple[int, int | None], says: tuple[str, str]) -> None:
    texts = ["" if number is None else site.shares[number] for number in typed]

    assert site_proof.wrong_words(site, texts) == says


def test_a_wrong_word_is_named_by_its_place_and_never_by_what_it_should_be(site: NewSite) -> None:
    words = site.shares[1].split()
    swapped = [*words[:4], words[5], words[4], *words[6:]]
    short, long = words[:3] + words[4:], [*words[:9], words[8], *words[9:]]
    strange = ["kettle"] * 20

    said = [
        site_proof.wrong_words(site, (" ".join(each), site.shares[0]))[0] for each in (swapped, short, long, strange)
    ]

    assert said == [
        "Words 5, 6 are not as on card 2.",
        "There are 19 words here, and card 2 has 20. Look from word 4 on: one is missing or there twice.",
        "There are 21 words here, and card 2 has 20. Look from word 10 on: one is missing or there twice.",
        "These are not the words of a card of this place. Take a card that was printed just now.",
    ]
    assert not any(word in sentence for sentence in said for word in words if len(word) > 5)


def test_cards_that_are_not_needed_are_thrown_away_but_not_what_someone_put_there(
    site: NewSite, tmp_path: Path
) -> None:
    cards = site_proof.save_cards(site, tmp_path / "store", tmp_path)
    changed = cards.files[0]
    changed.write_bytes(b"somebody wrote this")

    gone = site_proof.throw_away(cards)

    assert not gone
    assert list(cards.folder.iterdir()) == [changed]


def test_cards_never_lie_in_the_store_nor_on_a_network_nor_over_others(site: NewSite, tmp_path: Path) -> None:
    store = tmp_path / "store"
    site_proof.save_cards(site, store, tmp_path)

    for folder, kind in ((store, WrongFolder), (tmp_path / "OneDrive", WrongFolder), (tmp_path, Refused)):
        with pytest.raises(UserFacingError) as refused:
            site_proof.save_cards(site, store, folder)
        assert type(refused.value) is kind

    assert not store.exists()
    assert not (tmp_path / "OneDrive").exists()


def test_a_stick_that_is_full_in_the_middle_holds_no_half_set(
    site: NewSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []

    def write(sheet: object, folder: Path, *, text: bool) -> tuple[Path, ...]:
        if written:
            raise StoreReadOnly("What.", "Safe.", "Next.")
        written.append(folder / "recovery-share-1.pdf")
        written[0].write_bytes(b"card")
        return tuple(written)

    monkeypatch.setattr(site_founding, "write_sheet", write)

    with pytest.raises(StoreReadOnly):
        site_proof.save_cards(site, tmp_path / "store", tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cant_hold_a_store_is_told_before_anyone_types(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site_proof.look_at_folder(tmp_path / "not there" / "store")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("Dear all")

    with pytest.raises(Refused, match="not empty"):
        site_proof.look_at_folder(tmp_path / "full")
    with pytest.raises(StoreNotLocal):
        site_proof.look_at_folder(tmp_path / "Dropbox" / "store")
    # The tests may run as someone whom no folder is closed to.
    monkeypatch.setattr(os, "access", lambda _folder, mode: mode != os.W_OK)
    with pytest.raises(StoreReadOnly):
        site_proof.look_at_folder(tmp_path / "store")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["full"]
