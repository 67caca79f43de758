"""What stops a build."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path


class BuildFailed(Exception):
    """Something that stops a build or its trial, told in one sentence."""


def must(*command: str | Path, environment: Mapping[str, str] | None = None) -> str:
    """Run a command that has to succeed and return what it printed; raises BuildFailed with what it complained of."""
    words = [str(part) for part in command]
    done = subprocess.run(words, check=False, capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        raise BuildFailed(f"This ended with {done.returncode}: {' '.join(words)}\n{done.stdout}{done.stderr}".strip())
    return done.stdout
