"""Reads the small JSON files of a store: whole, of a known format, and nothing in them that we do not know."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import msgspec

from rrn_desktop.errors import StoreDamaged, StoreMissing, StoreNewer, StoreUnusable

_T = TypeVar("_T")
_WRITER = msgspec.json.Encoder(order="deterministic")


class NotStrict(ValueError):
    """A text is no JSON object as we write it."""


def read_file(path: Path, shape: type[_T], family: str, version: int | tuple[int, ...], limit: int) -> _T:
    """Return the content of a file whose ``format`` is ``family/version``, or one of several versions.

    Raises StoreMissing, StoreDamaged and StoreNewer, each with a sentence that names the file.
    """
    return decode(_bytes_of(path, limit), path.name, shape, family, version)


def decode(data: bytes, name: str, shape: type[_T], family: str, version: int | tuple[int, ...]) -> _T:
    """Return the content of a file's bytes, as read_file does."""
    versions = version if isinstance(version, tuple) else (version,)
    if not data.strip():
        raise damaged(f"The file {name} is empty.")
    try:
        value = parse(data)
        _check_format(value, name, family, versions)
        return msgspec.convert(value, shape, strict=True)
    except NotStrict:
        raise damaged(f"The file {name} is cut off or is not what this program wrote.") from None
    except msgspec.ValidationError:
        raise damaged(f"Something in the file {name} was changed by hand.") from None


def parse(data: bytes) -> dict[str, Any]:
    """Return the object of a JSON text; raises NotStrict for twin keys, NaN, deep nesting and all else."""
    value = _as_we_write(data)
    if value is not None:
        return value
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_without_twins, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise NotStrict("not a JSON object") from None
    if not isinstance(value, dict):
        raise NotStrict("not a JSON object")
    return value


def _as_we_write(data: bytes) -> dict[str, Any] | None:
    """Return the object of a text that is written in the one way in which the writer writes it, else None.

    Then no key comes twice, none of it is outside JSON, and the same program would read nothing else in it.
    """
    try:
        value = msgspec.json.decode(data)
        same = isinstance(value, dict) and _WRITER.encode(value) == data
    except (ValueError, RecursionError):
        return None
    return value if same else None


def damaged(what: str) -> StoreDamaged:
    """Return the sentence for a file that was cut, emptied or edited."""
    return StoreDamaged(
        what,
        "The records in this store were not changed.",
        "Do not delete anything. Ask IT to put the file back from a backup.",
    )


def _bytes_of(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except FileNotFoundError:
        raise StoreMissing(
            f"The file {path.name} is not in this store.",
            "The rest of the store was not touched.",
            "Check that this is the right folder. If it is, ask IT to put the file back from a backup.",
        ) from None
    except OSError:
        raise StoreUnusable(
            f"The file {path.name} can't be read.",
            "Nothing was changed.",
            "Ask IT to check who may read the folder of the store.",
        ) from None
    if len(data) > limit:
        raise damaged(f"The file {path.name} is far larger than it can be.")
    return data


def _check_format(value: dict[str, Any], name: str, family: str, versions: tuple[int, ...]) -> None:
    stated = value.get("format")
    known, _, number = stated.partition("/") if isinstance(stated, str) else ("", "", "")
    if known != family or not (number.isascii() and number.isdigit() and len(number) < 5):
        raise NotStrict("another format")
    if int(number) > max(versions):
        raise StoreNewer(
            f"The file {name} was written by a newer version of this program.",
            "Nothing was changed.",
            "Update this program, then open the store again.",
        )
    if int(number) not in versions:
        raise NotStrict("another format")


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise NotStrict("a key comes twice")
    return value


def _no_constant(_: str) -> NoReturn:
    raise NotStrict("not a number")
