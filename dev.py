"""The one door for developers: set up what is needed, then do the part that was asked for.

Standard library only, Python 3.11 or later, the same on Linux, macOS and Windows.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "set-up-of.txt"
OLDEST = (3, 11)

# What Qt's plugins, the window tests and the PDF checks need of Debian or Ubuntu; elsewhere the wheels bring it all.
SYSTEM_PACKAGES = (
    *("libegl1", "libgl1", "libglib2.0-0", "libdbus-1-3", "libfontconfig1", "libxkbcommon0", "libxkbcommon-x11-0"),
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0"),
    *("libxcb-render-util0", "libxcb-shape0", "libxcb-xinerama0"),
    *("xvfb", "xdotool", "dbus", "strace", "poppler-utils", "qpdf"),
)
# What veraPDF needs, which only the check of conformance asks: Java with its compiler, and a part of JAXB.
JAXB_PACKAGE, JAVA_PACKAGE = "libjaxb-java", "default-jdk-headless"
# What makes the Debian package, and what tries it on a bare system.
BUILD_PACKAGES, SMOKE_PACKAGES = ("dpkg", "groff-base"), ("mmdebstrap", "util-linux")


# A small school to try things out in, with two years of made-up life in it.
DEMO_FOLDER = ROOT / "rrn-demo-run"
DEMO = ("--profile", "eng_school", "--incidents", "60")
DEMO_NOW = ("--now", "2026-05-14T16:05:00+01:00")
CASE = ROOT / "tests" / "data" / "cases" / "case1.json"


class Failed(Exception):
    """Something that stops the command, told in one sentence."""


def say(text: str) -> None:
    """Tell the developer something on standard error, so that standard output stays the command's own."""
    print(text, file=sys.stderr, flush=True)


def call(*command: str | Path, **options: Any) -> int:
    """Run a command from the project's folder and return how it ended."""
    sys.stdout.flush()
    return subprocess.run([str(part) for part in command], check=False, cwd=ROOT, **options).returncode


def must(*command: str | Path, **options: Any) -> None:
    """Run a command that has to succeed."""
    if call(*command, **options) != 0:
        raise Failed(f"This did not work: {' '.join(str(part) for part in command)}")


# --- set-up -----------------------------------------------------------------------------------------------------


def _installed_packages() -> set[str]:
    query = ["dpkg-query", "--show", "--showformat", "${db:Status-Abbrev}\t${Package}\t${Provides}\n"]
    lines = subprocess.run(query, check=True, capture_output=True, text=True).stdout.splitlines()
    names: set[str] = set()
    for line in lines:
        state, package, provides = line.split("\t")
        if state.startswith("ii"):
            # Provides counts too: newer releases renamed some libraries (libglib2.0-0t64).
            names |= {package, *(entry.split()[0] for entry in provides.split(",") if entry.strip())}
    return names


def _as_root() -> list[str] | None:
    if os.name == "posix" and os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], check=False, capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


