"""Two records of one home: merged, and taken apart again. Both are kept whole, so that nothing is lost by either."""

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, Outcome, Refused, Succeeded
from register.resolvers.commands.home_lock import place_again, take_any_home, write_home
from register.rules.merging import (
    merge_can_be_undone,
    merge_joins_no_successor,
    merge_keeps_registration,
    merge_takes_two,
    neither_is_merged,
)
from register.rules.problem import problems_of
from register.schema.commands.home import MERGE_DUPLICATE_HOMES, UNDO_MERGE
from register.tables import home
from register.vocabulary import RegistrationStatus


@carries_out(MERGE_DUPLICATE_HOMES)
async def merge_duplicate_homes(context: CommandContext) -> Outcome:
    """Let a duplicate name the home that it is, and stand in no area any more."""
    alone = merge_takes_two(context.given["urn"], context.given["duplicateUrn"])
    if alone is not None:
        return Refused((alone,))
    kept = await take_any_home(context, "urn", "expectedVersion")
    if isinstance(kept, Refused):
        return kept
    double = await take_any_home(context, "duplicateUrn", "duplicateExpectedVersion")
    if isinstance(double, Refused):
        return double
    broken = problems_of(
        neither_is_merged(kept["merged_into_id"] is not None, double["merged_into_id"] is not None),
        merge_joins_no_successor(
            kept["urn"],
            kept["previous_urn"],
            duplicate_urn=double["urn"],
            duplicate_previous_urn=double["previous_urn"],
        ),
        merge_keeps_registration(
            RegistrationStatus(kept["registration_status"]), RegistrationStatus(double["registration_status"])
        ),
        context.reason(),
    )
    if broken:
        return Refused(broken)
    # Decision: merge-in-place
    await write_home(context, double, merged_into_id=kept["id"])
    await write_home(context, kept)
    await place_again(context, double["id"], None)
    return Succeeded(kept["urn"])


@carries_out(UNDO_MERGE)
async def undo_merge(context: CommandContext) -> Outcome:
    """Let a record that was merged stand for a home of its own again."""
    double = await take_any_home(context, "duplicateUrn", "expectedVersion")
    if isinstance(double, Refused):
        return double
    broken = problems_of(merge_can_be_undone(double["merged_into_id"] is not None), context.reason())
    if broken:
        return Refused(broken)
    kept = await context.writing.take(home, id=double["merged_into_id"])
    await write_home(context, double, merged_into_id=None)
    if kept is not None:
        await write_home(context, kept)
    await place_again(context, double["id"], None)
    return Succeeded(double["urn"])
