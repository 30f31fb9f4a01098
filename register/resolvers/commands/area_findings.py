"""What inspectors write while they inspect an area: findings, the lead's agreement, and cohorts of children."""

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, key_of
from register.resolvers.commands.frame import Made, Steps, checked
from register.resolvers.commands.input_facts import columns_given
from register.rules.area_finding import (
    agreed_by_another,
    agreed_once,
    body_is_inspected_by,
    cohort_is_small,
    inspectorate_joins,
    letter_is_not_published,
)
from register.rules.problem import Problem
from register.rules.record import record_exists
from register.schema.commands.area_finding import AGREE_FINDING, DRAW_COHORT, RECORD_FINDING
from register.sql.write.rows import Row
from register.tables import area_cohort, area_finding, area_inspection
from register.vocabulary import InspectedBody


@carries_out(RECORD_FINDING)
async def record_finding(context: CommandContext) -> Steps:
    """Record a finding of the caller's inspectorate."""
    found = await _inspection(context)
    yield record_exists(found, "inspection")
    assert found is not None
    yield checked(
        inspectorate_joins(context.caller.agency, found["inspectorates"]),
        body_is_inspected_by(context.caller.agency, InspectedBody(context.input["body"])),
        letter_is_not_published(found["letter_published_on"] is not None),
    )
    yield Made(str(await context.rows.insert(area_finding, **_of(found), **columns_given(context, area_finding))))


@carries_out(AGREE_FINDING)
async def agree_finding(context: CommandContext) -> Steps:
    """Agree on a finding for the lead, before the letter."""
    record = context.record
    found = await context.rows.find(area_inspection, id=record["inspection_id"])
    yield checked(
        agreed_once(record["agreed_at"]),
        agreed_by_another(context.caller.subject, record["written_by"]),
        letter_is_not_published(found is None or found["letter_published_on"] is not None, "finding"),
        agreed_at=context.at,
    )


@carries_out(DRAW_COHORT)
async def draw_cohort(context: CommandContext) -> Steps:
    """Let the database draw children from a seed."""
    found = await _inspection(context)
    yield record_exists(found, "inspection")
    assert found is not None
    drawn = columns_given(context, area_cohort)
    same = await context.rows.find(area_cohort, inspection_id=found["id"], **drawn)
    yield checked(
        cohort_is_small(context.input["size"]),
        Problem("CONFLICT_DUPLICATE", "This cohort has been drawn.", "seed") if same else None,
    )
    yield Made(str(await context.rows.insert(area_cohort, **_of(found), **drawn)))


async def _inspection(context: CommandContext) -> Row | None:
    """The approved inspection that a command names."""
    key = key_of(context.input["inspection"])
    found = await context.rows.find(area_inspection, id=key) if key is not None else None
    return found if found is not None and found["approved_at"] is not None else None


def _of(inspection: Row) -> dict[str, object]:
    return {"inspection_id": inspection["id"], "authority_code": inspection["authority_code"]}
