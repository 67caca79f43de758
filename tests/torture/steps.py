"""The steps of a deed: each statement, each commit, each file that is opened to write, renamed or removed.

A process that is told to ends itself at one of them, as hard as a kill does: nothing after that step happens.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from sqlalchemy import event
from sqlalchemy.pool import Pool

_FILES = {"os.rename", "os.remove", "os.mkdir", "os.truncate", "os.link"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
# Windows has no SIGKILL; there this ends a process just as hard.
_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


class Steps:
    """Counts the steps from ``begin`` on; ends the process at the step ``last``, if there is one."""

    def __init__(self, last: int | None = None) -> None:
        self.count = 0
        self._last = last
        self._begun = False

    def begin(self) -> None:
        """Count from here."""
        if self._begun:
            return
        self._begun = True
        sys.addaudithook(self._audited)
        # A connection is borrowed before and given back after each commit and each emptying of the log.
        event.listen(Pool, "checkout", self._borrowed)
        event.listen(Pool, "checkin", self._stepped)

    def _audited(self, name: str, about: tuple[Any, ...]) -> None:
        if name in _FILES or (name == "open" and isinstance(about[2], int) and about[2] & _WRITES):
            self._stepped()

    def _borrowed(self, connection: Any, *_: object) -> None:
        self._stepped()
        # Each statement, the beginnings and ends of transactions among them.
        connection.set_trace_callback(self._stepped)

    def _stepped(self, *_: object) -> None:
        self.count += 1
        if self.count == self._last:
            os.kill(os.getpid(), _KILL)
