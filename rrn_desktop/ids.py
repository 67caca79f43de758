"""Random identifiers that say nothing about whom or what they name."""

from __future__ import annotations

import base64
import secrets


def new_id() -> str:
    """Return 26 lower-case letters and digits that hold 128 random bits."""
    return base64.b32encode(secrets.token_bytes(16)).decode("ascii").rstrip("=").lower()
