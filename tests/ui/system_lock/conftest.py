from __future__ import annotations

import sys

# A message bus of the kind that logind speaks on is a thing of Linux alone.
collect_ignore = [] if sys.platform == "linux" else ["test_logind.py"]
