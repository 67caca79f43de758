from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance import vera
from tests.conformance.__main__ import Shown, main
from tests.conformance.vera import Verdict

CLAUSE = "7.3-1"
PASSES, FAILS = Verdict("ua1", "pass", 900, ()), Verdict("ua1", "fail", 900, (CLAUSE,))


def test_without_java_the_check_fails_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")

    left = main()

    assert left == 1
    assert capsys.readouterr().err == "Checking conformance needs Java with its compiler (default-jdk-headless).\n"


def test_a_library_that_lost_its_rules_is_no_referee(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vera, "_NEEDED_IN_THE_JAR", ("org/verapdf/pdfa/validation/PDFUA-9.xml",))

    with pytest.raises(vera.Missing, match="PDFUA-9"):
        vera._library()


def test_the_installed_library_holds_the_rules_of_both_standards() -> None:
    jar = vera._library()

    assert jar.is_file()


def test_a_missing_part_of_java_is_told_by_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(vera, "_JAXB", tmp_path / "jaxb-runtime.jar")

    with pytest.raises(vera.Missing, match="libjaxb-java"):
        vera._jaxb()


def test_what_is_broken_on_purpose_has_to_fail_for_its_own_reason() -> None:
    whole, broken = Shown("whole", b""), Shown("broken", b"", {"ua1": CLAUSE})
    for_another_reason = Verdict("ua1", "fail", 900, ("7.1-3",))

    assert whole.is_as_wanted({"ua1": PASSES})
    assert not whole.is_as_wanted({"ua1": FAILS})
    assert broken.is_as_wanted({"ua1": FAILS})
    assert not broken.is_as_wanted({"ua1": PASSES})
    assert not broken.is_as_wanted({"ua1": for_another_reason})


def test_a_check_that_asserted_nothing_is_no_pass() -> None:
    assert PASSES.passed
    assert not Verdict("ua1", "pass", 0, ()).passed
    assert not Verdict("ua1", "unreadable", 0, ()).passed
