"""Starting a writer in a process of its own, and killing it in the middle of whatever it does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, Protocol

from tests.torture.writers import write_until_killed

ROOT = Path(__file__).resolve().parents[2]


class Victim(Protocol):
    """A writer that runs."""

    def kill(self) -> bool:
        """Kill it without a warning; say whether it ran until then."""
        ...


@dataclass(frozen=True)
class Forked:
    """A copy of this process, with everything imported already."""

    pid: int

    def kill(self) -> bool:
        """Send SIGKILL and wait until it is gone."""
        os.kill(self.pid, signal.SIGKILL)
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


def start(store: Path, kind: str, said: Path, *, cold: bool) -> Victim:
    """Start a writer whose standard output and error go to a file each."""
    if cold or not hasattr(os, "fork"):
        command = [sys.executable, "-m", "tests.torture.writers", str(store), kind]
        with said.open("wb") as out, said.with_suffix(".err").open("wb") as err:
            return Fresh(subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=err))
    pid = os.fork()
    if pid == 0:
        _write(store, kind, said)
    return Forked(pid)


def _write(store: Path, kind: str, said: Path) -> NoReturn:
    try:
        for number, path in ((1, said), (2, said.with_suffix(".err"))):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
        write_until_killed(store, kind)
    except BaseException:  # noqa: BLE001 - the copy must never go on as the one that kills
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(1)
