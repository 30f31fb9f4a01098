"""Homes that have left Ofsted's list: which they are, how many may leave at once, and how they are closed."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Final

import sqlalchemy as sa

from register.importing.ofsted.homes import LEFT_THE_LIST
from register.importing.upsert import given
from register.tables import home
from register.vocabulary import CURRENT_STATUSES, RegistrationStatus

ENDED: Final = (
    RegistrationStatus.CANCELLED_VOLUNTARY,
    RegistrationStatus.CANCELLED_OFSTED,
    RegistrationStatus.CANCELLED_COURT,
    RegistrationStatus.LAPSED,
)
# The list does not say who ended a registration: each kind of cancelling names somebody's act, lapsing nobody's.
# Decision: left-the-list
WHEN_LEFT: Final = RegistrationStatus.LAPSED
LARGEST_SHARE: Final = 20  # one in twenty


@dataclass(frozen=True, slots=True)
class StandingHome:
    """A registered or suspended home, as it was when it was read."""

    urn: str
    version: int
    source_system: str | None
    registered_on: date | None
    is_suspended: bool = False


def find_standing(connection: sa.Connection) -> tuple[StandingHome, ...]:
    """Every home that is registered or suspended, by URN."""
    query = (
        sa.select(home.c.urn, home.c.version, home.c.source_system, home.c.registered_on)
        .add_columns(home.c.registration_status == RegistrationStatus.SUSPENDED)
        .where(home.c.registration_status.in_(CURRENT_STATUSES), home.c.merged_into_id.is_(None))
        .order_by(home.c.urn)
    )
    return tuple(StandingHome(*row) for row in connection.execute(query))


def left_out(
    standing: Sequence[StandingHome], on_list: Set[str], source: str, *, listed: Mapping[str, date]
) -> tuple[StandingHome, ...]:
    """The homes that came from a source, or have been on its list since, and that are not on its list now.

    listed: the day of the latest list that has each home, by URN.
    """
    came = (each for each in standing if each.source_system == source or each.urn in listed)
    return tuple(each for each in came if each.urn not in on_list)


def was_registered(each: StandingHome, as_at: date) -> bool:
    """True if a home could be on a list of that day. One that was registered since could not."""
    return each.registered_on is None or each.registered_on <= as_at


def is_large(closing: int, standing: int) -> bool:
    """True if a file would close more of these homes than it may without the operator's consent."""
    return closing * LARGEST_SHARE > standing


def close_homes(
    connection: sa.Connection, closing: Sequence[StandingHome], as_at: date, *, provenance: Mapping[str, str]
) -> frozenset[str]:
    """Close these homes as at the day, if they have not changed since they were read. Returns their URNs."""
    rows = [{"urn": each.urn, "version": each.version} for each in closing]
    wanted = given(rows, {"urn": sa.Text(), "version": sa.Integer()})
    flags = sa.func.array_remove(home.c.quality_flags, LEFT_THE_LIST)
    statement = (
        sa.update(home)
        .where(
            home.c.urn == wanted.c.urn,
            home.c.version == wanted.c.version,
            home.c.registration_status.in_(CURRENT_STATUSES),
        )
        .values(
            registration_status=WHEN_LEFT,
            ceased_on=as_at,
            quality_flags=sa.func.array_append(flags, LEFT_THE_LIST),
            version=home.c.version + 1,
            **provenance,
        )
    )
    return frozenset(connection.scalars(statement.returning(home.c.urn)))
