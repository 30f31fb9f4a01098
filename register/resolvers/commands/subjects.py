"""Every module whose functions carry out commands. Imported whole, so that no command is offered that nobody does."""

from register.resolvers.commands import (
    access_grants,
    area_findings,
    area_inspections,
    authority_returns,
    batch,
    child_matches,
    children,
    conditions,
    correction_notices,
    corrections,
    encounters,
    exploitation_flags,
    inspections,
    lifecycle,
    merging,
    missing_episodes,
    notices,
    openings,
    people,
    placements,
    premises,
    prevention_interviews,
    providers,
    published_inspections,
    registration,
    return_interviews,
    sightings,
    uploads,
)
from register.resolvers.commands.acts import ACTS as ACTS
from register.schema.mutation import PAGE

SUBJECTS = (
    access_grants,
    area_findings,
    area_inspections,
    authority_returns,
    batch,
    child_matches,
    children,
    conditions,
    correction_notices,
    corrections,
    encounters,
    exploitation_flags,
    inspections,
    lifecycle,
    merging,
    missing_episodes,
    notices,
    openings,
    people,
    placements,
    premises,
    prevention_interviews,
    providers,
    published_inspections,
    registration,
    return_interviews,
    sightings,
    uploads,
)

unmatched = {command.name for command in PAGE} ^ set(ACTS)
if unmatched:
    raise TypeError(f"either not offered or not carried out: {', '.join(sorted(unmatched))}")
