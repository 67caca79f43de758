"""Data packages: the figures of a period for central collation, without names unless a lead says why.

A package of a period in which nothing happened is a signed statement that nothing happened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rrn_desktop.errors import WrongUsage
from rrn_desktop.exports.package import manifest as stated
from rrn_desktop.exports.package.cells import Hiding
from rrn_desktop.exports.package.describing import title_of
from rrn_desktop.exports.package.making import Wanted, make_files
from rrn_desktop.exports.package.manifest import MANIFEST, SIGNATURE, Manifest, plain
from rrn_desktop.exports.package.tables import RELEASED, forms_of
from rrn_desktop.exports.package.writing import FileFacts, write_file
from rrn_desktop.files import problem_of_writing, sync_folder
from rrn_desktop.keys.derive import PSEUDONYM, derive
from rrn_desktop.keys.member import sign
from rrn_desktop.keys.passphrase_key import folded
from rrn_desktop.ledger.appending import About
from rrn_desktop.services import inbox_items, register
from rrn_desktop.services.desk_start import catch_up_register
from rrn_desktop.services.handing_out import EXPORT, HandedOut, Written, cancelled, check_free, parcel
from rrn_desktop.services.reasons import checked_reason
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_directory, desk_drafts, desk_ledger, register_period, register_versions
from rrn_desktop.store.register_period import Period, PeriodCounts

Progress = Callable[[int, int], bool | None]
"""Told how many records are done, of how many; what returns False stops it."""


@dataclass(frozen=True, slots=True)
class PackageCounts:
    """What a package of a period would say: how many incidents count, and what is not ready yet.

    ``nil`` says that nothing counts; ``first_records`` are among the incidents and wait to be completed;
    ``unfinished_drafts`` are being written on this desk now, of whatever period.
    """

    incidents: int
    void: int
    first_records: int
    unfinished_drafts: int
    undated: int
    set_aside: int

    @property
    def nil(self) -> bool:
        """Say whether nothing counts."""
        return self.incidents == 0


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a lead asked for: the days, both meant inclusive, with or without names, and why."""

    start: str
    end: str
    identifiable: bool
    reason: str


def counted(session: Session, *, start: str, end: str) -> PackageCounts:
    """Return what a package of some days would count; raises NoRight for anyone but a lead, and WrongUsage."""
    session.register()
    catch_up_register(session)
    return _counted(session, _period(session, start, end))


def export_package(
    session: Session,
    out: Path,
    *,
    start: str,
    end: str,
    identifiable: bool = False,
    reason: str = "",
    progress: Progress | None = None,
) -> HandedOut:
    """Write the figures of some days, ``YYYY-MM-DD`` and both inclusive, as a signed package in a new folder.

    Raises NoRight for anyone but a lead, WrongUsage for days that are none, Refused for names without a reason and for
    a name that is taken, NotFound, Cancelled when ``progress`` returns False, StoreFull and StoreReadOnly. Whatever is
    raised, nothing of it is left.
    """
    session.register()
    if identifiable or reason.strip():
        reason = checked_reason(
            reason, needed="Figures with names need a reason.", safe="Nothing was written, and no name was shown."
        )
    asked = _Asked(start, end, identifiable, reason)
    period = _period(session, start, end)
    check_free(out)
    catch_up_register(session)
    with parcel(session) as packing:
        folder = packing.folder(out)
        try:
            manifest, files = _filled(session, folder, asked, period, progress)
        except OSError as problem:
            raise problem_of_writing(problem) from None
        for one in files:
            packing.wrote(Written(out / one.path, one.sha256, one.bytes, one.rows))
        return packing.hand_over(About(EXPORT), _details(asked, manifest))


