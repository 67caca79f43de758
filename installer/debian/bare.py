"""A bare Debian 12 in a folder, where the package is tried as a person's computer would have it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from installer.failing import BuildFailed, must

SUITE = "bookworm"
USER = "ward"
_WAITS = 600
# Mounts that a program expects; they go with the process that asked for them.
_INSIDE = """
mount -t proc proc "$0/proc"
mount -t tmpfs -o mode=1777 tmpfs "$0/dev/shm"
mkdir -p "$0/tmp/.X11-unix"
[ ! -d /tmp/.X11-unix ] || mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix"
exec chroot "$@"
"""
# What changes by itself wherever packages come and go, and is nobody's: caches, logs, lists, and dpkg's own notes.
_NOBODYS = (
    "var/cache/",
    "var/log/",
    "var/lib/apt/",
    "var/lib/dpkg/",
    "etc/ld.so.cache",
    "tmp/",
    "run/",
    "proc/",
    "dev/",
)


@dataclass(frozen=True)
class Bare:
    """The system, by the folder that is its root."""

    root: Path

    @classmethod
    def make(cls, work: Path) -> Bare:
        """Return a fresh one, unpacked from what was fetched from Debian's mirror once.

        Raises BuildFailed where that is not allowed or the mirror does not answer.
        """
        if os.geteuid() != 0 or shutil.which("mmdebstrap") is None:
            raise BuildFailed("The trial needs root and mmdebstrap, as it makes a system of its own in a folder.")
        packed, root = work / f"bare-{SUITE}.tar", work / "bare"
        if not packed.exists():
            part = packed.with_suffix(".part.tar")
            must("mmdebstrap", "--quiet", "--variant=minbase", SUITE, part)
            part.replace(packed)
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        must("tar", "--extract", "--numeric-owner", "--file", packed, "--directory", root)
        shutil.copyfile("/etc/resolv.conf", root / "etc" / "resolv.conf")
        made = cls(root)
        made.run("useradd", "--create-home", "--shell", "/bin/sh", USER)
        return made

    def call(self, *words: str, user: str = "root", network: bool = False, display: str = "") -> list[str]:
        """Return the command that runs words inside: as this user, and without any network unless it is asked for."""
        home = "/root" if user == "root" else f"/home/{user}"
        told = [f"HOME={home}", f"USER={user}", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"]
        told += ["DEBIAN_FRONTEND=noninteractive", *([f"DISPLAY={display}"] if display else [])]
        alone = ["unshare", "--mount", "--pid", "--fork", "--kill-child", *([] if network else ["--net"])]
        return [*alone, "sh", "-ec", _INSIDE, str(self.root), f"--userspec={user}:{user}", str(self.root),
                "env", "-i", "--chdir", home, *told, *words]  # fmt: skip

    def run(self, *words: str, user: str = "root", network: bool = False) -> str:
        """Run a command inside and return what it printed; raises BuildFailed with all that it said."""
        call = self.call(*words, user=user, network=network)
        try:
            done = subprocess.run(call, check=False, capture_output=True, text=True, timeout=_WAITS)
        except subprocess.TimeoutExpired:
            raise BuildFailed(f"After {_WAITS} s this had not ended: {' '.join(words)}") from None
        if done.returncode != 0:
            raise BuildFailed(f"On the bare system this ended with {done.returncode}: {' '.join(words)}\n"
                              f"{done.stdout}{done.stderr}")  # fmt: skip
        return done.stdout

    def files(self) -> dict[str, str]:
        """Return every file and folder but nobody's; with the SHA-256 of its content what lies in people's folders."""
        found = {}
        for folder, folders, names in os.walk(self.root):
            for name in [*folders, *names]:
                path = Path(folder, name)
                called = path.relative_to(self.root).as_posix()
                if not called.startswith(_NOBODYS):
                    found[called] = self._content(path) if called.startswith("home/") else ""
        return found

    @staticmethod
    def _content(path: Path) -> str:
        if path.is_symlink():
            return f"-> {path.readlink()}"
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
