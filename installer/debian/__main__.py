"""``python -m installer.debian WHEEL [--smoke]``: the Debian package, and its trial on a bare Debian 12."""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from pathlib import Path

from installer.debian.package import lay_out, made_at, put_together
from installer.failing import BuildFailed, must
from installer.tree import ROOT


def build(wheel: Path, work: Path, out: Path) -> Path:
    """Make the package in a work folder that is emptied first, and return its path."""
    stage, at = work / "stage", made_at()
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    lay_out(stage, wheel, at)
    if shutil.which("groff"):
        pages = sorted((stage / "usr" / "share" / "man" / "man1").glob("*.gz"))
        for page in pages:
            must("sh", "-c", f"gzip -dc '{page}' | groff -man -ww -Tutf8 -z 2>&1 | (! grep .)")
    out.mkdir(exist_ok=True)
    return put_together(stage, out, at)


def main() -> int:
    """Build, say the sum of what was built, and try it where that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m installer.debian", description=__doc__)
    parser.add_argument("wheel", type=Path, help="the wheel of the program")
    parser.add_argument("--smoke", action="store_true", help="install it on a bare Debian 12, use it, remove it")
    chosen = parser.parse_args()
    work = ROOT / "build" / "debian"
    try:
        package = build(chosen.wheel.resolve(), work, ROOT / "dist")
        print(f"{hashlib.sha256(package.read_bytes()).hexdigest()}  {package}", flush=True)
        if chosen.smoke:
            from installer.debian.smoke import smoke

            smoke(package, work)
    except BuildFailed as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
