"""Shields of children's records: set at once, confirmed by a second person, lifted by two."""

from collections.abc import Sequence

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, key_of
from register.resolvers.commands.frame import Made, Steps, checked
from register.resolvers.commands.input_facts import columns_given
from register.rules.exploitation_flag import review_is_due_soon
from register.rules.record import record_exists, record_is_not_merged
from register.rules.shield import another_person_lifts, holders_are_known, is_not_shielded, shield_is_in_force
from register.schema.commands.shield import LIFT_SHIELD, REVIEW_SHIELD, SHIELD_RECORD
from register.tables import area, child, child_shield, organisation


@carries_out(SHIELD_RECORD)
async def shield_record(context: CommandContext) -> Steps:
    """Shield a child whom the sender's authority is responsible for."""
    key = key_of(context.input["child"])
    found = await context.rows.find_to_write(child, child_shield, id=key) if key is not None else None
    yield record_exists(found, "child")
    assert found is not None
    holders = context.input["holders"]
    yield checked(
        record_is_not_merged(found["merged_into_id"], "child"),
        is_not_shielded(await context.rows.find(child_shield, child_id=found["id"], lifted_at=None)),
        holders_are_known(holders, await _known(context, holders)),
        review_is_due_soon(context.input["reviewDueOn"], context.today),
    )
    made = await context.rows.insert(
        child_shield,
        child_id=found["id"],
        source_agency=context.caller.agency.value,
        **columns_given(context, child_shield),
    )
    yield Made(str(made))


@carries_out(REVIEW_SHIELD)
async def review_shield(context: CommandContext) -> Steps:
    """Keep a shield, and confirm it if another person set it."""
    record, holders = context.record, context.input.get("holders")
    is_confirmed = record["confirmed_at"] is not None or record["set_by"] != context.caller.subject
    yield checked(
        shield_is_in_force(record["lifted_at"]),
        None if holders is None else holders_are_known(holders, await _known(context, holders)),
        review_is_due_soon(context.input["reviewDueOn"], context.today),
        review_due_on=context.input["reviewDueOn"],
        holders=record["holders"] if holders is None else holders,
        confirmed_at=record["confirmed_at"] or (context.at if is_confirmed else None),
        lift_asked_at=None,
    )


@carries_out(LIFT_SHIELD)
async def lift_shield(context: CommandContext) -> Steps:
    """Ask that a shield be lifted, or lift it if another person has asked."""
    record = context.record
    asked_at = record["lift_asked_at"]
    written = {"lift_asked_at": context.at} if asked_at is None else {"lifted_at": context.at}
    yield checked(
        shield_is_in_force(record["lifted_at"]),
        another_person_lifts(record["lift_asked_by"], context.caller.subject),
        **written,
    )


async def _known(context: CommandContext, holders: Sequence[str]) -> set[str]:
    """Those of the codes that an area or an organisation has."""
    known = set()
    for code in set(holders[:20]):
        if await context.rows.find(area, code=code) or await context.rows.find(organisation, code=code):
            known.add(code)
    return known
