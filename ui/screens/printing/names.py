"""What is decided about the names in what is about to be printed. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rrn_desktop.services import name_check
from rrn_desktop.services.name_check import Choice, Choices, Mark, Passage, What
from ui.screens.parts.words import tell

_OWN = "person"


class Named(NamedTuple):
    """Someone who is named in a text: by which words, in which of its marks, and what may stand in their place."""

    key: str
    names: str
    kind: str
    suggests: str
    places: tuple[int, ...]


@dataclass
class _Decided:
    what: What
    words: str = field(repr=False)
    by_hand: bool


class NameChoices:
    """Holds what was decided, for each one named in each text.

    A decision is taken over for the same one in the other texts, until it is decided otherwise there. The person's own
    name stays, and their own words are left out until someone chooses to print them.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = tuple(passages)
        self._by_id = {one.id: one for one in passages}
        self._decided: dict[tuple[str, str], _Decided] = {}
        self._left_out = {one.id for one in passages if one.theirs}

    def named(self, passage: str) -> tuple[Named, ...]:
        """Return who is named in a text and has to be decided about, in the order in which they are named."""
        text = self._by_id[passage]
        found: dict[str, list[int]] = {}
        for place, mark in enumerate(text.marks):
            if mark.kind != _OWN:
                found.setdefault(_key(mark), []).append(place)
        return tuple(_named(text, key, places) for key, places in found.items())

    def decide(self, passage: str, key: str, what: What, words: str = "") -> tuple[str, ...]:
        """Decide about one name in one text; returns the other texts that took the decision over."""
        self._decided[passage, key] = _Decided(what, words, by_hand=True)
        taken = [
            other.id
            for other in self.passages
            if other.id != passage and self._is_named(other.id, key) and not self._by_hand(other.id, key)
        ]
        for other_id in taken:
            self._decided[other_id, key] = _Decided(what, words, by_hand=False)
        return tuple(taken)

    def replace_the_rest(self) -> None:
        """Let what is suggested stand in place of every name about which nothing is decided."""
        for passage, one in self._all():
            self._decided.setdefault((passage, one.key), _Decided("replace", one.suggests, by_hand=False))

    def decided(self, passage: str, key: str) -> Choice | None:
        """Return what is decided about one name in one text."""
        found = self._decided.get((passage, key))
        return None if found is None else Choice(found.what, found.words)

    def leave_out(self, passage: str, out: bool) -> None:
        """Leave a whole text out, or print it."""
        (self._left_out.add if out else self._left_out.discard)(passage)

    def is_left_out(self, passage: str) -> bool:
        """Return whether a whole text is left out."""
        return passage in self._left_out

    def undecided(self) -> tuple[tuple[str, Named], ...]:
        """Return the names about which nothing is decided, each with its text."""
        return tuple((at, one) for at, one in self._all() if (at, one.key) not in self._decided)

    def reads(self, passage: str) -> str:
        """Return how a text will read; nothing while a name in it is undecided, or when it is left out."""
        if any(at == passage for at, _one in self.undecided()):
            return ""
        return name_check.apply(self._by_id[passage], self.choices()) or ""

    def choices(self) -> Choices:
        """Return all that is decided."""
        passages = {passage: Choice("leave_out") for passage in self._left_out}
        # Their own words are printed only when that is said; a name in them that was overlooked is still replaced.
        passages |= {one.id: Choice("replace") for one in self.passages if one.theirs and one.id not in self._left_out}
        marks = {
            (passage, place): Choice(found.what, found.words)
            for passage, one in self._all()
            if (found := self._decided.get((passage, one.key))) is not None
            for place in one.places
        }
        return Choices(passages, marks)

    def _all(self) -> Iterator[tuple[str, Named]]:
        for one in self.passages:
            if one.id not in self._left_out:
                for named in self.named(one.id):
                    yield one.id, named

    def _is_named(self, passage: str, key: str) -> bool:
        return any(mark.kind != _OWN and _key(mark) == key for mark in self._by_id[passage].marks)

    def _by_hand(self, passage: str, key: str) -> bool:
        found = self._decided.get((passage, key))
        return found is not None and found.by_hand


class Marked(NamedTuple):
    """A text with a word in brackets behind each name, and where in it the names are."""

    text: str
    names: tuple[tuple[int, int], ...]


def marked(passage: Passage) -> Marked:
    """Return a text in which each name says whose it is."""
    parts: list[str] = []
    names: list[tuple[int, int]] = []
    at = length = 0
    for mark in passage.marks:
        before, word = passage.text[at : mark.start], passage.text[mark.start : mark.end]
        names.append((length + len(before), length + len(before) + len(word)))
        parts += [before, word, f" [{tell(f'name_is_{mark.kind}')}]"]
        length = sum(map(len, parts))
        at = mark.end
    return Marked("".join((*parts, passage.text[at:])), tuple(names))


def _key(mark: Mark) -> str:
    """Return what is the same for each mark of the same one: they are called the same wherever they are replaced."""
    return f"{mark.kind}:{mark.suggests}"


def _named(passage: Passage, key: str, places: Sequence[int]) -> Named:
    marks = [passage.marks[place] for place in places]
    words = dict.fromkeys(passage.text[mark.start : mark.end] for mark in marks)
    return Named(key, ", ".join(words), marks[0].kind, marks[0].suggests, tuple(places))
