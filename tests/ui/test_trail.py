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


def test_a_place_is_found_as_it_was_left_while_it_lies_on_the_way_and_not_after() -> None:
    trail, register = Trail(), Place("register")
    trail.leave(register, "never reached")
    unknown = trail.left(register)

    trail.reach(register)
    trail.leave(register, "what was searched for")
    trail.reach(Place("record", "2026-A-001"))
    while_on_the_way = trail.left(register)
    trail.start()
    trail.reach(register)

    assert unknown is None
    assert while_on_the_way == "what was searched for"
    assert trail.left(register) is None
