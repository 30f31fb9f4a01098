"""Keeps what facts of homes were that a list changes: they held until the day of the list."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.importing.upsert import given
from register.open_types import Expression, TableColumn
from register.tables import FORMER_OF, home, home_identity
from register.vocabulary import CURRENT_STATUSES, RegistrationStatus

FACTS = {"urn": sa.Text(), "registration_status": sa.Text(), "places": sa.Integer(), "name": sa.Text()}
IDENTIFIED = home.join(home_identity, home_identity.c.home_id == home.c.id)


def keep_changed(connection: sa.Connection, facts: Sequence[object], until: date) -> None:
    """Keep the status, the places and the name of homes of which a list is about to tell others.

    facts: of homes, as a list tells them. A home that a list brings back was never closed.
    """
    wanted = given(facts, FACTS)
    lasts = home.c.registration_status.in_(CURRENT_STATUSES)
    for fact in (home.c.registration_status, home.c.places, home_identity.c.name):
        told, kept_in = wanted.c[fact.name], home if fact.table is home else IDENTIFIED
        is_other = sa.and_(home.c.urn == wanted.c.urn, told.is_distinct_from(sa.cast(fact, told.type)))
        keep(connection, fact, kept_in.join(wanted, is_other), lasts, told.is_not(None), until=until)


def keep_suspended(connection: sa.Connection, urns: Sequence[str], until: date) -> None:
    """Keep of homes that a list is about to close that they were suspended: the others were registered."""
    closing = home.c.urn.in_(list(urns)), home.c.registration_status == RegistrationStatus.SUSPENDED
    keep(connection, home.c.registration_status, home, *closing, until=until)


def keep(
    connection: sa.Connection, fact: TableColumn, rows: sa.FromClause, *held: sa.ColumnElement[bool], until: date
) -> None:
    """Keep what a fact of homes was until a day, of those that were registered before it. rows: the homes with it."""
    values: dict[str, Expression] = {
        "home_id": home.c.id,
        "fact": sa.literal(fact.name),
        "held_until": sa.literal(until),
        "value": sa.cast(fact, sa.Text),
    }
    begun = sa.or_(home.c.registered_on.is_(None), home.c.registered_on < until)
    chosen = sa.select(*(value.label(name) for name, value in values.items())).select_from(rows).where(begun, *held)
    connection.execute(postgresql.insert(FORMER_OF[fact]).from_select(list(values), chosen).on_conflict_do_nothing())
