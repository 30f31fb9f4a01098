"""The field node: which of its reads runs. What a caller may not read is looked for nowhere, and answers as unknown."""

from collections.abc import Sequence

from register.database.connections import Connection
from register.errors import RegisterError
from register.open_types import Values
from register.plan.read import RootPlan
from register.policy.authority import Live, authority_of
from register.policy.decide import authorise
from register.policy.roles import role_of
from register.resolvers.reads.plan_cache import PlannedRoot
from register.sql.read.holder import holder
from register.vocabulary import Caller


async def choice_of(
    connection: Connection, live: Live, caller: Caller, *, root: PlannedRoot, variables: Values
) -> PlannedRoot:
    """The read of the type that the record has, or of the type that was expected, which then finds nothing.

    Which reads the caller may have is decided before any record is looked for, so that a refusal says nothing of any.

    Raises: BadInput; what policy refuses the expected types with, if it refuses all of them.
    """
    plans = [_plan(choice) for choice in root.choices]
    values = plans[0].bind(variables)
    authority = authority_of(caller.agency, [caller.today], live)
    allowed, refused = dict[str, PlannedRoot](), list[RegisterError]()
    for choice, plan in zip(root.choices, plans, strict=True):
        try:
            authorise(plan.read, authority, has_purpose=caller.purpose is not None)
            allowed[plan.read.entity.name] = choice
        except RegisterError as refusal:
            refused += [refusal] if choice.is_named or not root.names_types else []
    expected = _expected(allowed)
    if expected is None or (root.names_types and not expected.is_named):
        raise refused[0]
    found = await holder(connection, role_of(caller.agency), list(allowed), values={"s0": values[0]})
    return allowed.get(found or "", expected)


def _expected(allowed: dict[str, PlannedRoot]) -> PlannedRoot | None:
    """The first of those that the selection names, or else the first of all."""
    ordered: Sequence[PlannedRoot] = sorted(allowed.values(), key=lambda choice: not choice.is_named)
    return next(iter(ordered), None)


def _plan(choice: PlannedRoot) -> RootPlan:
    assert isinstance(choice.plan, RootPlan)
    return choice.plan
