"""Versions of everything that files depend on."""

from __future__ import annotations

from typing import Any

from rrn_desktop import __version__
from rrn_desktop.forms import registry
from rrn_desktop.services.formats import FORMATS


def versions() -> dict[str, Any]:
    """Return the versions of the program, its file formats and its form definitions."""
    forms = {one.form: one.version for one in registry.released()}
    return {"program": __version__, "formats": dict(FORMATS), "forms": forms}
