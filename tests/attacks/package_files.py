"""The files of a data package, and what anyone can do with them: change one, state it anew, sign it again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from rrn_desktop.canonical import canonical, to_text
from rrn_desktop.ids import new_id
from rrn_desktop.keys.member import MemberSecrets, sign

Files: TypeAlias = dict[str, bytes]
MANIFEST, SIGNATURE, DESCRIPTION = "manifest.json", "signature.json", "datapackage.json"


@dataclass(frozen=True)
class Signer:
    """Someone who can sign, whatever they are allowed to."""

    id: str
    secrets: MemberSecrets = field(repr=False)


@dataclass(frozen=True)
class Good:
    """A package without names that holds, one with names, and those who might sign another."""

    files: Files = field(repr=False)
    named: Files = field(repr=False)
    lead: Signer
    recorder: Signer
    stranger: Signer = field(default_factory=lambda: Signer(new_id(), MemberSecrets.new()))


Attack = Callable[[Good], Files]


def read(folder: Path) -> Files:
    """Return every file of a package, by its path in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write(folder: Path, files: Files) -> None:
    """Write a package into a folder of its own."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def with_file(files: Files, name: str, change: Callable[[bytes], bytes]) -> Files:
    """Return the files with one of them changed."""
    changed = change(files[name])
    assert changed != files[name], name
    return {**files, name: changed}


def header(data: bytes) -> bytes:
    """Return the first line of a table."""
    return data.split(b"\r\n")[0] + b"\r\n"


def without_last_row(data: bytes) -> bytes:
    """Return a table without its last row."""
    return data[: data.rstrip(b"\r\n").rindex(b"\r\n") + 2]


def made_by(signer: Signer) -> dict[str, str]:
    """Return who made a package, as the manifest says it."""
    return {"id": signer.id, "name": "Mrs Shah", "role": "Deputy head"}


def stated(files: Files, /, **changed: Any) -> Files:
    """Return the files with something else said in the manifest."""
    return {**files, MANIFEST: canonical({**json.loads(files[MANIFEST]), **changed})}


def with_stated_file(files: Files, name: str, /, **changed: Any) -> Files:
    """Return the files with something else said of one of them."""
    listed = json.loads(files[MANIFEST])["files"]
    return stated(files, files=[{**one, **changed} if one["path"] == name else one for one in listed])


def restated(files: Files) -> Files:
    """Let the manifest say the files as they are, with the description said anew as well."""
    described = json.loads(files[DESCRIPTION])
    for resource in described["resources"]:
        data = files[resource["path"]]
        resource |= {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    said = json.dumps(described, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
    return relisted({**files, DESCRIPTION: said})


def relisted(files: Files) -> Files:
    """Let the manifest say the files as they are."""
    for name, data in files.items():
        if name not in {MANIFEST, SIGNATURE}:
            files = with_stated_file(files, name, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))
    return files


def signed(files: Files, signer: Signer) -> Files:
    """Return the files with the manifest signed anew."""
    return with_signature(files, by=signer.id, signature=to_text(sign(signer.secrets, "package", files[MANIFEST])))


def with_signature(files: Files, **changed: Any) -> Files:
    """Return the files with something else in the file of the signature."""
    return {**files, SIGNATURE: canonical({**json.loads(files[SIGNATURE]), **changed})}
