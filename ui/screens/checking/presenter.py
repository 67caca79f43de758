"""What a check of documents found, in words. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rrn_desktop.errors import Refused
from ui.progress import Progress
from ui.screens.parts.signature_lines import SignatureLine, signature_lines
from ui.screens.parts.words import tell

if TYPE_CHECKING:
    from rrn_desktop.services.verifying import Checked

_PARTS = ("author", "exporter", "pages", "files")
_KINDS = {"record_file", "record_pdf", "report_pdf", "pdf", "package"}
_NEWER = {"newer", "store_newer"}
_MOST = 40
"""So many findings of one document are told; the rest is counted."""


class PartLine(NamedTuple):
    """One thing that was checked: what it is, whether it holds (None when that can't be said), and in words."""

    title: str
    holds: bool | None
    says: str


class Result(NamedTuple):
    """What was found about one document; ``site`` is in groups, ``site_says`` how it compares with this site's own.

    One that is ``newer`` was written by a later version of the program, and can't be checked by this one.
    """

    name: str
    kind: str
    holds: bool
    parts: tuple[PartLine, ...]
    findings: tuple[str, ...]
    signatures: tuple[SignatureLine, ...]
    site: tuple[str, ...]
    site_says: str
    site_is_own: bool
    newer: bool = False

    @property
    def verdict(self) -> str:
        """Return in one sentence whether it can be relied on."""
        return tell("check_newer" if self.newer else "check_holds" if self.holds else "check_broken", name=self.name)

    @property
    def hint(self) -> str:
        """Return what follows from the verdict."""
        if self.newer:
            return tell("check_newer_hint")
        if not self.holds:
            return tell("check_broken_hint")
        compare = bool(self.site) and not self.site_is_own
        return tell("check_holds_hint") + (f" {tell('check_holds_compare')}" if compare else "")


class CheckPresenter:
    """Checks documents; ``own_site`` is the fingerprint of this desk's site where someone is signed in."""

    def __init__(self, own_site: str = "") -> None:
        self._own_site = own_site

    def check(self, path: Path, progress: Progress) -> tuple[Result, ...]:
        """Check a document, a package or all documents of a folder, those first that do not hold; slow.

        Raises NotFound where there is nothing to check, and Refused for a folder that holds records themselves, and
        when it was stopped.
        """
        from rrn_desktop.services import verifying

        if path.is_dir() and verifying.is_store(path):
            raise _refused("check_store")
        parts, found = _parts_of(path), list[Result]()
        for done, part in enumerate(parts):
            if not progress(done, len(parts)):
                raise _refused("check_stopped")
            found += [self._result(one) for one in verifying.verify_each(part)]
        return tuple(sorted(found, key=lambda one: (one.holds, one.name)))

    def _result(self, checked: Checked) -> Result:
        site = checked.site or ""
        own = bool(site) and site == self._own_site
        key = "check_site_own" if own else "check_site_other" if self._own_site else "check_site_compare"
        return Result(
            name=checked.path.name,
            kind=tell(f"check_kind_{checked.kind if checked.kind in _KINDS else 'other'}"),
            holds=checked.holds,
            parts=_parts(checked),
            findings=_findings([one.says for one in checked.findings]),
            signatures=signature_lines(checked.signatures),
            site=tuple(site[start : start + 8] for start in range(0, len(site), 8)),
            site_says=tell(key) if site else "",
            site_is_own=own,
            newer=any(one.code in _NEWER for one in checked.findings),
        )


def summary(results: Sequence[Result]) -> str:
    """Return how many of several documents hold."""
    broken = sum(not one.holds for one in results)
    key = "check_many_hold" if not broken else "check_one_broken" if broken == 1 else "check_many_broken"
    return tell(key, count=len(results), broken=broken)


def _parts_of(path: Path) -> tuple[Path, ...]:
    """Return what is checked one after another: what lies in a folder, but a data package and an empty one whole."""
    from rrn_desktop.services.verifying import is_package

    if not path.is_dir() or is_package(path):
        return (path,)
    return tuple(sorted(one for one in path.iterdir() if not one.name.startswith("."))) or (path,)


def _refused(key: str) -> Refused:
    return Refused(*(tell(f"{key}_{part}") for part in ("what", "safe", "next")))


def _parts(checked: Checked) -> tuple[PartLine, ...]:
    found = sorted(checked.parts, key=lambda part: _PARTS.index(part.about))
    return tuple(PartLine(tell(f"check_part_{one.about}"), one.holds, one.says) for one in found)


def _findings(says: list[str]) -> tuple[str, ...]:
    told = list(dict.fromkeys(says))
    more = len(told) - _MOST
    return (*told[:_MOST], tell("check_more", count=more)) if more > 0 else tuple(told)
