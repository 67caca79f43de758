"""Certificates for documents that leave the desk: issued whenever someone who holds the site's key is there."""

from __future__ import annotations

from collections.abc import Iterator

from rrn_desktop.exports.pdf.signing import PdfSigner
from rrn_desktop.keys.keyring import shared_key
from rrn_desktop.keys.rights import LEAD
from rrn_desktop.keys.roll import Roll
from rrn_desktop.services.session import Session
from rrn_desktop.store import desk_certificates, desk_directory
from rrn_desktop.store.connection import Connection
from rrn_desktop.store.desk_certificates import Certified


def certify(session: Session) -> int:
    """Give each active member the certificate that they lack, or a new one where name, job or key changed.

    Returns how many were issued: none where this member does not hold the site's key, as only leads do.
    """
    held, ca = session.held, session.held.roll.ca
    if (
        ca is None
        or LEAD not in session.member.roles
        or held.keyring.find(f"ca/{ca.number}", session.member.id) is None
    ):
        return 0
    with held.desk.read() as connection:
        known = desk_certificates.authority(connection, ca.public) is not None
        if known and not any(_lacking(connection, held.roll)):
            return 0
    scalar = shared_key(held.keyring, held.roll, f"ca/{ca.number}", session.member.id, held.secrets)
    with held.desk.write() as connection:
        return issue(connection, held.roll, scalar, session.site_name)


def issue(connection: Connection, roll: Roll, ca_scalar: bytes, site_name: str) -> int:
    """Keep the site's certificate and those that active members lack; return how many members got one."""
    # What reads and writes certificates is not loaded while the program starts, when there is nothing to issue.
    from rrn_desktop.keys.certificates import Holder, ca_certificate, member_certificate

    if roll.ca is None:
        return 0
    authority = ca_certificate(ca_scalar, roll.ca.number, site_name, roll.site_id)
    desk_certificates.put_authority(connection, roll.ca.public, authority)
    lacking = tuple(_lacking(connection, roll))
    for member in lacking:
        holder = Holder(member.id, member.name, member.job_title, site_name)
        sign = roll.members[member.id].sign
        made = member_certificate(ca_scalar, authority, holder, sign)
        certified = Certified(member.id, sign, roll.ca.public, member.name, member.job_title, made)
        desk_certificates.put(connection, certified)
    return len(lacking)


def pdf_signer(session: Session) -> PdfSigner:
    """Return what this member signs documents with: their key and certificate.

    Where no lead has certified them yet, or the certificate on the desk is not theirs, it is one of their own making:
    the roll in the document says whose key it is, and readers that know no roll call the signer unknown.
    """
    from rrn_desktop.keys.certificates import Holder, own_certificate

    scalar, own, ca = session.held.secrets.signing, session.held.secrets.public().sign, session.held.roll.ca
    if ca is not None:
        with session.held.desk.read() as connection:
            certified = desk_certificates.of_member(connection, session.member.id)
            authority = desk_certificates.authority(connection, ca.public)
        if certified is not None and authority is not None and _fits(certified.certificate, own, authority, ca.public):
            return PdfSigner(scalar, certified.certificate, (authority,))
    member = session.member
    holder = Holder(member.id, member.name, member.job_title, session.site_name)
    return PdfSigner(scalar, own_certificate(scalar, holder), ())


def _fits(certificate: bytes, sign: str, authority: bytes, ca: str) -> bool:
    """Say whether a certificate is for a point, and issued with the key that the roll states."""
    from rrn_desktop.keys.certificates import is_issued_by, public_point

    try:
        points = public_point(certificate), public_point(authority)
    except ValueError:
        return False
    return points == (sign, ca) and is_issued_by(certificate, authority)


def _lacking(connection: Connection, roll: Roll) -> Iterator[desk_directory.DirectoryMember]:
    """Give the active members whose certificate is not there, or states something else than is known of them now."""
    ca = roll.ca.public if roll.ca else ""
    issued = {one.member: (one.sign, one.ca, one.name, one.job_title) for one in desk_certificates.all_of(connection)}
    for member in desk_directory.members(connection, active_only=True):
        listed = roll.members.get(member.id)
        if listed is None or not listed.active:
            continue
        if issued.get(member.id) != (listed.sign, ca, member.name, member.job_title):
            yield member
