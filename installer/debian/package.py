"""Lays out the files of the Debian package and has dpkg-deb put them into one."""

from __future__ import annotations

import gzip
import hashlib
import os
import platform
import shutil
from datetime import UTC, datetime
from pathlib import Path

from installer.failing import BuildFailed, must
from installer.icons import SIZES, draw
from installer.licences import gather
from installer.manual import command_page, window_page
from installer.tree import ROOT, Target, compile_all, fill, settle
from rrn_desktop import __version__

NAME = "rrn-desktop"
HERE = Path(__file__).parent
DEBIAN_12 = Target((3, 11))

# Everything that the shipped libraries ask of the system, and no more; the trial looks whether each is found.
_DEPENDS = (
    *("python3.11", "libc6 (>= 2.34)", "libstdc++6", "libgcc-s1", "zlib1g", "libzstd1"),
    *("libegl1", "libgl1", "libglib2.0-0 | libglib2.0-0t64", "libdbus-1-3", "libfontconfig1", "libfreetype6"),
    *("libx11-6", "libx11-xcb1", "libxkbcommon0", "libxkbcommon-x11-0", "libwayland-client0", "libwayland-cursor0"),
    *("libxcb1", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0"),
    *("libxcb-render0", "libxcb-render-util0", "libxcb-shape0", "libxcb-shm0", "libxcb-sync1", "libxcb-util1"),
    *("libxcb-xfixes0", "libxcb-xkb1"),
)
_CONTROL = """Package: {name}
Version: {version}
Architecture: amd64
Maintainer: The maintainers of RRN Desktop
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: at-spi2-core
Section: misc
Priority: optional
Description: records of restrictive practice on a shared PC without a network
 For schools and wards: write down restraint, seclusion, sedation and other
 restrictive practice, sign it, learn from it, and hand it out as paper and
 figures. Everything is encrypted on the disk and between its users.
 .
 It opens no connection to any network. The records of each user stay in their
 home folder, or where --store says, and stay there when this is removed.
"""


def made_at() -> int:
    """Return the time that everything in the package bears: of the last commit, or as SOURCE_DATE_EPOCH says."""
    said = os.environ.get("SOURCE_DATE_EPOCH")
    if said is None and (ROOT / ".git").exists():
        said = must("git", "-C", ROOT, "log", "-1", "--format=%ct")
    return int(said) if said else int((ROOT / "pyproject.toml").stat().st_mtime)


def control(kilobytes: int) -> str:
    """Return what dpkg and apt read of the package."""
    return _CONTROL.format(name=NAME, version=__version__, kilobytes=kilobytes, depends=", ".join(_DEPENDS))


def _write_packed(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def _documents(stage: Path, at: int) -> None:
    there = stage / "usr" / "share" / "doc" / NAME
    there.mkdir(parents=True)
    shutil.copyfile(HERE / "copyright", there / "copyright")
    for name in ("THIRD_PARTY_NOTICES.md", "LICENSE", "docs/IT.md", "docs/THREAT_MODEL.md", "docs/ACCESSIBILITY.md"):
        shutil.copyfile(ROOT / name, there / Path(name).name)
    _write_packed(there / "changelog.gz", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    shutil.copytree(ROOT / "resources" / "licences", there / "licences")
    shipped = gather(stage / "opt" / NAME / "packages", ROOT / "resources" / "licences", there / "licences")
    (there / "packages.txt").write_text("\n".join(shipped) + "\n", encoding="utf-8")
    for name, page in (("rrn", command_page), ("rrn-desktop", window_page)):
        _write_packed(stage / f"usr/share/man/man1/{name}.1.gz", page(datetime.fromtimestamp(at, UTC)))


def _menu(stage: Path) -> None:
    drawing = ROOT / "resources" / "app" / f"{NAME}.svg"
    icons = stage / "usr" / "share" / "icons" / "hicolor"
    for side in SIZES:
        (icons / f"{side}x{side}" / "apps").mkdir(parents=True)
        draw(drawing, side, icons / f"{side}x{side}" / "apps" / f"{NAME}.png")
    (icons / "scalable" / "apps").mkdir(parents=True)
    shutil.copyfile(drawing, icons / "scalable" / "apps" / f"{NAME}.svg")
    (stage / "usr" / "share" / "applications").mkdir()
    shutil.copyfile(HERE / f"{NAME}.desktop", stage / "usr" / "share" / "applications" / f"{NAME}.desktop")


def _commands(stage: Path) -> None:
    (stage / "usr" / "bin").mkdir()
    (stage / "opt" / NAME / "bin").mkdir()
    for name in ("rrn", "rrn-desktop"):
        shutil.copyfile(HERE / name, stage / "opt" / NAME / "bin" / name)
        (stage / "usr" / "bin" / name).symlink_to(f"/opt/{NAME}/bin/{name}")


def lay_out(stage: Path, wheel: Path, at: int) -> None:
    """Put every file where it will lie, below a folder that stands for the root of the system.

    Raises BuildFailed on another kind of processor, as the packages of others hold compiled parts.
    """
    if platform.machine() != "x86_64":
        raise BuildFailed(f"The package is for amd64 and has to be built there; this computer is {platform.machine()}.")
    packages = stage / "opt" / NAME / "packages"
    packages.parent.mkdir(parents=True)
    fill(packages, wheel, DEBIAN_12)
    compile_all(packages, stage, DEBIAN_12)
    _documents(stage, at)
    _menu(stage)
    _commands(stage)
    settle(stage, at)


def _sums(files: list[Path], stage: Path) -> str:
    # The form is dpkg's own, which knows no other sum: dpkg --verify finds what a disk has spoilt, not an attacker.
    sums = ((hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest(), path) for path in files)
    return "".join(f"{digest}  {path.relative_to(stage).as_posix()}\n" for digest, path in sums)


def put_together(stage: Path, out: Path, at: int) -> Path:
    """Make the package of what was laid out; the same files make the same bytes."""
    files = sorted(path for path in stage.rglob("*") if path.is_file() and not path.is_symlink())
    (stage / "DEBIAN").mkdir()
    kilobytes = sum(-(-path.stat().st_size // 1024) for path in files)
    (stage / "DEBIAN" / "control").write_text(control(kilobytes), encoding="utf-8")
    (stage / "DEBIAN" / "md5sums").write_text(_sums(files, stage), encoding="utf-8")
    settle(stage / "DEBIAN", at)
    package = out / f"{NAME}_{__version__}_amd64.deb"
    fixed = {**os.environ, "SOURCE_DATE_EPOCH": str(at)}
    must("dpkg-deb", "-Zzstd", "-z9", "--root-owner-group", "--build", stage, package, environment=fixed)
    return package
