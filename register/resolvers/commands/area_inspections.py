"""Joint inspections of areas: asked for by one person of Ofsted, and approved with all their access by another."""

from collections.abc import Sequence
from datetime import datetime

from register.open_types import Values
from register.resolvers.commands.access_grants import is_appointed
from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext, key_of
from register.resolvers.commands.frame import Made, Steps, checked
from register.resolvers.commands.input_facts import columns_given
from register.rules.access_grant import approved_once, approver_is_another, people_are_named, reason_says_something
from register.rules.area_inspection import (
    access_ends,
    access_is_bounded,
    days_follow,
    inspectorates_join,
    plan_is_short,
    round_has_days,
    round_runs,
    theme_has_form,
)
from register.rules.dates import instant_has_zone
from register.rules.problem import Problem, problems_of
from register.rules.record import not_found, record_exists
from register.schema.commands.area_inspection import (
    ADD_INSPECTION_ROUND,
    APPROVE_AREA_INSPECTION,
    CREATE_AREA_INSPECTION,
)
from register.sql.write.rows import Row
from register.tables import area, area_inspection, area_within, inspection_round, live_grant, organisation_area
from register.vocabulary import Agency, AppointedRole, AreaKind, LiveGrantKind, Purpose


@carries_out(ADD_INSPECTION_ROUND)
async def add_inspection_round(context: CommandContext) -> Steps:
    """Add a round to the programme."""
    theme, starts_on = context.text("theme"), context.input["startsOn"]
    same = await context.rows.find(inspection_round, theme=theme, starts_on=starts_on)
    yield checked(
        theme_has_form(theme),
        round_has_days(starts_on, context.input.get("endsOn")),
        Problem("CONFLICT_DUPLICATE", "The round is in the programme already.", "startsOn") if same else None,
    )
    yield Made(str(await context.rows.insert(inspection_round, **columns_given(context, inspection_round))))


@carries_out(CREATE_AREA_INSPECTION)
async def create_area_inspection(context: CommandContext) -> Steps:
    """Ask for an inspection of an area, with the bodies of the area and the access of its inspectors."""
    given = context.input
    authority = await context.rows.find(
        area, code=context.text("authority"), kind=AreaKind.AUTHORITY.value, valid_to=None
    )
    yield record_exists(authority, "authority")
    round_key = key_of(given["round"])
    of_round = await context.rows.find(inspection_round, id=round_key) if round_key is not None else None
    yield record_exists(of_round, "round")
    assert authority is not None
    assert of_round is not None
    notified_at, ends_at = given["notifiedAt"], access_ends(given["letterDueOn"], given["planDays"])
    yield checked(is_appointed(context, AppointedRole.APPROVER), *_form_problems(context, of_round, ends_at))
    code, teams = authority["code"], given["inspectors"]
    key = await context.rows.insert(
        area_inspection,
        **columns_given(context, area_inspection),
        round_id=round_key,
        force_codes=await _codes(context, "force", code),
        health_codes=await _codes(context, "health", code),
        inspectorates=[team["agency"] for team in teams],
        access_ends_at=ends_at,
    )
    for team in teams:
        await _ask_for_access(context, team, inspection_id=key, area_code=code, starts_at=notified_at, ends_at=ends_at)
    yield Made(str(key))


@carries_out(APPROVE_AREA_INSPECTION)
async def approve_area_inspection(context: CommandContext) -> Steps:
    """Approve an inspection and all its access: the database freezes the picture of the area with it."""
    record = context.record
    grants = await context.rows.find_all(live_grant, inspection_id=record["id"], ended_at=None)
    people = [person for grant in grants for person in grant["holder_subjects"]]
    yield checked(
        is_appointed(context, AppointedRole.APPROVER),
        approver_is_another(context.caller.subject, (record["asked_by"], *people), "inspection"),
        approved_once(record["approved_at"], "inspection"),
        _still_to_come(record, context.at),
        approved_at=context.at,
    )
    for grant in grants:
        await context.rows.update(live_grant, grant["id"], approved_at=context.at)


def _form_problems(context: CommandContext, of_round: Row, ends_at: datetime) -> Sequence[Problem]:
    given = context.input
    teams, notified_at = given["inspectors"], given["notifiedAt"]
    return problems_of(
        inspectorates_join([Agency(team["agency"]) for team in teams]),
        *(people_are_named(_people(team)) for team in teams),
        instant_has_zone(notified_at, "notifiedAt"),
        days_follow(notified_at, given["fieldworkFrom"], given["fieldworkTo"], letter_due_on=given["letterDueOn"]),
        plan_is_short(given["planDays"]),
        access_is_bounded(notified_at, ends_at, context.at),
        round_runs(of_round["starts_on"], of_round["ends_on"], given["fieldworkFrom"]),
        reason_says_something(context.text("chosenBecause")),
    )


def _still_to_come(record: Row, now: datetime) -> Problem | None:
    return not_found("inspection") if record["access_ends_at"] <= now else None


def _people(team: Values) -> list[str]:
    """The different people of a team, in its order."""
    return list(dict.fromkeys(name for name in (str(each).strip() for each in team["subjects"]) if name))


async def _codes(context: CommandContext, kind: str, authority: str) -> list[str]:
    """The codes of the police forces that an authority is in, or of the health bodies that serve it."""
    if kind == "force":
        forces = await context.rows.find_all(area_within, code=authority, within_kind=AreaKind.FORCE.value)
        return sorted(row["within_code"] for row in forces)
    served = await context.rows.find_all(organisation_area, authority_code=authority)
    return sorted(row["organisation_code"] for row in served)


async def _ask_for_access(context: CommandContext, team: Values, *, area_code: str, **of_inspection: object) -> None:
    people = _people(team)
    await context.rows.insert(
        live_grant,
        kind=LiveGrantKind.INSPECTION.value,
        holder_agency=team["agency"],
        holder_subject=people[0] if len(people) == 1 else None,
        holder_subjects=people,
        area_code=area_code,
        area_codes=[area_code],
        purpose=Purpose.INSPECTION.value,
        reason=context.text("chosenBecause"),
        **of_inspection,
    )
