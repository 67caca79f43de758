"""Opening single pages of an encrypted database, where the database itself does not open any more.

A page of SQLCipher 4 is ``ciphertext || IV (16 bytes) || HMAC-SHA512 (64 bytes)``, AES-256-CBC without padding under
the key of the file (https://www.zetetic.net/sqlcipher/design/). The first page begins with the file's salt.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_IV, _TAG, _SALT = 16, 64, 16


def open_page(key: bytes, page: bytes, number: int) -> bytes:
    """Return what stands in a page whose HMAC was checked before; in the first one 16 zero bytes stand for the salt."""
    start = _SALT if number == 1 else 0
    end = len(page) - _IV - _TAG
    opening = Cipher(algorithms.AES256(key), modes.CBC(page[end : end + _IV])).decryptor()
    return bytes(start) + opening.update(page[start:end]) + opening.finalize()
