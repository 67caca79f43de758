"""Where fonts, icons and pictures lie, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGED = Path(__file__).parent / "_resources"
_CHECKOUT = Path(__file__).parent.parent / "resources"


def resource_path(name: str) -> Path:
    """Return the path of a resource, for example ``fonts/NotoSans-Regular.ttf``."""
    return (_PACKAGED if _PACKAGED.is_dir() else _CHECKOUT) / name
