"""How far long work has come, as a bar on standard error where someone sits at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def bar(what: str, *, as_json: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Give what takes the count so far and the whole, or None where no bar can be seen: with JSON, or no terminal."""
    if as_json or not sys.stderr.isatty():
        yield None
        return
    # Late, so that no other command waits for it.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task(what, total=None)
        yield lambda done, whole: shown.update(task, completed=done, total=whole)
