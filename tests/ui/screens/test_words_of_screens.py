from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest

from ui.screens.parts.own_naming import AROUND
from ui.screens.parts.words import OwnWords, tell, use_own_words

PARTS = Path(__file__).parents[3] / "ui" / "screens" / "parts"


def test_no_words_take_the_place_of_others() -> None:
    files = [ast.parse(path.read_text("utf-8")) for path in sorted(PARTS.glob("words*.py"))]

    keys = Counter(
        key.value
        for tree in files
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    )

    assert len(keys) > 300
    assert [key for key, count in keys.items() if count > 1] == []


def gaps(words: str) -> set[str]:
    return {name for _text, name, _spec, _turned in Formatter().parse(words) if name}


@pytest.mark.parametrize("key", AROUND)
def test_a_sites_own_word_stands_in_words_that_there_are_and_leaves_their_gaps(key: str) -> None:
    usual, around = tell(key), AROUND[key][1]
    values = dict.fromkeys(gaps(usual), "7")

    use_own_words({key: OwnWords(around, "pu{p}il", "Pu{p}il")})
    said = tell(key, **values)
    use_own_words({})

    assert gaps(around) - {"own", "Own"} == gaps(usual)
    assert "pu{p}il" in said.casefold()
    assert tell(key) == usual
