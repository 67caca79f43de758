from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

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
