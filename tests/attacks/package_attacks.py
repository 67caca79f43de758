"""What can be done to a data package by someone who wants other figures, on the way or as the lead who signs it."""

from __future__ import annotations

from rrn_desktop.canonical import to_text
from tests.attacks.package_files import (
    MANIFEST,
    SIGNATURE,
    Attack,
    Files,
    Good,
    Signer,
    header,
    made_by,
    restated,
    signed,
    stated,
    with_file,
    with_signature,
    with_stated_file,
    without_last_row,
)
from tests.attacks.package_lies import LIES


def good(package: Good) -> Files:
    """Leave it as it is."""
    return package.files


def number_changed(package: Good) -> Files:
    """Make a hold shorter."""
    return with_file(package.files, "practices.csv", lambda data: data.replace(b",30,", b",3,"))


def incident_taken_out(package: Good) -> Files:
    """Leave an incident out."""
    return with_file(package.files, "incidents.csv", without_last_row)


def spreadsheet_changed(package: Good) -> Files:
    """Change what is seen in a spreadsheet, and nothing else."""
    return with_file(
        package.files, "excel/incidents.csv", lambda data: data.replace(b"harm_self_accident", b"disorder")
    )


def table_missing(package: Good) -> Files:
    """Take a table away."""
    return {name: data for name, data in package.files.items() if name != "told.csv"}


def table_added(package: Good) -> Files:
    """Add a table that nobody signed."""
    return {**package.files, "seclusions.csv": b"record\r\n"}


def days_renamed(package: Good) -> Files:
    """Let the figures pass for those of another month."""
    return stated(package.files, period={"from": "2026-06-01", "to": "2026-06-30"})


def figures_and_hashes_changed(package: Good) -> Files:
    """Make a hold shorter, and say so in the manifest."""
    return restated(number_changed(package))


def nil_pretended(package: Good) -> Files:
    """Empty every table, and say that nothing happened."""
    emptied = {name: header(data) if name.endswith(".csv") else data for name, data in package.files.items()}
    return stated(restated(emptied), nil=True, incidents=0)


def signature_scrambled(package: Good) -> Files:
    """Break the signature itself."""
    return with_signature(package.files, signature=to_text(b"\x00" * 70))


def signature_missing(package: Good) -> Files:
    """Take the signature away."""
    return {name: data for name, data in package.files.items() if name != SIGNATURE}


def manifest_missing(package: Good) -> Files:
    """Take away what the signature is over."""
    return {name: data for name, data in package.files.items() if name != MANIFEST}


def signed_by_stranger(package: Good) -> Files:
    """Change the figures and sign with a key of one's own."""
    changed = stated(figures_and_hashes_changed(package), made_by=made_by(package.stranger))
    return signed(changed, package.stranger)


def signed_under_the_leads_name(package: Good) -> Files:
    """Change the figures and sign with a key of one's own, as if the lead had."""
    return signed(figures_and_hashes_changed(package), Signer(package.lead.id, package.stranger.secrets))


def signed_by_recorder(package: Good) -> Files:
    """Sign as a member who may not."""
    return signed(stated(package.files, made_by=made_by(package.recorder)), package.recorder)


def list_of_members_cut(package: Good) -> Files:
    """Take the list of members away."""
    return with_signature(package.files, roll=[])


def site_renamed(package: Good) -> Files:
    """Say that it comes from another site, and sign again."""
    return signed(stated(package.files, site="0" * 64), package.lead)


def rows_miscounted(package: Good) -> Files:
    """As the lead: say that there are more rows than there are."""
    return signed(with_stated_file(package.files, "practices.csv", rows=99), package.lead)


def spreadsheet_says_otherwise(package: Good) -> Files:
    """As the lead: show other figures in the spreadsheet."""
    return signed(restated(spreadsheet_changed(package)), package.lead)


def formula_let_through(package: Good) -> Files:
    """As the lead: put something to be run where a pseudonym stands."""
    changed = package.files
    for name in ("incidents.csv", "excel/incidents.csv"):
        changed = with_file(changed, name, _with_formula)
    return signed(restated(changed), package.lead)


def column_renamed(package: Good) -> Files:
    """As the lead: let a column pass for another."""
    changed = package.files
    for name in ("practices.csv", "excel/practices.csv"):
        changed = with_file(changed, name, lambda data: data.replace(b"duration_seconds", b"seconds_of_it", 1))
    return signed(restated(changed), package.lead)


def path_outside(package: Good) -> Files:
    """As the lead: name a file outside of the folder."""
    return signed(with_stated_file(package.files, "practices.csv", path="../practices.csv"), package.lead)


def newer(package: Good) -> Files:
    """Say that a later program made it."""
    return stated(package.files, format="rrn-package/99")


def manifest_cut_short(package: Good) -> Files:
    """Lose the end of the manifest."""
    return with_file(package.files, MANIFEST, lambda data: data[: len(data) // 2])


def _with_formula(data: bytes) -> bytes:
    """Put a formula where the first pseudonym stands."""
    rows = data.split(b"\r\n")
    cells = rows[1].split(b",")
    cells[rows[0].split(b",").index(b"person")] = b"=1+1"
    return b"\r\n".join([rows[0], b",".join(cells), *rows[2:]])


ATTACKS: dict[str, tuple[Attack, str | None]] = {
    "good_package": (good, None),
    "package_number_changed": (number_changed, "file_changed"),
    "package_incident_taken_out": (incident_taken_out, "file_changed"),
    "package_spreadsheet_changed": (spreadsheet_changed, "file_changed"),
    "package_table_missing": (table_missing, "file_missing"),
    "package_table_added": (table_added, "file_extra"),
    "package_days_renamed": (days_renamed, "manifest_changed"),
    "package_figures_and_hashes_changed": (figures_and_hashes_changed, "manifest_changed"),
    "package_nil_pretended": (nil_pretended, "manifest_changed"),
    "package_signature_scrambled": (signature_scrambled, "signature_broken"),
    "package_signature_missing": (signature_missing, "file_missing"),
    "package_manifest_missing": (manifest_missing, "file_missing"),
    "package_signed_by_stranger": (signed_by_stranger, "signed_by_stranger"),
    "package_signed_under_the_leads_name": (signed_under_the_leads_name, "manifest_changed"),
    "package_signed_by_recorder": (signed_by_recorder, "not_by_lead"),
    "package_list_of_members_cut": (list_of_members_cut, "roll_broken_chain"),
    "package_site_renamed": (site_renamed, "other_site"),
    "package_rows_miscounted": (rows_miscounted, "rows_differ"),
    "package_spreadsheet_says_otherwise": (spreadsheet_says_otherwise, "twin_differs"),
    "package_formula_let_through": (formula_let_through, "twin_differs"),
    "package_column_renamed": (column_renamed, "rows_differ"),
    "package_path_outside": (path_outside, "unreadable"),
    "package_newer": (newer, "newer"),
    "package_manifest_cut_short": (manifest_cut_short, "unreadable"),
    **LIES,
}
"""Each attack under the name of its folder, with the code by which it is to be named; None for what holds."""
