"""What an inspectorate decides about an area."""

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext
from register.resolvers.commands.frame import Made, Steps, checked
from register.resolvers.commands.input_facts import columns_given
from register.rules.area_target import area_is_ones_own_to_choose
from register.rules.record import record_exists
from register.schema.commands.area_target import RECORD_TARGET_DECISION
from register.tables import area, target_decision


@carries_out(RECORD_TARGET_DECISION)
async def record_target_decision(context: CommandContext) -> Steps:
    """Record a decision: the database signs it and notes what the figures say of the area."""
    chosen = await context.rows.find(area, code=context.text("area"))
    yield record_exists(chosen, "area")
    assert chosen is not None
    yield checked(area_is_ones_own_to_choose(context.caller.agency, chosen["kind"]))
    yield Made(str(await context.rows.insert(target_decision, **columns_given(context, target_decision))))