def install_system_packages(packages: Sequence[str]) -> None:
    """Install what is missing of the system's packages, where that is allowed; say so where it is not."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-query")):
        return
    missing = sorted(set(packages) - _installed_packages())
    if not missing:
        return
    root = _as_root()
    if root is None:
        say(f"Not allowed to install system packages. If something fails, install: {' '.join(missing)}")
        return
    say(f"Installing system packages: {' '.join(missing)}")
    quiet: dict[str, Any] = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    prefix = [*root, "apt-get", "-qq"]
    done = call(*prefix, "update", **quiet) == 0
    done = call(*prefix, "install", "-y", "--no-install-recommends", *missing, **quiet) == 0 and done
    if not done:
        say("Some system packages could not be installed; going on without them.")


def _wanted_stamp() -> str:
    parts = [LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes()]
    parts += [os.fsencode(ROOT), sys.version.encode()]
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def _is_of_this_python() -> bool:
    settings = VENV / "pyvenv.cfg"
    version = ".".join(str(part) for part in sys.version_info[:3])
    return PYTHON.exists() and settings.exists() and f"version = {version}" in settings.read_text(encoding="utf-8")


def make_environment() -> None:
    """Make the virtual environment of the pinned packages, unless it already is the one that is wanted."""
    wanted = _wanted_stamp()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="ascii") == wanted:
        return
    say("Setting up the virtual environment (once, a few minutes) ...")
    must(sys.executable, "-m", "venv", *([] if _is_of_this_python() else ["--clear"]), VENV)
    pip: list[str | Path] = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    must(*pip, "--require-hashes", "--only-binary=:all:", "-r", LOCK)
    must(*pip, "--no-deps", "--no-build-isolation", "-e", ROOT)
    STAMP.write_text(wanted, encoding="ascii")


def set_up() -> None:
    """Do all that every command needs; nothing is done twice."""
    if sys.version_info < OLDEST:
        raise Failed("This needs Python 3.11 or later.")
    has_venv = importlib.util.find_spec("ensurepip") is not None
    own = () if has_venv else (f"python{sys.version_info.major}.{sys.version_info.minor}-venv",)
    install_system_packages((*SYSTEM_PACKAGES, *own))
    make_environment()


def offscreen() -> dict[str, str]:
    """Return an environment in which Qt needs no display."""
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONUTF8": "1"}


# --- commands -----------------------------------------------------------------------------------------------------

LINTERS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy", "--strict"),
    ("lint-imports",),
)


def lint(_rest: Sequence[str] = ()) -> int:
    """Check style, types and import layers."""
    failed = []
    for name, *arguments in LINTERS:
        said = " ".join((name, *arguments))
        say(f"--- {said}")
        if call(BIN / name, *arguments) != 0:
            failed.append(said)
    if failed:
        say(f"Lint found problems: {', '.join(failed)}.")
    return 1 if failed else 0


def test(rest: Sequence[str]) -> int:
    """Check everything: lint, then all tests; with --all, sweeps through every single step too.

    With other arguments: pytest with those, and no lint.
    """
    chosen = () if list(rest) == ["--all"] else ("-m", "not long")
    if rest and chosen:
        return call(PYTHON, "-m", "pytest", *rest, env=offscreen())
    linted = lint()
    # Tests run even when lint fails, so that one run tells all; pytest's closing line stays the last one.
    # One more than two cores: many tests wait for the disk or for a program that they started.
    tested = call(PYTHON, "-m", "pytest", "-n", "3", "--dist", "loadgroup", *chosen, env=offscreen())
    return linted or tested


def _module(name: str, rest: Sequence[str]) -> int:
    return call(PYTHON, "-m", name, *rest, env=offscreen())


def build(rest: Sequence[str]) -> int:
    """Build the wheel and, on Linux, the Debian package into dist/; with --smoke, try that on a bare Debian 12."""
    must(PYTHON, "-m", "hatchling", "build", "-t", "wheel")
    wheel = max((ROOT / "dist").glob("*.whl"), key=lambda path: path.stat().st_mtime)
    print(f"{hashlib.sha256(wheel.read_bytes()).hexdigest()}  {wheel}", flush=True)
    if not sys.platform.startswith("linux"):
        return 0
    install_system_packages((*BUILD_PACKAGES, *(SMOKE_PACKAGES if "--smoke" in rest else ())))
    if shutil.which("dpkg-deb") is None:
        say("There is no dpkg-deb here, so the Debian package was not made.")
        return 1 if rest else 0
    return _module("installer.debian", [str(wheel), *rest])


def torture(rest: Sequence[str]) -> int:
    """Kill the program 1,000 times in all that it writes, and count what is lost, doubled or broken."""
    return _module("tests.torture", rest)


def bench(rest: Sequence[str]) -> int:
    """Measure speed as ratios to bare baselines in the same run."""
    return _module("benchmarks", rest)


def conformance(rest: Sequence[str]) -> int:
    """Show veraPDF the PDF files that the product makes, and broken ones that have to fail."""
    # A Java that is already there, of whatever version and from wherever, is as good.
    install_system_packages((JAXB_PACKAGE,) if shutil.which("javac") else (JAXB_PACKAGE, JAVA_PACKAGE))
    return _module("tests.conformance", rest)


def pictures(rest: Sequence[str]) -> int:
    """Take a picture of every screen in each theme and size, into the folder that is named or one that it names."""
    named = rest and not rest[0].startswith("-")
    return _module("tests.pictures", rest if named else [str(DEMO_FOLDER / "pictures"), *rest])


class FirstRun:
    """One more incident at a place with two years of records, by the product's own command, as anyone could type it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "store"
        self.steps: list[str] = []

    def rrn(self, step: str, *arguments: str | Path) -> Any:
        """Run ``rrn ... --json``, keep what it said in a file of the step's name, and return the result."""
        words = [str(argument) for argument in arguments]
        done = subprocess.run([BIN / "rrn", *words, "--json"], check=False, capture_output=True, cwd=ROOT)
        said = self.folder / f"{step}.json"
        said.write_bytes(done.stdout)
        self.steps.append(shlex.join(["rrn", *words]))
        if done.returncode != 0:
            sys.stderr.buffer.write(done.stderr)
            raise Failed(f"rrn {words[0]} ended with {done.returncode}; what it said is in {said}")
        return json.loads(done.stdout)["result"]

    def caller(self, role: str) -> list[str | Path]:
        """Return the options that say who calls: the first account of a role, with its passphrase in a file."""
        account = next(one for one in self.accounts() if one["role"] == role)
        secret = self.folder / "passphrases" / f"{role}.txt"
        secret.parent.mkdir(exist_ok=True)
        secret.write_text(account["passphrase"] + "\n", encoding="utf-8")
        return ["--as", account["name"], "--passphrase-file", secret]

    def accounts(self) -> list[dict[str, str]]:
        """Return the accounts of the store as the demo wrote them down."""
        found: list[dict[str, str]] = json.loads((self.store / "demo-accounts.json").read_text(encoding="utf-8"))
        return found

    def set_up(self) -> None:
        """Make the store with its accounts, its papers and two years of life."""
        self.folder.mkdir(parents=True)
        self.rrn("1-demo", "demo", self.store, *DEMO)

    def record(self) -> None:
        """Seal case 1 as one of the staff, export it signed, and verify both the file and the whole store."""
        writer = ["--store", self.store, *self.caller("recorder"), *DEMO_NOW]
        sealed = self.rrn("2-record", "record", "incident", "--answers", CASE, "--seal", *writer)
        number, exported = sealed["number"], self.folder / "record.json"
        self.rrn("3-export", "export", "json", number, "--out", exported, *writer)
        found = self.rrn("4-verify-record", "verify", exported)
        found["checked"] += self.rrn("5-verify-store", "verify", self.store, *self.caller("lead"))["checked"]
        for item in found["checked"]:
            say(f"{item['path']}: {'holds' if item['holds'] else 'does not hold'}")


