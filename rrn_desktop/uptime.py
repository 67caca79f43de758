"""Seconds that pass, whatever the clock on the wall says."""

from __future__ import annotations

import sys
import time

# Python's own monotonic clock stands still in sleep on these two, as clock_gettime(2) says; on Windows it does not.
_COUNTS_SLEEP = {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC"}


def seconds_passed() -> float:
    """Return seconds from some start that never go back, and that count on while the PC sleeps."""
    clock = _COUNTS_SLEEP.get(sys.platform)
    return time.clock_gettime(getattr(time, clock)) if clock else time.monotonic()
