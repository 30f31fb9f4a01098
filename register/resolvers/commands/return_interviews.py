"""Return home interviews: offered, commissioned, held, approved for the police and graded."""

from collections.abc import Sequence

from register.encrypted_text import encrypt
from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, key_of
from register.resolvers.commands.frame import Steps, checked
from register.resolvers.commands.input_facts import columns_given
from register.rules.missing_episode import instant_has_been, instants_in_sequence
from register.rules.problem import Problem, problems_of
from register.rules.record import not_found, record_exists
from register.rules.return_interview import (
    duty_is_open,
    has_a_reason,
    is_held,
    is_independent,
    narrative_fits,
    reason_if_not_offered,
    was_offered,
)
from register.schema.commands.return_interview import (
    APPROVE_EXTRACT,
    COMMISSION_INTERVIEW,
    COMPLETE_INTERVIEW,
    GRADE_INTERVIEW,
    OFFER_INTERVIEW,
    RECORD_OFFER_OUTCOME,
)
from register.sql.write.rows import Row
from register.tables import (
    episode_child,
    interview_narrative,
    interview_themes,
    organisation,
    police_extract,
    return_interview,
)
from register.vocabulary import Agency, Interviewer, InterviewStatus, OfferOutcome

# What the offer of an interview comes to, as the duty's status.
COMES_TO = {
    OfferOutcome.ACCEPTED: InterviewStatus.ACCEPTED,
    OfferOutcome.DECLINED: InterviewStatus.DECLINED,
    OfferOutcome.NOT_REACHED: InterviewStatus.NOT_REACHED,
    OfferOutcome.MISSING_AGAIN: InterviewStatus.MISSING_AGAIN,
}


@carries_out(OFFER_INTERVIEW)
async def offer_interview(context: CommandContext) -> Steps:
    """Record an offer, or end the duty because none was made."""
    given, offered = context.input, context.input["offered"]
    offered_at = given.get("offeredAt") or context.at
    reason = given.get("notOfferedReason")
    values = (
        {"offered_at": offered_at}
        if offered
        else {"status": InterviewStatus.NOT_OFFERED.value, "not_offered_reason": reason, "closed_at": context.at}
    )
    yield checked(
        _is_open(context),
        reason_if_not_offered(offered, reason),
        *(_has_been(context, "offeredAt") if offered else ()),
        **values,
    )


@carries_out(RECORD_OFFER_OUTCOME)
async def record_offer_outcome(context: CommandContext) -> Steps:
    """Record the outcome of an offer; a child who declines ends the duty."""
    outcome = OfferOutcome(context.input["outcome"])
    closed = {"closed_at": context.at} if outcome is OfferOutcome.DECLINED else {}
    yield checked(
        _is_open(context),
        was_offered(context.record["offered_at"]),
        status=COMES_TO[outcome].value,
        **closed,
    )


@carries_out(COMMISSION_INTERVIEW)
async def commission_interview(context: CommandContext) -> Steps:
    """Hand an interview to a provider, from then on."""
    code = context.text("providerCode")
    found = await context.rows.find(organisation, code=code, agency=Agency.INTERVIEW_PROVIDER.value)
    yield checked(
        _is_open(context),
        record_exists(found, "providerCode"),
        provider_code=code,
        commissioned_at=context.at,
    )


@carries_out(COMPLETE_INTERVIEW)
async def complete_interview(context: CommandContext) -> Steps:
    """Record an interview with its themes and narrative, and that it covers others of the same child."""
    given, key = context.input, context.record["id"]
    interviewer, text = Interviewer(given["interviewer"]), given.get("narrative")
    covered, unknown = await _covered(context)
    yield checked(
        _is_open(context),
        *_has_been(context, "conductedAt"),
        has_a_reason(given.get("pushReasons"), given.get("pullReasons")),
        narrative_fits(text),
        *unknown,
        **columns_given(context, return_interview),
        **_held(context, interviewer),
    )
    of_episode = {"episode_id": context.record["episode_id"]}
    # What is left out of a list is recorded as an empty one.
    themes = {name: value for name, value in columns_given(context, interview_themes).items() if value is not None}
    await context.rows.put(interview_themes, key, **of_episode, **themes)
    if text is not None:
        await context.rows.put(interview_narrative, key, **of_episode, ciphertext=encrypt(text, key))
    for other in covered:
        held = {"conducted_at": given["conductedAt"], "covered_by_id": key}
        await context.rows.update(return_interview, other["id"], **held, **_held(context, interviewer))


@carries_out(APPROVE_EXTRACT)
async def approve_extract(context: CommandContext) -> Steps:
    """Let the forces that look for the child read an extract."""
    text, key = context.input["extract"], context.record["id"]
    yield checked(is_held(context.record["conducted_at"]), narrative_fits(text, "extract"))
    written = {"ciphertext": encrypt(text, key), "approved_at": context.at}
    await context.rows.put(police_extract, key, episode_id=context.record["episode_id"], **written)


@carries_out(GRADE_INTERVIEW)
async def grade_interview(context: CommandContext) -> Steps:
    """Grade an interview that was held."""
    yield checked(is_held(context.record["conducted_at"]), **columns_given(context, return_interview))


def _is_open(context: CommandContext) -> Problem | None:
    return duty_is_open(InterviewStatus(context.record["status"]))


def _has_been(context: CommandContext, field: str) -> tuple[Problem | None, ...]:
    at = context.input.get(field)
    return (
        instant_has_been(at, context.at, field),
        instants_in_sequence({"foundAt": context.record["found_at"], field: at}),
    )


def _held(context: CommandContext, interviewer: Interviewer) -> dict[str, object]:
    independent = is_independent(interviewer, cares_for_child=context.input["caresForChild"])
    return {
        "status": InterviewStatus.COMPLETED.value,
        "closed_at": context.at,
        "is_independent": independent,
    }


async def _covered(context: CommandContext) -> tuple[Sequence[Row], Sequence[Problem]]:
    """The other duties of the same child that the interview meets, and what is wrong with those that it names."""
    child = await _child_of(context, context.record["episode_id"])
    covered, problems = [], []
    for number, named in enumerate(context.input.get("covers") or ()):
        field, key = f"covers.{number}", key_of(named)
        found = await context.rows.lock(return_interview, id=key) if key is not None else None
        if found is None or key == context.record["id"] or await _child_of(context, found["episode_id"]) != child:
            problems.append(not_found(field))
            continue
        problems += problems_of(
            duty_is_open(InterviewStatus(found["status"]), field),
            instants_in_sequence({"foundAt": found["found_at"], field: context.input["conductedAt"]}),
        )
        covered.append(found)
    return covered, problems


async def _child_of(context: CommandContext, episode: object) -> object:
    row = await context.rows.find(episode_child, episode_id=episode)
    return None if row is None else row["child_id"]
