"""Someone was told, and nobody remembers how: on a ward that answers what is due, in a school it does not say which."""

from __future__ import annotations

from tests.rrn_desktop.services.after_incident import added, due, moment
from tests.rrn_desktop.services.school import AFTER_CASE_3, AT, AUTHOR, School, few, sealed

UNKNOWN = {"state": "not_known"}


def told_brother(when: dict[str, str]) -> dict[str, object]:
    return {"whom": "relative", "name": "His brother", "how": UNKNOWN, "when": when, "by": UNKNOWN}


def test_on_a_ward_a_brother_who_was_told_is_told_however_that_was(ward: School) -> None:
    session = ward.enter(AUTHOR)
    number = str(sealed(session, few(), first=True).number)
    assert due(session, "told")

    done = added(session, "told", number, **told_brother(moment(AFTER_CASE_3)))

    assert [one.kind for one in done.follow_ups_closed] == ["told"]
    assert due(session, "told") == []


def test_in_a_school_it_must_be_known_whether_it_was_spoken_or_written(school: School) -> None:
    session = school.enter(AUTHOR)
    number = str(sealed(session, few(), first=True).number)

    done = added(session, "told", number, **told_brother(moment(AT)))

    assert done.follow_ups_closed == ()
    assert {one.kind for one in due(session, "told", "told_written")} == {"told", "told_written"}
