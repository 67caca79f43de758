"""Reading what a process wrote, as strace tells it: every write, and every file that was opened for writing."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator

CALLS = "trace=write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,openat,open,creat,rename,renameat,renameat2"
# The answer of a command, which the one who asks for it reads.
_TO_THE_CALLER = re.compile(r"\d+\s+write\([12]<pipe:")
_ONLY_READ = re.compile(r"\d+\s+(?:open|openat)\(.*O_RDONLY")


def strace(out: object) -> list[str]:
    """Return the words that go before a command to trace it into a file."""
    return ["strace", "-f", "--seccomp-bpf", "-y", "-s", "1000000", "-e", CALLS, "-o", str(out)]


def spellings(word: str) -> Iterator[str]:
    """Give a word as it would look in a trace: plain, and inside base64 at each of its three places."""
    yield word
    for before in range(3):
        whole = base64.b64encode(b"\0" * before + word.encode()).decode()
        yield whole[4 if before else 0 : -4]


def calls_of(lines: Iterable[str], *names: str) -> Iterator[str]:
    """Give the lines about some calls."""
    wanted = re.compile(rf"\d+\s+(?:{'|'.join(names)})\(")
    return (line for line in lines if wanted.match(line))


def opened_for_writing(lines: Iterable[str]) -> set[str]:
    """Return the files that were opened for writing."""
    found = (re.search(r'open(?:at)?\([^"]*"([^"]+)", ([A-Z_|]+)', line) for line in calls_of(lines, "open", "openat"))
    return {hit[1] for hit in found if hit and re.search(r"O_WRONLY|O_RDWR|O_CREAT", hit[2])}


def going_out(lines: Iterable[str]) -> Iterator[str]:
    """Give the lines about bytes that go out of the process, but not to whoever called it."""
    return (line for line in lines if not _TO_THE_CALLER.match(line) and not _ONLY_READ.match(line))
