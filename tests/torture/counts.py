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

    def add(self, other: Count) -> None:
        """Count in what the kills of another kind did; how long they took is for whoever sums up."""
        self.kills += other.kills
        self.at_the_start += other.at_the_start
        self.in_mid_write += other.in_mid_write
        self.acknowledged += other.acknowledged
        self.not_told += other.not_told
        self.lost += other.lost
        self.twice += other.twice
        self.broken += other.broken
        self.fell_over += other.fell_over
