"""Makes one document of a record, and says what there is to decide first. No Qt here."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from rrn_desktop.services import exporting, printing, reports, whom_to_tell
from rrn_desktop.services.session import Session
from rrn_desktop.services.whom_to_tell import WhomToTell
from ui.screens.printing.names import NameChoices
from ui.screens.printing.words import Kind, PrintWords, file_kinds, file_name, print_words, report_kind


class Made(NamedTuple):
    """What was made: where it lies, and how many files it is."""

    path: Path
    files: int


class PrintPresenter:
    """One way to print one record."""

    def __init__(self, session: Session, number: str, kind: Kind) -> None:
        self._session, self.number, self.kind = session, number, kind
        self._report = report_kind(kind)
        self.choices = self._read()

    @property
    def for_outside(self) -> bool:
        """Return whether names are checked first."""
        return self._report is not None

    def words(self) -> PrintWords:
        """Return what this way is called, and what is to know about it."""
        return print_words(self._session, self.kind)

    def telling(self) -> WhomToTell | None:
        """Return what the person's file says about telling others, before something is made for others to read."""
        return whom_to_tell.of_number(self._session, self.number) if self._report == reports.PARENT else None

    def suggested(self) -> str:
        """Return a name for the file."""
        return file_name(self.kind, self.number)

    def file_kinds(self) -> str:
        """Return what the file dialog offers."""
        return file_kinds(self.kind)

    def whole(self, path: Path) -> Path:
        """Return a path with the ending that its kind of file has."""
        ending = Path(self.suggested()).suffix
        return path if path.suffix.lower() == ending else path.with_name(path.name + ending)

    def make(self, path: Path, reason: str) -> Made:
        """Make the file; slow. Raises the sentence that says why not."""
        if self._report is not None:
            choices = self.choices.choices()
            handed = reports.export_report(self._session, self._report, self.number, path, choices, reason=reason)
        elif self.kind == "json":
            handed = exporting.export_json(self._session, self.number, path)
        else:
            handed = printing.export_pdf(self._session, self.number, path, reason=reason)
        return Made(handed.files[0].path, len(handed.files))

    def _read(self) -> NameChoices:
        if self._report is None:
            return NameChoices(())
        return NameChoices(reports.passages(self._session, self._report, self.number))
