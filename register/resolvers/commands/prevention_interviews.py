"""Prevention interviews, recorded by the force that owns the episode."""

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext
from register.resolvers.commands.frame import Steps, checked
from register.resolvers.commands.missing_episodes import is_own
from register.rules.missing_episode import instant_has_been, instants_in_sequence
from register.rules.prevention_interview import child_was_found
from register.schema.commands.prevention_interview import RECORD_PREVENTION_INTERVIEW
from register.tables import prevention_interview


@carries_out(RECORD_PREVENTION_INTERVIEW)
async def record_prevention_interview(context: CommandContext) -> Steps:
    """Record the outcome of the talk with a child who is back."""
    given, record = context.input, context.record
    since = record["found_at"] or record["returned_at"]
    yield checked(
        is_own(context),
        child_was_found(since),
        instant_has_been(given["heldAt"], context.at, "heldAt"),
        instants_in_sequence({"foundAt": since, "heldAt": given["heldAt"]}),
    )
    await context.rows.put(
        prevention_interview,
        record["id"],
        held_at=given["heldAt"],
        outcome=given["outcome"],
        disclosures_passed=given["disclosuresPassed"],
    )
