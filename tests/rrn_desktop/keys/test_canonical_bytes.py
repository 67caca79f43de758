"""The bytes that are signed: the quick writer gives what RFC 8785 asks for, byte for byte."""

from __future__ import annotations

from typing import Any

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from rrn_desktop.canonical import canonical

_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
_VALUES = st.recursive(_SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


@given(_VALUES)
@example({"\U0001f600": 1, "\ufb33": 2, "b": 3, "a": {"": [0.0, 1.0, 1e21, -0.0, 1e-7]}})
def test_every_value_comes_out_as_the_reference_writes_it(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


def test_every_sign_that_there_is_comes_out_as_the_reference_writes_it() -> None:
    signs = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF)

    assert canonical([signs]) == rfc8785.dumps([signs])


@pytest.mark.parametrize(
    "value", ["\ud800", {"a": ["\udfff"]}, float("nan"), float("inf"), 2**53, [-(2**53)], {1: "a"}, b"a", {"a": {1, 2}}]
)
def test_what_json_can_not_hold_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r".*") as caught:
        canonical(value)

    assert "ud800" not in repr(vars(caught.value))
