"""A backup as one file: a line that names the format, the manifest, its signature, and the files one after another.

::

    rrn-backup/1 LF
    length of the manifest, 8 bytes big-endian; the manifest
    length of the signature, 8 bytes big-endian; the signature
    the bytes of each file, in the order of the manifest, and nothing after the last

What is in the files is encrypted already, or holds no word: see the manifest.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from rrn_desktop.errors import DoesNotHold, NotFound, StoreDamaged
from rrn_desktop.files import problem_of_writing, sync_folder
from rrn_desktop.store.backup_copy import Progress, Stopped
from rrn_desktop.store.backup_manifest import (
    FORMAT,
    FileStated,
    Manifest,
    Signature,
    read_manifest,
    read_signature,
)

Content = Path | bytes
_FIRST_LINE = FORMAT.encode("ascii") + b"\n"
_FAMILY = FORMAT.partition("/")[0].encode("ascii") + b"/"
_MOST_OF_A_MANIFEST = 64 * 1024 * 1024
_MOST_OF_A_SIGNATURE = 4096
_CHUNK = 1024 * 1024


class BackupDamaged(DoesNotHold):
    """A file is no backup, or was cut or changed since it was made."""

    code = "backup_damaged"


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup whose manifest was read; what is in it was not looked at yet."""

    path: Path
    manifest: Manifest
    manifest_bytes: bytes = field(repr=False)
    signature: Signature = field(repr=False)
    start: int = 0

    def check(self, progress: Progress | None = None) -> None:
        """Raise BackupDamaged unless every file in it is as the manifest says, and nothing is beside them."""
        with _opened(self.path) as stream:
            stream.seek(self.start)
            for one in self.manifest.files:
                for _ in _checked(stream, one):
                    self._say(progress, stream.tell())
            if stream.read(1):
                raise damaged()

    def content(self, path: str, limit: int) -> bytes:
        """Return the bytes of one small file of it; raises BackupDamaged when they are not as stated."""
        offset = self.start
        for one in self.manifest.files:
            if one.path == path:
                break
            offset += one.bytes
        else:
            raise damaged()
        with _opened(self.path) as stream:
            stream.seek(offset)
            data = stream.read(min(one.bytes, limit))
        if len(data) != one.bytes or hashlib.sha256(data).hexdigest() != one.sha256:
            raise damaged()
        return data

    def unpack(self, folder: Path, progress: Progress | None = None) -> None:
        """Write every file of it into a new folder, and wait until the disk has them.

        Raises BackupDamaged, StoreFull, StoreReadOnly and Stopped; what was written by then stays.
        """
        with _opened(self.path) as stream:
            stream.seek(self.start)
            for one in self.manifest.files:
                target = folder / one.path
                _make_folder(target.parent)
                with _written(target) as out:
                    for chunk in _checked(stream, one):
                        out.write(chunk)
                        self._say(progress, stream.tell())
        for inside in {(folder / one.path).parent for one in self.manifest.files} | {folder}:
            sync_folder(inside)

    def _say(self, progress: Progress | None, at: int) -> None:
        if progress is not None and not progress(at - self.start, self.manifest.size):
            raise Stopped


def stated(contents: Mapping[str, Content]) -> tuple[FileStated, ...]:
    """Return what a manifest says of files, in the order given."""
    return tuple(FileStated(path, *_measured(content)) for path, content in contents.items())


def write_backup(
    path: Path, manifest: bytes, signature: bytes, contents: Sequence[Content], progress: Progress | None = None
) -> None:
    """Write a backup to a new file, wait until the disk has it, then read all of it again.

    Raises StoreFull, StoreReadOnly, Stopped, and BackupDamaged when the disk gives back something else.
    """
    whole = sum(len(one) if isinstance(one, bytes) else one.stat().st_size for one in contents)
    done = 0
    with _written(path) as out:
        for part in (_FIRST_LINE, len(manifest).to_bytes(8), manifest, len(signature).to_bytes(8), signature):
            out.write(part)
        for content in contents:
            for chunk in _read(content):
                out.write(chunk)
                done += len(chunk)
                if progress is not None and not progress(done, whole):
                    raise Stopped
    read_backup(path).check()


def read_backup(path: Path) -> BackupFile:
    """Return a backup with its manifest read; raises NotFound, BackupDamaged, or StoreNewer for a later format."""
    with _opened(path) as stream:
        first = stream.read(len(_FIRST_LINE))
        if not first.startswith(_FAMILY):
            raise no_backup()
        try:
            manifest = _block(stream, _MOST_OF_A_MANIFEST)
            # A later format is named by the manifest as well, which says so in the words for that.
            read = read_manifest(manifest, path.name)
            signature = read_signature(_block(stream, _MOST_OF_A_SIGNATURE), path.name)
        except StoreDamaged:
            raise damaged() from None
        if first != _FIRST_LINE or len({one.path for one in read.files}) != len(read.files):
            raise damaged()
        return BackupFile(path, read, manifest, signature, stream.tell())


def no_backup() -> BackupDamaged:
    """Return the sentence for a file that never was a backup."""
    return BackupDamaged("This file is no backup of this program.", "Nothing was changed.", "Choose another file.")


def damaged() -> BackupDamaged:
    """Return the sentence for a backup that was cut or changed."""
    return BackupDamaged(
        "This backup was cut off or changed since it was made.",
        "Nothing was changed. Other backups may be whole.",
        "Take the backup before this one, or a copy of it from another place.",
    )


def unreadable() -> NotFound:
    """Return the sentence for a backup that the disk does not give out."""
    return NotFound("The backup can't be read.", "Nothing was changed.", "Check the path, and who may read the file.")


def _block(stream: IO[bytes], limit: int) -> bytes:
    length = int.from_bytes(stream.read(8))
    data = stream.read(min(length, limit))
    if not length or len(data) != length:
        raise damaged()
    return data


def _checked(stream: IO[bytes], one: FileStated) -> Iterator[bytes]:
    digest, left = hashlib.sha256(), one.bytes
    while left:
        try:
            chunk = stream.read(min(left, _CHUNK))
        except OSError:
            # A stick that was pulled out, or a share that went away.
            raise unreadable() from None
        if not chunk:
            raise damaged()
        digest.update(chunk)
        left -= len(chunk)
        yield chunk
    if digest.hexdigest() != one.sha256:
        raise damaged()


def _measured(content: Content) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    for chunk in _read(content):
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()


def _read(content: Content) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        stream = path.open("rb")
    except OSError:
        raise unreadable() from None
    with stream:
        yield stream


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise problem_of_writing(problem) from None


@contextmanager
def _written(path: Path) -> Iterator[IO[bytes]]:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as problem:
        with suppress(OSError):
            path.unlink()
        raise problem_of_writing(problem) from None
