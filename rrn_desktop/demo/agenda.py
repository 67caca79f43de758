"""What is still to come in a story, by time; what is planned for the same moment comes in the order of planning."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import TypeAlias

Deed: TypeAlias = Callable[[], None]


class Agenda:
    """Deeds, each with the moment at which it is done."""

    def __init__(self) -> None:
        self._waiting: list[tuple[datetime, int, Deed]] = []
        self._numbers = count()

    def plan(self, moment: datetime, deed: Deed) -> None:
        """Have something done at a moment."""
        heapq.heappush(self._waiting, (moment, next(self._numbers), deed))

    def next_moment(self) -> datetime | None:
        """Return when the next deed is due, or None when nothing is to come."""
        return self._waiting[0][0] if self._waiting else None

    def take(self) -> Deed:
        """Return the next deed; raises IndexError when there is none."""
        return heapq.heappop(self._waiting)[2]
