"""Notices of corrections, acknowledged by the body that they are to."""

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, key_of
from register.resolvers.commands.frame import Made, Steps, checked
from register.rules.correction_notice import is_acknowledged_once
from register.rules.record import record_exists
from register.schema.commands.correction_notice import ACKNOWLEDGE_CORRECTION
from register.tables import correction_notice


@carries_out(ACKNOWLEDGE_CORRECTION)
async def acknowledge_correction(context: CommandContext) -> Steps:
    """Note when the body acknowledged it."""
    key = key_of(context.input["notice"])
    found = await context.rows.lock(correction_notice, id=key) if key is not None else None
    yield record_exists(found, "notice")
    assert found is not None
    yield checked(is_acknowledged_once(found["acknowledged_at"]))
    await context.rows.update(correction_notice, found["id"], acknowledged_at=context.at)
    yield Made(str(found["id"]))
