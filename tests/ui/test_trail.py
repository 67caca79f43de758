from __future__ import annotations

from ui.trail import Place, Trail

REGISTER, RECORD, INCIDENT = Place("register"), Place("record", "2026-A-001"), Place("incident", "2026-A-001")


def test_back_leads_through_the_places_that_were_passed_to_today() -> None:
    trail = Trail()
    for place in (REGISTER, RECORD, INCIDENT):
        trail.reach(place)

    passed = []
    while trail.here() is not None:
        before = trail.before()
        passed.append(before)
        trail.start() if before is None else trail.reach(before)

    assert passed == [RECORD, REGISTER, None]


def test_coming_to_a_place_again_leaves_out_what_lay_between() -> None:
    trail = Trail()
    for place in (INCIDENT, RECORD, INCIDENT):
        trail.reach(place)

    back = trail.here(), trail.before()

    assert back == (INCIDENT, None)


def test_two_forms_of_one_incident_are_two_places() -> None:
    trail = Trail()
    trail.reach(Place("record", "2026-A-001", "incident"))
    trail.reach(Place("record", "2026-A-001", "support"))

    before = trail.before()

    assert before == Place("record", "2026-A-001", "incident")