def _filled(
    session: Session, folder: Path, asked: _Asked, period: Period, progress: Progress | None
) -> tuple[Manifest, tuple[FileFacts, ...]]:
    """Write everything of a package into its folder; return its manifest, and what each file came to."""
    wall = session.wall().rfc3339()
    title = title_of(plain(session.site_name), asked.start, asked.end)
    wanted = Wanted(period, asked.identifiable, title, wall, _hiding(session))
    with session.register().read() as connection:
        tables = make_files(folder, connection, wanted, _stopping(progress))
    manifest = _manifest(session, asked, _counted(session, period), wall, tables)
    data = stated.manifest_bytes(manifest)
    signature = sign(session.held.secrets, stated.SIGNED_AS, data)
    signed = stated.signature_bytes(session.member.id, signature, session.held.keyring.roll)
    first = (write_file(folder, MANIFEST, data), write_file(folder, SIGNATURE, signed))
    sync_folder(folder)
    return manifest, (*first, *tables)


def _manifest(
    session: Session, asked: _Asked, counts: PackageCounts, made_at: str, files: tuple[FileFacts, ...]
) -> Manifest:
    member, roll = session.member, session.held.roll
    with session.held.desk.read() as connection:
        last = desk_ledger.last_row(connection, roll.desk.id)
    return Manifest(
        site=roll.site_id,
        site_name=plain(session.site_name),
        profile=plain(session.profile),
        desk=session.desk_code,
        demo=session.demo,
        period=stated.Days(asked.start, asked.end),
        zone=session.zone,
        identifiable=asked.identifiable,
        nil=counts.nil,
        incidents=counts.incidents,
        void=counts.void,
        first_records=counts.first_records,
        unfinished_drafts=counts.unfinished_drafts,
        undated=counts.undated,
        set_aside=counts.set_aside,
        made_at=made_at,
        made_by=stated.MadeBy(member.id, plain(member.name), plain(member.job_title)),
        forms=forms_of(RELEASED),
        head=None if last is None else stated.HeadStated(last.device, last.segment, last.seq, last.hash),
        files=tuple(stated.FileStated(one.path, one.sha256, one.bytes, one.rows) for one in files),
    )


def _details(asked: _Asked, manifest: Manifest) -> dict[str, object]:
    """Return what the ledger keeps of a package besides the fingerprints of its files."""
    about: dict[str, object] = {
        "what": "package",
        "filter": {"from": asked.start, "to": asked.end},
        "identifiable": asked.identifiable,
        "counts": {
            "incidents": manifest.incidents,
            "void": manifest.void,
            "first_records": manifest.first_records,
            "unfinished_drafts": manifest.unfinished_drafts,
        },
    }
    return about | ({"reason": asked.reason} if asked.reason else {})


def _hiding(session: Session) -> Hiding:
    """Return the key of this site's pseudonyms, which only leads hold, and its places by name."""
    # Of the first epoch for good: the same person has the same pseudonym in every package.
    seed = session.held.register_seeds[1]
    with session.held.desk.read() as connection:
        known = desk_directory.places(connection)
    # A record says what the place was called when it was written; a name of today is nobody's name of before.
    places = {folded(name): place.id for place in known for name in place.former}
    places |= {folded(place.name): place.id for place in known}
    return Hiding(derive(seed, PSEUDONYM), places)


def _counted(session: Session, period: Period) -> PackageCounts:
    with session.register().read() as connection:
        found: PeriodCounts = register_period.counts(connection, period)
        aside = register_versions.all_set_aside(connection)
    with session.held.desk.read() as connection:
        drafts = desk_drafts.count_of_form(connection, "incident")
    # What someone without an account began is not on the desk yet.
    drafts += len(inbox_items.paths(session.store))
    return PackageCounts(found.incidents, found.void, found.first, drafts, found.undated, len(aside))


def _period(session: Session, start: str, end: str) -> Period:
    first, last = register.day_of(start), register.day_of(end)
    if last < first:
        raise WrongUsage(
            "The last day is before the first.", "Nothing was written.", "Check both days, and swap them if need be."
        )
    # The first and the last day of the calendar leave nothing out.
    return Period(register.midnight(start, session.zone, 0) or "0", register.midnight(end, session.zone, 1) or "~")


def _stopping(progress: Progress | None) -> Callable[[int, int], None]:
    """Return what is told how far it is, and raises Cancelled when whoever looks on wants it to stop."""

    def told(done: int, total: int) -> None:
        if progress is not None and progress(done, total) is False:
            raise cancelled()

    return told
