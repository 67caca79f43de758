"""``rrn review set-aside``: a proposal is decided against, a duty is not."""

from __future__ import annotations

import json
from typing import Any

from tests.rrn_desktop.cli.command import Command
from tests.rrn_desktop.services.school import AUTHOR, CHILD, LEAD
from tests.rrn_desktop.services.written_anew import HURT

WHY = ("--reason", "A small bruise, seen by the nurse; the family agrees")


def hurt(rrn: Command) -> str:
    answers = {"person": {"name": CHILD}, "place": "Hall", **HURT}
    answers["started"] = {"local": "2026-05-14T10:40", "offset": "+01:00", "zone": "Europe/London"}
    file = {"form": "incident", "form_version": 2, "profile": "eng_school", "answers": answers}
    done = rrn.as_(AUTHOR, "record", "incident", "--answers", rrn.file(file), "--first")
    return str(done.result["number"])


def outcomes(rrn: Command, number: str) -> dict[str, str]:
    found: list[dict[str, Any]] = rrn.as_(LEAD, "show", number).result["follow_ups"]
    return {one["kind"]: one["outcome"] for one in found}


def test_a_proposal_set_aside_by_command_is_shown_so_and_gone_from_today(rrn: Command) -> None:
    number = hurt(rrn)
    before = outcomes(rrn, number)

    (done,) = rrn.as_(LEAD, "review", "set-aside", number, *WHY).result["follow_ups"]

    due = {one["kind"] for one in rrn.as_(LEAD, "today").result["due"]}
    assert (done["kind"], done["outcome"], done["done_at"]) == ("independent_review", "set_aside", None)
    assert outcomes(rrn, number) == {**before, "independent_review": "set_aside"}
    assert "independent_review" not in due
    assert "review" in due
    assert WHY[1] not in json.dumps(rrn.as_(AUTHOR, "show", number).json)


def test_a_duty_a_recorder_no_reason_and_no_such_number_have_each_their_refusal(rrn: Command) -> None:
    number, duty = hurt(rrn), str(rrn.sealed(AUTHOR)["number"])

    said = [
        rrn.as_(LEAD, "review", "set-aside", duty, *WHY),
        rrn.as_(AUTHOR, "review", "set-aside", number, *WHY),
        rrn.as_(LEAD, "review", "set-aside", number, "--reason", " "),
        rrn.as_(LEAD, "review", "set-aside", "2026-A-999", *WHY),
    ]

    assert [one.code for one in said] == ["refused", "no_right", "refused", "not_found"]
    assert outcomes(rrn, number)["independent_review"] == "open"
