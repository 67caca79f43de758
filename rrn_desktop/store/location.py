"""Where a store may lie: on a disk of this PC, not on a network, not in a folder that a cloud program copies."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from rrn_desktop.errors import StoreNotLocal

Probe = Callable[[Path], str]

_NETWORK = {
    "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.ceph", "fuse.curlftpfs", "fuse.davfs2",
    "fuse.glusterfs", "fuse.google-drive-ocamlfuse", "fuse.gvfsd-fuse", "fuse.onedriver", "fuse.rclone", "fuse.s3fs",
    "fuse.smbnetfs", "fuse.sshfs", "gfs2", "glusterfs", "lustre", "ncpfs", "network", "nfs", "nfs4", "ocfs2", "smb",
    "smb2", "smb3", "smbfs", "webdav",
}  # fmt: skip
_SYNCED = (
    "onedrive", "dropbox", "google drive", "googledrive", "google-drive", "icloud drive", "iclouddrive",
    "mobile documents", "com~apple~clouddocs", "cloudstorage", "nextcloud", "owncloud", "box sync", "pcloud",
    "seafile", "syncthing", "resilio sync", "mega sync", "megasync",
)  # fmt: skip
_REMOTE_DRIVE = 4


def refuse_if_not_local(folder: Path, probe: Probe | None = None) -> None:
    """Raise StoreNotLocal when a folder lies on a network or is copied by a cloud program."""
    resolved = Path(os.path.realpath(folder))
    if any(part.casefold().startswith(_SYNCED) for part in resolved.parts):
        raise _refusal("This folder is copied to the internet by a cloud program.")
    if (probe or kind_of_disk)(resolved) in _NETWORK:
        raise _refusal("This folder is on a network, not on this PC.")


def kind_of_disk(folder: Path) -> str:
    """Return the file system's name for a folder, or ``network`` where the system only says that much."""
    if str(folder).startswith("\\\\"):
        return "network"
    if sys.platform == "win32":
        return "network" if ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _REMOTE_DRIVE else "local"
    if sys.platform == "darwin":
        listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
        return _longest_mount(folder, [_mac_mount(line) for line in listed.splitlines() if " on " in line])
    mounts = Path("/proc/self/mountinfo")
    if not mounts.exists():
        return "local"
    return _longest_mount(folder, [linux_mount(line) for line in mounts.read_text("utf-8", "replace").splitlines()])


def linux_mount(line: str) -> tuple[str, str]:
    """Return mount point and file system of one line of mountinfo."""
    before, _, after = line.partition(" - ")
    point = before.split(" ")[4]
    for escaped, plain in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(escaped, plain)
    return point, after.split(" ")[0]


def _mac_mount(line: str) -> tuple[str, str]:
    _, _, rest = line.partition(" on ")
    point, _, options = rest.rpartition(" (")
    words = options.rstrip(")").split(", ")
    return point, words[0] if "local" in words else "network"


def _longest_mount(folder: Path, mounts: list[tuple[str, str]]) -> str:
    here = [(len(point), kind) for point, kind in mounts if folder.is_relative_to(point)]
    # Of two mounts on one point the later one hides the earlier.
    longest = max((length for length, _ in here), default=0)
    return next((kind for length, kind in reversed(here) if length == longest), "local")


def _refusal(what: str) -> StoreNotLocal:
    return StoreNotLocal(
        what,
        "Nothing was written there.",
        "Records that are kept there can be lost or mixed up. Keep them on this PC, "
        "and put a locked backup in that folder each night.",
    )
