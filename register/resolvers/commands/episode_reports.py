"""Reports of missing episodes: that the home reported one, or that the host authority was notified."""

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext
from register.resolvers.commands.frame import Steps, checked
from register.resolvers.commands.missing_episodes import is_own
from register.rules.episode_report import step_is_by_hand, step_is_missing
from register.rules.missing_episode import instant_has_been, instants_in_sequence
from register.schema.commands.episode_report import RECORD_REPORT
from register.tables import episode_report
from register.vocabulary import ReportStep


@carries_out(RECORD_REPORT)
async def record_report(context: CommandContext) -> Steps:
    """Record when the home reported the child, or when the host authority was notified."""
    given, record = context.input, context.record
    step = ReportStep(given["step"])
    known = await context.rows.find(episode_report, episode_id=record["id"])
    not_by_hand = step_is_by_hand(step)
    yield checked(
        is_own(context),
        not_by_hand or step_is_missing(step, None if known is None else known["missing"]),
        instant_has_been(given["doneAt"], context.at, "doneAt"),
        instants_in_sequence({"startedAt": record["started_at"], "doneAt": given["doneAt"]}),
    )
    await context.rows.update(episode_report, record["id"], **{f"{step.value}_at": given["doneAt"]})
