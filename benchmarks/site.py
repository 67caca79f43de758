"""A made-up school to measure in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rrn_desktop.forms import registry
from rrn_desktop.forms.answers import Answers
from rrn_desktop.forms.reading import read_answers, read_answers_file
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import sign_in
from rrn_desktop.services.site_setup import setup_site

CASES = Path(__file__).resolve().parent.parent / "tests" / "data" / "cases"
AUTHOR, LEAD = "Ms Okafor", "Mrs Shah"
PASSPHRASES = {AUTHOR: "velvet harbour seven kettles", LEAD: "granite willow four trumpets"}


def make_site(folder: Path, *, demo: bool = False) -> Path:
    """Set a school up under a folder and return its store; in a demo store the passphrases are quick to check."""
    members = [
        {"name": AUTHOR, "roles": ["recorder"], "passphrase": PASSPHRASES[AUTHOR]},
        {"name": LEAD, "roles": ["lead"], "passphrase": PASSPHRASES[LEAD]},
        {"name": "Tom Reed", "roles": ["administrator"], "passphrase": "paper saddle eleven rivers"},
    ]
    site = {"site_name": "Hafod Lane Primary", "profile": "eng_school", "demo": demo, "members": members}
    setup_site(folder / "store", site, folder / "out")
    return folder / "store"


@contextmanager
def entered(store: Path, name: str) -> Iterator[Session]:
    """Give a session that is closed afterwards."""
    session = sign_in(store, name, PASSPHRASES[name])
    try:
        yield session
    finally:
        session.close()


def answers_of(case: str) -> Answers:
    """Return the answers of one of the cases that the tests enter too."""
    file = read_answers_file((CASES / f"{case}.json").read_bytes())
    return read_answers(registry.definition(file.form, file.form_version), file.answers)
