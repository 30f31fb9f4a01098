"""What facts of a home were before they changed in the world: each until the day from which another held.

A correction leaves no row here: what was recorded by mistake never held. A table keeps the facts of one field group.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from register.open_types import TableColumn
from register.tables.anchors import HOME, Of
from register.tables.areas import area, area_version
from register.tables.declare import UNTOLD, WITHDRAWN, declare, key
from register.tables.homes import home, home_identity
from register.vocabulary import Group, OperationalStatus, RegistrationStatus


@dataclass(frozen=True, slots=True)
class Then:
    """Where it is kept what a column was on a day: in the row that ended first of those that ended after it.

    value, until: columns of that row; names: the one that names the record, of which key is the key. since: its first
    day, if it has one. fact: a column of it and its value, if rows of several facts lie there. while_it_lasts: what the
    column was while a record was in force that has ended, if no row says otherwise. before: what it was before a day
    that a column of the record has, whatever the rows say.
    """

    value: TableColumn
    until: TableColumn
    names: TableColumn
    key: TableColumn
    since: TableColumn | None = None
    fact: tuple[TableColumn, str] | None = None
    while_it_lasts: str | None = None
    before: tuple[TableColumn, str] | None = None


def _former(name: str, group: Group, *facts: TableColumn) -> sa.Table:
    known = ", ".join(f"'{fact.name}'" for fact in facts)
    return declare(
        name,
        group,
        Of(HOME, by="home_id"),
        key(),
        sa.Column("home_id", sa.ForeignKey(home.c.id), nullable=False),
        # The name of the column whose value it was.
        sa.Column("fact", sa.Text, nullable=False),
        sa.Column("held_until", sa.Date, nullable=False),
        # As a text; null if nothing was known.
        sa.Column("value", sa.Text),
        sa.CheckConstraint(f"fact in ({known})", name="fact_known"),
        sa.UniqueConstraint("home_id", "fact", "held_until", name=f"uq_{name}_one_a_day"),
        changes=UNTOLD,
        writes=WITHDRAWN,
    )


former_fact = _former("former_fact", Group.HOME_PUBLIC, home.c.registration_status, home.c.places)
former_identity = _former(
    "former_identity", Group.HOME_LOCATION, home_identity.c.name, home_identity.c.operational_status
)


def _of_home(
    former: sa.Table, column: TableColumn, key: TableColumn, *, while_it_lasts: str | None = None, opened: bool = False
) -> Then:
    begun = (home_identity.c.first_accommodated_on, OperationalStatus.NOT_YET_ACCOMMODATING.value)
    return Then(
        former.c.value,
        former.c.held_until,
        former.c.home_id,
        key,
        fact=(former.c.fact, column.name),
        while_it_lasts=while_it_lasts,
        before=begun if opened else None,
    )


_ID, _HOME_ID = home.c.id, home_identity.c.home_id
# Decision: what-held-on-a-day
THEN: Mapping[TableColumn, Then] = {
    home.c.registration_status: _of_home(
        former_fact, home.c.registration_status, _ID, while_it_lasts=RegistrationStatus.REGISTERED.value
    ),
    home.c.places: _of_home(former_fact, home.c.places, _ID),
    home_identity.c.name: _of_home(former_identity, home_identity.c.name, _HOME_ID),
    home_identity.c.operational_status: _of_home(
        former_identity, home_identity.c.operational_status, _HOME_ID, opened=True
    ),
    area.c.name: Then(
        area_version.c.name, area_version.c.valid_to, area_version.c.code, area.c.code, since=area_version.c.valid_from
    ),
}
# Where former values of a column are kept, of the facts of homes.
FORMER_OF: Mapping[TableColumn, sa.Table] = {
    column: then.value.table for column, then in THEN.items() if then.fact is not None
}
