from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rrn_desktop.services.setup_sheets import words_on
from tests.rrn_desktop.cli.command import Command, Said
from tests.rrn_desktop.services.school import AUTHOR, CASES, COLLEAGUE, LEAD

GUEST = "Sunita Rao"


def in_charge(rrn: Command) -> None:
    rrn.as_(LEAD, "members", "role", COLLEAGUE, "--role", "in_charge")


def words(result: dict[str, Any]) -> str:
    return words_on(next(Path(path) for path in result["files"] if path.endswith(".txt")).read_text("utf-8"))


def let_in(rrn: Command, *more: str) -> dict[str, Any]:
    out = rrn.folder / "o"
    return rrn.as_(COLLEAGUE, "guests", "in", GUEST, "--role", "Agency nurse", "--out-dir", out, *more).result


def test_who_is_in_charge_lets_a_guest_in_who_seals_by_command(rrn: Command) -> None:
    in_charge(rrn)
    result = let_in(rrn, "--until", "2026-05-14 21:30")

    sealed = rrn.as_(GUEST, "record", "incident", "--answers", CASES / "case1.json", "--seal", passphrase=words(result))

    (guest,) = result["guests"]
    assert (guest["until"], guest["let_in_by"], guest["state"]) == ("2026-05-14T21:30:00+01:00", COLLEAGUE, "here")
    assert sealed.result["status"] == "complete"


def test_a_guest_whose_time_has_ended_leaves_with_three_and_is_given_more(rrn: Command) -> None:
    in_charge(rrn)
    result = let_in(rrn, "--until", "17:30")

    def at_half_past() -> Said:
        line = rrn.line(GUEST, "today", passphrase=words(result))
        return rrn.plainly(*line[:-1], "2026-05-14T17:30:00+01:00")

    late = at_half_past()
    rrn.as_(COLLEAGUE, "guests", "renew", GUEST, "--until", "18:30")
    again = at_half_past()

    assert (late.exit_code, late.code) == (3, "guest_time_up")
    assert again.exit_code == 0


def test_a_guest_who_is_let_out_is_listed_only_when_all_are_asked_for(rrn: Command) -> None:
    in_charge(rrn)
    let_in(rrn)

    closed = rrn.as_(COLLEAGUE, "guests", "out", GUEST)

    assert closed.result["guests"][0]["state"] == "closed"
    assert rrn.as_(AUTHOR, "guests", "list").result["guests"] == []
    assert len(rrn.as_(AUTHOR, "guests", "list", "--all").result["guests"]) == 1


@pytest.mark.parametrize(
    ("line", "exit_code"),
    [
        (("guests", "in", "A Guest", "--out-dir", "o"), 3),
        (("guests", "in", "A Guest", "--out-dir", "o", "--until", "soon"), 2),
        (("guests", "in", "A Guest", "--out-dir", "o", "--until", "2027-01-01 08:00"), 1),
        (("guests", "in", "", "--out-dir", "o"), 2),
        (("guests", "in", "A Guest"), 2),
        (("guests", "renew", LEAD), 3),
        (("guests", "out", LEAD), 1),
        (("guests", "out", "Nobody Here"), 1),
        (("members", "new-passphrase", COLLEAGUE, "--out-dir", "o"), 3),
        (("members", "new-passphrase", "Nobody Here", "--out-dir", "o"), 1),
    ],
)
def test_what_a_recorder_may_not_do_or_types_wrong_has_its_exit_code(
    rrn: Command, line: tuple[str, ...], exit_code: int
) -> None:
    said = rrn.as_(AUTHOR, *(str(rrn.folder / part) if part == "o" else part for part in line))

    assert said.exit_code == exit_code
    assert not (rrn.folder / "o").exists()


def test_a_lead_gives_a_new_passphrase_that_opens_what_was_sealed(rrn: Command) -> None:
    number = rrn.sealed(AUTHOR)["number"]

    given = rrn.as_(LEAD, "members", "new-passphrase", AUTHOR, "--out-dir", rrn.folder / "o").result

    shown = rrn.as_(AUTHOR, "show", number, passphrase=words(given))
    assert given["back"]["entries_waiting"] == 0
    assert given["back"]["entries"] >= 1
    assert shown.result["body"]["author_name"] == AUTHOR


def test_two_cards_let_a_locked_out_lead_in_without_an_account(rrn: Command) -> None:
    number = rrn.sealed(AUTHOR)["number"]
    cards = [part for one in (2, 3) for part in ("--card", rrn.school.out / f"recovery-share-{one}.txt")]
    common = ("--out-dir", rrn.folder / "o", "--store", rrn.school.store, "--json")

    given = rrn.plainly("members", "recover", LEAD, *cards, *common, "--now", "2026-05-14T17:00:00+01:00")

    assert rrn.as_(LEAD, "show", number, passphrase=words(given.result)).exit_code == 0
    assert rrn.as_(LEAD, "show", number).code == "wrong_passphrase"


def test_cards_that_are_missing_or_typed_wrong_have_their_codes(rrn: Command) -> None:
    one = rrn.school.out / "recovery-share-1.txt"
    wrong = rrn.file(b"these are not the words", "wrong.txt")
    broken = rrn.file(b"\xff\xfe\x00", "broken.txt")
    common = ("--out-dir", rrn.folder / "o", "--store", rrn.school.store, "--json")

    codes = [
        rrn.plainly("members", "recover", LEAD, *(part for card in cards for part in ("--card", card)), *common).code
        for cards in ((), (one,), (one, wrong), (one, broken), (one, one), (one, rrn.folder / "none.txt"))
    ]

    assert codes == ["usage", "shares_needed", "share_length", "share_length", "share_twice", "not_found"]
    assert not (rrn.folder / "o").exists()
