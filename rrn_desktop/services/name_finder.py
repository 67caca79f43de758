"""Finds names in a text: whole words, however they are written, first and last names apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from rrn_desktop.exports.pdf.report_answers import without_unseen
from rrn_desktop.services.name_words import (
    Word,
    is_broken,
    is_honorific,
    is_name_as_written,
    is_relation,
    is_title,
    looked_for,
    name_words,
    words_of,
)

Kind = Literal["person", "staff", "other"]
_BETWEEN = re.compile(r"[\s.\-]{1,3}")
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"“”]{1,200}@[^\W_](?:[\w.\-]{0,200}[^\W_])?")
# A shorter word stands in many an address by chance.
_SHORTEST_IN_ADDRESS = 3


@dataclass(frozen=True, slots=True)
class Known:
    """Someone whose name is looked for: the person themselves, a member of staff, or anyone else."""

    name: str = field(repr=False)
    kind: Kind


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text, and whose it may be: places in the list of who is known; none for a stranger's."""

    start: int
    end: int
    who: frozenset[int]


class Finder:
    """Finds names in texts; names are looked up by their words, so that a long directory costs nothing."""

    def __init__(self, known: Sequence[Known]) -> None:
        self._known = tuple(known)
        self._by_word: dict[str, set[int]] = {}
        self._whole: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for place, one in enumerate(known):
            for word in looked_for(one.name):
                for written in (word, word.replace("'", "")):
                    self._by_word.setdefault(written, set()).add(place)
            words = name_words(one.name)
            if len(words) > 1:
                self._whole.setdefault(words[0], []).append((words, place))

    def found(self, text: str) -> Iterator[Found]:
        """Yield the names in a text in order, none over another."""
        found = list(self._in_words(text, words_of(text)))
        more = list(self._in_addresses(text))
        if is_broken(text):
            more += self._in_words(text, words_of(text, mended=True))
        yield from _one_by_one([*found, *more]) if more else found

    def _in_addresses(self, text: str) -> Iterator[Found]:
        """Yield e-mail addresses: each says who someone is, and here and there by a name that we know."""
        for match in _ADDRESS.finditer(text):
            inside = "".join(word.folded for word in words_of(match[0].partition("@")[0]))
            known = (who for name, who in self._by_word.items() if len(name) >= _SHORTEST_IN_ADDRESS and name in inside)
            yield Found(match.start(), match.end(), frozenset[int]().union(*known))

    def _in_words(self, text: str, words: Sequence[Word]) -> Iterator[Found]:
        """Yield the names among some words of a text."""
        at = 0
        while at < len(words):
            length, who = self._known_at(text, words, at)
            if length:
                first = _with_title(text, words, at)
                whose = frozenset[int]() if first < at and self._has_no_title(who) else who
                yield Found(words[first].start, words[at + length - 1].end, whose)
            elif _is_stranger(text, words, at) and not self._known_at(text, words, at + 1)[0]:
                length = 2
                yield Found(words[_with_title(text, words, at)].start, words[at + 1].end, frozenset())
            at += length or 1

    def _known_at(self, text: str, words: Sequence[Word], at: int) -> tuple[int, frozenset[int]]:
        """Return how many words from here on are the name of someone known, and whose."""
        return max(self._whole_name(text, words, at), self._parts_of_name(text, words, at), key=lambda one: one[0])

    def _has_no_title(self, who: frozenset[int]) -> bool:
        """Say whether it is the person's own name and has no title: with one, it is someone else's of the family."""
        names = [self._known[place] for place in who]
        return all(one.kind == "person" and not any(map(is_title, name_words(one.name))) for one in names)

    def _whole_name(self, text: str, words: Sequence[Word], at: int) -> tuple[int, frozenset[int]]:
        """A name with all its words, single letters among them."""
        best: dict[int, set[int]] = {}
        for name, place in self._whole.get(words[at].folded, ()):
            here = words[at : at + len(name)]
            if tuple(word.folded for word in here) == name and _is_joined(text, here) and _is_meant(here):
                best.setdefault(len(name), set()).add(place)
        length = max(best, default=0)
        return length, frozenset(best.get(length, ()))

    def _parts_of_name(self, text: str, words: Sequence[Word], at: int) -> tuple[int, frozenset[int]]:
        """Words that are each a part of a name, as long as one and the same person may have them all."""
        who: frozenset[int] = frozenset()
        length = 0
        for place in range(at, len(words)):
            here = self._by_word.get(words[place].folded) if is_name_as_written(words[place]) else None
            may_be = frozenset(here or ()) if not length else who & frozenset(here or ())
            if not may_be or (length and not _is_joined(text, words[place - 1 : place + 1])):
                break
            who, length = may_be, length + 1
        return length, who


def _one_by_one(found: Sequence[Found]) -> list[Found]:
    """Return names in order, of those over one another the longest."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _is_meant(words: Sequence[Word]) -> bool:
    """Say whether words that are a whole name are meant as one: single letters count only as capitals."""
    return all(word.capital for word in words) if any(len(word.folded) == 1 for word in words) else True


def _is_joined(text: str, words: Sequence[Word]) -> bool:
    """Say whether only blanks, dots or hyphens stand between words."""
    pairs = pairwise(words)
    return all(_BETWEEN.fullmatch(without_unseen(text[one.end : other.start])) is not None for one, other in pairs)


def _is_stranger(text: str, words: Sequence[Word], at: int) -> bool:
    """Say whether a title and a word with a capital stand here, which nobody in the directory is called."""
    pair = words[at : at + 2]
    return (
        len(pair) == 2
        and all(word.capital for word in pair)
        and is_honorific(pair[0].folded)
        and not is_title(pair[1].folded)
        and _is_joined(text, pair)
    )


def _with_title(text: str, words: Sequence[Word], at: int) -> int:
    """Return from which word on a name is marked: its titles belong to it."""
    while at and is_title(words[at - 1].folded) and words[at - 1].capital and _is_joined(text, words[at - 1 : at + 1]):
        at -= 1
    return at


def only_names(text: str) -> str:
    """Return a text that says who someone is without what they are to the person: "Mum" names nobody."""
    return " ".join(text[word.start : word.end] for word in words_of(text) if not is_relation(word.folded))
