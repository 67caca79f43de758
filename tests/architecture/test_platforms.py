"""The product runs on Windows too: what only some systems have stands in named rooms, and what differs is said."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from tests.architecture.project_files import named, python_files

# Rooms that ask which system they are on before they use what only it has, with what they may use of it.
_ROOMS = {
    "rrn_desktop/files.py": {"os.name"},
    "rrn_desktop/uptime.py": {"sys.platform", "time.clock_gettime"},
    "rrn_desktop/store/location.py": {"sys.platform", "ctypes", "subprocess", "/proc/self/mountinfo", "/sbin/mount"},
    "ui/system_lock/watching.py": {"sys.platform"},
    "ui/system_lock/windows.py": {"ctypes"},
    "ui/system_lock/macos.py": {"ctypes", "/System/Library"},
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Not on Windows, as the manual of Python's library says under "Availability"; some not on macOS either.
_MODULES = _words(
    "crypt curses fcntl grp nis posix pty pwd readline resource spwd syslog termios tty"  # POSIX
    " _winapi msvcrt nt winreg winsound"  # Windows
    " ctypes subprocess multiprocessing"  # what reaches past Python, for other systems in another way
)
_OF_OS = _words(
    "O_CLOEXEC O_DIRECTORY O_NOFOLLOW O_NONBLOCK O_PATH O_SYNC chown chroot confstr ctermid environb fchdir fchmod"
    " fchown fdatasync fork forkpty fpathconf fstatvfs getegid geteuid getgid getgroups getloadavg getpgid getpgrp"
    " getpriority getresuid getsid getuid getxattr initgroups killpg lchown link lockf major memfd_create mkfifo mknod"
    " name nice openpty pathconf pipe2 posix_fadvise posix_fallocate posix_spawn pread preadv pwrite pwritev readv"
    " register_at_fork removexattr sched_getaffinity sendfile setegid seteuid setgid setgroups setpgid setpriority"
    " setsid setuid setxattr splice startfile statvfs sync sysconf tcgetpgrp ttyname uname wait wait3 wait4 waitid"
    " waitpid WEXITSTATUS WIFEXITED WIFSIGNALED writev"
)
_OF_SIGNAL = _words(
    "SIGALRM SIGBUS SIGCHLD SIGCONT SIGHUP SIGIO SIGKILL SIGPIPE SIGQUIT SIGSTOP SIGTSTP SIGUSR1 SIGUSR2 SIGWINCH"
    " alarm getitimer pause pthread_kill pthread_sigmask setitimer set_wakeup_fd siginterrupt sigwait"
)
_OF_TIME = {"clock_getres", "clock_gettime", "clock_settime", "pthread_getcpuclockid", "tzset"}
_ATTRIBUTES = {"os": _OF_OS, "signal": _OF_SIGNAL, "time": _OF_TIME, "sys": {"platform", "getwindowsversion"}}
_ATTRIBUTES |= {"shutil": {"chown"}, "socket": {"AF_UNIX"}, "select": {"epoll", "kqueue", "poll"}}
_METHODS = {"owner", "lchmod", "is_mount", "symlink_to"}
_A_PLACE = re.compile(r"/(?:bin|dev|etc|home|lib|opt|proc|root|run|sbin|sys|tmp|usr|var|System|Library)(?:/|\Z)")
_A_DAY = re.compile(r"%[-#][a-zA-Z]")

_OPENERS = {"open", "read_text", "write_text"}
# Others' methods of the same name, which open no file of the disk or are ours.
_NO_FILES = {"os", "self"}
_NO_TEXT = re.compile(r"[rwax+]*b[rwax+]*")


def _product() -> list[Path]:
    return [path for path in python_files() if named(path).startswith(("rrn_desktop/", "ui/"))]


def _of_one_system(tree: ast.AST) -> Iterator[str]:
    """Yield what works on some systems only: modules, names of modules, methods, places, ways of writing a day."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (top for alias in node.names if (top := alias.name.split(".")[0]) in _MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module:
            top = node.module.split(".")[0]
            yield from {top} & _MODULES
            yield from (f"{top}.{alias.name}" for alias in node.names if alias.name in _ATTRIBUTES.get(top, ()))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.attr in _ATTRIBUTES.get(node.value.id, ()):
                yield f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " not in node.value:
            yield from [node.value] if _A_PLACE.match(node.value) or _A_DAY.search(node.value) else []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS:
            yield f".{node.func.attr}()"


def _allowed(room: str, found: str) -> bool:
    return any(found == one or found.startswith(f"{one}/") for one in _ROOMS.get(room, ()))


def _says_how(call: ast.Call) -> bool:
    """Tell whether a call that opens a file as text names its encoding; on Windows it is another one unasked."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in _OPENERS or _is_of(call.func, _NO_FILES):
        return True
    if (
        name == "open"
        and isinstance(call.func, ast.Attribute)
        and call.args
        and not isinstance(call.args[0], ast.Constant)
    ):
        return True  # a presenter opens a draft; a path is opened for something that is written down there
    if any(word.arg == "encoding" for word in call.keywords):
        return True
    words = [part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return any(word == "utf-8" or (name == "open" and _NO_TEXT.fullmatch(word)) for word in words)


def _is_of(function: ast.expr, owners: set[str]) -> bool:
    return isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id in owners


@cache
def _read() -> tuple[tuple[str, ast.AST], ...]:
    return tuple((named(path), ast.parse(path.read_text("utf-8"))) for path in _product())


def _each(look: Callable[[str, ast.AST], Iterator[str]]) -> dict[str, list[str]]:
    return {room: found for room, tree in _read() if (found := sorted(set(look(room, tree))))}


def test_what_only_some_systems_have_stands_in_named_rooms() -> None:
    outside = _each(lambda room, tree: (one for one in _of_one_system(tree) if not _allowed(room, one)))

    assert outside == {}


def test_each_named_room_still_uses_what_it_is_named_for() -> None:
    used = _each(lambda _room, tree: _of_one_system(tree))

    idle = {
        room: sorted(idle)
        for room, names in _ROOMS.items()
        if (idle := {one for one in names if not any(f == one or f.startswith(f"{one}/") for f in used.get(room, []))})
    }

    assert idle == {}


def test_text_is_read_and_written_in_an_encoding_that_is_named() -> None:
    silent = _each(
        lambda _room, tree: (
            f"line {node.lineno}" for node in ast.walk(tree) if isinstance(node, ast.Call) and not _says_how(node)
        )
    )

    assert silent == {}


def test_the_rules_find_what_they_are_there_for() -> None:
    program = """
import fcntl, os, signal
from time import clock_gettime
import ctypes.util
os.fork(); os.geteuid(); signal.SIGKILL; open("/etc/passwd"); day.strftime("%-d")
path.symlink_to(other)
"""

    found = set(_of_one_system(ast.parse(program)))
    silent = [c for c in ast.walk(ast.parse("open(a); open(a, 'rb'); p.open('w'); p.read_text('utf-8'); os.open(a, 1)"))
              if isinstance(c, ast.Call) and not _says_how(c)]  # fmt: skip

    assert found == {
        *("fcntl", "ctypes", "time.clock_gettime", "os.fork", "os.geteuid", "signal.SIGKILL", ".symlink_to()"),
        *("/etc/passwd", "%-d"),
    }
    assert len(silent) == 2
