"""What must not be in any file of the project."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.project_files import named, tracked

# Spelt in pieces, so that this file passes its own test.
_UNFINISHED = r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"
_ANYWHERE = {
    "the host of a registry": re.compile(r"\b(?:pypi\.or" + r"g|pythonhosted\.or" + r"g|anaconda\.or" + r"g|npmjs\.)"),
    "a path of one machine": re.compile(r"(?<![\w./-])/(?:wor" + r"k|roo" + r"t|far" + r"m|home/[a-z]+/rr" + r"n)/"),
}
_IN_PYTHON = {
    "an unfinished piece": re.compile(r"#[^\n]*" + _UNFINISHED),
    "a test that is left out": re.compile(r"pytest\.(?:mark\.)?(?:ski" + r"p|xfai" + r"l|importorski" + r"p)"),
    "a silenced checker without a rule": re.compile(r"#\s*(?:noq" + r"a|type: igno" + r"re)\s*$", re.MULTILINE),
    "a silenced file": re.compile(r"#\s*(?:ruff: noq" + r"a|mypy: igno" + r"re-errors)"),
}
_IN_OTHER_TEXT = {"an unfinished piece": re.compile(_UNFINISHED)}


def _text(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return None


def _found(path: Path) -> list[str]:
    text = _text(path)
    if text is None:
        return []
    rules = {**_ANYWHERE, **(_IN_PYTHON if path.suffix == ".py" else _IN_OTHER_TEXT)}
    return [f"{named(path)}: {what}: {hit[0]}" for what, rule in rules.items() if (hit := rule.search(text))]


def test_no_file_has_words_that_must_not_be_there() -> None:
    files = tracked()

    found = [line for path in files for line in _found(path)]

    assert len(files) > 20
    assert found == []
