"""Children: registered and corrected by the authority that is responsible for them."""

from register.resolvers.commands.acts import carries_out
from register.resolvers.commands.context import CommandContext
from register.resolvers.commands.frame import Made, Steps, checked
from register.resolvers.commands.input_facts import columns_given
from register.rules.child import (
    aliases_are_plain,
    born_as_a_child_can_be,
    child_is_new,
    ethnicity_is_known,
    nhs_number_is_right,
    upn_is_right,
)
from register.rules.problem import Problem, problems_of
from register.rules.required import is_needed, something_is_given
from register.schema.commands.child import CORRECT_CHILD, FACTS, REGISTER_CHILD
from register.sql.write.rows import Row
from register.tables import child, child_characteristics, child_identity, child_minimum

NAMED = ("name", "dateOfBirth", "sex")


@carries_out(REGISTER_CHILD)
async def register_child(context: CommandContext) -> Steps:
    """Add a child for whom the sender's authority is responsible."""
    yield checked(*await _problems(context))
    made = await context.rows.insert(
        child, responsible_authority_code=context.caller.area, source_agency=context.caller.agency.value
    )
    await context.rows.insert(child_minimum, child_id=made, **columns_given(context, child_minimum))
    await context.rows.insert(child_identity, child_id=made, **_identity(context))
    await context.rows.insert(child_characteristics, child_id=made, **columns_given(context, child_characteristics))
    yield Made(str(made))


@carries_out(CORRECT_CHILD)
async def correct_child(context: CommandContext) -> Steps:
    """Correct facts of a child."""
    emptied = [is_needed(context.input[name], name) for name in NAMED if name in context.input]
    yield checked(something_is_given(context.input, (*NAMED, *FACTS)), *emptied, *await _problems(context))
    facts = {
        child_minimum: columns_given(context, child_minimum),
        child_identity: _identity(context),
        child_characteristics: columns_given(context, child_characteristics),
    }
    for table, values in facts.items():
        if values:
            await context.rows.put(table, context.record["id"], **values)


def _identity(context: CommandContext) -> Row:
    given = columns_given(context, child_identity)
    return {**given, "aliases": given["aliases"] or []} if "aliases" in given else given


async def _problems(context: CommandContext) -> tuple[Problem, ...]:
    given, number = context.input, context.input.get("nhsNumber")
    known = None if number is None else await context.rows.find_all(child_identity, nhs_number=number)
    return problems_of(
        born_as_a_child_can_be(given.get("dateOfBirth"), context.today),
        aliases_are_plain(given.get("aliases")),
        nhs_number_is_right(number),
        upn_is_right(given.get("upn")),
        ethnicity_is_known(given.get("ethnicity")),
        child_is_new([row for row in known or () if row["child_id"] != context.record.get("id")]),
    )
