from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rrn_desktop.errors import NoRight, NotFound, Refused, WrongUsage
from rrn_desktop.services import register_views as views
from rrn_desktop.services.register_views import ALL_DAYS, LONGEST, Search
from rrn_desktop.store import desk_views
from tests.rrn_desktop.services.school import AUTHOR, LEAD, School

DRILL = Search(text="Kingfisher", status="first", start="2026-05-01", end="2026-05-31", sort="person", descending=False)


@pytest.fixture
def site(new_school: School, tmp_path: Path) -> Iterator[School]:
    yield from new_school.lent(tmp_path)


def boxes(site: School) -> dict[str, bytes]:
    session = site.enter(LEAD)
    with session.held.desk.read() as connection:
        return dict(desk_views.of_member(connection, session.member.id))


def test_a_search_is_there_under_its_name_on_another_day_until_it_is_removed(site: School) -> None:
    kept = views.keep(site.enter(LEAD), "  Drills   in May ", DRILL)

    again = views.mine(site.enter(LEAD))
    gone = views.remove(site.enter(LEAD), kept.id)

    assert again.kept == (kept,)
    assert (kept.name, kept.search, gone) == ("Drills in May", DRILL, kept)
    assert views.mine(site.enter(LEAD)).kept == ()


def test_searches_stand_by_name_and_are_renamed_and_changed(site: School) -> None:
    session = site.enter(LEAD)
    second, first = views.keep(session, "b", DRILL), views.keep(session, "A", Search())

    views.rename(session, first.id, "c")
    views.rename(session, second.id, "B")
    changed = views.change(session, second.id, Search(days="last_30"))

    assert [one.name for one in views.mine(session).kept] == ["B", "c"]
    assert views.mine(session).kept[0] == changed


def test_nobody_else_reads_or_lists_what_a_member_looks_for(site: School) -> None:
    session = site.enter(LEAD)
    kept = views.keep(session, "About Kingfisher", DRILL)
    box = boxes(site)[kept.id]

    with pytest.raises(NoRight):
        views.mine(site.enter(AUTHOR))
    with pytest.raises(NoRight):
        views.keep(site.enter(AUTHOR), "mine", Search())

    assert b"ingfisher" not in box
    assert "ingfisher" not in repr((kept, DRILL))
    assert len(box) == len(shortest_box(site))


def shortest_box(site: School) -> bytes:
    """Return the box of a search for everything, under a short name."""
    kept = views.keep(site.enter(LEAD), "x", Search())
    return boxes(site)[kept.id]


def test_a_box_that_is_not_as_it_was_kept_opens_no_more_and_can_be_removed(site: School) -> None:
    session = site.enter(LEAD)
    one, other, sound = (views.keep(session, name, Search()) for name in ("one", "other", "sound"))
    kept = boxes(site)
    session = site.enter(LEAD)
    with session.held.desk.write() as connection:
        desk_views.put(connection, session.member.id, one.id, kept[other.id])
        desk_views.put(connection, session.member.id, other.id, kept[other.id][:-1] + b"?")

    found = views.mine(session)
    removed = views.remove_closed(session)

    assert (found.kept, found.closed, removed) == ((sound,), 2, 2)
    assert views.mine(session) == views.Views((sound,), 0)


def test_a_name_is_taken_once_and_has_an_end(site: School) -> None:
    session = site.enter(LEAD)
    kept = views.keep(session, "Drills", DRILL)
    other = views.keep(session, "Other", DRILL)

    for refused, name in ((Refused, "DRILLS"), (Refused, "x" * (LONGEST + 1)), (Refused, " "), (WrongUsage, "a\0")):
        with pytest.raises(refused):
            views.keep(session, name, DRILL)
        with pytest.raises(refused):
            views.rename(session, other.id, name)

    assert views.rename(session, kept.id, "drills").name == "drills"
    assert {one.name for one in views.mine(session).kept} == {"drills", "Other"}


def test_what_is_gone_is_neither_renamed_nor_changed_nor_removed(site: School) -> None:
    session = site.enter(LEAD)

    with pytest.raises(NotFound):
        views.rename(session, "gone", "x")
    with pytest.raises(NotFound):
        views.change(session, "gone", Search())
    with pytest.raises(NotFound):
        views.remove(session, "gone")

    assert views.mine(session) == views.Views(())


def test_there_is_a_most_that_one_member_keeps(site: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST", 3)
    session = site.enter(LEAD)
    for number in range(3):
        views.keep(session, f"number {number}", Search())

    with pytest.raises(Refused):
        views.keep(session, "one more", Search())

    assert len(views.mine(session).kept) == 3


@pytest.mark.parametrize(
    ("days", "today", "span"),
    [
        ("last_7", "2026-03-03", ("2026-02-25", "2026-03-03")),
        ("last_30", "2026-01-29", ("2025-12-31", "2026-01-29")),
        ("this_month", "2024-02-10", ("2024-02-01", "2024-02-29")),
        ("last_month", "2026-01-31", ("2025-12-01", "2025-12-31")),
        ("last_year", "2026-05-14", ("2025-05-15", "2026-05-14")),
        ("last_year", "2024-02-29", ("2023-03-01", "2024-02-29")),
        ("last_year", "2025-02-28", ("2024-02-29", "2025-02-28")),
        ("last_year", "2025-12-31", ("2025-01-01", "2025-12-31")),
    ],
)
def test_days_are_counted_from_today(days: views.Days, today: str, span: tuple[str, str]) -> None:
    query = views.query_of(Search(days=days, start="1999-01-01", end="1999-12-31"), date.fromisoformat(today))

    assert (query.start, query.end) == span


def test_days_that_are_written_down_count_as_they_are_and_must_be_days(site: School) -> None:
    session = site.enter(LEAD)

    query = views.query_of(DRILL, date(2030, 1, 1))
    with pytest.raises(WrongUsage):
        views.keep(session, "no day", Search(start="yesterday"))

    assert (query.start, query.end, query.text, query.status) == ("2026-05-01", "2026-05-31", "Kingfisher", "first")
    assert (query.sort, query.descending, query.form) == ("person", False, "incident")


@settings(max_examples=30)
@given(st.sampled_from(ALL_DAYS[1:]), st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_days_that_are_counted_are_never_the_wrong_way_round(days: views.Days, today: date) -> None:
    span = views.days_of(days, today)

    assert span is not None
    assert span[0] <= span[1]
    assert span[0] <= today.isoformat()
