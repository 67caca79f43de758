from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rrn_desktop.keys.boxes import BoxRefused, new_key, open_box, seal_box


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=2000), st.binary(max_size=200))
def test_what_goes_into_a_box_comes_out(key: bytes, plain: bytes, bound: bytes) -> None:
    box = seal_box(key, plain, bound)

    opened = open_box(key, box, bound)

    assert opened == plain
    assert len(box) == 12 + len(plain) + 16


@given(st.integers(min_value=0, max_value=8 * 40 - 1))
def test_a_box_with_any_bit_flipped_is_refused(bit: int) -> None:
    key = new_key()
    box = bytearray(seal_box(key, b"twelve bytes", b"bound"))
    box[bit // 8] ^= 1 << bit % 8

    with pytest.raises(BoxRefused) as refusal:
        open_box(key, bytes(box), b"bound")

    assert refusal.value.code == "box_refused"


@pytest.mark.parametrize("cut", [0, 1, 12, 27, 28])
def test_a_cut_box_is_refused(cut: int) -> None:
    key = new_key()
    box = seal_box(key, b"x", b"bound")

    with pytest.raises(BoxRefused):
        open_box(key, box[:cut], b"bound")


def test_a_box_does_not_open_for_another_purpose_or_with_another_key() -> None:
    key = new_key()
    box = seal_box(key, b"x", b"one purpose")

    with pytest.raises(BoxRefused):
        open_box(key, box, b"another purpose")
    with pytest.raises(BoxRefused):
        open_box(new_key(), box, b"one purpose")


@pytest.mark.parametrize("length", [0, 16, 24, 31, 33])
def test_a_key_of_another_length_is_never_used(length: int) -> None:
    key = bytes(length)

    with pytest.raises(ValueError, match="32 bytes"):
        seal_box(key, b"x", b"")
    with pytest.raises(ValueError, match="32 bytes"):
        open_box(key, bytes(40), b"")


def test_the_same_plain_text_never_makes_the_same_box() -> None:
    key = new_key()

    boxes = {seal_box(key, b"x", b"") for _ in range(50)}

    assert len(boxes) == 50
