"""The trial: a bare Debian 12 gets the package, a person without rights works with it, and it goes again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

from installer.debian.bare import USER, Bare
from installer.debian.package import NAME
from installer.debian.screen import Screen, screen
from installer.debian.upgrade import homes, is_newer_alone, newer, version_of
from installer.failing import BuildFailed, must
from installer.tree import ROOT
from installer.trimming import WITHOUT_ITS_LIBRARIES
from rrn_desktop import __version__

_AUTHOR, _LEAD = ("Ms Okafor", "made up for a trial only"), ("Mrs Shah", "another one for a trial only")
_SITE = {
    "site_name": "Trial School",
    "profile": "eng_school",
    "members": [
        {"name": _LEAD[0], "roles": ["lead", "administrator"], "passphrase": _LEAD[1]},
        {"name": _AUTHOR[0], "roles": ["recorder"], "passphrase": _AUTHOR[1]},
    ],
    "people": [{"name": "Jamie Reed"}],
}
_HOME = f"home/{USER}"
_STORE = f"{_HOME}/.local/share/RRN Desktop/store"
_LOOK_UP = """find /opt/rrn-desktop -name '*.so*' -exec sh -c 'ldd "$1" | sed "s|^|$1 |"' - {} ';'"""


def say(step: str) -> None:
    """Tell what holds so far."""
    print(f"- {step}", flush=True)


def _expect(holds: bool, problem: str) -> None:
    if not holds:
        raise BuildFailed(problem)


def install(bare: Bare, package: Path) -> None:
    """Install the package as IT would, with what it depends on and no more."""
    bare.run("apt-get", "-qq", "update", network=True)
    _put_on(bare, package)
    bare.run("dpkg", "--verify", NAME)
    say("installed with its dependencies from Debian alone; dpkg --verify finds every file as it was packed")


def _put_on(bare: Bare, package: Path) -> None:
    shutil.copyfile(package, bare.root / "tmp" / package.name)
    asked = ("apt-get", "-qq", "install", "--yes", "--no-install-recommends", f"/tmp/{package.name}")
    bare.run(*asked, network=True)
    (bare.root / "tmp" / package.name).unlink()


def look_for_libraries(bare: Bare) -> None:
    """Ask of every shipped library whether what it needs is there, on a system that has nothing else."""
    lines = bare.run("sh", "-c", _LOOK_UP).splitlines()
    missing = {line.split()[0].rsplit("/", 1)[1]: line for line in lines if "not found" in line}
    left = {name: line for name, line in missing.items() if name not in WITHOUT_ITS_LIBRARIES}
    _expect(len(lines) > 100 and not left, f"Libraries that are not found: {sorted(left.values())}")
    say(f"each library finds what it needs ({len(lines)} looked up)")


def _rrn(bare: Bare, *words: str) -> Any:
    return json.loads(bare.run("rrn", *words, "--json", user=USER))["result"]


def _caller(bare: Bare, who: tuple[str, str]) -> list[str]:
    file = bare.root / _HOME / f"{who[0].split()[-1].lower()}.txt"
    file.write_text(who[1] + "\n", encoding="utf-8")
    return ["--as", who[0], "--passphrase-file", f"/{file.relative_to(bare.root).as_posix()}"]


def work_by_command(bare: Bare) -> str:
    """Set a site up, seal a record, print it and check all of it, with no network there; return the number."""
    _expect(json.loads(bare.run("rrn", "--version", user=USER))["result"]["program"] == __version__, "Another version")
    (bare.root / _HOME / "site.json").write_text(json.dumps(_SITE), encoding="utf-8")
    shutil.copyfile(ROOT / "tests" / "data" / "cases" / "case1.json", bare.root / _HOME / "case1.json")
    _rrn(bare, "setup", "--answers", "site.json", "--out-dir", "papers")
    author, lead = _caller(bare, _AUTHOR), _caller(bare, _LEAD)
    number = str(_rrn(bare, "record", "incident", "--answers", "case1.json", "--seal", *author)["number"])
    _rrn(bare, "export", "pdf", number, "--out", "record.pdf", *author)
    checked = [*_rrn(bare, "verify", "record.pdf")["checked"], *_rrn(bare, "verify", f"/{_STORE}", *lead)["checked"]]
    _expect(all(one["holds"] for one in checked), f"It does not hold: {checked}")
    say(f"set up, sealed {number}, printed it and verified both, as a user without rights and without any network")
    return number


def work_in_the_window(bare: Bare, shown: Screen, pictures: Path, package: Path) -> None:
    """Open the window, sign in by typing, and put a newer package on meanwhile; the window must go on, and say nothing.

    Raises BuildFailed if it complains of anything.
    """
    call, words = bare.call("rrn-desktop", user=USER, display=shown.display), pictures / "window-said.txt"
    with words.open("wb") as stream:
        window = subprocess.Popen(call, stdout=stream, stderr=stream)
    try:
        shown.wait_for("Sign in", pictures / "installed-sign-in.png")
        shown.type(*_LEAD)
        shown.wait_for("Today", pictures / "installed-today.png")
        upgrade(bare, package, 2)
        shown.press("Today", "ctrl+l")
        shown.wait_for("Locked", pictures / "upgraded-locked.png")
        shown.type(_LEAD[1])
        shown.wait_for("Today", pictures / "upgraded-today.png")
        said = words.read_text("utf-8", "replace")  # before it is ended, which unshare has a word to say about
    finally:
        _end(window)
        window.wait()
    _expect(not said.strip(), f"The window said: {said}")
    say(f"the window opened, let someone in, went on after the upgrade, locked and opened again, and had nothing to "
        f"complain of; pictures in {pictures}")  # fmt: skip


def upgrade(bare: Bare, package: Path, number: int) -> None:
    """Put a newer package on over the one that is there; the store must be untouched, and nothing of the old left."""
    before = homes(bare)
    _put_on(bare, newer(package, bare.root.parent, number))
    wrong = is_newer_alone(bare, number, before)
    _expect(not wrong, f"After the upgrade: {wrong}")
    what = "a window open" if number > 1 else "no window open"
    say(f"upgraded to {version_of(number)} with {what}: nothing of the one before is left, and the store is untouched, "
        f"byte by byte ({len(before)} paths)")  # fmt: skip


def check_again(bare: Bare, number: str) -> None:
    """Read the record with the newer program, and check the store."""
    lead = _caller(bare, _LEAD)
    _expect(_rrn(bare, "show", number, *lead)["body"]["number"] == number, "The record does not open any more.")
    checked = _rrn(bare, "verify", f"/{_STORE}", *lead)["checked"]
    _expect(all(one["holds"] for one in checked), f"It does not hold: {checked}")
    say(f"the newer program reads {number}, and all that is in the store holds")


def _end(window: subprocess.Popen[bytes]) -> None:
    """End what was started inside: unshare passes no signal on, and the first process of a namespace hears but one."""
    if window.poll() is None:
        for child in Path(f"/proc/{window.pid}/task/{window.pid}/children").read_text("ascii").split():
            os.kill(int(child), signal.SIGKILL)


def remove(bare: Bare, before: dict[str, str]) -> None:
    """Remove the package and all that came with it; nothing of ours may stay, and the store must be untouched."""
    kept = {name: content for name, content in bare.files().items() if name.startswith(f"{_HOME}/")}
    bare.run("apt-get", "-qq", "remove", "--yes", NAME)
    state = bare.run("dpkg-query", "--show", "--showformat", "${db:Status-Abbrev} ${Package}\n")
    after = bare.files()
    ours = sorted(name for name in after if NAME in name or name.startswith(("opt/", "usr/bin/rrn")))
    _expect(not ours and f" {NAME}\n" not in state, f"Left behind: {ours}")
    still = {name: content for name, content in after.items() if name.startswith(f"{_HOME}/")}
    _expect(still == kept and f"{_STORE}/desk.db" in still, "The store is not what it was before.")
    bare.run("apt-get", "-qq", "autoremove", "--purge", "--yes")
    new = sorted(name for name in set(bare.files()) - set(before) if not name.startswith(f"{_HOME}/"))
    say(f"removed: no file of ours is left, and the store is untouched, byte by byte ({len(kept)} files)")
    say(f"after autoremove the system has {len(new)} paths that it had not before: {', '.join(new[:12]) or 'none'}")


def smoke(package: Path, work: Path) -> None:
    """Do all of it; raises BuildFailed at the first thing that is not as it should be."""
    pictures = work / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    bare = Bare.make(work)
    before = bare.files()
    say(f"a bare Debian: {must('cat', bare.root / 'etc' / 'debian_version').strip()}, {len(before)} paths")
    install(bare, package)
    look_for_libraries(bare)
    number = work_by_command(bare)
    upgrade(bare, package, 1)
    check_again(bare, number)
    with screen() as shown:
        work_in_the_window(bare, shown, pictures, package)
    check_again(bare, number)
    remove(bare, before)
    shutil.rmtree(bare.root)
    say("the trial is passed")
