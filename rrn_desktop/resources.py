"""Where fonts, icons, pictures and guides lie, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGED = Path(__file__).parent / "_resources"
_ROOT = Path(__file__).parent.parent


def resource_path(name: str) -> Path:
    """Return the path of a resource, for example ``fonts/NotoSans-Regular.ttf``."""
    return (_PACKAGED if _PACKAGED.is_dir() else _ROOT / "resources") / name


def document_path(name: str) -> Path:
    """Return the path of a document that the help shows, for example ``IT.md``."""
    return (_PACKAGED / "help" if _PACKAGED.is_dir() else _ROOT / "docs") / name
