"""What goes along when a home passes to another provider: everything, unless it is named here with the reason."""

from collections.abc import Mapping
from uuid import UUID

import sqlalchemy as sa
from geoalchemy2 import Geometry

from register.geo.predicates import same_geometry
from register.open_types import Arguments, TableColumn, Value
from register.resolvers.commands.context import CommandContext
from register.resolvers.commands.people import holder_of
from register.resolvers.commands.premises_input import standing_buildings
from register.sql.write.rows import Row
from register.tables import (
    condition,
    condition_detail,
    former_fact,
    former_identity,
    home,
    home_area,
    home_consultation,
    home_identity,
    home_person,
    home_reach,
    home_version,
    inspection,
    live_grant,
    missing_episode,
    notice,
    notice_detail,
    opening,
    placement,
    premises,
)
from register.vocabulary import PersonRole

# Columns of any table that are about the row itself, by their names.
OF_THE_ROW: Mapping[str, str] = {
    "home_id": "says whose the row is",
    "version": "counts the writes of one row",
    "source_agency": "says where the old row came from; the new one comes from the command",
    "source_system": "says where the old row came from; the new one comes from the command",
    "source_ref": "says where the old row came from; the new one comes from the command",
    "retention_review_on": "is set for each record by itself",
}
# Decision: all-goes-along
STAYS: Mapping[TableColumn, str] = {
    home.c.urn: "the new registration has a number of its own",
    home.c.previous_urn: "the new registration names the old one",
    home.c.registration_status: "the old registration lapses, the new one is in force",
    home.c.application_received_on: "is a day of the old registration",
    home.c.registered_on: "the new registration begins on the day of the change",
    home.c.ceased_on: "the old registration ends on that day",
    home.c.provider_id: "another provider is what the change is about",
    home.c.force_code: "is worked out from the premises",
    home.c.region_code: "is worked out from the premises",
    home_identity.c.first_accommodated_on: "is a day of the old registration: the new one begins later",
    premises.c.valid_from: "the new registration has them from its first day",
    premises.c.on_edge: "is worked out from the position",
    premises.c.in_no_force: "is worked out from the position",
    home_person.c.valid_from: "the manager manages the new registration from its first day",
}
# Tables of which no row goes along.
LEFT: Mapping[sa.Table, str] = {
    placement: "is of a child, whose authority places it again",
    missing_episode: "says which home the child was missing from",
    home_area: "is worked out from the premises",
    home_reach: "is worked out from the premises",
    home_version: "counts the changes of one registration",
    former_fact: "says what the old registration was before",
    former_identity: "says what the old registration was before",
    condition: "binds one registration",
    condition_detail: "binds one registration",
    notice: "was served about one registration",
    notice_detail: "was served about one registration",
    inspection: "is of the home as the old provider ran it; previousUrn leads to it",
    live_grant: "was given for one registration",
    opening: "was of one registration",
    home_consultation: "says who looked one registration up",
}


def carried(table: sa.Table, row: Row) -> Arguments:
    """What of a row goes along, by its columns."""
    return {column.name: _value(column, row) for column in table.columns if goes_along(column)}


def goes_along(column: TableColumn) -> bool:
    """True if a column's value is the same under the next provider and is not worked out by the database."""
    of_the_row = column.primary_key or column.computed is not None or column.name in OF_THE_ROW
    return not of_the_row and column not in STAYS


async def take_along(context: CommandContext, new_id: UUID) -> None:
    """Write for the new registration what goes along beside the home's own row."""
    changed_on = context.input["changedOn"]
    identity = await context.rows.find(home_identity, home_id=context.record["id"])
    if identity is not None:
        await context.rows.insert(home_identity, home_id=new_id, **carried(home_identity, identity))
    for row in await standing_buildings(context):
        await context.rows.insert(premises, home_id=new_id, valid_from=changed_on, **carried(premises, row))
    manager = await holder_of(context, PersonRole.REGISTERED_MANAGER)
    if manager is not None:
        await context.rows.insert(home_person, home_id=new_id, valid_from=changed_on, **carried(home_person, manager))


def _value(column: TableColumn, row: Row) -> Value:
    value = row[column.name]
    return same_geometry(value) if isinstance(column.type, Geometry) and value is not None else value
