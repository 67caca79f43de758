"""What a widget lies in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def around(widget: QWidget) -> QWidget | None:
    """Return the widget that one lies in, or None for a window.

    As ``parent``, which PySide 6 knows by its name. Asked as ``parentWidget`` for one that Qt made, such as the inside
    of a page, it first loads every class of Qt to see which it could be: a tenth of the start.
    """
    parent = widget.parent()
    return parent if isinstance(parent, QWidget) else None
