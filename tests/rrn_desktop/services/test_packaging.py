"""Figures for central collation: what is in a package, what must never be, and that it is whole or not there."""

from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from rrn_desktop.errors import NoRight, NotFound, Refused, WrongUsage
from rrn_desktop.exports.package.checking import check_package
from rrn_desktop.exports.package.guarding import guarded
from rrn_desktop.exports.package.tables import NAMES
from rrn_desktop.ledger.bodies import Note
from rrn_desktop.ledger.opening import open_note
from rrn_desktop.services import packaging
from rrn_desktop.services.handing_out import EXPORT, Cancelled
from rrn_desktop.services.reading import reader
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_ledger
from tests.rrn_desktop.services.month import (
    APRIL,
    FIRST,
    FORMULA,
    MARCH,
    MAY,
    SAID,
    SECOND,
    WHOLE,
    live_a_month,
    package,
)
from tests.rrn_desktop.services.school import (
    AUTHOR,
    CHILD,
    CHILD_DETAILS,
    CHILDS_SENTENCE,
    COLLEAGUE,
    JOBS,
    LEAD,
    School,
    few,
    kept,
    sealed,
)

REASON = "The trust's own inquiry asked for it."


@pytest.fixture(scope="module")
def lived(new_school: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    own = new_school.copy(tmp_path_factory.mktemp("lived"))
    live_a_month(own)
    return own


@pytest.fixture(scope="module")
def made(lived: School, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("made")
    own = lived.copy(out)
    return {
        "without_names": package(own, out / "plain"),
        "with_names": package(own, out / "named", reason=REASON),
        "nil": package(own, out / "nil", APRIL),
    }


@pytest.fixture
def site(lived: School, tmp_path: Path) -> Any:
    yield from lived.lent(tmp_path)


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
    return found


def last_export(session: Session) -> Note:
    with session.held.desk.read() as connection:
        row = next(
            row for row in reversed(list(desk_ledger.rows_in_order(connection, session.held.roll.desk.id, 1)))
            if row.kind == EXPORT
        )  # fmt: skip
        entry = desk_ledger.by_hash(connection, row.hash)
    assert entry is not None
    return open_note(entry, reader(session), session.held.roll)


@pytest.mark.parametrize("kind", ["without_names", "with_names", "nil"])
def test_another_program_finds_every_table_as_it_is_described(made: dict[str, Path], kind: str) -> None:
    report = Package(str(made[kind] / "datapackage.json")).validate()

    assert report.valid, report.flatten(["type", "note"])
    assert sorted(task.name for task in report.tasks) == sorted(NAMES)


@pytest.mark.parametrize("kind", ["without_names", "with_names", "nil"])
def test_a_package_as_it_was_made_holds(made: dict[str, Path], kind: str) -> None:
    checked = check_package(made[kind])

    assert checked.holds, checked.findings
    assert [part.holds for part in checked.parts] == [True, True]
    assert [(one.by, one.role) for one in checked.signatures] == [(LEAD, JOBS[LEAD])]


def test_a_package_has_the_newest_version_of_each_incident_of_its_days_and_what_belongs_to_it(
    made: dict[str, Path],
) -> None:
    plain, named = made["without_names"], made["with_names"]
    incidents = {row["number"]: row for row in table(named, "incidents")}

    statuses = {number: row["status"] for number, row in incidents.items()}

    assert statuses == {WHOLE: "complete", SECOND: "complete", FIRST: "first", "": "void"}
    assert MARCH not in incidents
    whole = incidents[WHOLE]["record"]
    assert [row["record"] for row in table(plain, "practices")].count(whole) == 1
    told = [(row["source"], row["whom"]) for row in table(plain, "told") if row["record"] == whole]
    assert told == [("record", "parent"), ("record", "parent"), ("addition", "parent")]
    injuries = [(row["source"], row["what"]) for row in table(plain, "injuries")]
    assert injuries == [("addition", "front:face:bruise")]
    assert [row["incident"] for row in table(plain, "support")] == [whole]


def test_a_review_of_two_incidents_stands_once_for_each_and_its_actions_once(made: dict[str, Path]) -> None:
    plain = made["without_names"]
    records = {row["number"]: row["record"] for row in table(made["with_names"], "incidents")}

    reviews = table(plain, "reviews")

    assert [row["incident"] for row in reviews] == [records[WHOLE], records[SECOND]]
    assert len({row["record"] for row in reviews}) == 1
    assert [(row["record"], row["due"]) for row in table(plain, "actions")] == [(reviews[0]["record"], "2026-06-01")]


def test_a_package_without_names_says_of_nobody_who_they_are_and_repeats_nobodys_words(made: dict[str, Path]) -> None:
    names = [*CHILD.split(), AUTHOR, COLLEAGUE, "Mum", "Pryce", "Hafod", WHOLE, CHILD_DETAILS["born"]]
    words = [CHILDS_SENTENCE, FORMULA, SAID, "left eye", "Ear defenders", "half a minute", "Fire drill", "Library"]
    tables = list(made["without_names"].rglob("*.csv"))

    text = "\n".join(path.read_text("utf-8") for path in tables)
    with_names = "\n".join(path.read_text("utf-8") for path in made["with_names"].rglob("*.csv"))

    assert len(tables) == 2 * len(NAMES)
    assert [word for word in (*names, *words) if word in text] == []
    assert [word for word in words if word not in with_names.replace('""', '"')] == []


def test_both_kinds_of_package_have_the_same_rows_and_pseudonyms(made: dict[str, Path]) -> None:
    for name in NAMES:
        plain, named = table(made["without_names"], name), table(made["with_names"], name)

        assert [{code: row[code] for code in plain[0]} for row in named] == plain

    assert len({row["person"] for row in table(made["without_names"], "incidents")} - {""}) == 2


def test_no_id_that_stands_on_a_records_paper_is_in_a_package_without_names(made: dict[str, Path]) -> None:
    named = {name: table(made["with_names"], name) for name in NAMES}
    own = {row[code] for rows in named.values() for row in rows for code in ("record_id", "incident_id", "row_id")
           if row.get(code)}  # fmt: skip

    text = "\n".join(path.read_text("utf-8") for path in made["without_names"].rglob("*.csv"))

    assert len(own) >= 7
    assert all(row["record_id"] for rows in named.values() for row in rows)
    assert [one for one in own if one in text] == []
    incidents = {row["record"]: row["record_id"] for row in named["incidents"]}
    joined = [row for name in ("support", "reviews") for row in named[name]]
    assert all(incidents[row["incident"]] == row["incident_id"] for row in joined)
    assert all(one[0] == "r" and len(one) == 25 for one in incidents)
    assert {row["row"][0] for row in named["told"] if row["row_id"]} == {"a"}


def test_a_place_of_the_sites_own_list_has_its_code_and_one_typed_freely_has_none(
    lived: School, made: dict[str, Path]
) -> None:
    incidents = {row["number"]: row for row in table(made["with_names"], "incidents")}

    hall, typed = incidents[SECOND], incidents[WHOLE]

    assert len(hall["place_code"]) == 26
    assert (typed["place_code"], typed["place_state"]) == ("", "given")


def test_the_files_for_a_spreadsheet_have_a_mark_and_guards_and_else_the_same_cells(made: dict[str, Path]) -> None:
    folder = made["with_names"]
    cells: list[tuple[str, str]] = []
    for name in NAMES:
        text = (folder / "excel" / f"{name}.csv").read_bytes().decode("utf-8")
        assert text.startswith("\ufeff")
        plain = list(csv.reader(io.StringIO((folder / f"{name}.csv").read_bytes().decode("utf-8"), newline="")))
        twin = list(csv.reader(io.StringIO(text[1:], newline="")))
        cells += [pair for one, other in zip(plain, twin, strict=True) for pair in zip(one, other, strict=True)]

    changed = {one: other for one, other in cells if one != other}

    assert changed[FORMULA] == "'" + FORMULA
    assert all(other == guarded(one) for one, other in changed.items())
    assert not any(b"\xef\xbb\xbf" in (folder / f"{name}.csv").read_bytes() for name in NAMES)


def test_a_month_without_any_use_is_a_signed_statement_of_it(made: dict[str, Path]) -> None:
    said, may = manifest(made["nil"]), manifest(made["without_names"])

    assert (said["nil"], said["incidents"], said["period"]) == (True, 0, {"from": APRIL[0], "to": APRIL[1]})
    assert all(table(made["nil"], name) == [] for name in NAMES)
    assert (may["nil"], may["incidents"], may["void"], may["first_records"]) == (False, 3, 1, 1)


def test_what_is_counted_before_is_what_the_package_says_and_drafts_are_in_it(site: School, tmp_path: Path) -> None:
    session = site.enter(LEAD)
    kept(session, few("Hall"))

    counted = packaging.counted(session, start=MAY[0], end=MAY[1])
    packaging.export_package(session, tmp_path / "out", start=MAY[0], end=MAY[1])

    said = manifest(tmp_path / "out")
    assert (counted.incidents, counted.void, counted.first_records, counted.unfinished_drafts) == (3, 1, 1, 1)
    assert {name: said[name] for name in ("incidents", "void", "first_records", "unfinished_drafts", "nil")} == {
        "incidents": 3, "void": 1, "first_records": 1, "unfinished_drafts": 1, "nil": False,
    }  # fmt: skip


def test_a_month_begins_and_ends_at_midnight_on_the_wall(site: School) -> None:
    session = site.enter(LEAD)

    days = {day: packaging.counted(session, start=day, end=day).incidents for day in ("2026-05-13", "2026-05-14")}

    assert days == {"2026-05-13": 0, "2026-05-14": 3}


def test_the_ledger_keeps_what_went_out_of_which_days_how_much_and_why(site: School, tmp_path: Path) -> None:
    session = site.enter(LEAD)

    given = packaging.export_package(
        session, tmp_path / "out", start=MAY[0], end=MAY[1], identifiable=True, reason=REASON
    )

    details = last_export(session).details
    assert details["what"] == "package"
    assert details["filter"] == {"from": MAY[0], "to": MAY[1]}
    assert (details["identifiable"], details["reason"]) == (True, REASON)
    assert details["counts"]["incidents"] == 3
    assert [one["sha256"] for one in details["files"]] == [one.sha256 for one in given.files]
    assert {path for path in (tmp_path / "out").rglob("*") if path.is_file()} == {one.path for one in given.files}


def test_what_a_lead_seals_in_this_session_is_in_the_package(site: School, tmp_path: Path) -> None:
    session = site.enter(LEAD)
    sealed(session, few("Hall"), first=True)

    packaging.export_package(session, tmp_path / "out", start=MAY[0], end=MAY[1])

    assert manifest(tmp_path / "out")["incidents"] == 4


def test_one_who_stops_it_anywhere_has_nothing_of_it(site: School, tmp_path: Path) -> None:
    session = site.enter(LEAD)
    steps: list[tuple[int, int]] = []
    stop_after = len(steps)

    def look_on(done: int, of: int) -> bool:
        steps.append((done, of))
        return len(steps) <= stop_after

    while not (tmp_path / "out").exists():
        steps.clear()
        stop_after += 1
        with suppress(Cancelled):
            packaging.export_package(session, tmp_path / "out", start=MAY[0], end=MAY[1], progress=look_on)
        left = sorted(path.name for path in tmp_path.iterdir())
        assert left == (["out", "store"] if len(steps) <= stop_after else ["store"])

    assert [done for done, _ in steps] == sorted({done for done, _ in steps})
    assert steps[-1][0] == steps[-1][1] > 5
    assert stop_after == len(steps) > 3


def test_a_disk_that_is_full_leaves_nothing(site: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = site.enter(LEAD)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("rrn_desktop.exports.package.writing.os.fsync", full)

    with pytest.raises(Exception, match="no room left"):
        packaging.export_package(session, tmp_path / "out", start=MAY[0], end=MAY[1])
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_only_a_lead_makes_one_and_names_need_a_reason(site: School, tmp_path: Path) -> None:
    out = tmp_path / "out"

    with pytest.raises(NoRight):
        packaging.export_package(site.enter(AUTHOR), out, start=MAY[0], end=MAY[1])
    lead = site.enter(LEAD)
    with pytest.raises(Refused, match="reason"):
        packaging.export_package(lead, out, start=MAY[0], end=MAY[1], identifiable=True, reason="  ")
    with pytest.raises(WrongUsage, match="before the first"):
        packaging.export_package(lead, out, start=MAY[1], end=MAY[0])
    with pytest.raises(WrongUsage):
        packaging.export_package(lead, out, start="May", end=MAY[0])
    with pytest.raises(NotFound):
        packaging.export_package(lead, out / "inside", start=MAY[0], end=MAY[1])
    assert not out.exists()


def test_a_folder_that_is_there_is_not_written_over(site: School, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()

    with pytest.raises(Refused, match="there already"):
        packaging.export_package(site.enter(LEAD), tmp_path / "out", start=MAY[0], end=MAY[1])

    assert list((tmp_path / "out").iterdir()) == []


def test_the_same_days_again_give_the_same_tables_and_pseudonyms(made: dict[str, Path], site: School) -> None:
    again = package(site, site.store.parent / "again")

    for name in NAMES:
        assert (again / f"{name}.csv").read_bytes() == (made["without_names"] / f"{name}.csv").read_bytes()
