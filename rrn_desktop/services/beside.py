"""A store that comes into being beside its place: it appears under its name whole, or not at all."""

from __future__ import annotations

import glob
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rrn_desktop.errors import Refused
from rrn_desktop.files import problem_of_writing, sync_folder
from rrn_desktop.ids import new_id


@contextmanager
def part_of(store: Path) -> Iterator[Path]:
    """Give a new folder that nobody takes for a store; it is removed unless it became one.

    Raises StoreFull and StoreReadOnly for what the disk refuses within the block.
    """
    part = store.with_name(f".{store.name}.{new_id()}.part")
    # What was begun at this very place and left behind by a kill.
    for left in store.parent.glob(f".{glob.escape(store.name)}.*.part"):
        shutil.rmtree(left, ignore_errors=True)
    try:
        part.mkdir(mode=0o700, parents=True)
        yield part
    except OSError as problem:
        raise problem_of_writing(problem) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


def let_be_seen(part: Path, store: Path) -> None:
    """Give a finished store its name; raises Refused where something is there by now."""
    if store.exists():
        try:
            store.rmdir()
        except OSError:
            raise Refused(
                "Something was put into the folder for the store meanwhile.", "It was not touched.", "Choose another."
            ) from None
    part.replace(store)
    sync_folder(store.parent)
