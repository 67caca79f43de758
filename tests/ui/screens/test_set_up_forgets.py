from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from rrn_desktop.errors import UserFacingError
from rrn_desktop.services.site_typed import YOU, Typed
from ui.screens.set_up.presenter import SetUpPresenter

WORDS = "marmalade trestle nine otters"


def kept(presenter: SetUpPresenter) -> list[dict[str, str]]:
    return [asdict(one) for one in vars(presenter).values() if isinstance(one, Typed)]


def test_once_a_place_is_set_up_its_passphrase_is_kept_in_nothing_that_was_typed(tmp_path: Path) -> None:
    presenter = SetUpPresenter(tmp_path / "store")
    presenter.take(YOU, {"name": "Mrs Shah", "offered": WORDS, "passphrase": WORDS, "again": WORDS})
    with pytest.raises(UserFacingError):
        presenter.save_cards(tmp_path)
    before = str(kept(presenter))

    presenter.forget()

    assert WORDS in before
    assert WORDS not in str(kept(presenter))
