"""Every module whose functions carry out commands. Imported whole, so that no command is offered that nobody does."""

from register.resolvers.commands import (
    access_grants,
    batch,
    conditions,
    corrections,
    inspections,
    lifecycle,
    merging,
    notices,
    openings,
    people,
    premises,
    providers,
    registration,
    uploads,
)
from register.resolvers.commands.acts import ACTS as ACTS
from register.schema.mutation import PAGE

SUBJECTS = (
    access_grants,
    batch,
    conditions,
    corrections,
    inspections,
    lifecycle,
    merging,
    notices,
    openings,
    people,
    premises,
    providers,
    registration,
    uploads,
)

unmatched = {command.name for command in PAGE} ^ set(ACTS)
if unmatched:
    raise TypeError(f"either not offered or not carried out: {', '.join(sorted(unmatched))}")
