"""Works out the areas that a home is in, in the transaction of the command that moves it."""

from datetime import date
from uuid import UUID

from register.geo.home_areas import link_statements
from register.resolvers.commands.context import CommandContext
from register.settings import settings


async def place_home(context: CommandContext, home_id: UUID, since: date | None) -> None:
    """Write the areas that a home is in. since: the first day on which this holds; today if it is left out."""
    buffer_m = settings().boundary_buffer_m
    for statement in link_statements([home_id], on=context.today, buffer_m=buffer_m, since=since):
        await context.rows.run(statement)
