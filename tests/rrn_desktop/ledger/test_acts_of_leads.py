"""What looks like the act of a lead is one, or it does not hold: whoever made it has a program of their own."""

from __future__ import annotations

import msgspec
import pytest

from rrn_desktop.ledger.bodies import Attached, Body, How, WrittenBy
from rrn_desktop.ledger.headers import check_row
from rrn_desktop.ledger.lead_acts import LEADS_ONLY
from rrn_desktop.ledger.opening import open_attached, open_entry
from rrn_desktop.ledger.refusals import EntryRefused
from tests.rrn_desktop.ledger.afterwards import observation
from tests.rrn_desktop.ledger.forger import forged, header_after, note, put
from tests.rrn_desktop.ledger.house import ADMINISTRATOR, ASHA, BEN, LEAD, House, codes


def put_in_a_mouth(house: House, body: Body | Attached, who: str, how: How) -> str:
    """Seal a body as someone else's words; return why it does not hold, or nothing."""
    said = msgspec.structs.replace(body, author=who, written_by=WrittenBy(name="Dr X", role="", member=ASHA, how=how))
    entry = put(house, forged(house, header_after(house, who, said), said))
    opened = open_attached if isinstance(body, Attached) else open_entry
    try:
        opened(entry, house.register_reader, house.roll)
    except EntryRefused as refused:
        return refused.finding
    return ""


@pytest.mark.parametrize("kind", sorted(LEADS_ONLY))
@pytest.mark.parametrize("who", [ASHA, ADMINISTRATOR])
def test_an_entry_that_only_a_lead_makes_does_not_hold_by_anyone_else(house: House, kind: str, who: str) -> None:
    row = note(house, who, kind)

    with pytest.raises(EntryRefused) as caught:
        check_row(row, house.roll)

    assert caught.value.finding == "no_right"
    assert codes(house) == ["no_right"]


@pytest.mark.parametrize("kind", sorted(LEADS_ONLY))
def test_the_same_entry_by_a_lead_holds(house: House, kind: str) -> None:
    row = note(house, LEAD, kind)

    header, _ = check_row(row, house.roll)

    assert header.kind == kind


def test_nobody_but_a_lead_seals_the_words_that_someone_left_behind(house: House) -> None:
    incident = house.body(ASHA)

    by_a_colleague = put_in_a_mouth(house, incident, BEN, "left_behind")
    by_a_lead = put_in_a_mouth(house, house.body(ASHA), LEAD, "left_behind")

    assert (by_a_colleague, by_a_lead) == ("no_right", "")


def test_an_addition_is_not_put_into_the_mouth_of_a_colleague_either(house: House) -> None:
    incident = house.body(ASHA)

    assert put_in_a_mouth(house, observation(house, incident), BEN, "left_behind") == "no_right"


@pytest.mark.parametrize("who", [BEN, LEAD])
def test_words_without_an_account_are_taken_in_and_never_made_up_by_a_member(house: House, who: str) -> None:
    assert put_in_a_mouth(house, house.body(ASHA), who, "without_account") == "body_of_another"
