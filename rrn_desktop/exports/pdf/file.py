"""A PDF file as its numbered objects (ISO 32000-1, 7.5): equal objects make an equal file, to the byte."""

from __future__ import annotations

import hashlib
import zlib
from string import ascii_letters, digits

# Four bytes above 127 tell other programs that this is not text (ISO 19005-3, 6.1.2).
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_IN_NAMES = frozenset(ascii_letters + digits + "-_.+")


class PdfFile:
    """Collects objects; numbers begin at 1 and may be kept for what is written later."""

    def __init__(self) -> None:
        self._bodies: list[bytes | None] = []

    def keep(self) -> int:
        """Return a number whose object is put in later."""
        self._bodies.append(None)
        return len(self._bodies)

    def put(self, number: int, body: str | bytes) -> None:
        """Put in the object of a number that was kept; text is ASCII."""
        self._bodies[number - 1] = body if isinstance(body, bytes) else body.encode("ascii")

    def add(self, body: str | bytes) -> int:
        """Add an object and return its number."""
        number = self.keep()
        self.put(number, body)
        return number

    def stream(self, entries: str, data: bytes, *, packed: bool = True) -> int:
        """Add a stream, with the entries of its dictionary besides length and filter, and return its number."""
        if packed:
            data = zlib.compress(data)
            entries += "/Filter/FlateDecode"
        return self.add(f"<<{entries}/Length {len(data)}>>\nstream\n".encode("ascii") + data + b"\nendstream")

    def whole(self, *, root: int, info: int) -> bytes:
        """Return the file; its identifier is derived from its objects (ISO 32000-1, 14.4)."""
        parts, places, place = [_HEADER], [], len(_HEADER)
        for number, body in enumerate(self._bodies, 1):
            if body is None:
                raise ValueError(f"object {number} was kept and never put in")
            whole = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            places.append(place)
            place += len(whole)
            parts.append(whole)
        mark = hashlib.sha256(b"".join(parts)).hexdigest()[:32].upper().encode("ascii")
        count = len(places) + 1
        parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        parts += [b"%010d 00000 n \n" % offset for offset in places]
        parts.append(b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]>>\n" % (count, root, info, mark, mark))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % place)
        return b"".join(parts)


def name(text: str) -> str:
    """Return a PDF name; what may not stand in one is escaped (ISO 32000-1, 7.3.5)."""
    return "/" + "".join(chr(byte) if chr(byte) in _IN_NAMES else f"#{byte:02X}" for byte in text.encode("utf-8"))


def string(text: str) -> str:
    """Return a PDF text string (ISO 32000-1, 7.9.2.2): as it is when plain, else UTF-16 in hexadecimal."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return "<FEFF" + text.encode("utf-16-be", "replace").hex().upper() + ">"
