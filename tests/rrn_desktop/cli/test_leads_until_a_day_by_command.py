from __future__ import annotations

import pytest

from rrn_desktop.services.setup_sheets import words_on
from tests.rrn_desktop.cli.command import Command
from tests.rrn_desktop.services.school import COLLEAGUE, LEAD

DAY = "2026-05-28"


def test_a_lead_makes_a_colleague_a_lead_until_a_day_who_reads_it_on_today(rrn: Command) -> None:
    made = rrn.as_(LEAD, "members", "role", COLLEAGUE, "--lead", "--until", DAY)

    on_today = rrn.as_(COLLEAGUE, "today").result
    (member,) = made.result["members"]
    assert (member["role"], member["roles"], member["lead_until"]) == ("lead", ["lead", "recorder"], DAY)
    assert on_today["lead_time"] == {"until": DAY, "over": False}
    assert rrn.as_(COLLEAGUE, "list").result["records"] == []


@pytest.mark.parametrize(
    "said", [[], ["--lead"], ["--until", DAY], ["--role", "recorder", "--until", DAY], ["--lead", "--until", "soon"]]
)
def test_half_of_what_is_needed_changes_nothing(rrn: Command, said: list[str]) -> None:
    refused = rrn.as_(LEAD, "members", "role", COLLEAGUE, *said)

    assert (refused.exit_code, refused.code) == (2, "usage")
    members = rrn.as_(LEAD, "members", "list").result["members"]
    assert {one["name"]: one["roles"] for one in members}[COLLEAGUE] == ["recorder"]


def test_roles_besides_are_given_with_the_day_and_new_words_of_a_deputy_let_them_in(rrn: Command) -> None:
    made = rrn.as_(LEAD, "members", "role", COLLEAGUE, "--role", "in_charge", "--lead", "--until", DAY)
    given = rrn.as_(LEAD, "members", "new-passphrase", COLLEAGUE, "--out-dir", rrn.folder / "again").result
    (sheet,) = (path for path in given["files"] if path.endswith(".txt"))

    words = words_on((rrn.folder / "again" / sheet).read_text("utf-8"))
    listed = rrn.as_(COLLEAGUE, "list", passphrase=words)

    assert made.result["members"][0]["roles"] == ["in_charge", "lead"]
    assert listed.exit_code == 0
