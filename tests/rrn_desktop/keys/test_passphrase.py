from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shamir_mnemonic.wordlist import WORDLIST

from rrn_desktop.keys.passphrase import (
    LEAD_WORDS,
    RECORDER_WORDS,
    PassphraseRefused,
    as_typed,
    generate,
    normalise,
    weakness,
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("correct horse battery staple", "correct horse battery staple"),
        ("Correct Horse Battery Staple", "Correct Horse Battery Staple"),
        ("\u03c0\u00df\u00e5", "\u03c0\u00df\u00e5"),
        ("Jack of \u2666s", "Jack of \u2666s"),
        ("foo\u1680bar", "foo bar"),
    ],
    ids=["12", "13", "14", "15", "16"],
)
def test_the_legal_examples_of_rfc_8265_are_taken(typed: str, expected: str) -> None:
    made = normalise(typed)

    assert made == expected.encode("utf-8")


@pytest.mark.parametrize("typed", ["my cat is a \tby", ""], ids=["17", "18"])
def test_the_illegal_examples_of_rfc_8265_are_refused(typed: str) -> None:
    with pytest.raises(PassphraseRefused) as refusal:
        normalise(typed)

    assert refusal.value.code == "passphrase_refused"
    assert refusal.value.what
    assert refusal.value.safe
    assert refusal.value.next_step


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("e\u0301lan vital", "\u00e9lan vital"),
        ("\uac00", "\uac00"),
        ("\u1100\u1161", "\uac00"),
        ("a\u00a0b\u3000c", "a b c"),
        (" led by a blank", " led by a blank"),
        ("\ufb01ne", "\ufb01ne"),
        ("l\u00b7l", "l\u00b7l"),
        ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"),
        ("\u0661\u0662", "\u0661\u0662"),
        ("\u30a2\u30fb\u30a2", "\u30a2\u30fb\u30a2"),
        ("\u0375\u03b1", "\u0375\u03b1"),
        ("\u05d0\u05f3", "\u05d0\u05f3"),
        ("\U0001f98a fox", "\U0001f98a fox"),
    ],
)
def test_a_text_is_composed_and_its_blanks_made_plain(typed: str, expected: str) -> None:
    made = normalise(typed)

    assert made == expected.encode("utf-8")


@pytest.mark.parametrize(
    "typed",
    [
        "line\nbreak",
        "nul\0",
        "\x7f",
        "soft\u00adhyphen",
        "\ufeffmark",
        "\u200bzero",
        "a\u200db",
        "\ud800",
        "\ue000",
        "\uffff",
        "\u0378",
        "\u0640",
        "\u1100",
        "a\u00b7b",
        "\u0375a",
        "a\u05f3",
        "a\u30fbb",
        "\u0661\u06f1",
        "\u2028",
        "x" * 513,
    ],
)
def test_what_can_not_be_typed_again_safely_is_refused(typed: str) -> None:
    with pytest.raises(PassphraseRefused) as refusal:
        normalise(typed)

    assert typed not in str(refusal.value)


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing_more(typed: str) -> None:
    try:
        once = normalise(typed)
    except PassphraseRefused:
        once = b"plain"

    twice = normalise(once.decode("utf-8"))

    assert twice == once


@given(st.text(max_size=40))
def test_a_text_that_can_be_no_passphrase_is_tried_as_bytes_that_none_has(typed: str) -> None:
    tried = as_typed(typed)

    assert tried.startswith(b"\0") or tried == normalise(typed)


@pytest.mark.parametrize("words", [RECORDER_WORDS, LEAD_WORDS])
def test_a_generated_passphrase_is_words_of_the_list_and_strong(words: int) -> None:
    made = generate(words)

    assert len(made.split(" ")) == words
    assert set(made.split(" ")) <= set(WORDLIST)
    assert len(WORDLIST) == 1024
    assert weakness(made, []) is None


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("short", []),
        ("elevenchars", []),
        ("password1234", []),
        ("aaaaaaaaaaaaaaaa", []),
        ("qwertyuiop12", []),
        ("margaretbloggs", ["Margaret Bloggs"]),
        ("Mrs Shah Mrs Shah", ["Mrs Shah"]),
        ("shah hafod lane shah", ["Mrs Shah", "Hafod Lane Primary"]),
    ],
)
def test_a_passphrase_that_is_easy_to_guess_is_told_so(typed: str, names: list[str]) -> None:
    told = weakness(typed, names)

    assert told is not None
    assert typed not in told


def test_a_long_passphrase_is_looked_at_without_a_crash() -> None:
    typed = generate(40)

    told = weakness(typed, ["Someone"])

    assert told is None
