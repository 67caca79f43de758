"""A small school to make journeys in: a real store, quick passphrases, and a clock that stands still."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from rrn_desktop.clock import FixedClock
from rrn_desktop.keys.passphrase_key import KdfCost
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import sign_in
from rrn_desktop.services.site_setup import setup_site

CLOCK = FixedClock(datetime(2026, 5, 14, 14, 41, tzinfo=UTC))
AUTHOR, COLLEAGUE, LEAD, OFFICE = "Ms Okafor", "Mr Lewis", "Mrs Shah", "Tom Reed"
PASSPHRASES = {
    AUTHOR: "velvet harbour seven kettles",
    COLLEAGUE: "copper lantern nine meadows",
    LEAD: "granite willow four trumpets",
    OFFICE: "paper saddle eleven rivers",
}
_FILE = {
    "born": "2018-02-03", "year_group": "Year 3", "sex": "male", "ethnicity": "wbri", "needs": ["semh"],
    "sen_provision": "k", "looked_after": "no",
}  # fmt: skip
_JOBS = {AUTHOR: "Teaching assistant", COLLEAGUE: "Teacher", LEAD: "Deputy head", OFFICE: "Office manager"}
_ROLES = {AUTHOR: ("recorder",), COLLEAGUE: ("recorder",), LEAD: ("lead",), OFFICE: ("administrator",)}


def make_site(folder: Path, *, demo: bool = True, kdf: KdfCost | None = None) -> Path:
    """Set a site up under a folder and return its store."""
    answers = {
        "site_name": "Hafod Lane Primary",
        "profile": "eng_school",
        "desk_code": "A",
        "demo": demo,
        "members": [
            {"name": name, "roles": list(roles), "job_title": _JOBS[name], "passphrase": PASSPHRASES[name]}
            for name, roles in _ROLES.items()
        ],
        "people": [{"name": "Dylan Ŵyn Pryce", "details": _FILE}],
        "places": ["Corridor", "Library", "Hall", "Playground"],
    }
    setup_site(folder / "store", answers, folder / "out", clock=CLOCK, kdf=kdf)
    return folder / "store"


def copy_of(store: Path, folder: Path) -> Path:
    """Return a store of one's own, so that no test sees another's records."""
    return Path(shutil.copytree(store, folder / "store"))


def enter(store: Path, name: str) -> Session:
    """Sign a member in without a window."""
    return sign_in(store, name, PASSPHRASES[name], clock=CLOCK)
