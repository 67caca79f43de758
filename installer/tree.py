"""The folder of Python packages that is shipped: the pinned ones, trimmed, and ours, with what Python makes of them."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from installer.failing import BuildFailed, must
from installer.pins import needed, pinned
from installer.trimming import trim

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Target:
    """The Python that runs the package where it is installed."""

    version: tuple[int, int]

    @property
    def name(self) -> str:
        """Return its command."""
        return f"python{self.version[0]}.{self.version[1]}"

    def interpreter(self) -> str:
        """Return one of that version on this computer, as compiled files are for one version only.

        Raises BuildFailed where there is none.
        """
        found = sys.executable if sys.version_info[:2] == self.version else shutil.which(self.name)
        if found is None:
            raise BuildFailed(f"The package is for {self.name}, which is not on this computer: install it first.")
        return found

    def markers(self) -> dict[str, str]:
        """Return what a lock's conditions are held against."""
        short = f"{self.version[0]}.{self.version[1]}"
        return {"python_version": short, "python_full_version": f"{short}.0", "sys_platform": "linux"}


def fill(packages: Path, wheel: Path, target: Target) -> None:
    """Install the pinned packages and our wheel into a folder that is not there yet, without anything else."""
    pins = packages.parent / "pins.txt"
    lock = (ROOT / "requirements.lock").read_text("ascii")
    pins.write_text(pinned(lock, needed(ROOT / "pyproject.toml", target.markers())), encoding="ascii")
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--python",
        target.interpreter(),
    ]
    pip += ["install", "--quiet", "--no-deps", "--no-compile", "--no-warn-script-location", "--target", packages]
    must(*pip, "--require-hashes", "--only-binary=:all:", "-r", pins)
    must(*pip, "--no-index", wheel)
    pins.unlink()
    trim(packages)


def compile_all(packages: Path, stage: Path, target: Target) -> None:
    """Write Python's compiled files beside the sources, for nobody can write them where the package is installed.

    They are never compared with their sources, and name the place where they will lie, so two builds are the same.
    """
    compiling = [target.interpreter(), "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
    fixed = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    must(*compiling, "-s", stage, "-p", "/", packages, environment=fixed)


def settle(stage: Path, at: int) -> None:
    """Give everything the same time and plain rights: all may read, nobody but root may write."""
    for path in [stage, *stage.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or (path.parent.name == "bin" and path.parent.parent.parent.name == "opt")
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (at, at), follow_symlinks=False)
