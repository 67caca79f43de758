from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from rrn_desktop.services import colleagues, guests, membership
from rrn_desktop.services.session import Session
from tests.rrn_desktop.services.school import AT, AUTHOR, COLLEAGUE, LEAD, OFFICE, School


def named(session: Session) -> list[tuple[str, str | None]]:
    return [(one.member.name, one.left_on) for one in colleagues.listing(session)]


def test_who_is_here_stands_before_who_has_left_and_a_new_account_of_the_name_before_the_old(
    school: School, tmp_path: Path
) -> None:
    lead = school.enter(LEAD)
    left = next(one.member.id for one in colleagues.listing(lead) if one.member.name == COLLEAGUE)

    before = named(lead)
    membership.leave(lead, left)
    new = membership.invite(lead, COLLEAGUE, "Cover teacher", ("recorder",), tmp_path)

    here = sorted((AUTHOR, COLLEAGUE, LEAD, OFFICE), key=str.casefold)
    today = lead.wall().local[:10]
    assert before == [(name, None) for name in here]
    assert named(lead) == [*((name, None) for name in here), (COLLEAGUE, today)]
    of_the_name = [one.member.id for one in colleagues.listing(lead) if one.member.name == COLLEAGUE]
    assert of_the_name == [new.member.id, left]


def test_a_guest_is_here_until_their_time_ends(school: School, tmp_path: Path) -> None:
    in_charge = school.enter(LEAD)
    guests.let_in(in_charge, "Sunita Rao", "Agency nurse", out_dir=tmp_path)

    while_here = dict(named(in_charge))["Sunita Rao"]
    later = school.enter(LEAD, AT + timedelta(days=2))

    assert while_here is None
    assert named(later)[-1] == ("Sunita Rao", "2026-05-15")
