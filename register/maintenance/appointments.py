"""Appointments and suspensions, written by the operator with the owner's login, and logged."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from register.tables import appointment, suspension


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
