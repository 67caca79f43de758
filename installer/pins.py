"""Which packages of others the program needs to run, at which versions and with which hashes."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installer.failing import BuildFailed


def needed(project: Path, environment: Mapping[str, str]) -> frozenset[str]:
    """Return the names of all packages that the program needs, and of those that they need in turn.

    ``environment`` overrides the markers of this Python, so that another version can be built for. Raises BuildFailed
    naming one that is not installed here, so that nobody knows what it needs in turn.
    """
    asked = tomllib.loads(project.read_text("utf-8"))["project"]["dependencies"]
    open_ones = [canonicalize_name(Requirement(line).name) for line in asked]
    found: set[str] = set()
    while open_ones:
        name = open_ones.pop()
        if name in found:
            continue
        found.add(name)
        lines = (Requirement(line) for line in _asked_by(name))
        wanted = (one for one in lines if one.marker is None or one.marker.evaluate({**environment, "extra": ""}))
        open_ones += [canonicalize_name(one.name) for one in wanted]
    return frozenset(found)


def _asked_by(name: str) -> list[str]:
    try:
        return importlib.metadata.requires(name) or []
    except importlib.metadata.PackageNotFoundError:
        raise BuildFailed(f"{name} is not installed here: build with the Python that the package is for.") from None


def _entries(lock: str) -> Iterator[tuple[str, str]]:
    for entry in re.split(r"\n(?=[A-Za-z0-9])", lock.strip()):
        lines = [line for line in entry.splitlines() if not line.lstrip().startswith("#")]
        if lines and (name := re.match(r"[A-Za-z0-9._-]+(?===)", lines[0])):
            yield canonicalize_name(name[0]), "\n".join(lines)


def pinned(lock: str, names: frozenset[str]) -> str:
    """Return the lines of a lock for these packages, hashes and all; raises KeyError for one that is not in it."""
    entries: dict[str, list[str]] = {}
    for name, entry in _entries(lock):
        entries.setdefault(name, []).append(entry)
    return "\n".join(entry for name in sorted(names) for entry in entries[name]) + "\n"
