"""Noto Sans: how wide its letters are, and the part of it that goes into a document.

reportlab reads the font and cuts it down; what a PDF says about the font is written here, since PDF/A (ISO 19005-3,
6.2.11) asks for a map back to Unicode without gaps that reportlab does not write.
"""

from __future__ import annotations

import threading
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from reportlab.pdfbase.ttfonts import TTFontFace

from rrn_desktop.exports.pdf.file import PdfFile
from rrn_desktop.exports.pdf.letters import BOX, Letters, letters
from rrn_desktop.resources import resource_path

_SUBSET = 255
_UNPRINTED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# What reads a font moves a place in it: two documents may not be cut from it at the same moment.
_cutting = threading.Lock()


@dataclass(frozen=True, slots=True)
class Face:
    """One weight of the font; widths are in thousandths of the size of the letters."""

    name: str
    widths: dict[str, float] = field(repr=False)
    source: Any = field(repr=False)

    def width(self, text: str, size: float) -> float:
        """Return how wide a text is at a size, both in points; the text holds only letters of this font."""
        widths = self.widths
        return sum([widths[letter] for letter in text]) * size / 1000

    def letters(self, text: str) -> Letters:
        """Return one line of text as this font can print it."""
        return letters(text, self.widths.__contains__)

    def cut(self, subset: list[int]) -> bytes:
        """Return the font with only these code points, in this order."""
        with _cutting:
            return bytes(self.source.makeSubset(subset))


@dataclass(frozen=True, slots=True)
class Faces:
    """The two weights that documents are set in."""

    regular: Face
    bold: Face


@lru_cache(maxsize=1)
def faces() -> Faces:
    """Return both weights, read once for as long as the program runs."""
    return Faces(_read("NotoSans-Regular"), _read("NotoSans-Bold"))


def _read(name: str) -> Face:
    source = TTFontFace(str(resource_path("fonts") / f"{name}.ttf"))
    widths = {
        chr(code): float(source.charWidths[code])
        for code, glyph in source.charToGlyph.items()
        if glyph and code < 0x10000 and unicodedata.category(chr(code)) not in _UNPRINTED
    }
    if BOX not in widths:  # pragma: no cover - the font is ours
        raise ValueError("the font has no box for the letters that it lacks")
    return Face(name, widths, source)


class FontInUse:
    """The letters of one weight that one document uses, in parts of at most 255 (ISO 32000-1, 9.6.6.4)."""

    def __init__(self, face: Face, key: str) -> None:
        self.face = face
        self._key = key
        self._places: dict[str, tuple[int, str]] = {}

    def strings(self, text: str) -> list[tuple[str, str]]:
        """Return the text as (name of a part, string in hexadecimal), in order."""
        places = [self._places.get(letter) or self._place(letter) for letter in text]
        found: list[tuple[str, str]] = []
        start = 0
        for end in range(1, len(places) + 1):
            if end == len(places) or places[end][0] != places[start][0]:
                part = places[start][0]
                found.append((f"{self._key}{part}", "".join([code for _, code in places[start:end]])))
                start = end
        return found

    def _place(self, letter: str) -> tuple[int, str]:
        part, code = divmod(len(self._places), _SUBSET)
        self._places[letter] = place = (part, f"{code + 1:02X}")
        return place

    def write(self, file: PdfFile) -> dict[str, int]:
        """Write the parts into a file and return the number of the object of each by its name."""
        used = list(self._places)
        parts = [used[start : start + _SUBSET] for start in range(0, len(used), _SUBSET)]
        return {f"{self._key}{n}": self._write_part(file, n, part) for n, part in enumerate(parts)}

    def _write_part(self, file: PdfFile, number: int, used: list[str]) -> int:
        source = self.face.source
        name = "".join(chr(ord("A") + int(digit)) for digit in f"{number:06d}") + "+" + self.face.name
        program = self.face.cut([0, *map(ord, used)])
        font_file = file.stream(f"/Length1 {len(program)}", program)
        box = " ".join(f"{side:.0f}" for side in source.bbox)
        descriptor = file.add(
            f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{box}]/ItalicAngle 0/Ascent {source.ascent:.0f}"
            f"/Descent {source.descent:.0f}/CapHeight {source.capHeight:.0f}/StemV {source.stemV:.0f}"
            f"/MissingWidth {source.defaultWidth:.0f}/FontFile2 {font_file} 0 R>>"
        )
        widths = " ".join(f"{self.face.widths[letter]:.0f}" for letter in used)
        return file.add(
            f"<</Type/Font/Subtype/TrueType/BaseFont/{name}/FirstChar 1/LastChar {len(used)}/Widths[{widths}]"
            f"/FontDescriptor {descriptor} 0 R/ToUnicode {file.stream('', _to_unicode(name, used))} 0 R>>"
        )


def _to_unicode(name: str, used: list[str]) -> bytes:
    """Return the map from codes to letters (ISO 32000-1, 9.10.3), at most 100 lines in each part of it."""
    lines = [f"<{code:02X}> <{ord(letter):04X}>" for code, letter in enumerate(used, 1)]
    parts = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    maps = [f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{name} def\n/CMapType 2 def\n1 begincodespacerange\n<00> <FF>\nendcodespacerange",
            *maps,
            "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend",
        ]
    ).encode("ascii")
