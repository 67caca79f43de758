from __future__ import annotations

import pytest

from rrn_desktop.services.session_code import GOOD_FOR, TRIES, CodeOver, CodeTooPlain, SessionCode, WrongCode
from rrn_desktop.uptime import seconds_passed

CODE = "48k1"


class Seconds:
    def __init__(self) -> None:
        self.now = 5000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def code(seconds: Seconds) -> SessionCode:
    made = SessionCode(seconds=seconds)
    made.choose(CODE)
    made.locked()
    return made


@pytest.mark.parametrize("typed", [CODE, " 48K1 ", "４８k1"])
def test_the_code_opens_within_a_quarter_of_an_hour(code: SessionCode, seconds: Seconds, typed: str) -> None:
    seconds.now += GOOD_FOR - 1

    code.check(typed)

    assert code.tries_left == TRIES


def test_after_a_quarter_of_an_hour_only_the_passphrase_opens_and_the_next_lock_takes_the_code_again(
    code: SessionCode, seconds: Seconds
) -> None:
    seconds.now += GOOD_FOR

    with pytest.raises(CodeOver, match="they are over"):
        code.check(CODE)
    code.locked()

    code.check(CODE)


def test_three_wrong_codes_are_the_end_of_it(code: SessionCode) -> None:
    said = []
    for _try in range(TRIES - 1):
        with pytest.raises(WrongCode) as caught:
            code.check("4810")
        said.append(caught.value.what)

    with pytest.raises(CodeOver, match="wrong 3 times"):
        code.check("4810")

    assert said == [
        "This is not your short code. You have 2 tries left.",
        "This is not your short code. You have one try left.",
    ]
    assert not code.chosen
    with pytest.raises(CodeOver, match="no short code"):
        code.check(CODE)


def test_wrong_codes_are_counted_for_each_lock(code: SessionCode) -> None:
    with pytest.raises(WrongCode):
        code.check("4810")

    code.locked()

    assert code.tries_left == TRIES


@pytest.mark.parametrize("typed", ["", "481", "481901234", "48 19", "48-19", "1111", "1234", "4321", "abcd", "AAAA"])
def test_what_is_no_code_or_too_plain_is_not_taken_and_the_code_before_it_stays(code: SessionCode, typed: str) -> None:
    with pytest.raises(CodeTooPlain):
        code.choose(typed)

    code.check(CODE)


def test_a_code_does_not_show_itself(code: SessionCode) -> None:
    held = vars(code)

    assert repr(code) == "SessionCode(hidden)"
    assert not any(CODE in str(value) for value in held.values())


def test_seconds_go_on_and_never_back() -> None:
    first, second = seconds_passed(), seconds_passed()

    assert 0 < first <= second
