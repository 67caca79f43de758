"""Names as people write them, from the set-up to the exported file."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from rrn_desktop.forms.values import PersonRef
from rrn_desktop.services import directory, drafts, exporting, notices, records, register, sealing, verifying
from rrn_desktop.services.session import Session
from rrn_desktop.services.signing_in import sign_in
from rrn_desktop.services.site_setup import setup_site
from tests.bad_days.days import written
from tests.journeys.site import CLOCK

PHRASE = "velvet harbour seven kettles"
LEAD = "Siân Ŵyn-Prŷs"
NAMES = (
    "Dylan Ŵyn Pryce",
    unicodedata.normalize("NFD", "Zoë Ŵyn Ďurica"),
    "محمد عبد الله",
    "נועה כהן־לוי",
    "Nguyễn Thị Hồng",
    "अनन्या शर्मा",
    "O’Neill, Aoife (محمد)",
    "𠮷田 👩‍👧",
)


def site_of(name: str, folder: Path) -> Path:
    answers = {
        "site_name": "Ysgol Pen-y-Bryn",
        "profile": "eng_school",
        "demo": True,
        "members": [
            {"name": LEAD, "roles": ["lead", "administrator"], "passphrase": PHRASE},
            {"name": name, "roles": ["recorder"], "job_title": "Teaching assistant", "passphrase": PHRASE},
        ],
        "people": [{"name": name}],
    }
    setup_site(folder / "store", answers, folder / "out", clock=CLOCK)
    return folder / "store"


def enter(store: Path, name: str) -> Session:
    return sign_in(store, name, PHRASE, clock=CLOCK)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_comes_back_letter_for_letter_wherever_it_is_read(name: str, tmp_path: Path) -> None:
    store = site_of(name, tmp_path)
    session = enter(store, name)
    person = directory.people(session)[0]
    draft = written(session, person=PersonRef(person.name, person.id), own_words=f"“{name}” {name[::-1]}")

    listed = notices.listing(session)[0]
    number = str(sealing.seal(session, drafts.open_draft(session, draft.id), PHRASE).number)
    body = json.loads(records.show(session, number).body_text)
    session.close()
    lead = enter(store, LEAD)
    rows = register.page(lead, register.Query(text=name.split(maxsplit=1)[0]))
    exporting.export_json(lead, number, tmp_path / "record.json")
    holds = verifying.verify_store(lead).holds
    lead.close()

    assert (person.name, listed.person, listed.writer) == (name, name, name)
    assert (body["author_name"], body["answers"]["person"]["name"]) == (name, name)
    assert body["answers"]["own_words"] == f"“{name}” {name[::-1]}"
    assert [(row.number, row.person, row.author_name) for row in rows] == [(number, name, name)]
    assert verifying.verify_path(tmp_path / "record.json").holds
    assert holds


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_signs_in_however_the_keyboard_makes_its_letters(form: str, tmp_path: Path) -> None:
    store = site_of(NAMES[1], tmp_path)

    session = enter(store, unicodedata.normalize(form, NAMES[1]))  # type: ignore[arg-type]

    session.close()
    assert session.member.name == NAMES[1]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_lead_finds_a_name_however_the_keyboard_makes_its_letters(form: str, tmp_path: Path) -> None:
    store = site_of(NAMES[1], tmp_path)
    session = enter(store, NAMES[1])
    number = sealing.seal(session, written(session, person=PersonRef(NAMES[1])), PHRASE).number
    session.close()
    lead = enter(store, LEAD)

    rows = register.page(lead, register.Query(text=unicodedata.normalize(form, "Ďurica")))  # type: ignore[arg-type]

    lead.close()
    assert [row.number for row in rows] == [number]
