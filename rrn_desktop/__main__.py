"""``python -m rrn_desktop`` and the script ``rrn``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command and leave with its exit code."""
    from rrn_desktop.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
