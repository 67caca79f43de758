"""Recovery cards are proved by typing two of them back, before there is a store to lose."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from rrn_desktop.errors import UserFacingError
from rrn_desktop.keys.passphrase_key import NAME_COST
from rrn_desktop.keys.recovery import new_shares
from rrn_desktop.services.setup_sheets import words_on
from rrn_desktop.services.signing_in import store_state
from rrn_desktop.services.site_setup import setup_site
from tests.rrn_desktop.services.school import LEAD, PASSPHRASES

SITE = {
    "site_name": "Hafod Lane Primary",
    "profile": "eng_school",
    "members": [{"name": LEAD, "roles": ["lead", "administrator"], "passphrase": PASSPHRASES[LEAD]}],
}


def card(out: Path, number: int) -> str:
    return words_on((out / f"recovery-share-{number}.txt").read_text("utf-8"))


def test_a_card_typed_wrong_is_asked_for_again_and_then_the_store_is_made(tmp_path: Path) -> None:
    store, out = tmp_path / "store", tmp_path / "out"
    said: list[str | None] = []

    def type_back(problem: UserFacingError | None) -> Sequence[str]:
        said.append(None if problem is None else problem.code)
        assert store_state(store) == "none"
        tries = [(card(out, 1), card(out, 1)), (card(out, 1), "no card"), (card(out, 3), card(out, 2).upper())]
        return tries[len(said) - 1]

    result = setup_site(store, SITE, out, kdf=NAME_COST, type_back=type_back)

    assert said == [None, "share_twice", "share_length"]
    assert result.shares_proved == "two shares were typed back and gave the recovery keys"
    assert store_state(store) == "ready"


def test_cards_of_another_site_do_not_prove_this_one(tmp_path: Path) -> None:
    store, out = tmp_path / "store", tmp_path / "out"
    _, others = new_shares()
    said: list[str | None] = []

    def type_back(problem: UserFacingError | None) -> Sequence[str]:
        said.append(None if problem is None else problem.code)
        return others[:2] if len(said) == 1 else (card(out, 1), card(out, 2))

    setup_site(store, SITE, out, kdf=NAME_COST, type_back=type_back)

    assert said == [None, "does_not_hold"]


def test_where_nobody_types_them_back_no_store_is_made(tmp_path: Path) -> None:
    store = tmp_path / "store"

    def type_back(problem: UserFacingError | None) -> Sequence[str]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        setup_site(store, SITE, tmp_path / "out", kdf=NAME_COST, type_back=type_back)

    assert store_state(store) == "none"
