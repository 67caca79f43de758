"""The desk keeps from which moments a follow-up was counted, and that one ended without being done."""

from __future__ import annotations

STATEMENTS = (
    "ALTER TABLE follow_ups ADD COLUMN counted TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE follow_ups ADD COLUMN ending TEXT CHECK (ending IN ('set_aside', 'not_asked'))",
)
