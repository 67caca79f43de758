"""Which form has which consequence: the only place that knows them all."""

from __future__ import annotations

from collections.abc import Mapping

from rrn_desktop.services.consequence import PLAIN, Consequence

_BY_FORM: Mapping[str, Consequence] = {}


def consequence_of(form: str) -> Consequence:
    """Return what sealing a form brings about."""
    return _BY_FORM.get(form, PLAIN)
