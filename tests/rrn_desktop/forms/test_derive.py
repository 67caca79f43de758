"""What is worked out and never asked."""

from __future__ import annotations

import pytest

from rrn_desktop.clock import WallTime
from rrn_desktop.forms.derive import age_on


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2018-02-03", "2026-05-14", 8),
        ("2012-09-30", "2026-03-09", 13),
        ("2006-01-02", "2026-01-12", 20),
        ("2006-01-12", "2026-01-11", 19),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2026-05-15", "2026-05-14", None),
        ("no day", "2026-05-14", None),
        (None, "2026-05-14", None),
    ],
)
def test_age_is_worked_out_for_the_day_of_the_incident(born: str | None, day: str, age: int | None) -> None:
    moment = WallTime(f"{day}T10:40", "+00:00")

    found = age_on(born, moment)

    assert found == age
