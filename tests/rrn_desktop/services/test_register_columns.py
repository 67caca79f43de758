from __future__ import annotations

from pathlib import Path

import pytest

from rrn_desktop.services import register_columns
from rrn_desktop.services.register_columns import ALL
from tests.rrn_desktop.services.school import AUTHOR, LEAD, School


@pytest.fixture
def site(new_school: School, tmp_path: Path) -> School:
    return new_school.copy(tmp_path)


def test_columns_are_kept_for_one_member_in_their_order_until_another_day(site: School) -> None:
    register_columns.keep(site.enter(LEAD), ("status", "number", "person"))
    site.leave()

    of_lead = register_columns.shown(site.enter(LEAD))
    site.leave()
    of_another = register_columns.shown(site.enter(AUTHOR))
    site.leave()

    assert of_lead == ("status", "number", "person")
    assert of_another == ALL


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ((), ("number",)),
        (("person",), ("number", "person")),
        (("person", "number", "person"), ("person", "number")),
        (("nonsense", "number", ""), ("number",)),
    ],
)
def test_the_number_is_always_there_and_what_is_no_column_never(
    site: School, asked: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    session = site.enter(LEAD)

    register_columns.keep(session, asked)

    assert register_columns.shown(session) == kept
    site.leave()
