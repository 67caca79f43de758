"""What changed between two versions of the answers, in words."""

from __future__ import annotations

from dataclasses import dataclass

from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.definition import Definition
from rrn_desktop.forms.values import Value
from rrn_desktop.forms.wording import label_of, shown


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that is not the same in two versions, in plain words; "" where it was not answered."""

    path: str
    label: str
    before: str
    after: str

    def __repr__(self) -> str:
        return f"Difference({self.path})"


def differences(definition: Definition, old: Answers, new: Answers) -> tuple[Difference, ...]:
    """Return each answer that changed, was added or was taken away, in the order of the questions.

    Rows are compared by their place.
    """
    before, after = dict(old.leaves()), dict(new.leaves())
    changed = [path for path in {**before, **after} if before.get(path) != after.get(path)]
    order = {pattern: place for place, (pattern, _) in enumerate(definition.walk())}
    return tuple(
        Difference(
            path,
            label_of(definition, path),
            _said(definition, path, before.get(path)),
            _said(definition, path, after.get(path)),
        )
        for path in sorted(changed, key=lambda path: _place(order, path))
    )


def _said(definition: Definition, path: str, value: Value | None) -> str:
    return shown(definition.question(path), value)


def _place(order: dict[str, int], path: str) -> tuple[int, ...]:
    """Return where a path stands: its question's place, then its row, level by level."""
    places: list[int] = []
    pattern = ""
    for piece in path.split("."):
        key, _, index = piece.partition("[")
        pattern = f"{pattern}[].{key}" if pattern else key
        places += [order[pattern], int(index[:-1]) if index else -1]
    return tuple(places)
