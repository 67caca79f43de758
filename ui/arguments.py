"""What `rrn-desktop` can be told when it starts."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rrn_desktop.looks import ThemeName
from rrn_desktop.paths import default_store

_SMALLEST = 320


@dataclass(frozen=True)
class Arguments:
    """The store to open, and the size and look to open it with."""

    store: Path
    size: tuple[int, int]
    scale: float
    theme: ThemeName | None


def read_arguments(words: Sequence[str] | None = None) -> Arguments:
    """Read the command line; a wrong one ends the program with code 2 and says why."""
    read = make_parser().parse_args(words)
    return Arguments(store=read.store, size=read.size, scale=read.text_scale, theme=read.theme)


def make_parser() -> argparse.ArgumentParser:
    """Return what reads the command line, and knows how each option is told."""
    parser = argparse.ArgumentParser(prog="rrn-desktop", description="The window of RRN Desktop.")
    parser.add_argument("--store", type=Path, default=default_store(), help="folder of the store")
    parser.add_argument("--size", type=_size, default=(1180, 800), metavar="WxH", help="size of the window")
    parser.add_argument("--text-scale", type=_scale, default=1.0, metavar="100..200", help="text size in per cent")
    parser.add_argument("--theme", choices=("light", "dark", "contrast"), help="colours of the window")
    return parser


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{3,5})x(\d{3,5})", text)
    if match is None or min(int(match[1]), int(match[2])) < _SMALLEST:
        raise argparse.ArgumentTypeError(f"write a size like 1000x700, with {_SMALLEST} or more on each side")
    return int(match[1]), int(match[2])


def _scale(text: str) -> float:
    if not re.fullmatch(r"\d{3}", text) or not 100 <= int(text) <= 200:
        raise argparse.ArgumentTypeError("write a whole number from 100 to 200")
    return int(text) / 100
