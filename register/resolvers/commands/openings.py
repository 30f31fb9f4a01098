"""Homes that were opened by break-glass access: reviewed by somebody else."""

from register.resolvers.commands.access_grants import is_appointed
from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, key_of
from register.resolvers.commands.frame import Steps, checked
from register.rules.opening import reviewed_once, reviewer_is_another
from register.schema.commands.opening import REVIEW_ACCESS
from register.tables import live_grant
from register.vocabulary import AppointedRole


@carries_out(REVIEW_ACCESS)
async def review_access(context: CommandContext) -> Steps:
    """Take a home off the list of those to be reviewed. The database refuses the person who opened it in any case."""
    opened = context.record
    own = await context.rows.find(live_grant, id=key_of(opened["id"]), holder_subject=context.caller.subject)
    yield checked(
        is_appointed(context, AppointedRole.SUPERVISOR),
        reviewer_is_another(own is not None),
        reviewed_once(opened["reviewed_at"]),
        reviewed_at=context.at,
    )
