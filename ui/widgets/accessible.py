"""Roles, names and announcements for screen readers that stock widgets do not give."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget

_alive: dict[int, QAccessibleInterface] = {}


class _RoleInterface(QAccessibleWidget):
    """The stock interface of a widget with another role."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role, "")
        self._role = role

    def role(self) -> QAccessible.Role:
        return self._role

    def text(self, kind: QAccessible.Text) -> str:
        widget = self.widget()
        if kind == QAccessible.Text.Name and isinstance(widget, QLabel):
            return widget.text()
        return super().text(kind)


def _interface_for(_name: str, thing: QObject) -> QAccessibleInterface | None:
    role = getattr(thing, "accessible_role", None)
    if role is None or not isinstance(thing, QWidget):
        return None
    interface = _RoleInterface(thing, role)
    key = id(thing)
    # Qt holds no reference of its own to an interface made in Python.
    _alive[key] = interface
    thing.destroyed.connect(_Forget(key))
    return interface


class _Forget:
    """Drops a kept interface once its widget is gone."""

    __slots__ = ("_key",)

    def __init__(self, key: int) -> None:
        self._key = key

    def __call__(self) -> None:
        _alive.pop(self._key, None)


_installed: list[bool] = []


def install_roles() -> None:
    """Let headings, alerts and groups carry their roles; once a process, before the first window."""
    if not _installed:
        QAccessible.installFactory(_interface_for)
        _installed.append(True)


def announce(widget: QWidget, words: str, *, now: bool = False) -> None:
    """Let a screen reader say words, at once or when it has finished what it says."""
    event = QAccessibleAnnouncementEvent(widget, words)
    manner = QAccessible.AnnouncementPoliteness
    event.setPoliteness(manner.Assertive if now else manner.Polite)
    QAccessible.updateAccessibility(event)


def name(widget: QWidget, words: str, description: str = "") -> None:
    """Give a widget the name and the description that screen readers read."""
    widget.setAccessibleName(words)
    widget.setAccessibleDescription(description)
