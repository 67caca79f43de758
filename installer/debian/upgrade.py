"""From one package to the next: installed over the one that is there, with a store, and with a window open or not."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from installer.debian.bare import Bare
from installer.debian.package import NAME
from installer.failing import must
from rrn_desktop import __version__

GOES, COMES = "share/doc/rrn-desktop/ACCESSIBILITY.md", "share/doc/rrn-desktop/NEW.md"
"""What the trial's newer packages have no more, and what they have that the one before had not; below ``usr``."""

_HOMES = "home/"
_TRIES = 15


def newer(package: Path, work: Path, number: int) -> Path:
    """Return a package of a higher version made of this one: one file is gone from it, and another is new."""
    whole = work / "newer"
    shutil.rmtree(whole, ignore_errors=True)
    must("dpkg-deb", "--raw-extract", package, whole)
    (whole / "usr" / GOES).unlink()
    (whole / "usr" / COMES).write_text(f"Number {number}.\n", encoding="utf-8")
    told = whole / "DEBIAN" / "control"
    text = told.read_text("utf-8")
    told.write_text(text.replace(f"Version: {__version__}\n", f"Version: {version_of(number)}\n"), encoding="utf-8")
    sums = whole / "DEBIAN" / "md5sums"
    kept = [line for line in sums.read_text("utf-8").splitlines() if not line.endswith(GOES)]
    sums.write_text("\n".join(kept) + "\n", encoding="utf-8")
    made = work / f"{NAME}_{version_of(number)}_amd64.deb"
    must("dpkg-deb", "-Zzstd", "-z1", "--root-owner-group", "--build", whole, made)
    shutil.rmtree(whole)
    return made


def version_of(number: int) -> str:
    """Return a version that is higher than that of the program, and higher with the number."""
    return f"{__version__}+{number}"


def is_newer_alone(bare: Bare, number: int, before: dict[str, str]) -> list[str]:
    """Install nothing; say what does not hold once the newer package is there: by files, by version, by the store."""
    said = bare.run("dpkg-query", "--show", "--showformat", "${Version}", NAME)
    wrong = [] if said == version_of(number) else [f"the version is {said}"]
    bare.run("dpkg", "--verify", NAME)
    listed = set(bare.run("dpkg-query", "--listfiles", NAME).split("\n"))
    there = bare.files()
    ours = {f"/{name}" for name in there if f"/{NAME}" in name and not name.startswith(_HOMES)}
    wrong += [f"left of the one before: {name}" for name in sorted(ours - listed)]
    wrong += [f"it is still there: {GOES}"] if f"usr/{GOES}" in there else []
    wrong += [] if f"usr/{COMES}" in there else [f"it is not there: {COMES}"]
    changed = {name for name, content in before.items() if there.get(name) != content}
    wrong += [f"changed: {name}" for name in sorted(changed)]
    return wrong + [f"new: {name}" for name in sorted(there) if name.startswith(_HOMES) and name not in before]


def homes(bare: Bare) -> dict[str, str]:
    """Return what lies in people's folders, by path, with the SHA-256 of each file, once a window is at rest."""
    before: dict[str, str] = {}
    for _ in range(_TRIES):
        found = {name: content for name, content in bare.files().items() if name.startswith(_HOMES)}
        if found == before:
            break
        before = found
        time.sleep(2)
    return before
