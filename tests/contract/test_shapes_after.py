"""What the commands that follow an incident print is the shape that docs/interface describes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.test_json_shapes import fits
from tests.rrn_desktop.cli.command import Command
from tests.rrn_desktop.services.after_incident import moment, review_answers, support_answers
from tests.rrn_desktop.services.school import AT, AUTHOR, CHILD, COLLEAGUE, LEAD, School, make_school


@pytest.fixture(scope="module")
def school_after(tmp_path_factory: pytest.TempPathFactory) -> School:
    return make_school(tmp_path_factory.mktemp("after"))


@pytest.fixture
def rrn(school_after: School, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Iterator[Command]:
    own = school_after.copy(tmp_path)
    yield Command(own, tmp_path, capsysbinary)
    own.leave()


def answers(rrn: Command, form: str, said: dict[str, object]) -> Path:
    whole = {"form": form, "form_version": 1, "profile": "eng_school", "answers": said}
    return rrn.file(whole, f"{form}.json")


def test_support_staff_support_and_a_review_print_the_shape_of_a_record(rrn: Command) -> None:
    number = rrn.sealed(AUTHOR)["number"]
    about = ("--incident", number, "--answers")
    support = answers(rrn, "support", support_answers(AT))
    staff = answers(rrn, "staff_support", {"how": {"state": "declined"}, "offers": {"state": "none"}})
    review = answers(rrn, "review", review_answers(AT))

    fits("record", rrn.as_(AUTHOR, "record", "support", *about, support))
    fits("record", rrn.as_(COLLEAGUE, "record", "support", *about, support, "--seal"))
    fits("record", rrn.as_(AUTHOR, "record", "staff-support", *about, staff, "--seal"))
    fits("record", rrn.as_(LEAD, "record", "review", *about, review, "--seal"))
    fits("error", rrn.as_(AUTHOR, "record", "review", *about, review, "--seal"))


def test_who_was_told_prints_whom_not_to_tell_and_so_does_today(rrn: Command) -> None:
    file = answers(rrn, "person", {"not_to_tell": [{"who": "Father", "reason": "A court order"}]})
    rrn.as_(LEAD, "people", "edit", CHILD, "--answers", file)
    number = rrn.sealed(AUTHOR, first=True)["number"]
    when = {"local": "2026-05-14T14:30", "offset": "+01:00", "zone": "Europe/London"}
    told = answers(rrn, "told", {"whom": "parent", "name": "Mam", "how": "phone", "when": when, "by": {"name": AUTHOR}})

    fits("today", rrn.as_(AUTHOR, "today"))
    fits("record", rrn.as_(AUTHOR, "add", "told", "--incident", number, "--answers", told))


def test_a_review_that_is_moved_and_the_calendar_print_their_shape(rrn: Command) -> None:
    number = rrn.sealed(AUTHOR)["number"]

    fits("review", rrn.as_(LEAD, "review", "move", number, "--to", "2026-05-20", "--reason", "Dylan is away."))
    fits("review", rrn.as_(LEAD, "review", "calendar", "--out", rrn.folder / "reviews.ics"))
    fits("error", rrn.as_(LEAD, "review", "move", number, "--to", "tomorrow", "--reason", "Away."))


def test_a_proposal_that_is_set_aside_and_numbers_of_ones_own_print_their_shapes(rrn: Command) -> None:
    number = rrn.sealed(AUTHOR)["number"]
    found = {"who": "person", "what": {"state": "not_known"}, "how_it_happened": {"state": "not_known"}}
    treated = {"treatment": "first_aid", "treatment_by": {"state": "not_known"}, "when": moment(AT)}
    rrn.as_(COLLEAGUE, "add", "injury", "--incident", number, "--answers", answers(rrn, "injury", {**found, **treated}))

    fits("review", rrn.as_(LEAD, "review", "set-aside", number, "--reason", "The nurse saw it."))
    fits("show", rrn.as_(LEAD, "show", number))
    fits("own_clocks", rrn.as_(AUTHOR, "clocks", "list"))
    fits("own_clocks", rrn.as_(LEAD, "clocks", "set", "support_later", "21"))


def test_what_helps_prints_its_shape_with_a_card_and_without(rrn: Command) -> None:
    day = answers(rrn, "good_day", {"person": {"name": CHILD}, "when": moment(AT), "helped": "The library."})
    card = answers(rrn, "card", {"person": {"name": CHILD}, "helps": "Ear defenders."})

    fits("record", rrn.as_(AUTHOR, "record", "good-day", "--answers", day, "--seal"))
    fits("card", rrn.as_(AUTHOR, "card", "show", CHILD))
    fits("record", rrn.as_(LEAD, "record", "card", "--answers", card, "--seal"))
    fits("card", rrn.as_(AUTHOR, "card", "show", CHILD))
    fits("card", rrn.as_(AUTHOR, "card", "print", CHILD, "--out", rrn.folder / "o"))
    nobody = answers(rrn, "card", {"helps": "Ear defenders."})
    assert rrn.as_(LEAD, "record", "card", "--answers", nobody, "--seal").exit_code == 2
