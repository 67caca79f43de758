"""Starting a writer in a process of its own, which is killed, or ends itself, in the middle of whatever it does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, Protocol

from tests.torture.deeds import do_until
from tests.torture.writers import write_until_killed

ROOT = Path(__file__).resolve().parents[2]
_WINDOWS_KILLED = 15


class Victim(Protocol):
    """A writer that runs."""

    def kill(self) -> bool:
        """Kill it without a warning; say whether it ran until then."""
        ...

    def wait(self) -> bool:
        """Wait until it has ended, and say whether it was cut off."""
        ...


@dataclass(frozen=True)
class Forked:
    """A copy of this process, with everything imported already."""

    pid: int

    def kill(self) -> bool:
        """Send SIGKILL and wait until it is gone."""
        os.kill(self.pid, signal.SIGKILL)
        return self.wait()

    def wait(self) -> bool:
        """Wait until it is gone."""
        _, status = os.waitpid(self.pid, 0)
        return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


@dataclass(frozen=True)
class Fresh:
    """A Python that was started for this alone, so that a kill can hit its start as well."""

    process: subprocess.Popen[bytes]

    def kill(self) -> bool:
        """Kill it as hard as the platform can."""
        ran = self.process.poll() is None
        self.process.kill()
        self.process.wait()
        return ran

    def wait(self) -> bool:
        """Wait until it is gone."""
        ended = self.process.wait()
        return ended < 0 or (os.name == "nt" and ended == _WINDOWS_KILLED)


def start(store: Path, kind: str, said: Path, *, cold: bool) -> Victim:
    """Start a writer whose standard output and error go to a file each."""
    command = ["tests.torture.writers", str(store), kind]
    return _started(command, lambda: write_until_killed(store, kind), said, cold=cold)


def start_deed(folder: Path, name: str, last: int | None, said: Path, *, cold: bool) -> Victim:
    """Start a deed that ends itself at a step, or is done to its end."""
    command = ["tests.torture.deeds", str(folder), name, str(last or 0)]
    return _started(command, lambda: do_until(folder, name, last), said, cold=cold)


def _started(command: list[str], act: Callable[[], None], said: Path, *, cold: bool) -> Victim:
    if cold or not hasattr(os, "fork"):
        with said.open("wb") as out, said.with_suffix(".err").open("wb") as err:
            return Fresh(subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, stdout=out, stderr=err))
    pid = os.fork()
    if pid == 0:
        _act(act, said)
    return Forked(pid)


def _act(act: Callable[[], None], said: Path) -> NoReturn:
    try:
        for number, path in ((1, said), (2, said.with_suffix(".err"))):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
        act()
    except BaseException:  # noqa: BLE001 - the copy must never go on as the one that kills
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(1)
