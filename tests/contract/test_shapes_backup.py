"""What the commands about backups and damages print is the shape that docs/interface describes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.test_json_shapes import fits
from tests.rrn_desktop.cli.command import Command, Said
from tests.rrn_desktop.services.school import AUTHOR, LEAD, OFFICE, PASSPHRASES, School, make_school

NOW = "2026-05-14T18:00:00+01:00"


@pytest.fixture(scope="module")
def school_of_backups(tmp_path_factory: pytest.TempPathFactory) -> School:
    return make_school(tmp_path_factory.mktemp("backups"))


@pytest.fixture
def rrn(school_of_backups: School, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Iterator[Command]:
    own = school_of_backups.copy(tmp_path)
    yield Command(own, tmp_path, capsysbinary)
    own.leave()


def backed_up(rrn: Command, *options: str | Path) -> Said:
    stick = rrn.folder / "stick"
    stick.mkdir(exist_ok=True)
    return rrn.as_(OFFICE, "backup", *(options or ("--to", stick)))


def restored(rrn: Command, file: str, *options: str | Path) -> Said:
    secret = rrn.file(PASSPHRASES[OFFICE].encode(), "office.txt")
    who = ("--as", OFFICE, "--passphrase-file", secret)
    return rrn.plainly("restore", file, "--store", rrn.folder / "new", *who, *options, "--now", NOW, "--json")


def test_a_backup_by_hand_and_each_day_print_their_shape(rrn: Command) -> None:
    stick = rrn.folder / "stick"

    by_hand = backed_up(rrn)
    (stick / Path(by_hand.result["backup"]["path"]).name).unlink()
    daily = backed_up(rrn, "--daily", stick)
    again = backed_up(rrn, "--if-due")
    stopped = backed_up(rrn, "--no-daily")

    for said in (by_hand, daily, again, stopped):
        fits("backup", said)
    assert [said.result["backup"] is None for said in (by_hand, daily, again, stopped)] == [False, False, True, True]
    assert daily.result["daily"]["folder"] == str(stick)
    assert stopped.result["daily"]["folder"] is None


def test_a_backup_that_can_not_be_made_prints_the_shape_of_an_error(rrn: Command) -> None:
    unset = backed_up(rrn, "--if-due"), rrn.as_(OFFICE, "backup")
    away = rrn.as_(OFFICE, "backup", "--to", rrn.folder / "away")
    no_right = rrn.as_(AUTHOR, "backup", "--to", rrn.folder)
    both = rrn.as_(OFFICE, "backup", "--to", rrn.folder, "--if-due")

    for said in (unset[1], away, no_right, both):
        fits("error", said)
    assert unset[0].result["backup"] is None
    assert [said.code for said in (unset[1], away, no_right, both)] == [
        "usage", "backup_folder_missing", "no_right", "usage",
    ]  # fmt: skip


def test_a_restore_prints_its_shape_when_it_checks_and_when_it_puts_back(rrn: Command) -> None:
    number = rrn.sealed(AUTHOR, first=True)["number"]
    file = backed_up(rrn).result["backup"]["path"]

    checked = rrn.plainly("restore", file, "--check", "--json")
    done = restored(rrn, file, "--old-store", rrn.school.store, "--last-number", "2026-A-003")
    over = restored(rrn, file)

    fits("restore", checked)
    fits("restore", done)
    fits("error", over)
    assert checked.result["restored"] is None
    assert done.result["restored"]["lost"]["entries"] == 1
    assert done.result["restored"]["lost_numbers"] == ["2026-A-002", "2026-A-003"]
    assert (over.exit_code, over.code) == (1, "refused")
    secret = rrn.file(PASSPHRASES[LEAD].encode(), "lead.txt")
    who = ("--as", LEAD, "--passphrase-file", secret, "--store", rrn.folder / "new", "--json")
    assert rrn.plainly("show", number, *who).result["body"]["number"] == number
    assert rrn.plainly("doctor", *who).result["checked"][0]["findings"] == []


def test_cards_and_nobody_at_all_print_shapes_too(rrn: Command) -> None:
    file = backed_up(rrn).result["backup"]["path"]
    cards = [rrn.school.out / f"recovery-share-{one}.txt" for one in (1, 2)]
    line = ("restore", file, "--store", rrn.folder / "new", "--json")

    nobody = rrn.plainly(*line)
    carded = rrn.plainly(*line, "--card", cards[0], "--card", cards[1], "--now", NOW)

    fits("error", nobody)
    fits("restore", carded)
    assert (nobody.exit_code, nobody.code) == (2, "usage")


def test_a_salvage_prints_its_shape_and_leaves_a_store_to_sign_in_to(rrn: Command) -> None:
    number = rrn.sealed(AUTHOR, first=True)["number"]
    rrn.school.leave()
    desk = bytearray((rrn.school.store / "desk.db").read_bytes())
    desk[900] ^= 1
    (rrn.school.store / "desk.db").write_bytes(desk)
    secret = rrn.file(PASSPHRASES[LEAD].encode(), "lead.txt")
    who = ("--as", LEAD, "--passphrase-file", secret, "--json")
    line = ("salvage", rrn.school.store, "--to", rrn.folder / "new")

    nobody = rrn.plainly(*line, "--json")
    done = rrn.plainly(*line, *who, "--now", NOW)
    over = rrn.plainly(*line, *who)

    fits("error", nobody)
    fits("salvage", done)
    fits("error", over)
    assert (nobody.code, over.code) == ("usage", "refused")
    assert (done.result["desk"]["pages"]["lost"], done.result["findings"]) == ([1], [])
    shown = rrn.plainly("show", number, "--store", rrn.folder / "new", *who)
    assert shown.result["body"]["number"] == number


def test_the_doctor_prints_its_shape_of_several_stores(rrn: Command) -> None:
    empty = rrn.folder / "empty"
    empty.mkdir()

    well = rrn.plainly("doctor", "--store", rrn.school.store, "--json")
    both = rrn.plainly("doctor", "--store", rrn.school.store, empty, "--json")
    words = rrn.plainly("doctor", empty)

    fits("doctor", well)
    fits("doctor", both)
    assert (well.exit_code, both.exit_code, words.exit_code) == (0, 1, 1)
    assert [one["sound"] for one in both.result["checked"]] == [True, False]
    assert b"DAMAGED" in words.out
