"""What the kills of one kind did, as it is counted and told."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Count:
    """What the kills of one kind of writer did."""

    kind: str
    kills: int = 0
    at_the_start: int = 0
    in_mid_write: int = 0
    acknowledged: int = 0
    not_told: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    fell_over: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def clean(self) -> bool:
        """Say whether nothing was lost, doubled or broken, and each writer lived until its kill."""
        return not (self.lost or self.twice or self.broken or self.fell_over)
