"""Certificates for documents that leave the desk; what they state is public, and the roll decides, not they."""

from __future__ import annotations

from dataclasses import astuple, dataclass, field
from functools import partial

from rrn_desktop.store.connection import Connection
from rrn_desktop.store.statements import fill, marks

_COLUMNS = "member, sign, ca, name, job_title, certificate"
_sql = partial(fill, columns=_COLUMNS, marks=marks(6))


@dataclass(frozen=True, slots=True)
class Certified:
    """A member's certificate, DER, with what it states: their public point, that of the site, their name and job."""

    member: str
    sign: str
    ca: str
    name: str = field(repr=False)
    job_title: str = field(repr=False)
    certificate: bytes = field(repr=False)


def put(connection: Connection, certified: Certified) -> None:
    """Keep a member's certificate; it takes the place of the one before."""
    connection.exec_driver_sql(
        _sql("INSERT OR REPLACE INTO certificates ($columns) VALUES ($marks)"), astuple(certified)
    )


def of_member(connection: Connection, member: str) -> Certified | None:
    """Return the certificate of a member, or None."""
    row = connection.exec_driver_sql(_sql("SELECT $columns FROM certificates WHERE member = ?"), (member,)).first()
    return None if row is None else Certified(*row)


def all_of(connection: Connection) -> tuple[Certified, ...]:
    """Return all certificates of members."""
    return tuple(Certified(*row) for row in connection.exec_driver_sql(_sql("SELECT $columns FROM certificates")))


def put_authority(connection: Connection, ca: str, certificate: bytes) -> None:
    """Keep the certificate, DER, of a site's key; ``ca`` is its public point in base64."""
    connection.exec_driver_sql("INSERT OR REPLACE INTO authorities (ca, certificate) VALUES (?, ?)", (ca, certificate))


def authority(connection: Connection, ca: str) -> bytes | None:
    """Return the certificate of a site's key, or None."""
    row = connection.exec_driver_sql("SELECT certificate FROM authorities WHERE ca = ?", (ca,)).first()
    return None if row is None else bytes(row[0])