def _has_display() -> bool:
    return sys.platform in {"win32", "darwin"} or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def run(_rest: Sequence[str]) -> int:
    """Make a demo store, seal one more record in it, verify it, take pictures, open the window."""
    folder = DEMO_FOLDER / f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S}"
    first = FirstRun(folder)
    first.set_up()
    first.record()
    (folder / "commands.txt").write_text("\n".join(first.steps) + "\n", encoding="utf-8")
    one_look = ("--theme", "light", "--text-scale", "100")  # all of them take minutes: dev.py pictures
    must(PYTHON, "-m", "tests.pictures", folder / "pictures", *one_look, env=offscreen())
    print(f"The store, the signed JSON, the verify reports and the pictures are in {folder}", flush=True)
    if not _has_display():
        print("There is no display here, so no window was opened.", flush=True)
        return 0
    print(
        f"Opening the window. Names and passphrases to sign in with: {first.store / 'demo-accounts.json'}", flush=True
    )
    return call(BIN / "rrn-desktop", "--store", first.store)


COMMANDS = (run, test, lint, bench, pictures, conformance, torture, build)


def main() -> int:
    """Read the command line, set up, do what was asked."""
    known = {command.__name__: command for command in COMMANDS}
    said = "\n".join(f"  {name:13}{(command.__doc__ or '').splitlines()[0]}" for name, command in known.items())
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description=(__doc__ or "").splitlines()[0],
        epilog=f"commands:\n{said}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=known, metavar="COMMAND", help="one of those below")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="...", help="goes on to what the command runs")
    chosen = parser.parse_args()
    try:
        set_up()
        return known[chosen.command](chosen.rest)
    except Failed as problem:
        say(str(problem))
        return 1


if __name__ == "__main__":
    sys.exit(main())
