"""Two records of one home: merged, and taken apart again. Both are kept whole, so that nothing is lost by either."""

from uuid import UUID

from register.catalogue import Target
from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext
from register.resolvers.commands.frame import Steps, checked
from register.resolvers.commands.home_areas import place_home
from register.resolvers.commands.record_lock import lock_record, save_record
from register.rules.merging import (
    merge_can_be_undone,
    merge_joins_no_successor,
    merge_keeps_registration,
    merge_takes_two,
)
from register.rules.problem import Problem
from register.rules.record import record_is_not_merged
from register.schema.commands.merging import MERGE_DUPLICATE_HOMES, UNDO_MERGE
from register.tables import home, inspection
from register.vocabulary import RegistrationStatus

DUPLICATE = Target("duplicateUrn", "duplicateExpectedVersion")


@carries_out(MERGE_DUPLICATE_HOMES)
async def merge_duplicate_homes(context: CommandContext) -> Steps:
    """Mark a home as a duplicate of another, and end its links to areas."""
    kept = context.record
    yield merge_takes_two(context.input["urn"], context.input["duplicateUrn"])
    double = await lock_record(context, DUPLICATE)
    if isinstance(double, Problem):
        yield double
        return
    yield checked(
        record_is_not_merged(kept["merged_into_id"], "urn"),
        record_is_not_merged(double["merged_into_id"], DUPLICATE.named_by),
        merge_joins_no_successor(
            kept["urn"],
            kept["previous_urn"],
            duplicate_urn=double["urn"],
            duplicate_previous_urn=double["previous_urn"],
        ),
        merge_keeps_registration(
            RegistrationStatus(kept["registration_status"]), RegistrationStatus(double["registration_status"])
        ),
    )
    # Decision: merge-in-place
    await save_record(context, double, merged_into_id=kept["id"])
    await _bring_inspections(context, kept["id"], double["id"])
    await place_home(context, double["id"], None)


@carries_out(UNDO_MERGE)
async def undo_merge(context: CommandContext) -> Steps:
    """Make a merged record a home of its own again."""
    double = context.record
    yield checked(merge_can_be_undone(double["merged_into_id"] is not None), merged_into_id=None)
    for row in await context.rows.find_all(inspection, merged_from_id=double["id"]):
        await context.rows.update(inspection, row["id"], home_id=double["id"], merged_from_id=None)
    kept = await context.rows.lock(home, id=double["merged_into_id"])
    if kept is not None:
        await save_record(context, kept)
    await place_home(context, double["id"], None)


async def _bring_inspections(context: CommandContext, kept: UUID, double: UUID) -> None:
    """Show the duplicate's inspections at the home that is kept; one that it has already stays where it was."""
    known = {row["number"] for row in await context.rows.find_all(inspection, home_id=kept)}
    for row in await context.rows.find_all(inspection, home_id=double):
        if row["number"] not in known:
            await context.rows.update(inspection, row["id"], home_id=kept, merged_from_id=double)
