"""Which characters a passphrase may hold: the FreeformClass of RFC 8264, on this Python's Unicode tables.

Stricter than the RFC in one place: a zero width non-joiner is taken only after a virama, since Python has no
table of joining types.
"""

from __future__ import annotations

import unicodedata

_PLAIN = {0x00DF, 0x03C2, 0x06FD, 0x06FE, 0x0F0B, 0x3007}
_BARRED = {0x0640, 0x07FA, 0x302E, 0x302F, *range(0x3031, 0x3036), 0x303B}
_OLD_HANGUL = (range(0x1100, 0x1200), range(0xA960, 0xA97D), range(0xD7B0, 0xD7C7), range(0xD7CB, 0xD7FC))
# Default_Ignorable_Code_Point, a property that Python does not carry.
_IGNORABLE = (
    *(range(code, code + 1) for code in (0x00AD, 0x034F, 0x061C, 0x3164, 0xFEFF, 0xFFA0)),
    *(range(0x115F, 0x1161), range(0x17B4, 0x17B6), range(0x180B, 0x1810), range(0x200B, 0x2010)),
    *(range(0x202A, 0x202F), range(0x2060, 0x2070), range(0xFE00, 0xFE10), range(0xFFF0, 0xFFF9)),
    *(range(0x1BCA0, 0x1BCA4), range(0x1D173, 0x1D17B), range(0xE0000, 0xE1000)),
)
_JOINERS = {0x200C, 0x200D}
_VIRAMA = 9
_MIDDLE_DOT, _KERAIA, _GERESH, _GERSHAYIM, _KATAKANA_DOT = 0x00B7, 0x0375, 0x05F3, 0x05F4, 0x30FB
_EASTERN = (range(0x0660, 0x066A), range(0x06F0, 0x06FA))
_KANA = ("HIRAGANA", "KATAKANA", "CJK UNIFIED")
_CATEGORIES = {
    *("Ll", "Lu", "Lo", "Nd", "Lm", "Mn", "Mc", "Lt", "Nl", "No", "Me", "Zs"),
    *("Sm", "Sc", "Sk", "So", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"),
}


def is_freeform(text: str) -> bool:
    """Say whether each character of a text is one that FreeformClass allows where it stands."""
    return all(_allowed(text, place) for place in range(len(text)))


def _allowed(text: str, place: int) -> bool:
    sign = text[place]
    code = ord(sign)
    in_context = _in_context(text, place)
    if in_context is not None:
        return in_context
    if code in _PLAIN or 0x21 <= code <= 0x7E:
        return True
    if code in _BARRED or _within(code, _OLD_HANGUL) or _within(code, _IGNORABLE):
        return False
    return unicodedata.category(sign) in _CATEGORIES


def _in_context(text: str, place: int) -> bool | None:
    """Return the answer for a character that depends on its neighbours, None for all others."""
    code = ord(text[place])
    before = text[place - 1] if place else ""
    after = text[place + 1] if place + 1 < len(text) else ""
    rules = {
        _MIDDLE_DOT: before == after == "l",
        _KERAIA: _named(after, ("GREEK",)),
        _GERESH: _named(before, ("HEBREW",)),
        _GERSHAYIM: _named(before, ("HEBREW",)),
    }
    if code in _JOINERS:
        return bool(before) and unicodedata.combining(before) == _VIRAMA
    if code == _KATAKANA_DOT:
        return any(_named(other, _KANA) for other in text if ord(other) != _KATAKANA_DOT)
    return _digits_alone(text, code) if _within(code, _EASTERN) else rules.get(code)


def _digits_alone(text: str, code: int) -> bool:
    """Say whether a text keeps to one of the two sets of Arabic digits."""
    others = next(each for each in _EASTERN if code not in each)
    return not any(ord(other) in others for other in text)


def _named(sign: str, scripts: tuple[str, ...]) -> bool:
    return bool(sign) and unicodedata.name(sign, "").startswith(scripts)


def _within(code: int, ranges: tuple[range, ...]) -> bool:
    return any(code in each for each in ranges)
