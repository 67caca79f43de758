"""Texts for a spreadsheet: nothing runs, nothing turns into another thing, and every text can be had back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rrn_desktop.exports.package.guarding import guarded, shows


@given(st.text())
def test_a_text_is_left_alone_or_has_one_apostrophe_in_front_that_can_be_taken_away(text: str) -> None:
    safe = guarded(text)

    back = safe.removeprefix("'")

    assert back == text
    assert not safe.lstrip().startswith(("=", "+", "-", "@"))
    assert shows(text, safe)


@given(st.sampled_from("=+-@"), st.text())
def test_what_would_run_is_never_taken_for_the_text_that_it_shows(sign: str, rest: str) -> None:
    formula = sign + rest

    assert not shows(formula, formula)
    assert not shows("text", formula)
    assert shows(formula, "'" + formula)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", '=HYPERLINK("http://x","y")', "+44 1632 960", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1",
        "007", "00", "123456789012", "1E5", "2e10", "1.5", "12:30", "1-2", "3/4", "2026-05-14", "5 May", "May 5",
        "Mar-26", "(5)", "£5", "50%", "TRUE", "false", "'quoted",
        "22222222222222222222222222", "2222222222222e222222222222",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_or_turn_into_something_else_is_guarded(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("begins", ["1", "may 1", "1 may", "-", "", "1e", "true"])
def test_a_long_text_is_looked_at_once_however_it_goes_on(begins: str) -> None:
    text = begins + " " * 200_000 + "x"

    safe = guarded(text)

    assert safe.endswith(text)


@pytest.mark.parametrize(
    "text",
    ["", "0", "1", "12345678901", "Hall", "He said no.",
     "May was there", "2 staff held him", "1st floor", "Dylan Ŵyn Pryce",
     "a=b", "e5", "marked", "decided", "2npip5ftia3kudtqxjzcy5u2am", "may2pip5ftia3kudtqxjzcy5u2"],
)  # fmt: skip
def test_plain_words_are_left_alone(text: str) -> None:
    assert guarded(text) == text
