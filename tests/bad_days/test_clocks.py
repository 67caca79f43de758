from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rrn_desktop.clock import FixedClock, WallTime
from rrn_desktop.errors import AnswersRefused
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.validation import PROMPT
from rrn_desktop.forms.values import Unknown
from rrn_desktop.services import drafts, records, register, sealing, verifying
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_ledger
from tests.bad_days.days import assert_holds, assert_plain, enter, numbered, scene, sealed, told, written
from tests.journeys.site import CLOCK, LEAD, copy_of

SPRING = FixedClock(datetime(2026, 3, 30, 9, tzinfo=UTC))
AUTUMN = FixedClock(datetime(2026, 10, 26, 9, tzinfo=UTC))
ZONES = ("Europe/London", "Pacific/Auckland", "America/St_Johns")
NOT_KNOWN = Unknown("not_known")


def wall(local: str, offset: str) -> WallTime:
    return WallTime(local, offset, "Europe/London")


def night(start: WallTime, end: WallTime) -> dict[str, object]:
    return {
        "started": start,
        "practices[0].start": start,
        "practices[0].end": end,
        "practices[0].duration": None,
        "told[0].when": NOT_KNOWN,
    }


def seal_and_read(store: Path, clock: FixedClock, start: WallTime, end: WallTime) -> tuple[str, Answers]:
    session = enter(store, clock=clock)
    try:
        number = numbered(session, written(session, **night(start, end)))
        return number, records.show(session, number).answers
    finally:
        session.close()


def kinds(session: Session) -> list[str]:
    with session.held.desk.read() as connection:
        return [row.kind for row in desk_ledger.rows_in_order(connection, session.held.roll.desk.id, 1)]


def test_a_clock_known_to_be_wrong_keeps_nobody_from_sealing_what_happened_at_its_true_time(store: Path) -> None:
    enter(store).close()
    flat_battery = FixedClock(CLOCK.moment - timedelta(days=400))

    session = enter(store, clock=flat_battery)
    draft = written(session)
    prompts = {one.code for one in sealing.problems(session, draft) if one.kind == PROMPT}
    number = numbered(session, draft)
    session.close()

    assert "in_the_future" in prompts
    assert number == "2026-A-001"
    assert_holds(store, number)


def test_a_clock_stays_doubted_at_the_next_sign_in_too(store: Path) -> None:
    flat_battery = FixedClock(CLOCK.moment - timedelta(days=400))
    enter(store).close()
    enter(store, clock=flat_battery).close()

    session = enter(store, clock=flat_battery)
    doubted = session.clock_doubted
    session.close()

    assert doubted


@pytest.mark.parametrize("back", [timedelta(minutes=15), timedelta(days=400)])
def test_when_the_clock_went_backwards_writing_and_sealing_go_on_and_all_of_it_holds(
    store: Path, back: timedelta
) -> None:
    session = enter(store)
    first = numbered(session)
    session.close()
    before = FixedClock(CLOCK.moment - back)
    then = before.now() - timedelta(hours=1)
    start = wall((then + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"), "+01:00")
    end = wall((then + timedelta(hours=1, minutes=2)).strftime("%Y-%m-%dT%H:%M"), "+01:00")

    session = enter(store, clock=before)
    second = numbered(session, written(session, **night(start, end)))
    found = verifying.verify_store(session)
    entries = kinds(session)
    session.close()

    assert found.holds
    assert entries.count("clock_back") == 1
    assert entries.index("clock_back") > entries.index("seal")
    assert_holds(store, first, second, clock=before)
    assert_holds(store, first, second)


def test_a_clock_that_goes_back_while_someone_is_signed_in_is_kept_with_the_next_entry(store: Path) -> None:
    clock = MovingClock(CLOCK.moment)
    session = enter(store, clock=clock)
    draft = written(session)
    clock.moment -= timedelta(minutes=10)

    saved = drafts.save(session, draft)
    number = numbered(session, saved)

    entries = kinds(session)
    session.close()
    assert entries[-2:] == ["clock_back", "seal"]
    assert_holds(store, number)


@pytest.mark.parametrize("zone", ZONES[1:])
def test_a_pc_set_to_another_time_zone_stores_and_shows_the_same_times(fresh: Path, tmp_path: Path, zone: str) -> None:
    played = {}
    for name in (ZONES[0], zone):
        folder = tmp_path / name.replace("/", "-")
        folder.mkdir()
        played[name] = scene("elsewhere", str(copy_of(fresh, folder)), env={"TZ": name})

    here, there = played[ZONES[0]], played[zone]
    assert here["of_the_pc"] != there["of_the_pc"]
    assert here["times"] == there["times"]
    assert there["times"]["body"][1:] == ["2026-05-14T15:41:00+01:00", "Europe/London"]


def test_an_incident_over_the_night_the_clocks_go_forward_is_read_back_as_it_was_written(store: Path) -> None:
    start, end = wall("2026-03-29T00:50", "+00:00"), wall("2026-03-29T02:10", "+01:00")

    number, answers = seal_and_read(store, SPRING, start, end)

    assert (answers.get("practices[0].start"), answers.get("practices[0].end")) == (start, end)
    assert end.instant() - start.instant() == timedelta(minutes=20)
    assert_holds(store, number, clock=SPRING)


def test_a_time_that_the_clocks_jumped_over_is_not_sealed_and_the_draft_is_safe(store: Path) -> None:
    start, end = wall("2026-03-29T01:30", "+00:00"), wall("2026-03-29T02:10", "+01:00")
    session = enter(store, clock=SPRING)
    draft = written(session, **night(start, end))

    with pytest.raises(AnswersRefused) as caught:
        sealed(session, draft)

    said, kept = told(caught.value), drafts.open_draft(session, draft.id).answers
    session.close()
    assert caught.value.question == "started"
    assert_plain(said)
    assert kept == draft.answers


def test_two_incidents_at_the_same_time_on_the_wall_are_told_apart_when_the_clocks_go_back(store: Path) -> None:
    summer, winter = wall("2026-10-25T01:25", "+01:00"), wall("2026-10-25T01:25", "+00:00")

    later, read_later = seal_and_read(store, AUTUMN, winter, wall("2026-10-25T01:40", "+00:00"))
    earlier, read_earlier = seal_and_read(store, AUTUMN, summer, winter)

    session = enter(store, LEAD, AUTUMN)
    listed = [(row.number, row.happened_at) for row in register.page(session, register.Query(descending=False))]
    session.close()
    assert (read_later.get("started"), read_earlier.get("started")) == (winter, summer)
    assert read_earlier.get("practices[0].end") == winter
    assert listed == [(earlier, "2026-10-25T01:25:00+01:00"), (later, "2026-10-25T01:25:00+00:00")]
    assert_holds(store, earlier, later, clock=AUTUMN)


class MovingClock:
    """A clock that a test puts back."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment
