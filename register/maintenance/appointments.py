"""Appointments and suspensions, written by the operator with the owner's login, and logged."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from register.tables import access_log, appointment, area, live_grant, organisation, suspension
from register.vocabulary import Agency, AreaKind

APPOINTMENTS = sa.select(
    sa.literal("appointment").label("kind"),
    appointment.c.id,
    *(appointment.c.agency, appointment.c.area, appointment.c.organisation, appointment.c.subject, appointment.c.role),
    sa.null().label("reason"),
    sa.cast(appointment.c.valid_from, sa.Text).label("since"),
    sa.cast(appointment.c.valid_to, sa.Text).label("until"),
    (appointment.c.valid_to <= sa.func.current_date()).label("has_ended"),
).order_by(appointment.c.valid_from, appointment.c.id)
SUSPENSIONS = sa.select(
    sa.literal("suspension").label("kind"),
    suspension.c.id,
    *(suspension.c.agency, suspension.c.area, suspension.c.organisation, suspension.c.subject),
    sa.null().label("role"),
    suspension.c.reason,
    sa.cast(sa.cast(suspension.c.suspended_at, sa.Date), sa.Text).label("since"),
    sa.cast(sa.cast(suspension.c.lifted_at, sa.Date), sa.Text).label("until"),
    suspension.c.lifted_at.is_not(None).label("has_ended"),
).order_by(suspension.c.suspended_at, suspension.c.id)


def is_current_area(connection: sa.Connection, code: str, kind: AreaKind) -> bool:
    """True if there is an area of this kind with this code now."""
    there = sa.exists().where(area.c.code == code, area.c.kind == kind, area.c.valid_to.is_(None))
    return bool(connection.scalar(sa.select(there)))


def is_organisation(connection: sa.Connection, code: str, agency: Agency) -> bool:
    """True if the register knows an organisation of this agency by this code."""
    there = sa.exists().where(organisation.c.code == code, organisation.c.agency == agency)
    return bool(connection.scalar(sa.select(there)))


def has_met(connection: sa.Connection, subject: str) -> bool:
    """True if a person has asked the register something, was appointed or was given access."""
    met = (
        sa.exists().where(access_log.c.subject == subject),
        sa.exists().where(appointment.c.subject == subject),
        sa.exists().where(sa.or_(live_grant.c.holder_subject == subject, live_grant.c.issued_by == subject)),
        sa.exists().where(sa.literal(subject) == sa.any_(live_grant.c.holder_subjects)),
    )
    return bool(connection.scalar(sa.select(sa.or_(*met))))


def given_access(connection: sa.Connection) -> Sequence[Mapping[str, object]]:
    """All appointments, then all suspensions, the earliest first."""
    return [dict(row) for asked in (APPOINTMENTS, SUSPENSIONS) for row in connection.execute(asked).mappings()]


def appoint(connection: sa.Connection, *, valid_from: date, by: str, **whom: object) -> UUID:
    """Make an appointment that begins on a day. Returns its key."""
    added = sa.insert(appointment).values(**whom, valid_from=valid_from, appointed_by=by).returning(appointment.c.id)
    key: UUID = connection.execute(added).scalar_one()
    return key


def dismiss(connection: sa.Connection, key: UUID, on: date) -> bool:
    """End an appointment on a day; whether there was one to end. One that began that day has never been."""
    standing = (appointment.c.id == key, appointment.c.valid_to.is_(None))
    never = sa.delete(appointment).where(*standing, appointment.c.valid_from >= on).returning(appointment.c.id)
    ended = sa.update(appointment).where(*standing).values(valid_to=on).returning(appointment.c.id)
    return bool(connection.execute(never).all() or connection.execute(ended).all())


def suspend(connection: sa.Connection, **whom: object) -> UUID:
    """Make a suspension that begins now. Returns its key."""
    key: UUID = connection.execute(sa.insert(suspension).values(**whom).returning(suspension.c.id)).scalar_one()
    return key


def reinstate(connection: sa.Connection, key: UUID) -> bool:
    """Lift a suspension. True if there was one to lift."""
    standing = (suspension.c.id == key, suspension.c.lifted_at.is_(None))
    lifted = sa.update(suspension).where(*standing).values(lifted_at=sa.func.now()).returning(suspension.c.id)
    return bool(connection.execute(lifted).all())
