"""The single place that turns an exception into a sheet: three sentences, or a crash sheet without answers."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError
from ui.text import say

_shown: set[str] = set()


def show_error(parent: QWidget | None, error: BaseException) -> None:
    """Tell the user what happened, what is safe and what to do next.

    A fault of our own shows a code made of the places in the program, never a message or an answer,
    and each such fault once a session.
    """
    # Sheets are loaded with the first one: the window opens without any.
    from ui import dialogs

    if isinstance(error, UserFacingError):
        dialogs.tell(parent, say("error_title"), (error.what, error.safe, error.next_step))
        return
    code = crash_code(error)
    if code in _shown:
        return
    _shown.add(code)
    words = (say("crash_what"), say("crash_safe"), say("crash_next", code=code))
    dialogs.tell(parent, say("crash_title"), words)


def crash_code(error: BaseException) -> str:
    """Return eight letters that stand for where in the program a fault arose."""
    import traceback
    from hashlib import sha256

    places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    text = "|".join((type(error).__name__, *places))
    return sha256(text.encode("utf-8")).hexdigest()[:8].upper()


class CrashGuard:
    """Shows a sheet for what nobody caught, in place of a trace on the terminal."""

    def __init__(self, parent: QWidget | None) -> None:
        self._parent = parent

    def install(self) -> None:
        """Take over from Python's own hook."""
        sys.excepthook = self._caught

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        show_error(self._parent, error)
