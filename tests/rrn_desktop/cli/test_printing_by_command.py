from __future__ import annotations

import pytest

from tests.rrn_desktop.cli.command import Command
from tests.rrn_desktop.services.school import AUTHOR, case, few, sealed


def test_records_are_printed_one_by_one_and_all_at_once_and_checked(rrn: Command) -> None:
    session = rrn.school.enter(AUTHOR)
    number = str(sealed(session, case(1)).number)
    sealed(session, few(), first=True)
    rrn.school.leave()
    one, every, wrong = (rrn.folder / name for name in ("one.pdf", "all", "wrong.pdf"))

    given = rrn.as_(AUTHOR, "export", "pdf", number, "--out", one, "--reason", "For the file").result
    both = rrn.as_(AUTHOR, "export", "pdf", "--all", "--from", "2026-05-14", "--out", every).result

    assert [file["path"] for file in given["files"]] == [str(one)]
    assert sorted(path.name for path in every.iterdir()) == ["2026-A-001-v1.pdf", "2026-A-002-v1.pdf"]
    assert [file["rows"] for file in both["files"]] == [1, 1]
    checked = rrn.plainly("verify", one, every, "--json").result["checked"]
    assert [entry["holds"] for entry in checked] == [True] * 3
    for line in ([], [number, "--all"], [number, "--status", "first"]):
        assert rrn.as_(AUTHOR, "export", "pdf", *line, "--out", wrong).code == "usage"
    assert not wrong.exists()


@pytest.mark.parametrize("line", [["2026-A-009"], ["--all", "--status", "void"]])
def test_where_there_is_nothing_to_print_nothing_is_written(rrn: Command, line: list[str]) -> None:
    said = rrn.as_(AUTHOR, "export", "pdf", *line, "--out", rrn.folder / "none.pdf")

    assert said.code == "not_found"
    assert not (rrn.folder / "none.pdf").exists()
