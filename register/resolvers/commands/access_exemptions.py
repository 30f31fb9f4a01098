"""Exemptions from a child's right to see what is held about it: recorded by a person, with a law and an end."""

from register.policy.grants import ABOUT_CHILDREN
from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, key_of
from register.resolvers.commands.frame import Made, Steps, checked
from register.resolvers.commands.input_facts import columns_given
from register.rules.access_exemption import CONSULTATIONS, exemption_has_an_end, exemption_holds, group_is_of_children
from register.rules.record import record_exists, record_is_not_merged
from register.rules.required import day_has_been
from register.schema.commands.access_exemption import END_EXEMPTION, RECORD_EXEMPTION
from register.tables import access_exemption, child


@carries_out(RECORD_EXEMPTION)
async def record_exemption(context: CommandContext) -> Steps:
    """Leave something out of the answer to a child for whom the sender's authority is responsible."""
    key, given = key_of(context.input["child"]), context.input
    found = await context.rows.find_to_write(child, access_exemption, id=key) if key is not None else None
    yield record_exists(found, "child")
    assert found is not None
    record = None if given.get("record") is None else key_of(given["record"])
    yield checked(
        record_is_not_merged(found["merged_into_id"], "child"),
        group_is_of_children(given["group"], {*ABOUT_CHILDREN, CONSULTATIONS}),
        record_exists(record, "record") if given.get("record") is not None else None,
        day_has_been(given["decidedOn"], context.today, "decidedOn"),
        exemption_has_an_end(given["decidedOn"], given["endsOn"]),
    )
    written = {**columns_given(context, access_exemption), "record_id": record}
    made = await context.rows.insert(
        access_exemption, child_id=found["id"], source_agency=context.caller.agency.value, **written
    )
    yield Made(str(made))


@carries_out(END_EXEMPTION)
async def end_exemption(context: CommandContext) -> Steps:
    """End an exemption today."""
    yield checked(exemption_holds(context.record["ended_on"]), ended_on=context.today)
