"""Text that a spreadsheet would run, or turn into a number or a day, gets an apostrophe in front.

Only in the files that are meant for a spreadsheet; the files for collation hold every text as it is. A text that
begins with an apostrophe of its own gets another one, so that taking one away always gives the text back.
"""

from __future__ import annotations

import re

APOSTROPHE = "'"
# A formula may also begin behind blanks, or with the wide signs that an East Asian keyboard writes.
_FORMULA = r"[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]"
_NUMBER = r"\s*[(£$€]*\s*\d[\d\s.,:/\-]*(?:[eE][+\-]?\d+)?\s*[%)]?\s*\Z"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY = rf"\s*(?:\d{{1,4}}[\s\-/.,]*)?(?:{_MONTHS})[a-z]*\.?[\s\-/.,]*(?:\d{{1,4}}[\s\-/.,]*){{0,2}}\s*\Z"
_TRUTH = r"\s*(?:true|false)\s*\Z"
_RISKY = re.compile(rf"{APOSTROPHE}|{_FORMULA}|{_NUMBER}|{_DAY}|{_TRUTH}", re.IGNORECASE)


def guarded(text: str) -> str:
    """Return a text as a spreadsheet shows it unchanged when the file is opened by double click."""
    return APOSTROPHE + text if _RISKY.match(text) else text
