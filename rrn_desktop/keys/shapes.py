"""The shapes of texts in the files and statements of this room."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from rrn_desktop.canonical import to_bytes

Id = Annotated[str, Meta(pattern=r"\A[a-z2-7]{26}\Z")]
Hash = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
# One spelling for each run of bytes: whole groups of four, and no stray bits before the padding.
_GROUPS = r"\A(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?\Z"
Base64 = Annotated[str, Meta(pattern=_GROUPS, max_length=48 * 1024)]
Signer = Annotated[str, Meta(pattern=r"\A([a-z2-7]{26}|recovery)\Z")]
Recipient = Annotated[str, Meta(pattern=r"\A([a-z2-7]{26}|recovery|register/[1-9][0-9]{0,5})\Z")]
# A member's own keys of before carry the statement that gave them.
_OWN_KEYS = r"member-(receive|draft)/[a-z2-7]{26}(/(0|[1-9][0-9]{0,14}))?"
KeyName = Annotated[str, Meta(pattern=rf"\A((desk|register|ca)/[1-9][0-9]{{0,5}}|{_OWN_KEYS})\Z")]
Code = Annotated[str, Meta(pattern=r"\A[A-Z0-9]{1,4}\Z")]
Moment = Annotated[str, Meta(pattern=r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,15}(Z|[+-][0-9]{2}:[0-9]{2})\Z")]
Until = Annotated[str, Meta(pattern=r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\Z")]
Text = Annotated[str, Meta(pattern=r"\A[ -~]{1,60}\Z")]
Count = Annotated[int, Meta(ge=0, le=2**52)]
From1 = Annotated[int, Meta(ge=1, le=2**52)]


def bytes_of(text: str) -> bytes:
    """Return the bytes of a base64 text, and none at all when it is not one."""
    try:
        return to_bytes(text)
    except ValueError:
        return b""
