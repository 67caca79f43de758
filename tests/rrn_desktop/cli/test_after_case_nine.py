"""Case 9 by command, the morning after: support and review for a record that someone without an account wrote."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from rrn_desktop.clock import FixedClock
from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import support
from rrn_desktop.services.signing_in import sign_in
from tests.rrn_desktop.cli.command import Said
from tests.rrn_desktop.cli.place import Place, copy_of, make_place, utc

SILVA, NURSE, LEAD = "D. Silva", "The day nurse", "R. Moyo"
NUMBER = "2026-A-001"
NIGHT, MORNING, AFTERWARDS, TUESDAY = (
    "2026-05-03T03:05:00+01:00", "2026-05-03T07:15:00+01:00", "2026-05-03T08:10:00+01:00", "2026-05-05T09:00:00+01:00",
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("larch")
    at = utc("2026-05-02T12:00:00+01:00")
    return folder, make_place(folder, "eng_ward", "Larch Ward", (SILVA, NURSE), LEAD, at)


@pytest.fixture
def ward(made: tuple[Path, dict[str, str]], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Place:
    """The ward as the day nurse finds it: written at night without an account, and taken in when she signs in."""
    folder, passphrases = made
    place = Place(copy_of(folder, tmp_path), tmp_path, passphrases, capsysbinary)
    line = ("--name", "A. Mensah", "--role", "Agency nurse", "--answers", place.answers("case9"), "--first")
    assert place.without_account(NIGHT, "inbox", "write", *line).exit_code == 0
    assert place.due(MORNING, NURSE)["support"]["number"] == NUMBER
    return place


def supported(ward: Place) -> Said:
    file = ward.answers("case9_support")
    return ward.at(AFTERWARDS, NURSE, "record", "support", "--incident", NUMBER, "--answers", file, "--seal")


def reviewed(ward: Place, now: str, **changed: object) -> Said:
    said = {
        "incident_on": "2026-05-03",
        "held_on": {"local": "2026-05-05T08:00", "offset": "+01:00", "zone": "Europe/London"},
        **changed,
    }
    file = ward.answers("case4_review", **said)
    file.write_text(file.read_text("utf-8").replace("eng_home", "eng_ward"), "utf-8")
    return ward.at(now, LEAD, "record", "review", "--incident", NUMBER, "--answers", file, "--seal")


def test_the_support_is_done_by_the_day_nurse_who_can_not_read_the_record(ward: Place) -> None:
    refused = ward.at(AFTERWARDS, NURSE, "show", NUMBER)

    done = supported(ward)

    assert refused.code == "no_right"
    assert [one["kind"] for one in done.result["follow_ups_closed"]] == ["support"]
    assert ward.due(AFTERWARDS, NURSE)["support_later"]["booked"] == "2026-05-17T23:59:59+01:00"


def test_mensah_is_named_by_the_notice_and_is_among_the_staff_to_ask_after(ward: Place) -> None:
    clock = FixedClock(datetime.fromisoformat(AFTERWARDS))

    session = sign_in(ward.store, NURSE, ward.passphrases[NURSE], clock=clock)
    begun = support.begin(session, NUMBER)
    session.close()

    assert [row.get("who") for row in begun.answers.rows("staff")] == [PersonRef("A. Mensah")]


def test_the_lead_back_from_leave_reviews_a_record_that_nobody_here_signed(ward: Place) -> None:
    supported(ward)

    done = reviewed(ward, TUESDAY, held_by={"name": LEAD})

    assert done.exit_code == 0, done.json
    assert "review" in [one["kind"] for one in done.result["follow_ups_closed"]]


def test_whoever_took_it_in_did_not_write_it_and_may_lead_its_review(ward: Place) -> None:
    done = reviewed(ward, TUESDAY, held_by={"name": NURSE})

    assert done.exit_code == 0, done.json


def test_the_one_who_held_him_can_not_lead_the_review_alone(ward: Place) -> None:
    alone = reviewed(ward, TUESDAY, held_by={"name": "Silva"})
    together = reviewed(ward, TUESDAY, held_by={"name": "Silva"}, outside="R. Hughes, trust")

    assert (alone.code, alone.json["error"]["question"]) == ("answers_refused", "outside")
    assert together.exit_code == 0


def test_the_day_nurse_hears_what_came_of_it_and_silva_who_recorded_nothing_does_not(ward: Place) -> None:
    supported(ward)
    reviewed(ward, TUESDAY)

    heard = {name: ward.at(TUESDAY, name, "today").result["messages"] for name in (NURSE, SILVA)}

    assert [one["kind"] for one in heard[NURSE]] == ["you_said"]
    assert heard[SILVA] == []
