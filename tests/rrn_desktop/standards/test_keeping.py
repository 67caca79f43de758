"""How long records are kept: each kind of place, and how far each rule was checked."""

from __future__ import annotations

import re

import pytest

from rrn_desktop.standards.keeping import keeping_of
from rrn_desktop.standards.loader import profiles

KINDS = [one.id for one in profiles()]


@pytest.mark.parametrize("profile", KINDS)
def test_each_rule_says_who_asks_for_it_and_only_what_was_read_is_said_to_be_required(profile: str) -> None:
    rules = keeping_of(profile)

    assert all(one.what and one.length and one.rule for one in rules)
    assert all(set(one.profiles) <= set(KINDS) for one in rules)
    assert [one.id for one in rules if one.says == "required by"] == [
        one.id for one in rules if (one.rule_kind, one.trust) == ("law", "read")
    ]
    assert all(one.says == "check locally" for one in rules if one.trust == "check_locally")


def test_a_number_of_years_that_no_source_sets_is_not_said_for_sure() -> None:
    every = {one.id: one for profile in KINDS for one in keeping_of(profile)}

    sure = {key for key, one in every.items() if one.trust == "read"}
    unsure = {key for key, one in every.items() if re.search(r"\d", one.length) and not one.length.startswith("Often")}

    assert sure == {"force_act", "homes_36"}
    assert unsure - sure == {"college"}
    assert keeping_of("wal_ward") == ()
