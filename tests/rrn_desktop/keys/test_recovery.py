from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from rrn_desktop.keys.recovery import (
    ShareLength,
    ShareMistyped,
    ShareOfAnotherSet,
    ShareRefused,
    SharesNeeded,
    ShareTwice,
    ShareWord,
    combine,
    new_shares,
    recovery_member,
)

# Published with SLIP-39; the passphrase of all its vectors is TREZOR.
PUBLISHED_ONE = (
    "duckling enlarge academic academic agency result length solution fridge kidney coal piece deal husband erode "
    "duke ajar critical decision keyboard"
)
PUBLISHED_PAIR = (
    "shadow pistol academic always adequate wildlife fancy gross oasis cylinder mustang wrist rescue view short "
    "owner flip making coding armed",
    "shadow pistol academic acid actress prayer class unknown daughter sweater depict flip twice unkind craft "
    "early superior advocate guest smoking",
)


def test_the_published_vectors_hold() -> None:
    one = combine_mnemonics([PUBLISHED_ONE], b"TREZOR")
    pair = combine_mnemonics(PUBLISHED_PAIR, b"TREZOR")

    assert one.hex() == "bb54aac4b89dc868ba37d9cc21b2cece"
    assert pair.hex() == "b43ceb7e57a0ea8766221624d01b0864"
    with pytest.raises(MnemonicError):
        combine_mnemonics([PUBLISHED_ONE.replace("keyboard", "kidney")], b"TREZOR")
    with pytest.raises(MnemonicError):
        combine_mnemonics(PUBLISHED_PAIR[:1], b"TREZOR")


def test_any_two_shares_in_any_order_give_the_secret() -> None:
    secret, shares = new_shares()

    combined = {combine(pair) for pair in permutations(shares, 2)}

    assert combined == {secret}
    assert len(secret) == 16
    assert [len(share.split()) for share in shares] == [20, 20, 20]


@settings(deadline=None, max_examples=10)
@given(st.binary(min_size=16, max_size=16))
def test_the_shares_of_any_secret_give_it_back(secret: bytes) -> None:
    shares = generate_mnemonics(1, [(2, 3)], secret)[0]

    assert combine(shares[:2]) == secret


def test_case_and_spare_blanks_do_not_matter() -> None:
    secret, (first, second, _) = new_shares()

    combined = combine([first.upper(), "  " + second.replace(" ", "\n  ") + " "])

    assert combined == secret


def test_each_mistake_has_its_own_sentence_and_no_word_of_a_share_in_it() -> None:
    _, (first, second, third) = new_shares()
    _, (other, _, _) = new_shares()
    words = first.split()
    swapped = " ".join([*words[:-1], next(word for word in WORDLIST if word != words[-1])])
    single = generate_mnemonics(1, [(1, 1)], bytes(16))[0][0]
    mistakes: list[tuple[type[ShareRefused], list[str]]] = [
        (SharesNeeded, []),
        (SharesNeeded, [first]),
        (SharesNeeded, [first, second, third]),
        (ShareLength, [first, ""]),
        (ShareLength, [first, " ".join(second.split()[:-1])]),
        (ShareLength, [first + " acid", second]),
        (ShareWord, ["xylophone " + " ".join(words[1:]), second]),
        (ShareMistyped, [swapped, second]),
        (ShareTwice, [first, first]),
        (ShareOfAnotherSet, [first, other]),
        (ShareOfAnotherSet, [first, single]),
    ]

    told: dict[str, str] = {}
    for expected, shares in mistakes:
        with pytest.raises(expected) as refusal:
            combine(shares)
        told[refusal.value.code] = refusal.value.what
        assert "xylophone" not in refusal.value.what
        assert refusal.value.__cause__ is None

    assert len(set(told.values())) == len(told) == 6


def test_a_share_of_the_same_set_name_but_another_secret_is_refused() -> None:
    first = generate_mnemonics(1, [(2, 3)], b"a" * 16)[0][0]
    numbers = [generate_mnemonics(1, [(2, 3)], b"b" * 16)[0][1] for _ in range(3)]

    for other in numbers:
        with pytest.raises(ShareOfAnotherSet):
            combine([first, other])


def test_the_recovery_member_is_the_same_on_every_pc() -> None:
    secret = bytes(range(16))

    member = recovery_member(secret)

    assert member == recovery_member(secret)
    assert (member.signing.hex(), member.receive_seed.hex(), member.draft_key.hex()) == GOLDEN
    assert member != recovery_member(bytes(16))
    with pytest.raises(ValueError, match="16 bytes"):
        recovery_member(bytes(32))


GOLDEN = (
    "36a72acae7c715d177b959495be5db43785f85becc21cf0013d9caff592ff283",
    "c8b3c071bd1f8d80b19d6c282cda70b75d6be2f178347dedf3876bf6e8295e40",
    "119a2203ee656ac8c1116497d3a9974421aa222337c5a4d6485c950435ff1287",
)
