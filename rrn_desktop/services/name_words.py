"""Words of a text as names are looked for in it: without accents and capitals, each with its place in the text."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import compress
from pathlib import Path

from rrn_desktop.exports.pdf.report_answers import is_unseen, without_unseen

_APART = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "‘": "'", "ʼ": "'",
}  # fmt: skip
_DOT_WITHIN = re.compile(r"\.(?=\s*[^\W\d_A-Z])")
_BROKEN = re.compile(r"(?<=[^\W_])[\-\u2010\u2011]\s*[\r\n\u0085\u2028\u2029]\s*(?=[^\W_])")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: how it compares, where it stands (characters, the end excluded), and whether it begins with a capital.

    A possessive "'s" is no part of it.
    """

    folded: str
    start: int
    end: int
    capital: bool


def words_of(text: str, *, mended: bool = False) -> tuple[Word, ...]:
    """Return the words of a text, in order; ``mended`` joins those that a hyphen breaks at the end of a line."""
    folded, places = _folded(text)
    if mended:
        folded, places = _mended(folded, places)
    return tuple(_word(text, match, places) for match in _WORD.finditer(folded))


def is_broken(text: str) -> bool:
    """Say whether a hyphen breaks a word of a text at the end of a line."""
    return _BROKEN.search(without_unseen(text)) is not None


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name as they compare, titles among them."""
    return tuple(word.folded for word in words_of(name))


def looked_for(name: str) -> tuple[str, ...]:
    """Return the words of a name that are looked for by themselves: no title, no single letter, nothing that joins."""
    words = name_words(name)
    joining = _listed("particles")
    return tuple(
        word
        for place, word in enumerate(words, 1)
        if len(word) > 1 and not is_title(word) and (place == len(words) or word not in joining)
    )


def is_title(word: str) -> bool:
    """Say whether a word stands before a name and belongs to it."""
    return word in _listed("titles")


def is_honorific(word: str) -> bool:
    """Say whether a word with a capital letter after this one is a name, whether anyone here knows it or not."""
    return word in _listed("honorifics")


def is_relation(word: str) -> bool:
    """Say whether a word says who someone is to the person, such as mum, and not what they are called."""
    return word in _listed("relations")


def is_name_as_written(word: Word) -> bool:
    """Say whether a word may be a name as it is written: everyday words, and very short ones, need a capital."""
    return word.capital or (len(word.folded) > 2 and word.folded not in _listed("everyday"))


def _word(text: str, match: re.Match[str], places: list[int]) -> Word:
    folded = match[0]
    if folded.endswith("'s") and len(folded) > 2:
        folded = folded[:-2]
    start, last = places[match.start()], places[match.start() + len(folded) - 1]
    end = last + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    # The dot of an initial is a part of it, unless the sentence ends there.
    if len(folded) == 1 and _DOT_WITHIN.match(text, end):
        end += 1
    return Word(folded, start, end, capital=text[start].isupper())


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text without accents and capitals, and from which sign of it each letter came."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if is_unseen(sign):
            continue
        for part in unicodedata.normalize("NFKD", sign).casefold():
            if not unicodedata.combining(part):
                plain = _APART.get(part, part)
                signs.append(plain)
                places.extend([place] * len(plain))
    return "".join(signs), places


def _mended(folded: str, places: list[int]) -> tuple[str, list[int]]:
    kept = bytearray(b"\x01" * len(folded))
    for match in _BROKEN.finditer(folded):
        kept[match.start() : match.end()] = bytes(len(match[0]))
    return "".join(compress(folded, kept)), list(compress(places, kept))


@cache
def _listed(kind: str) -> frozenset[str]:
    lists = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
    return frozenset(str(lists[kind]).split())
