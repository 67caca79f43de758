"""Text that a spreadsheet would run, or turn into a number or a day, gets an apostrophe in front.

Only in the files that are meant for a spreadsheet; the files for collation hold every text as it is. A text that
begins with an apostrophe of its own gets another one, so that taking one away always gives the text back.
"""

from __future__ import annotations

import re

APOSTROPHE = "'"
# A formula may also begin behind blanks, or with the wide signs that an East Asian keyboard writes. Whatever repeats
# never gives back what it took, so that a long text is looked at once however it goes on.
_FORMULA = r"[\s\ufeff]*+[=+\-@＝＋－＠]|[\t\r\n]"
_NUMBER = r"\s*+[(£$€]*+\s*+\d[\d\s.,:/\-]*+(?:[eE][+\-]?\d++\s*+)?(?:[%)]\s*+)?\Z"
_MONTHS = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_BETWEEN = r"[\s\-/.,]*+"
_COUNT = rf"{_BETWEEN}\d{{1,4}}"
_DAY = rf"\s*+(?:\d{{1,4}}{_BETWEEN}{_MONTHS}(?:{_COUNT})?|{_MONTHS}{_COUNT}(?:{_COUNT})?){_BETWEEN}\Z"
_TRUTH = r"\s*+(?:true|false)\s*+\Z"
_RUNS = re.compile(_FORMULA)
_RISKY = re.compile(rf"{APOSTROPHE}|{_FORMULA}|{_NUMBER}|{_DAY}|{_TRUTH}", re.IGNORECASE)

# Letters with which no month and neither word of truth begins: most ids and most words need no closer look.
_HARMLESS = frozenset("bceghiklpqruvwxyzBCEGHIKLPQRUVWXYZ")


# Small whole numbers are shown as they stand.
_COUNTED = re.compile(r"0|[1-9][0-9]{0,10}")
# Longer than any day that is written out in one piece.
_LONG = 18


def guarded(text: str) -> str:
    """Return a text as a spreadsheet shows it unchanged when the file is opened by double click."""
    if text[:1] in _HARMLESS or _is_long_word(text) or not _RISKY.match(text) or _COUNTED.fullmatch(text):
        return text
    return APOSTROPHE + text


def shows(text: str, shown: str) -> bool:
    """Say whether what stands in a file for a spreadsheet says a text and runs nothing.

    Which numbers and days need a guard may change from version to version; what would run always needs one.
    """
    return shown == APOSTROPHE + text or (shown == text and not _RUNS.match(text))


def _is_long_word(text: str) -> bool:
    """Say whether a text is one long word of letters and digits that is no number, as an id nearly always is."""
    return len(text) > _LONG and text.isalnum() and not text.lower().replace("e", "", 1).isdigit()
