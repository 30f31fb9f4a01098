"""What inspections of areas publish, and what an authority does about it."""

from register.open_types import Values
from register.resolvers.commands.access_grants import is_appointed
from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, key_of
from register.resolvers.commands.frame import Made, Steps, checked
from register.resolvers.commands.input_facts import columns_given
from register.rules.area_finding import letter_is_not_published
from register.rules.area_inspection import theme_has_form
from register.rules.dates import dates_ordered, not_in_the_future
from register.rules.problem import Problem
from register.rules.published_inspection import (
    area_fits_kind,
    day_follows,
    finding_is_of_own_area,
    findings_are_few,
    kind_is_ones_own,
    kind_ran_then,
    something_was_agreed,
)
from register.rules.record import record_exists
from register.schema.commands.published_inspection import (
    COMPLETE_ACTION,
    PLAN_ACTION,
    PUBLISH_LETTER,
    RECORD_PUBLISHED_INSPECTION,
)
from register.tables import (
    area,
    area_action,
    area_finding,
    area_inspection,
    inspection_round,
    published_finding,
    published_inspection,
)
from register.vocabulary import AppointedRole, AreaInspectionKind


@carries_out(PUBLISH_LETTER)
async def publish_letter(context: CommandContext) -> Steps:
    """Publish a letter today: the database copies what was agreed, and lets the access end."""
    key = key_of(context.input["inspection"])
    found = await context.rows.find(area_inspection, id=key) if key is not None else None
    yield record_exists(found, "inspection")
    assert found is not None
    findings = await context.rows.find_all(area_finding, inspection_id=key)
    agreed = [each for each in findings if each["agreed_at"] is not None]
    yield checked(
        is_appointed(context, AppointedRole.APPROVER),
        letter_is_not_published(found["letter_published_on"] is not None),
        something_was_agreed(agreed, [each for each in findings if each["agreed_at"] is None]),
        dates_ordered(found["fieldwork_to"], context.today, "inspection", after="the last day of the fieldwork"),
        day_follows(context.input["planDueOn"], context.today, "planDueOn"),
    )
    looked_at = await context.rows.find(inspection_round, id=found["round_id"])
    assert looked_at is not None
    made = await context.rows.insert(
        published_inspection,
        **columns_given(context, published_inspection),
        kind=AreaInspectionKind.JOINT.value,
        area_code=found["authority_code"],
        theme=looked_at["theme"],
        is_about_missing=looked_at["is_about_missing"],
        started_on=found["fieldwork_from"],
        published_on=context.today,
        joint_inspection_id=key,
    )
    yield Made(str(made))


@carries_out(RECORD_PUBLISHED_INSPECTION)
async def record_published_inspection(context: CommandContext) -> Steps:
    """Record an inspection that was published elsewhere, with its findings."""
    given = context.input
    kind = AreaInspectionKind(given["kind"])
    inspected = await context.rows.find(area, code=context.text("area"))
    yield record_exists(inspected, "area")
    assert inspected is not None
    same = await context.rows.find(
        published_inspection, area_code=inspected["code"], kind=kind.value, started_on=given["startedOn"]
    )
    yield checked(
        kind_is_ones_own(kind, context.caller.agency),
        kind_ran_then(kind, given["startedOn"]),
        area_fits_kind(kind, inspected["kind"]),
        theme_has_form(context.text("theme")) if given.get("theme") else None,
        dates_ordered(given["startedOn"], given["publishedOn"], "publishedOn"),
        not_in_the_future(given["publishedOn"], context.today, "publishedOn"),
        findings_are_few(given["findings"]),
        Problem("CONFLICT_DUPLICATE", "The inspection is on record.", "startedOn") if same else None,
    )
    made = await context.rows.insert(published_inspection, **columns_given(context, published_inspection))
    for each in given["findings"]:
        await _add_finding(context, made, each)
    yield Made(str(made))


@carries_out(PLAN_ACTION)
async def plan_action(context: CommandContext) -> Steps:
    """Plan an action about a finding of the authority's own letter."""
    key = key_of(context.input["finding"])
    about = await context.rows.find(published_finding, id=key) if key is not None else None
    yield record_exists(about, "finding")
    assert about is not None
    letter = await context.rows.find(published_inspection, id=about["inspection_id"])
    assert letter is not None
    of_letter = letter["authority_codes"] if letter["kind"] == AreaInspectionKind.JOINT else ()
    yield checked(
        finding_is_of_own_area(of_letter, context.caller.area),
        day_follows(context.input["dueOn"], letter["published_on"], "dueOn"),
    )
    made = await context.rows.insert(
        area_action, finding_id=key, authority_code=context.caller.area, **columns_given(context, area_action)
    )
    yield Made(str(made))


@carries_out(COMPLETE_ACTION)
async def complete_action(context: CommandContext) -> Steps:
    """Record when an action was done."""
    done_on = context.input["doneOn"]
    yield checked(not_in_the_future(done_on, context.today, "doneOn"), done_on=done_on)


async def _add_finding(context: CommandContext, inspection: object, given: Values) -> None:
    await context.rows.insert(
        published_finding,
        inspection_id=inspection,
        kind=given["kind"],
        body=given["body"],
        is_about_missing=given["isAboutMissing"],
        narrative=str(given["narrative"]).strip(),
        agency=context.caller.agency.value,
    )
