"""Files from before, one for each attack: a later program names them as well, and still makes the same pages.

Where pages are set otherwise on purpose, that is another layout: until documents of this one are out, write the files
anew with ``python -m tests.attacks``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from rrn_desktop.services.verifying import verify_path
from tests.attacks.pdf_attacks import ATTACKS

FOLDER = Path(__file__).parents[2] / "data" / "attacks"
LARGEST = 150_000


def test_there_is_a_file_for_each_attack_and_none_is_large() -> None:
    sizes = {path.name: path.stat().st_size for path in FOLDER.glob("*.pdf")}

    assert set(sizes) == set(ATTACKS)
    assert max(sizes.values()) < LARGEST


@pytest.mark.parametrize("name", ATTACKS)
def test_each_attack_is_named_for_what_it_is(name: str) -> None:
    code = ATTACKS[name][1]

    checked = verify_path(FOLDER / name)

    assert [one.code for one in checked.findings][:1] == ([] if code is None else [code])
    assert checked.holds is (code is None)


def test_what_holds_is_signed_by_its_author_and_by_who_printed_it() -> None:
    checked = verify_path(FOLDER / "good_record.pdf")

    parts = {part.about: part.holds for part in checked.parts}

    assert parts == {"author": True, "exporter": True, "pages": True}
    assert {one.by for one in checked.signatures} == {"Ms Okafor"}


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("pdf_signed_by_stranger.pdf", {"author": True, "exporter": False, "pages": True}),
        ("pdf_pages_forged_and_signed_again.pdf", {"author": True, "exporter": True, "pages": False}),
        ("pdf_attachment_swapped_and_signed_again.pdf", {"author": False, "exporter": True, "pages": None}),
        ("pdf_cut_back_to_unsigned.pdf", {"author": True, "exporter": False, "pages": True}),
        ("pdf_page_added_to.pdf", {"author": True, "exporter": False, "pages": None}),
        ("pdf_changed_while_signing.pdf", {"author": True, "exporter": False, "pages": None}),
    ],
)
def test_author_exporter_and_pages_are_told_apart(name: str, held: dict[str, bool | None]) -> None:
    checked = verify_path(FOLDER / name)

    assert {part.about: part.holds for part in checked.parts} == held
