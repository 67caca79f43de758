"""The answers of one form: frozen, so that a change makes new answers and the old ones stay comparable."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from rrn_desktop.forms.values import Value

_PART = re.compile(r"([a-z][a-z0-9_]*)(?:\[(\d{1,4})\])?")
_UNSAID: tuple[Value, ...] = ("", ())
Part: TypeAlias = tuple[str, int | None]


@lru_cache(maxsize=4096)
def parts_of(path: str) -> tuple[Part, ...]:
    """Return ``practices[0].start`` as (("practices", 0), ("start", None)); raises ValueError otherwise."""
    found: list[Part] = []
    for piece in path.split("."):
        match = _PART.fullmatch(piece)
        if match is None:
            raise ValueError("not the path of a question")
        found.append((match[1], None if match[2] is None else int(match[2])))
    return tuple(found)


class Answers:
    """Answers by question path, with rows for questions that repeat.

    Two answers are equal when they say the same, in whatever order it was said; an empty text or an empty list
    says nothing and is not kept.
    A row is never made by the way: ``with_row`` makes it, and a path into a row that is not there is an IndexError.
    """

    __slots__ = ("_by_id", "_values")
    _by_id: dict[str, Value]
    _values: tuple[tuple[str, Value], ...]

    def __init__(self, values: Mapping[str, Value] | None = None) -> None:
        said = {key: value for key, value in (values or {}).items() if value not in _UNSAID}
        object.__setattr__(self, "_by_id", said)
        object.__setattr__(self, "_values", tuple((key, said[key]) for key in sorted(said)))

    @classmethod
    def empty(cls) -> Answers:
        """Return answers that say nothing yet."""
        return cls()

    def items(self) -> tuple[tuple[str, Value], ...]:
        """Return what is answered on this level, as (question id, value), by id."""
        return self._values

    def get(self, path: str) -> Value | None:
        """Return the value at a path, or None when it is not answered."""
        value = self._by_id.get(path)
        if value is not None:
            return value
        (key, index), *rest = parts_of(path)
        value = self._by_id.get(key)
        if index is None and not rest:
            return value
        rows = _rows(value)
        if index is None or index >= len(rows):
            return None
        return rows[index].get(_joined(rest)) if rest else None

    def rows(self, path: str) -> tuple[Answers, ...]:
        """Return the rows of a repeat; none when it is not answered or answered by a stated unknown."""
        return _rows(self.get(path))

    def with_answer(self, path: str, value: Value | None) -> Answers:
        """Return answers that say this at the path; None, an empty text or list takes it away."""
        (key, index), *rest = parts_of(path)
        if index is None and not rest:
            return self._with(key, value)
        if index is None or not rest:
            raise ValueError("an answer needs the path of a question in a row")
        rows = list(_rows(self._by_id.get(key)))
        rows[index] = rows[index].with_answer(_joined(rest), value)
        return self._with(key, tuple(rows))

    def with_row(self, path: str) -> Answers:
        """Return answers with one more, empty row at the end of a repeat."""
        return self.with_answer(path, (*self.rows(path), Answers()))

    def without_row(self, path: str, index: int) -> Answers:
        """Return answers without one row of a repeat; the later rows move up."""
        rows = self.rows(path)
        if not 0 <= index < len(rows):
            raise IndexError(index)
        return self.with_answer(path, (*rows[:index], *rows[index + 1 :]))

    def leaves(self, prefix: str = "") -> Iterator[tuple[str, Value]]:
        """Yield every value with its whole path; rows are walked, not yielded."""
        for key, value in self._values:
            rows = _rows(value)
            if not rows:
                yield prefix + key, value
            for index, row in enumerate(rows):
                yield from row.leaves(f"{prefix}{key}[{index}].")

    def _with(self, key: str, value: Value | None) -> Answers:
        kept = {name: old for name, old in self._values if name != key}
        return Answers(kept if value is None else {**kept, key: value})

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("answers never change; make new ones")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Answers) and self._values == other._values

    def __hash__(self) -> int:
        return hash(self._values)

    def __bool__(self) -> bool:
        return bool(self._values)

    def __repr__(self) -> str:
        return f"Answers({len(self._values)} answered)"


def _rows(value: Value | None) -> tuple[Answers, ...]:
    if not isinstance(value, tuple):
        return ()
    return tuple([row for row in value if isinstance(row, Answers)])


def _joined(parts: list[Part]) -> str:
    return ".".join(key if index is None else f"{key}[{index}]" for key, index in parts)
